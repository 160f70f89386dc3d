import { errorCatalogue, type ErrorId } from './errors.ts';
import type { Issue, UseCase, ValidationError } from './types.ts';

/** An answer to a request as plain data, before any platform sends it. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON, or as it is when it is bytes. Undefined: the reply has no body. */
  readonly body?: unknown;
  /** Sent instead of a body: a list in pages of the JSON of its items. Those after the first are read as they are sent. */
  readonly pages?: { readonly first: readonly string[]; readonly rest: AsyncIterable<readonly string[]> } | undefined;
  /** Sent instead of a body, piece by piece, until it ends or the client hangs up. */
  readonly stream?: AsyncIterable<string> | undefined;
  /** Id in the catalogue of errors, when the reply is one of them. */
  readonly error?: ErrorId | undefined;
  /** The reasons for a refusal. */
  readonly issues?: readonly Issue[] | undefined;
}

/** 200 with one use case or a list of them. */
export function success(body: UseCase | readonly UseCase[]): Reply {
  return { status: 200, body };
}

/** 400 with issues, in the form that the real API is expected to use: a serialised ZodError. */
export function refusal(issues: readonly Issue[], error: ErrorId = 'validation-failed'): Reply {
  // The same list, by which delivery knows a body whose text it can put together.
  const body: ValidationError = { issues: issues as Issue[], name: 'ZodError' };
  return { status: 400, body, error, issues };
}

/** 400 with one issue that no validator found. The API has one form for every 400. */
export function badRequest(error: ErrorId, message: string, path: Issue['path'] = []): Reply {
  return refusal([{ code: 'custom', path, message }], error);
}

/** An error with the status that the catalogue gives it, as `{ "message": string }`. */
export function problem(error: ErrorId, message: string, headers?: Readonly<Record<string, string>>): Reply {
  return { status: errorCatalogue[error].status, body: { message }, error, ...(headers && { headers }) };
}

/** 404. Ids of other organizations get the same message as unknown ids, so that clients cannot probe for them. */
export function notFound(property: 'message' | 'error' = 'message'): Reply {
  return { status: 404, body: { [property]: 'Use case not found' }, error: 'use-case-not-found' };
}

/** 500 for an id that a database would not take, where it is chosen that the look-up fails so. */
export function failedLookUp(): Reply {
  return { status: 500, body: { message: 'Cast to ObjectId failed' }, error: 'use-case-not-found' };
}

/** The page that Express writes where nothing else answers a failure. @param text what went wrong */
export function expressPage(error: ErrorId, status: number, text: string): Reply {
  const escaped = text.replace(/["&'<>]/g, (character) => ENTITIES[character] as string);
  const page = `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${escaped}</pre>\n</body>\n</html>\n`;
  const headers = {
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
    'content-type': 'text/html; charset=utf-8',
  };
  return { status, headers, body: page, error };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '&': '&amp;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
};
