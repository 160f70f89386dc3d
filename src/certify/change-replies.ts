import type { IncomingMessage, ServerResponse } from 'node:http';
import { builtInContract } from '../contract/built-in.ts';
import type { ReplySchema } from '../contract/compile-replies.ts';
import { replyData } from '../contract/generated/use-cases/replies.ts';
import { createRouter } from '../contract/routes.ts';
import { parsed } from '../lib/json.ts';
import type { Stub } from '../stub.ts';
import type { Surprise } from './surprises.ts';

const useCase = replyData.schemas['UseCase'] as ReplySchema;

/** The schema of the reply to an operation that succeeds. */
export function replySchemaOf(operationId: string): ReplySchema {
  return operationId === 'listUseCases' ? { type: 'array', items: useCase } : useCase;
}

/**
 * Changes what clients get of the successful replies to an operation. The stub itself, and its journal, know the reply
 * as it was.
 *
 * @param onChanged is told the id of each request whose reply was changed
 */
export function changeReplies(
  stub: Stub,
  operation: string,
  surprise: Surprise,
  onChanged: (requestId: string) => void,
): void {
  const find = createRouter(builtInContract().operations);
  const schema = replySchemaOf(operation);
  stub.app.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
    const [path = ''] = (request.url ?? '').split('?');
    const route = find(path.replace(/^\/api\/v1/, ''));
    if (route?.byMethod.get(request.method ?? '')?.operationId === operation)
      interceptReply(response, (text, requestId) => {
        const body = parsed(text);
        const changed = body === undefined ? undefined : surprise(schema, body);
        if (changed === undefined) return text;
        onChanged(requestId);
        return JSON.stringify(changed);
      });
    next();
  });
}

/** Holds a reply back until it is whole, and sends what `change` makes of a success. */
function interceptReply(response: ServerResponse, change: (text: string, requestId: string) => string): void {
  const writeHead = response.writeHead.bind(response) as (status: number, headers: object) => ServerResponse;
  const end = response.end.bind(response) as (text?: string) => ServerResponse;
  const chunks: Buffer[] = [];
  let status = 200;
  let headers: Record<string, string> = {};
  const keep = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === 'string')
      chunks.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  Object.assign(response, {
    writeHead(code: number, fields: Record<string, string>) {
      [status, headers] = [code, { ...fields }];
      return response;
    },
    write(chunk: unknown, encoding: unknown) {
      keep(chunk, encoding);
      return true;
    },
    end(chunk: unknown, encoding: unknown) {
      keep(chunk, encoding);
      const text = Buffer.concat(chunks).toString('utf8');
      const sent = status === 200 ? change(text, headers['x-request-id'] ?? '') : text;
      writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(sent)) });
      return end(sent);
    },
  });
}
