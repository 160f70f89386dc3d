/** The exit codes of the commands. The documentation's table is generated from this. */
export const exitCodes = {
  ok: { code: 0, meaning: 'Done; of a server: stopped by SIGINT or SIGTERM' },
  failure: { code: 1, meaning: 'An unexpected failure' },
  usage: { code: 2, meaning: 'A flag, argument, environment variable or configuration file that cannot be taken' },
  address: { code: 3, meaning: 'The port or host cannot be listened on' },
  spec: { code: 4, meaning: 'A file given by --spec or --fixtures, or an OpenAPI document to compare, cannot be used' },
  broken: {
    code: 5,
    meaning:
      'verify, record: a consumer and the API do not agree; compare: a change breaks a consumer; check-provider: the provider and the contract do not agree; fidelity: the API does otherwise than before; proxy: it answers otherwise than the stub or the contract',
  },
  nothing: {
    code: 6,
    meaning: 'verify, compare: no pact was found; record, certify: no request came that tells anything',
  },
  unreadable: {
    code: 7,
    meaning: 'verify, compare: a pact is unreadable, empty, or about something else; the others agree',
  },
  unreachable: {
    code: 8,
    meaning:
      'verify, check-provider, probe: the provider or the broker cannot be reached; scenario, coverage, record: the stub cannot',
  },
  store: { code: 9, meaning: 'The store cannot be opened' },
  untouched: { code: 10, meaning: 'compare: a change breaks by its rule, but no consumer that was named' },
  uncovered: { code: 11, meaning: 'verify, coverage: less is covered than is required' },
  weak: { code: 20, meaning: 'certify: the client does not stand what the API may do' },
  blind: { code: 21, meaning: 'certify: the suite passes whatever the API does' },
  failing: { code: 22, meaning: 'certify: the suite fails, or hangs, before anything is disturbed' },
  interrupted: {
    code: 130,
    meaning:
      'A server stopped by a second signal, without waiting for requests under way; another command stopped by a signal',
  },
} as const;

/** Ends a command with a line on stderr that says what is wrong and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: number;

  constructor(reason: keyof typeof exitCodes, message: string) {
    super(message);
    this.exitCode = exitCodes[reason].code;
  }
}

/** Ends the process at once. */
export type Exit = (code: number) => void;
