import type { Contract, Operation } from '../contract/contract.ts';
import type { Mock } from '../prism/mock.ts';
import { problem, type Reply } from '../contract/reply.ts';
import { documentedWarning } from '../use-cases/rules/rule-book.ts';
import type { Exchange, Preferences } from './exchange.ts';

/** Answers an operation that is in the contract but has no handler, by Prism, which is loaded the first time. */
export function createUnwrittenMock(
  contract: Contract,
  alwaysDynamic: boolean,
): (exchange: Exchange) => Promise<Reply> {
  const mocks = new Map<object, Promise<Mock>>();

  async function mockOf(operation: Operation): Promise<Mock> {
    const document = await contract.loadDocument(operation);
    let mock = mocks.get(document);
    if (mock === undefined) {
      mock = import('../prism/mock.ts').then(({ createMock }) => createMock(document));
      mocks.set(document, mock);
      mock.catch(() => mocks.delete(document));
    }
    return mock;
  }

  return async (exchange) => {
    const { operation, preferences } = exchange;
    if (operation === undefined) throw new Error('a request without an operation reached the mock');
    try {
      const mock = await mockOf(operation);
      const { findings, failed, ...reply } = await mock({
        // The server leaves the body out.
        method: exchange.method === 'HEAD' ? 'GET' : exchange.method,
        path: exchange.path,
        query: queryOf(exchange),
        headers: headersOf(exchange),
        body: exchange.body,
        dynamic: preferences.dynamic ?? alwaysDynamic,
        ...(preferences.code !== undefined && { code: preferences.code }),
        ...(preferences.example !== undefined && { example: preferences.example }),
      });
      if (failed) return reply.status < 500 ? reply : { ...reply, error: 'mock-failed' };
      for (const finding of findings) exchange.warnings.push(documentedWarning(finding));
      // What Prism refuses, it refuses whatever was preferred.
      if (findings.length === 0) exchange.applied.push(...appliedOf(preferences));
      return reply;
    } catch (error) {
      return problem('mock-failed', `Prism could not mock ${operation.operationId}: ${(error as Error).message}`);
    }
  };
}

function appliedOf({ code, example, dynamic }: Preferences): string[] {
  return [
    ...(code === undefined ? [] : [`code=${code}`]),
    ...(example === undefined ? [] : [`example=${example}`]),
    ...(dynamic === undefined ? [] : [`dynamic=${dynamic}`]),
  ];
}

function queryOf({ query }: Exchange): Record<string, string | string[]> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? (values[0] as string) : values];
    }),
  );
}

function headersOf({ incoming }: Exchange): Record<string, string> {
  return Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
}
