/** The result of testing a provider, as plain data. `--json` prints this, and the exit code. */

/** Every kind of finding, by id. The documentation's table is generated from this. */
export const providerFindings = {
  'no-answer': 'No reply within the time limit, or a broken connection.',
  'server-error': 'A status of 500 or above.',
  'valid-refused': 'A request that the contract allows is refused.',
  'invalid-accepted': 'A request that breaks the contract is accepted.',
  'status-undocumented': 'A status that the contract does not list for the operation.',
  'status-differs': 'A status that the contract lists, but not for such a request.',
  'content-type': 'A body that is not declared as application/json.',
  'not-json': 'A body that cannot be parsed as JSON.',
  schema: "A body that does not conform to the contract's schema.",
  'header-missing': 'A reply without a header that the contract describes for its status.',
  'field-not-named': 'A refusal with no issue whose path is that of the wrong field.',
  'value-differs': 'A field that was sent is missing in the reply, or has another value.',
  'default-missing': 'A create without the field is not answered with its default.',
  'unknown-kept': 'A property that the contract does not have is stored.',
  'read-differs': 'A use case is read otherwise than it was answered before.',
  'not-listed': 'The list lacks a use case that was created.',
  'listed-twice': 'The list has two use cases with one id.',
  'list-order': 'The list does not have the oldest use case first.',
  'id-changed': 'A reply has another id than the use case that was asked for or updated.',
  'id-reused': 'Two creates are answered with the same id.',
  'organization-differs': 'Use cases of one API key belong to different organizations.',
  'update-spreads': 'An update changes a field that it does not name.',
  'refused-but-stored': 'A refused create, or a refused update, is stored all the same.',
  'key-ignored': 'A request without an API key, or with a malformed one, is answered.',
  'organization-leaks': 'Another API key can read a use case that was created.',
} as const satisfies Readonly<Record<string, string>>;

/** The id of a kind of finding. */
export type ProviderFindingId = keyof typeof providerFindings;

/** The sources that count as documentation; see `x-sources` of the contract. What others say is a hint or a guess. */
const DOCUMENTED: ReadonlySet<string> = new Set(['seed', 'sibling']);

/** A disagreement between the provider and the contract. */
export interface ProviderFinding {
  readonly id: ProviderFindingId;
  /** `error`: the rule is documented. `warning`: it is assumed, or only a hint says so. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly operationId: string;
  /** What the request was about, such as `create with "amd" as a text`. */
  readonly check: string;
  /** The request as a curl command; secrets stand in it as shell variables. */
  readonly curl: string;
  /** The status of the reply, if there was one. */
  readonly status?: number;
  /** JSON pointer into the body of the reply, or of the request for one that should have been refused. */
  readonly pointer?: string;
  /** Where the contract has the rule, as a JSON pointer. */
  readonly contractPointer: string;
  /** Where the rule comes from: an id of the contract's `x-sources`. */
  readonly source: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  /** How many requests showed it. */
  readonly times: number;
}

/** A request that was sent, or with `--dry-run` would be. */
export interface CheckedRequest {
  readonly operationId: string;
  readonly check: string;
  readonly curl: string;
  /** The status of the reply, if there was one. */
  readonly status?: number;
  readonly milliseconds: number;
}

/** A use case that the test left with the provider. */
export interface CreatedUseCase {
  readonly id: string;
  /** What the provider answers as its name. */
  readonly name: string;
}

/**
 * What a test comes to. `broken`: the provider and the contract do not agree. `refused`: it does not take the API key.
 * `unreachable`: it does not answer, or stopped to. `interrupted`: a signal ended the test.
 */
export type ProviderVerdict = 'passed' | 'broken' | 'refused' | 'unreachable' | 'interrupted';

/** The result of a whole test. */
export interface ProviderReport {
  /** Version of this format. It rises when a property goes or changes its meaning, not when one is added. */
  readonly schemaVersion: 1;
  readonly versions: {
    /** Of use-case-stub. */
    readonly tool: string;
    /** Of the contract, in `info.version` of its document. */
    readonly contract: string;
  };
  readonly verdict: ProviderVerdict;
  /** The URL of the provider, without credentials. */
  readonly provider: string;
  /** Whether only requests were sent that change nothing. */
  readonly readOnly: boolean;
  /** Whether nothing was sent, and a stub inside the process answered instead. */
  readonly dryRun: boolean;
  readonly seed: number;
  readonly counts: {
    /** Those that a 429 let come again count once. */
    readonly requests: number;
    /** How often a request was sent again since it was answered with 429. */
    readonly retries: number;
    readonly findings: { readonly errors: number; readonly warnings: number };
  };
  /** Why the test ended early, if it did. */
  readonly stopped?: string;
  /** The text that begins the name of every use case that is created, or stands in its after-hours message. */
  readonly mark: string;
  readonly created: readonly CreatedUseCase[];
  readonly findings: readonly ProviderFinding[];
  readonly requests: readonly CheckedRequest[];
  readonly milliseconds: number;
}

/** Whether a source makes a rule documented rather than assumed. */
export function severityOf(source: string): ProviderFinding['severity'] {
  return DOCUMENTED.has(source) ? 'error' : 'warning';
}
