/** The result of a verification, as plain data. `--json` prints this, and the exit code. */
import type { Trust } from '../../contract/types.ts';
import type { UnitCoverage } from '../../coverage/units.ts';

/** A kind of finding. */
interface FindingKind {
  /** An error breaks the pact; a warning does not. */
  readonly severity: 'error' | 'warning';
  /** When it happens. The table of findings in the documentation has this text. */
  readonly explanation: string;
}

/** Every kind of finding about an interaction, by id. */
export const findingCatalogue = {
  'answer-differs': {
    severity: 'error',
    explanation: 'The provider answered, but not as the consumer expects.',
  },
  'not-promised': {
    severity: 'error',
    explanation:
      'The contract does not promise what the consumer expects, or does not allow what it sends, even if this provider accepts it.',
  },
  narrower: {
    severity: 'error',
    explanation:
      'A matching rule refuses some of the values that the contract lists for a reply, and neither the states nor the request give the value.',
  },
  'not-described': {
    severity: 'warning',
    explanation: 'The contract says nothing about something that the consumer sends or expects.',
  },
  'copied-value': {
    severity: 'warning',
    explanation:
      'The consumer expects exactly a value that neither the states nor the request give. The stub generated it; the API has others.',
  },
  'unknown-property': {
    severity: 'error',
    explanation:
      'The consumer sends a property, or with GET a body, that the contract does not have. The API drops it silently. --allow-unknown allows it.',
  },
  'assumed-rule': {
    severity: 'warning',
    explanation:
      'The consumer sends a value that breaks an assumed rule. The stub warns of it, --validation strict refuses it.',
  },
  'stub-feature': {
    severity: 'error',
    explanation:
      'The consumer uses a preference (`Prefer`, `?__code`), which only a stub understands. It is not sent while verifying.',
  },
  'base-path-mixed': {
    severity: 'error',
    explanation:
      "Some paths of the pact begin with the path of the API's server, others do not. No base URL serves both.",
  },
  'exact-text': {
    severity: 'warning',
    explanation: 'The consumer expects an error message word for word, which the contract does not promise.',
  },
  'state-unknown': {
    severity: 'error',
    explanation: 'The interaction wants a provider state that the catalogue does not have.',
  },
  'state-parameters-invalid': {
    severity: 'error',
    explanation: 'The parameters of a provider state are wrong.',
  },
  'state-failed': {
    severity: 'error',
    explanation: 'The provider could not be put into a state.',
  },
  'state-skipped': {
    severity: 'warning',
    explanation: 'The provider is not a stub, and no state URL was given, so the state was not set up.',
  },
  'value-not-given': {
    severity: 'error',
    explanation:
      'The request takes a value from a provider state that gives no such value. Pact would silently use the example.',
  },
  'expression-too-slow': {
    severity: 'error',
    explanation: 'A regular expression of a matching rule takes too many steps on what the provider answered.',
  },
  'not-verifiable': {
    severity: 'error',
    explanation: "Pact's core could not verify the interaction. The message says why, as far as it is known.",
  },
} as const satisfies Readonly<Record<string, FindingKind>>;

/** The id of a kind of finding. */
export type FindingId = keyof typeof findingCatalogue;

/** Every problem of a file, URL or broker that pacts are read from, by id. */
export const problemCatalogue = {
  'not-found': 'There is no such file or directory, no pact in it, or none with the provider.',
  unreadable: 'The file or URL cannot be read.',
  'too-large': 'The file is larger than 16 MiB.',
  'not-json': 'The file is not JSON. The message says at which line and column.',
  'not-a-pact': 'The file is JSON, but not a pact, or a damaged one. The message says at which place.',
  'other-json': 'The file is JSON of another kind. In a directory, or for a pattern, it is skipped with a line.',
  'other-provider': 'The pact is about another provider. The message names it.',
  'no-interactions': 'The pact has no interactions.',
  plugins: "The pact needs a plugin of Pact. None is loaded: Pact's core would fetch it from the internet.",
  messages: 'The pact has only message interactions; the API has none.',
  failed: 'The verification of this pact failed because of a bug; please report it.',
  unreachable: 'The provider or the broker cannot be reached.',
  'broker-refused': 'The broker does not take the request, such as a selector that it does not know.',
} as const;

/** The id of a reason why a source could not be verified. */
export type ProblemId = keyof typeof problemCatalogue;

/** A reason why a file, URL or broker could not be verified. */
export interface SourceProblem {
  readonly id: ProblemId;
  /** The file or URL. */
  readonly source: string;
  readonly message: string;
  /** JSON pointer into the file. */
  readonly pointer?: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
}

/**
 * A disagreement, or a possible one, between an interaction and the API. One that rests on a rule says how far the rule
 * can be trusted.
 */
export interface Finding extends Trust {
  readonly id: FindingId;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Where in the pact: a JSON pointer, and the line, from 1. */
  readonly pactPointer: string;
  readonly line: number;
  /** Where in the contract, as a JSON pointer. */
  readonly contractPointer?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  /** What will probably solve it. */
  readonly fix?: string;
}

/** A request that the stub has recorded, with its reply; of a refusal it says how far that can be trusted. */
export interface RecordedExchange extends Trust {
  readonly request: string;
  readonly status: number;
  /** The first 1,000 characters of the reply's body. */
  readonly reply?: string;
}

