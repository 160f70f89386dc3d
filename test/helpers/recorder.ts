import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** A request as a server got it. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** A server that answers as it is told and keeps what it was asked. */
export interface Recorder {
  readonly url: string;
  readonly requests: readonly Recorded[];
  /** Cuts all connections and takes no more. */
  close(): void;
}

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
