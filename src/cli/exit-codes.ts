/** The exit codes of the commands. The documentation's table is generated from this. */
export const exitCodes = {
  ok: { code: 0, meaning: 'Done; of a server: stopped by SIGINT or SIGTERM' },
  failure: { code: 1, meaning: 'An unexpected failure' },
  usage: { code: 2, meaning: 'A flag, argument, environment variable or configuration file that cannot be taken' },
  address: { code: 3, meaning: 'The port or host cannot be listened on' },
  spec: { code: 4, meaning: 'A file given by --spec or --fixtures cannot be served' },
  broken: {
    code: 5,
    meaning: 'verify: a consumer and the API do not agree; check-provider: the provider and the contract',
  },
  nothing: { code: 6, meaning: 'verify: no pact was found' },
  unreadable: { code: 7, meaning: 'verify: a pact is unreadable, empty, or about something else; the others agree' },
  unreachable: {
    code: 8,
    meaning: 'verify, check-provider: the provider or the broker cannot be reached; scenario: the stub cannot',
  },
  store: { code: 9, meaning: 'The store cannot be opened' },
  interrupted: {
    code: 130,
    meaning:
      'A server stopped by a second signal, without waiting for requests under way; verify or check-provider stopped by a signal',
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
