import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What Pact's core asks for before and after each interaction. */
interface StateChange {
  readonly action: 'setup' | 'teardown';
  /** Empty for an interaction without states. */
  readonly state: string;
}

/** What happens to a pact's interactions while Pact's core goes through them, one after the other. */
export interface InteractionHooks {
  /** Before the first state of an interaction. @param index counts from 0 */
  begin(index: number): Promise<void>;
  /**
   * @param position which of the interaction's states is meant, from 0
   * @returns the values that the interaction may use
   */
  setUp(index: number, position: number): Promise<object>;
  /** After the answer. */
  end(index: number): Promise<void>;
}

/** A server that Pact's core asks to set up states, on loopback and a free port. */
export interface StateServer {
  readonly url: string;
  /** Starts counting interactions anew. */
  expect(hooks: InteractionHooks): void;
  close(): void;
}

/**
 * The core asks for each state by itself and does not say for which interaction. But it asks even for interactions
 * without states, by an empty name, and always tears down what it has set up; so a set-up that follows a tear-down
 * begins the next interaction.
 *
 * It is never told of a failure: on a 5xx it asks again for two minutes, on a 4xx it leaves the tear-down out. What
 * went wrong is remembered by the hooks.
 */
export async function startStateServer(): Promise<StateServer> {
  let hooks: InteractionHooks | undefined;
  let index = -1;
  /** How many states of the interaction have been asked for; undefined between interactions. */
  let position: number | undefined;

  async function change({ action, state }: StateChange): Promise<object> {
    if (hooks === undefined) return {};
    if (action === 'teardown') {
      if (position !== undefined) await hooks.end(index);
      position = undefined;
      return {};
    }
    if (position === undefined) await hooks.begin(++index);
    position ??= 0;
    return state === '' ? {} : hooks.setUp(index, position++);
  }

  const server = createServer((request, response) => {
    void read(request)
      .then((text) => change(JSON.parse(text) as StateChange))
      .catch(() => ({}))
      .then((values) => response.setHeader('content-type', 'application/json').end(JSON.stringify(values)));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    expect(next) {
      hooks = next;
      index = -1;
      position = undefined;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
