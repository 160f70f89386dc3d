import { amendContract } from '../../contract/amend-contract.ts';
import { unfollowedInWords } from '../../contract/amend-own.ts';
import type { AssumptionChoices } from '../../contract/assumptions.ts';
import { builtInContract } from '../../contract/built-in.ts';
import { extendContract } from '../../contract/assemble.ts';
import type { Contract, Operation } from '../../contract/contract.ts';
import { asObject, isObject } from '../../lib/guards.ts';
import { createRefine } from '../../use-cases/rules/refine.ts';

/** The contract that pacts are compared with. */
export interface ContractToVerify {
  /** The OpenAPI document. */
  readonly document: object;
  /** The operations that it describes. */
  readonly operations: readonly Operation[];
  /** What a stub serves that answers by it: also the built-in operations that the document lacks. */
  readonly served: Contract;
  /** Where the document keeps choices from holding, in sentences. */
  readonly remarks: readonly string[];
  /** Path of the first server's URL, without a slash at its end. */
  readonly basePath: string;
  /** `info.version` of the document. */
  readonly version: string;
}

/**
 * Reads the contract that pacts are compared with.
 *
 * @param spec an OpenAPI 3.1 document; default: the built-in contract
 * @param choices the ways of assumptions that are not as the built-in contract has them
 * @throws SpecFileError when the document cannot be read or compiled
 */
export async function contractToVerify(spec?: string, choices: AssumptionChoices = {}): Promise<ContractToVerify> {
  if (spec === undefined) {
    const contract = amendContract(builtInContract(), choices, createRefine());
    // Its document is loaded for one of its operations.
    const document = await contract.loadDocument(contract.operations[0] as Operation);
    return contractFrom(document, contract);
  }
  const { readContractFile } = await import('../../contract/spec-file.ts');
  const { document, contract } = await readContractFile(spec);
  const amended = amendContract(contract, choices, createRefine());
  const [first] = amended.operations;
  const found = contractFrom(first === undefined ? document : await amended.loadDocument(first), amended);
  return { ...found, remarks: unfollowedInWords(spec, contract, choices) };
}

/** @param contract the operations of the document, compiled */
export function contractFrom(document: object, contract: Contract): ContractToVerify {
  const { info } = document as { info?: unknown };
  const version = asObject(info)?.['version'];
  return {
    document,
    operations: contract.operations,
    served: extendContract(builtInContract(), contract),
    remarks: [],
    basePath: basePathOf(document),
    version: typeof version === 'string' ? version : 'without a version',
  };
}

/** Path of the URL of a document's first server, without a slash at its end. Variables have their defaults. */
export function basePathOf(document: object): string {
  const { servers } = document as { servers?: unknown };
  const [server] = Array.isArray(servers) ? servers.filter(isObject) : [];
  const url = server?.['url'];
  if (typeof url !== 'string') return '';
  const variables = asObject(server?.['variables']);
  const whole = url.replace(/\{([^}]*)\}/g, (_, name: string) => {
    const value = asObject(variables?.[name])?.['default'];
    return typeof value === 'string' ? value : name;
  });
  return URL.parse(whole, 'http://localhost')?.pathname.replace(/\/$/, '') ?? '';
}
