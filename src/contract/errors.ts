/** An error of the stub. Its id is sent in the `stub-error` header, so that clients need not parse messages. */
interface ErrorEntry {
  readonly status: number;
  /** When it happens and what to do about it. The table of errors in the documentation has this text. */
  readonly explanation: string;
}

/** Every error that the stub answers, by id. */
export const errorCatalogue = {
  'unknown-path': {
    status: 404,
    explanation: 'No operation has this path. The message names the nearest one.',
  },
  'method-not-allowed': {
    status: 405,
    explanation: 'The path exists, but not with this method. The `Allow` header lists those that do.',
  },
  'path-malformed': {
    status: 400,
    explanation: 'The path holds a percent sign that does not begin an encoded UTF-8 character.',
  },
  'host-repeated': { status: 400, explanation: 'There is more than one `Host` header, which HTTP does not allow.' },
  'request-malformed': {
    status: 400,
    explanation: 'What came is not HTTP/1.1, or has no `Host` header. The message has the reason of the parser.',
  },
  'head-too-large': { status: 431, explanation: 'The head of the request has more than 16 kB.' },
  'request-too-slow': {
    status: 408,
    explanation: 'The head did not arrive within ten seconds, or the whole request within a minute.',
  },
  'expectation-unsupported': {
    status: 417,
    explanation: 'The `Expect` header has something else than `100-continue`.',
  },
  'api-key-missing': { status: 401, explanation: 'There is no `authorization` header.' },
  'api-key-malformed': { status: 401, explanation: 'The `authorization` header is not of the form `Bearer API_KEY`.' },
  'api-key-unknown': { status: 401, explanation: 'The stub was started with `--api-key` and does not know this key.' },
  'rate-limited': {
    status: 429,
    explanation:
      'More requests than `--rate-limit` allows. `Retry-After` and `RateLimit` say when the next one is allowed.',
  },
  'organization-full': {
    status: 503,
    explanation: 'The organization has as many use cases as `--max-use-cases` allows. Reset it.',
  },
  'key-over-share': {
    status: 429,
    explanation:
      'The API key holds a quarter of what the stub can hold of something within `--max-memory`, which the message names. Wait for replies, or remove what is stored.',
  },
  'stub-full': {
    status: 503,
    explanation:
      'All clients together hold as much of something as `--max-memory` allows; the message names it. Try again.',
  },
  'preference-invalid': {
    status: 400,
    explanation: 'A preference that the stub knows has an invalid value.',
  },
  'preference-unavailable': {
    status: 400,
    explanation:
      '`Prefer: code=` or `Prefer: example=` asks for a reply that the contract does not have. The message lists its replies.',
  },
  'media-type-unsupported': { status: 415, explanation: 'The body is not sent as `application/json`.' },
  'charset-unsupported': { status: 415, explanation: 'The body is JSON in another charset than UTF-8.' },
  'encoding-unsupported': {
    status: 415,
    explanation: 'The body has a `content-encoding` other than gzip, deflate or br.',
  },
  'body-too-large': { status: 413, explanation: 'The body, once unpacked, is larger than `--max-body`.' },
  'body-undecodable': { status: 400, explanation: 'The body is not UTF-8, or cannot be unpacked.' },
  'body-malformed': { status: 400, explanation: 'The body is not JSON. The message says at which line and column.' },
  'body-too-deep': { status: 400, explanation: 'The body nests more than 512 levels deep.' },
  'body-too-many-values': {
    status: 400,
    explanation:
      'The body has more than 20,000 values. No use case needs as many, and to validate them would hold others up.',
  },
  'validation-failed': { status: 400, explanation: 'The request breaks rules; the body lists them as zod does.' },
  'use-case-not-found': {
    status: 404,
    explanation: 'The organization behind the API key has no use case with this id.',
  },
  'admin-off': {
    status: 404,
    explanation: "The stub's own routes are switched off by `--no-admin`, until an `--admin-key` is set.",
  },
  'admin-key-wrong': {
    status: 401,
    explanation: 'The stub was started with `--admin-key`, and the `stub-admin-key` header is missing or wrong.',
  },
  'origin-foreign': {
    status: 403,
    explanation:
      "A page of another origin asks for the stub's own routes. Only the stub's own pages and other programs may.",
  },
  'host-foreign': {
    status: 403,
    explanation:
      "The stub's own routes were asked for by a host name that another site could own. Use an address, or `--allow-host`.",
  },
  'organizations-hidden': {
    status: 403,
    explanation:
      'What is about all organizations takes the key of the console, which is in the address that the stub prints, or an admin key.',
  },
  'keys-hidden': {
    status: 403,
    explanation: 'Where an admin key is set, API keys are shown to no client.',
  },
  'organization-unknown': {
    status: 404,
    explanation:
      'No request with the API key of this organization has come to this process, so it cannot tell the key.',
  },
  'organization-malformed': {
    status: 400,
    explanation: 'The `stub-organization` header is not an id of 24 hexadecimal digits.',
  },
  'console-missing': { status: 404, explanation: 'The console has not been built. `npm run build` builds it.' },
  'state-unknown': {
    status: 404,
    explanation: 'The catalogue of states has no state of this name. The message names the nearest ones.',
  },
  'state-parameters-invalid': {
    status: 400,
    explanation: 'The parameters of a state are wrong; the body says which and how.',
  },
  'scenario-unknown': { status: 404, explanation: 'The organization has no scenario with this id, or it has ended.' },
  'expectation-unmet': {
    status: 409,
    explanation:
      'The requests of the client are not as `POST /__stub/requests/wait` or `/expect` expects them; the message says how.',
  },
  'clock-not-advanced': {
    status: 409,
    explanation:
      'The clock of the stub runs, or fewer replies wait for it than `POST /__stub/clock/advance` was told; the message says which.',
  },
  'mock-failed': {
    status: 500,
    explanation: 'Prism could not mock an operation of the document given by `--spec`. The message says why.',
  },
  'service-unreachable': {
    status: 502,
    explanation: 'The service behind `use-case-stub proxy` cannot be reached. The message says why.',
  },
  'service-slow': {
    status: 504,
    explanation: 'The service behind `use-case-stub proxy` did not answer within `--timeout`.',
  },
  'proxy-shows-only': {
    status: 403,
    explanation:
      "The stub's own routes of `use-case-stub proxy` show what went through it; they change nothing, since the use cases are the service's.",
  },
  'store-unavailable': { status: 503, explanation: 'The store cannot be reached or cannot write; try again.' },
  'internal-error': {
    status: 500,
    explanation: 'The stub has a bug. The log has the error under the same request id; please report it.',
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;

export type ErrorId = keyof typeof errorCatalogue;
