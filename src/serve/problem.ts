import type { Issue } from '../contract/types.ts';
import { errorCatalogue, type ErrorId } from '../contract/errors.ts';
import { refusal, type Reply } from '../contract/reply.ts';

/** An error as the API words it: `{ "message": string }`. */
export function problem(error: ErrorId, message: string, headers?: Readonly<Record<string, string>>): Reply {
  return { status: errorCatalogue[error].status, body: { message }, error, ...(headers && { headers }) };
}

/** A 400. The API knows one form of them, whatever the reason: a serialised ZodError. */
export function badRequest(error: ErrorId, message: string, path: Issue['path'] = []): Reply {
  return refusal([{ code: 'custom', path, message }], error);
}
