/** Connections on which a client sends further requests before the first one is answered. Node answers them in turn. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Makes the function that closes a response with its connection. Node does so only for the response whose turn it is,
 * and forgets those behind it; what they hold would never be given back.
 */
export function createFollower(): (socket: Socket, response: ServerResponse) => void {
  const behind = new WeakMap<Socket, Set<ServerResponse>>();

  /** One listener for all of them, however many requests a client sends at once. */
  function behindOthersOn(socket: Socket): Set<ServerResponse> {
    const present = behind.get(socket);
    if (present !== undefined) return present;
    const responses = new Set<ServerResponse>();
    behind.set(socket, responses);
    socket.once('close', () => {
      for (const response of responses) {
        response.destroy();
        response.emit('close');
      }
      responses.clear();
    });
    return responses;
  }

  return (socket, response) => {
    if (response.socket !== null) return;
    const responses = behindOthersOn(socket);
    responses.add(response);
    response.once('socket', () => responses.delete(response));
  };
}

/**
 * Makes the function that calls back once the whole requests that came before on a connection are answered, which is at
 * once where there are none. A connection calls back once, however often it is asked to.
 */
export function createLastWord(): (socket: Socket, say: () => void) => void {
  const asked = new WeakSet<Socket>();

  function inTurn(socket: Socket, say: () => void): void {
    const response = responseOf(socket);
    if (response?.req.complete === true) response.once('close', () => inTurn(socket, say));
    else say();
  }

  return (socket, say) => {
    if (asked.has(socket)) return;
    asked.add(socket);
    inTurn(socket, say);
  };
}

/** Breaks a connection once it is this response's turn. */
export function breakConnection(response: ServerResponse, fault: 'reset' | 'empty'): void {
  const { socket } = response;
  if (socket === null) response.once('socket', () => breakConnection(response, fault));
  else if (fault === 'reset') socket.resetAndDestroy();
  else socket.destroy();
}

/** The response that is to be sent next on a connection. Node has no public way to it. */
export function responseOf(socket: Socket): ServerResponse | undefined {
  return (socket as Socket & { _httpMessage?: ServerResponse | null })._httpMessage ?? undefined;
}
