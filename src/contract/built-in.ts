import { assembleContract } from './assemble.ts';
import type { Contract } from './contract.ts';
import { contractData } from './generated/data.ts';
import { validators } from './generated/validators.ts';

/** The contract that the stub ships with. Its document is read only when somebody wants the whole of it. */
export function builtInContract(): Contract {
  return assembleContract(contractData, validators, async () => {
    const { readDocument } = await import('./read-document.ts');
    const { fileURLToPath } = await import('node:url');
    return readDocument(fileURLToPath(new URL('../../openapi/use-cases.yaml', import.meta.url)));
  });
}
