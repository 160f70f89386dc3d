/**
 * A server that reads what it is sent and does nothing with it, in a process of its own. An attack on it takes of the
 * machine what its client takes, and nothing of the stub. Run by `fork`; sends its address once it listens.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Bytes of a body after which it answers: some attacks never end theirs. */
const ENOUGH = 900_000;

if (import.meta.main) {
  const server = createServer((request, response) => {
    let size = 0;
    const answer = () => {
      if (!response.headersSent) response.writeHead(200, { connection: 'close' }).end();
    };
    request.on('data', (chunk: Buffer) => (size += chunk.length) >= ENOUGH && answer());
    request.on('end', answer);
    request.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
}
