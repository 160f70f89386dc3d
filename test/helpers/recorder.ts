import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** A request that a server received. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** The reply of a recorder. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** A server that records its requests and replies as a test decides. */
export interface Recorder {
  readonly url: string;
  readonly requests: readonly Recorded[];
  /** Closes all connections and stops listening. */
  close(): void;
}

/** Starts a recorder on a free port. It is closed after the test. */
export async function createRecorder(
  t: TestContext,
  answer: (request: Recorded) => Answer | Promise<Answer>,
): Promise<Recorder> {
  const requests: Recorded[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const { method = '', url: path = '', headers } = incoming;
      const request = { method, path, headers, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
      requests.push(request);
      void Promise.resolve(answer(request)).then(({ status, body, headers: more }) => {
        response.writeHead(status, { 'content-type': 'application/json', ...more });
        response.end(body === undefined ? undefined : JSON.stringify(body));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  t.after(close);
  return { close, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}
