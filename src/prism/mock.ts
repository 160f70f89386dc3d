/**
 * The only importer of @stoplight/*. Loading it takes about 0.6 s and 100 MB, so the stub loads it with the first
 * request for an operation that has no handler.
 */
import { createLogger } from '@stoplight/prism-core';
import {
  createInstance,
  getHttpOperationsFromSpec,
  ProblemJsonError,
  type IHttpConfig,
  type IHttpRequest,
} from '@stoplight/prism-http';

/** A request that Prism answers, with the preferences for its answer. */
export interface MockRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Whether Prism makes up the body from the schema; otherwise it takes an example. */
  readonly dynamic: boolean;
  /** Status of the answer. */
  readonly code?: number;
  /** Name of the example. */
  readonly example?: string;
}

/** The answer of Prism. */
export interface MockResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Whether Prism has no answer. The body is then a problem (RFC 9457) that says why. */
  readonly failed: boolean;
  /** Violations of the contract in the request. */
  readonly findings: readonly { readonly path: readonly string[]; readonly message: string }[];
}

/** Answers requests as Prism does. */
export type Mock = (request: MockRequest) => Promise<MockResponse>;

/**
 * Prepares Prism for a document.
 *
 * @param document a parsed OpenAPI document
 */
export async function createMock(document: object): Promise<Mock> {
  const operations = await getHttpOperationsFromSpec(document);
  // Prism calls `logger.success`, which only loggers of its own core package have.
  const logger = createLogger('prism', { level: 'silent' });
  return async (request) => {
    const config = freshConfig(request);
    const input = {
      method: request.method.toLowerCase() as IHttpRequest['method'],
      url: { path: request.path, query: { ...request.query } },
      headers: { ...request.headers },
      body: request.body,
    };
    const result = await createInstance(config, { logger }).request(input, operations)();
    if (result._tag === 'Left') return problemOf(result.left);
    const { output, validations } = result.right;
    return {
      status: output.statusCode,
      headers: headersOf(output.headers),
      body: output.body,
      failed: false,
      findings: validations.input.map(({ path = [], message }) => ({ path, message })),
    };
  };
}

/** Prism writes the `Accept` of a request into the configuration, so each request gets a fresh one. */
function freshConfig({ dynamic, code, example }: MockRequest): IHttpConfig {
  return {
    isProxy: false,
    checkSecurity: true,
    validateRequest: true,
    validateResponse: true,
    errors: false,
    upstreamProxy: undefined,
    mock: { dynamic, ...(code !== undefined && { code }), ...(example !== undefined && { exampleKey: example }) },
  };
}

function problemOf(error: Error): MockResponse {
  const body = ProblemJsonError.toProblemJson(error);
  return {
    status: body.status,
    headers: { 'content-type': 'application/problem+json' },
    body,
    failed: true,
    findings: [],
  };
}

function headersOf(headers: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const given = Object.entries(headers).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), String(value)]));
}
