import { assembleContract } from './assemble.ts';
import type { Contract, Operation } from './contract.ts';
import { adminData } from './generated/admin/data.ts';
import { validators as adminValidators } from './generated/admin/validators.ts';
import { contractData } from './generated/use-cases/data.ts';
import { validators } from './generated/use-cases/validators.ts';

/** The contract of the API that the stub ships with: openapi/use-cases.yaml. */
export function builtInContract(): Contract {
  return assembleContract(contractData, validators, async () => {
    const { document } = await import('./generated/use-cases/document.ts');
    return document;
  });
}

/** Whether an operation is of that contract as it is shipped, and not of a document that a user has given. */
export function isBuiltIn({ operationId, validators: own }: Operation): boolean {
  return Object.hasOwn(validators, operationId) && validators[operationId as keyof typeof validators] === own;
}

/** The contract of the stub's own routes, below `/__stub`: openapi/admin.yaml. */
export function adminContract(): Contract {
  return assembleContract(adminData, adminValidators, async () => {
    const { document } = await import('./generated/admin/document.ts');
    return document;
  });
}
