import { assembleContract } from './assemble.ts';
import type { Contract } from './contract.ts';
import { contractData } from './generated/use-cases/data.ts';
import { validators } from './generated/use-cases/validators.ts';

/** The contract that the stub ships with. Its document is read only when somebody wants the whole of it. */
export function builtInContract(): Contract {
  // To read it takes a tenth of a second, in which nothing else is answered; so it is read once.
  let document: Promise<object> | undefined;
  return assembleContract(contractData, validators, () => (document ??= readBuiltIn()));
}

async function readBuiltIn(): Promise<object> {
  const { readDocument } = await import('./read-document.ts');
  const { fileURLToPath } = await import('node:url');
  return readDocument(fileURLToPath(new URL('../../openapi/use-cases.yaml', import.meta.url)));
}
