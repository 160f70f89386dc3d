import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request of Pact's core, before or after an interaction. */
interface StateChange {
  readonly action: 'setup' | 'teardown';
  /** Empty for an interaction without states. */
  readonly state: string;
}

/** Called while Pact's core verifies the interactions of a pact, one after the other. */
export interface InteractionHooks {
  /** Before the first state of an interaction. @param index of the interaction, from 0 */
  begin(index: number): Promise<void>;
  /**
   * Sets up a state.
   *
   * @param position of the state among those of the interaction, from 0
   * @returns the values that the state gives
   */
  setUp(index: number, position: number): Promise<object>;
  /** After the reply to an interaction. */
  end(index: number): Promise<void>;
}

/** The server that Pact's core asks to set up states, on the loopback address and a free port. */
export interface StateServer {
  readonly url: string;
  /** Sets the hooks for the next pact, and counts its interactions from 0. */
  expect(hooks: InteractionHooks): void;
  close(): void;
}

/**
 * Starts the server. The core requests each state separately, and does not name the interaction. But for interactions
 * without states it sends an empty name, and it always sends a tear-down; so a set-up after a tear-down starts the next
 * interaction.
 *
 * The server never reports a failure: on a 5xx the core repeats its request for two minutes, and on a 4xx it sends no
 * tear-down. The hooks record failures.
 */
export async function startStateServer(): Promise<StateServer> {
  let hooks: InteractionHooks | undefined;
  let index = -1;
  /** Number of states of the interaction so far; undefined between interactions. */
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
