import type { Contract, Operation } from '../contract/contract.ts';
import { problem } from '../contract/reply.ts';
import { documentedWarning } from '../use-cases/rules/rule-book.ts';
import type { MockOperation, MockOperationRequest } from './context.ts';

/** What Prism answers, and what it found odd about the request, or wrong with it. */
export interface MockResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Whether Prism had no answer; the body then says why, as a problem (RFC 9457). */
  readonly failed: boolean;
  readonly findings: readonly { readonly path: readonly string[]; readonly message: string }[];
}

/** Loads what mocks the operations of an OpenAPI document. */
export type LoadMock = (document: object) => Promise<(request: MockOperationRequest) => Promise<MockResponse>>;

/**
 * Mocks of the operations that are in the contract but have no handler. Each document's mock is loaded by the first
 * request to one of its operations.
 *
 * @param load undefined where there is nothing to load, as in a browser
 */
export function createMocks(
  { loadDocument }: Contract,
  load: LoadMock | undefined,
): (operation: Operation) => MockOperation {
  const mocks = new Map<object, ReturnType<LoadMock>>();

  async function mockOf(operation: Operation) {
    if (load === undefined)
      throw new Error('Prism needs Node; create the stub with "use-case-stub", not with "use-case-stub/fetch"');
    const document = await loadDocument(operation);
    let mock = mocks.get(document);
    if (mock === undefined) {
      mock = load(document);
      mocks.set(document, mock);
      mock.catch(() => mocks.delete(document));
    }
    return mock;
  }

  return (operation) => async (request) => {
    try {
      const mock = await mockOf(operation);
      const { findings, failed, ...reply } = await mock(request);
      if (failed)
        return {
          reply: reply.status < 500 ? reply : { ...reply, error: 'mock-failed' },
          warnings: [],
          isAsPreferred: false,
        };
      // What Prism refuses, it refuses whatever was preferred.
      return { reply, warnings: findings.map(documentedWarning), isAsPreferred: findings.length === 0 };
    } catch (error) {
      const message = `Prism could not mock ${operation.operationId}: ${(error as Error).message}`;
      return { reply: problem('mock-failed', message), warnings: [], isAsPreferred: false };
    }
  };
}
