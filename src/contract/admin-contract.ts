import { assembleContract } from './assemble.ts';
import type { Contract } from './contract.ts';
import { adminData } from './generated/admin/data.ts';
import { validators } from './generated/admin/validators.ts';

/** The stub's own routes, below `/__stub`, as openapi/admin.yaml describes them. */
export function adminContract(): Contract {
  return assembleContract(adminData, validators, async () => {
    const { readDocument } = await import('./read-document.ts');
    const { fileURLToPath } = await import('node:url');
    return readDocument(fileURLToPath(new URL('../../openapi/admin.yaml', import.meta.url)));
  });
}
