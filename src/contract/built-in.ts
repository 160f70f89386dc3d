import { assembleContract } from './assemble.ts';
import type { Contract } from './contract.ts';
import { adminData } from './generated/admin/data.ts';
import { validators as adminValidators } from './generated/admin/validators.ts';
import { contractData } from './generated/use-cases/data.ts';
import { validators } from './generated/use-cases/validators.ts';

/** The contract of the API that the stub ships with: openapi/use-cases.yaml. */
export function builtInContract(): Contract {
  return assembleContract(contractData, validators, documentReader('use-cases'));
}

/** The contract of the stub's own routes, below `/__stub`: openapi/admin.yaml. */
export function adminContract(): Contract {
  return assembleContract(adminData, adminValidators, documentReader('admin'));
}

/** Reads a document under openapi/ when it is first needed, and once: that blocks the process for 0.1 s. */
function documentReader(name: string): () => Promise<object> {
  let document: Promise<object> | undefined;
  return () => (document ??= read(name));
}

async function read(name: string): Promise<object> {
  const { readDocument } = await import('./read-document.ts');
  const { fileURLToPath } = await import('node:url');
  return readDocument(fileURLToPath(new URL(`../../openapi/${name}.yaml`, import.meta.url)));
}
