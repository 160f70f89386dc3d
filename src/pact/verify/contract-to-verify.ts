import { builtInContract } from '../../contract/built-in.ts';
import { extendContract } from '../../contract/assemble.ts';
import type { Contract, Operation } from '../../contract/contract.ts';
import { asObject, isObject } from '../../lib/guards.ts';

/** The contract that pacts are compared with. */
export interface ContractToVerify {
  /** The OpenAPI document. */
  readonly document: object;
  /** The operations that it describes. */
  readonly operations: readonly Operation[];
  /** What a stub serves that answers by it: also the built-in operations that the document lacks. */
  readonly served: Contract;
  /** Path of the first server's URL, without a slash at its end. */
  readonly basePath: string;
  /** `info.version` of the document. */
  readonly version: string;
}

/**
 * Reads the contract that pacts are compared with.
 *
 * @param spec an OpenAPI 3.1 document; default: the built-in contract
 * @throws SpecFileError when the document cannot be read or compiled
 */
export async function contractToVerify(spec?: string): Promise<ContractToVerify> {
  if (spec === undefined) {
    const contract = builtInContract();
    // Its document is loaded for one of its operations.
    const document = await contract.loadDocument(contract.operations[0] as Operation);
    return contractFrom(document, contract);
  }
  const { readContractFile } = await import('../../contract/spec-file.ts');
  const { document, contract } = await readContractFile(spec);
  return contractFrom(document, contract);
}

/** @param contract the operations of the document, compiled */
export function contractFrom(document: object, contract: Contract): ContractToVerify {
  const { servers, info } = document as { servers?: unknown; info?: unknown };
  const [server] = Array.isArray(servers) ? servers.filter(isObject) : [];
  const version = asObject(info)?.['version'];
  return {
    document,
    operations: contract.operations,
    served: extendContract(builtInContract(), contract),
    basePath: basePathOf(server?.['url']),
    version: typeof version === 'string' ? version : 'without a version',
  };
}

function basePathOf(url: unknown): string {
  const parsed = typeof url === 'string' ? URL.parse(url, 'http://localhost') : null;
  return parsed === null ? '' : parsed.pathname.replace(/\/$/, '');
}
