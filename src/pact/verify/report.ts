/** What a verification finds out, as plain data. `--json` prints exactly this. */

/** A row of a catalogue. */
interface Entry {
  /** Whether a pact with such a finding is broken, or only doubtful. */
  readonly severity: 'error' | 'warning';
  /** When it happens; README's table is generated from this. */
  readonly explanation: string;
}

/** Everything that can be found out about an interaction. */
export const findingCatalogue = {
  'answer-differs': {
    severity: 'error',
    explanation: 'The provider answered, but not as the consumer expects.',
  },
  'not-promised': {
    severity: 'error',
    explanation:
      'The contract does not promise what the consumer expects, or does not allow what it sends, even if the provider happens to go along with it.',
  },
  'not-described': {
    severity: 'warning',
    explanation: 'The contract says nothing about something that the consumer sends or expects.',
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
    explanation: 'The provider is not a stub, and no state URL was given, so nobody put it into the state.',
  },
  'value-not-given': {
    severity: 'error',
    explanation:
      'The request takes a value from a provider state that gives no such value. Pact would use the example without a word.',
  },
  'expression-too-slow': {
    severity: 'error',
    explanation: 'A regular expression of a matching rule takes too many steps on what the provider answered.',
  },
  'not-verifiable': {
    severity: 'error',
    explanation: "Pact's core could not verify the interaction. The message says what is known of the reason.",
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type FindingId = keyof typeof findingCatalogue;

/** Everything that can be wrong with a file or another place that pacts are read from. */
export const problemCatalogue = {
  'not-found': 'There is no such file or directory, or no pact in it.',
  unreadable: 'The file or URL cannot be read.',
  'too-large': 'The file is larger than any pact of one resource should be.',
  'not-json': 'The file is not JSON. The message says at which line and column.',
  'not-a-pact': 'The file is JSON, but not a pact, or one that is damaged. The message says at which place.',
  'other-provider': 'The pact is about another provider. The message says whose.',
  'no-interactions': 'The pact has no interactions.',
  messages: 'The pact has message interactions; the API has none.',
  failed: 'The verification itself failed over this pact; please report it.',
  unreachable: 'The provider or the broker cannot be reached.',
} as const;

export type ProblemId = keyof typeof problemCatalogue;

/** Something that keeps a source from being verified. */
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

/** Something about an interaction that keeps client and API from agreeing, or might. */
export interface Finding {
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
  /** What will probably mend it. */
  readonly fix?: string;
}

/** What the stub saw and said, where it could be asked. */
export interface SeenExchange {
  readonly request: string;
  readonly status: number;
  /** The answer's body, cut to its first 1,000 characters. */
  readonly reply?: string;
}

export interface InteractionReport {
  readonly description: string;
  readonly states: readonly string[];
  readonly method: string;
  readonly path: string;
  /** The status that the consumer expects. */
  readonly status: number;
  /** The operation of the contract, if there is one. */
  readonly operationId?: string;
  readonly pactPointer: string;
  readonly line: number;
  /** `pending`: it fails, but the pact says that nobody need mind yet. */
  readonly verdict: 'passed' | 'failed' | 'pending';
  readonly findings: readonly Finding[];
  readonly seen?: SeenExchange;
}

export interface PactReport {
  readonly source: string;
  readonly consumer: string;
  /** Version of the Pact specification: 1 to 4. */
  readonly specification: number;
  readonly verdict: 'passed' | 'failed';
  /** Whether the broker says that a failure must not break the provider's build yet. */
  readonly pending: boolean;
  /** What the broker has to say about why this pact is verified. */
  readonly notices: readonly string[];
  readonly interactions: readonly InteractionReport[];
  readonly milliseconds: number;
}

/** Which consumers rely on an operation's status. */
export interface CoverageRow {
  readonly operationId: string;
  readonly status: string;
  /** Names, in alphabetical order; empty when nobody covers it. */
  readonly consumers: readonly string[];
}

export interface VerificationReport {
  readonly provider: string;
  /** What was asked: `a fresh stub`, or a URL. */
  readonly against: string;
  readonly pacts: readonly PactReport[];
  readonly problems: readonly SourceProblem[];
  readonly coverage: readonly CoverageRow[];
  /** Where results were published to, if they were. */
  readonly published: readonly string[];
}

/** A finding, with the severity of its kind. */
export function finding(id: FindingId, about: Omit<Finding, 'id' | 'severity'>): Finding {
  return { id, severity: findingCatalogue[id].severity, ...about };
}

export function isBroken(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
