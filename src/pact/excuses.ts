/** A part of a request that a status can be about. */
export type RequestPart = 'body' | 'content-type' | 'credentials' | 'path' | 'query';

/**
 * What a request may have wrong because the interaction expects it to be refused for that. All other statuses, also
 * 429 and 5xx, say nothing about the request, so it has to be right.
 */
const EXCUSES: Readonly<Record<number, readonly RequestPart[]>> = {
  400: ['body', 'content-type', 'path', 'query'],
  401: ['credentials'],
  404: ['path'],
  413: ['body'],
  415: ['body', 'content-type'],
};

/** Whether the status that an interaction expects excuses a mistake in a part of its request. */
export function isExcused(status: number, part: RequestPart): boolean {
  return EXCUSES[status]?.includes(part) === true;
}
