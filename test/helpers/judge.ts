/**
 * Prism as an independent judge: it reads the contract with its own parser and validates with its own validators. It
 * checks every reply that tests receive through `startStub`.
 */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { validateInput, validateOutput } from '@stoplight/prism-http/dist/validator/index.js';

type IHttpOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

/** Checks requests and replies against the contract. */
export interface Judge {
  /** @returns the mistakes that Prism finds in a reply; empty when it conforms to the contract */
  reply(
    method: string,
    path: string,
    reply: { status: number; headers: Record<string, string>; body: unknown },
  ): string[];
  /** @returns the mistakes that Prism finds in a request */
  request(method: string, path: string, body: unknown): string[];
}

let judge: Promise<Judge> | undefined;

/** Loads the judge once for each test file, because Prism takes most of a second. */
export function loadJudge(): Promise<Judge> {
  return (judge ??= createJudge());
}

async function createJudge(): Promise<Judge> {
  const file = fileURLToPath(new URL('../../openapi/use-cases.yaml', import.meta.url));
  const operations = await getHttpOperationsFromSpec(file);
  const find = (method: string, path: string): IHttpOperation | undefined =>
    operations.find((each) => each.method === method.toLowerCase() && matches(each.path, path));
  return {
    reply(method, path, { status, headers, body }) {
      const resource = find(method, path);
      if (!resource) return [];
      return messages(validateOutput({ resource, element: { statusCode: status, headers, body } }));
    },
    request(method, path, body) {
      const resource = find(method, path);
      assert.ok(resource, `the contract has no ${method} ${path}`);
      const headers = {
        authorization: 'Bearer key',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      };
      return messages(
        validateInput({
          resource,
          element: { method: resource.method as 'get', url: { path, query: {} }, headers, body },
        }),
      );
    },
  };
}

function matches(template: string, path: string): boolean {
  return new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
}

function messages(verdict: unknown): string[] {
  const { _tag, left } = verdict as { _tag: string; left?: { message: string; path?: string[] }[] };
  return _tag === 'Left' ? (left ?? []).map((each) => `${(each.path ?? []).join('.')}: ${each.message}`) : [];
}
