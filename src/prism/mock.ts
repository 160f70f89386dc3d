/**
 * The only importer of @stoplight/*: loading it costs some 0.6 s and 100 MB, so it happens when an operation is
 * called that nobody has written a handler for, and not before.
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

/** @param document a parsed OpenAPI document */
export async function createMock(document: object): Promise<(request: MockOperationRequest) => Promise<MockResponse>> {
  const operations = await getHttpOperationsFromSpec(document);
  // Prism calls `logger.success`, which only its own loggers have.
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

/** Prism writes the first request's `Accept` into the configuration; so each request gets its own. */
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
  const known = Object.entries(headers).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name.toLowerCase(), String(value)]));
}