/** The result of one interaction. */
export interface InteractionReport {
  readonly description: string;
  readonly states: readonly string[];
  readonly method: string;
  readonly path: string;
  /** The status that the consumer expects. */
  readonly status: number;
  /** The operation of the contract, if the request names one. */
  readonly operationId?: string;
  /** For 405: the operations of the path. */
  readonly pathOperationIds?: readonly string[];
  readonly pactPointer: string;
  readonly line: number;
  /** `pending`: the interaction fails, but the pact, of version 4, marks it as pending. */
  readonly verdict: 'passed' | 'failed' | 'pending';
  readonly findings: readonly Finding[];
  /** Fields of the contract that its request sends, such as `hooks[].url`; none where it expects to be refused. */
  readonly sends: readonly string[];
  /** Fields of the contract that it reads of the reply. */
  readonly reads: readonly string[];
  /** What the stub recorded, for an interaction that fails. */
  readonly seen?: RecordedExchange;
}

/** The result of one pact. */
export interface PactReport {
  /** The file or URL. */
  readonly source: string;
  readonly consumer: string;
  /** Version of the Pact specification: 1 to 4. */
  readonly specification: number;
  readonly verdict: 'passed' | 'failed';
  /** Whether the broker lets this pact fail without breaking the provider's build. */
  readonly pending: boolean;
  /** What of this pact is not verified, and the broker's reasons for verifying it. */
  readonly notices: readonly string[];
  readonly interactions: readonly InteractionReport[];
  readonly milliseconds: number;
}

/** The consumers that rely on a status of an operation, in interactions that pass. */
export interface CoverageRow {
  readonly operationId: string;
  readonly status: string;
  /** Names, in alphabetical order; empty when no consumer relies on it. */
  readonly consumers: readonly string[];
}

/** The consumers that rely on a field of an operation, in interactions that pass. */
export interface FieldRow {
  readonly operationId: string;
  /** Whether clients send it, or get it. */
  readonly part: 'request' | 'response';
  /** Of the reply that has it. */
  readonly status?: string;
  /** Such as `hooks[].url`, or `?limit` for a query parameter. */
  readonly field: string;
  /** Names, in alphabetical order; empty when no consumer sends or reads it. */
  readonly consumers: readonly string[];
}

/**
 * What a verification comes to. `broken`: a consumer and the API do not agree. `not-found`: an argument names no pact, or
 * none is left. `unreadable`: a pact could not be verified. `unreachable`: no answer of the provider or the broker.
 * `refused`: the broker does not take the request. `uncovered`: all agree, but too little is covered. The most serious one
 * decides.
 */
export type Verdict = 'passed' | 'uncovered' | 'broken' | 'not-found' | 'unreadable' | 'unreachable' | 'refused';

/** Numbers of what was verified, and of what was found. */
export interface VerificationCounts {
  /** `pending`: pacts that fail and may. */
  readonly pacts: {
    readonly total: number;
    readonly passed: number;
    readonly broken: number;
    readonly pending: number;
  };
  /** `pending`: interactions that fail and may, because the pact or the interaction is pending. */
  readonly interactions: {
    readonly total: number;
    readonly passed: number;
    readonly failed: number;
    readonly pending: number;
  };
  readonly findings: { readonly errors: number; readonly warnings: number };
  readonly problems: number;
  readonly skipped: number;
}

/** The result of a whole verification. */
export interface VerificationReport {
  /** Version of this format. It rises when a property goes or changes its meaning, not when one is added. */
  readonly schemaVersion: 1;
  readonly versions: {
    /** Of use-case-stub. */
    readonly tool: string;
    /** Of the contract, in `info.version` of its document. */
    readonly contract: string;
  };
  readonly verdict: Verdict;
  readonly counts: VerificationCounts;
  readonly provider: string;
  /** What the pacts were verified against: `a fresh stub`, or a URL. */
  readonly against: string;
  /** The document in place of the built-in contract. */
  readonly spec?: string;
  /** Where that document keeps choices of `assume` or `fidelity` from holding, in sentences. None: left out. */
  readonly remarks?: readonly string[];
  readonly pacts: readonly PactReport[];
  readonly problems: readonly SourceProblem[];
  /** Pacts with other providers, and JSON of other kinds, unless they were named themselves. */
  readonly skipped: readonly SkippedPact[];
  readonly coverage: readonly CoverageRow[];
  /** Which consumer sends or reads which field. */
  readonly fields: readonly FieldRow[];
  /** How much is covered. */
  readonly units: readonly UnitCoverage[];
  /** Addresses that results were published to. */
  readonly published: readonly string[];
}

/** A file that was found in a directory, by a pattern or by a broker, and is no pact about the provider. */
export interface SkippedPact {
  /** The file or URL. */
  readonly source: string;
  /** Why it was skipped. */
  readonly message: string;
}

/** Makes a finding, with the severity of its kind. */
export function finding(id: FindingId, about: Omit<Finding, 'id' | 'severity'>): Finding {
  return { id, severity: findingCatalogue[id].severity, ...about };
}

/** Whether any of the findings is an error. */
export function isBroken(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
