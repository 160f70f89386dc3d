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
import type { MockOperationRequest } from '../serve/context.ts';
import type { MockResponse } from '../serve/mocks.ts';

/**
 * Prepares Prism for a document.
 *
 * @param document a parsed OpenAPI document whose references are all local: Prism fetches others
 * @returns answers requests as Prism does, except that it does not send the document's callbacks
 */
export async function createMock(document: object): Promise<(request: MockOperationRequest) => Promise<MockResponse>> {
  const described = await getHttpOperationsFromSpec(document);
  // Prism would send the document's callbacks to addresses that the client chooses, in the name of this machine.
  const operations = described.map(({ callbacks: _callbacks, ...operation }) => operation);
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
function freshConfig({ dynamic, code, example }: MockOperationRequest): IHttpConfig {
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
