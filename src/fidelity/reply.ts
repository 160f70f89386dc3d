/** What a reply looks like, as far as a probe judges it: status, form, issues. Its words count for nothing. */
import type { Exchange } from '../check-provider/client.ts';
import { asObject, isObject } from '../lib/guards.ts';
import { toPointer } from '../lib/json-pointer.ts';

/** An issue of a refusal. */
export interface Issue {
  readonly code: string;
  readonly path: readonly (string | number)[];
}

/** `message`: an object with a message and nothing else. `zod`: a serialised ZodError. */
export type Form = 'zod' | 'message' | 'json' | 'html' | 'text' | 'empty';

/** A reply, or that there was none. */
export interface Reply {
  /** What was asked, for people. */
  readonly asked: string;
  /** 0: there was no reply. */
  readonly status: number;
  readonly form: Form;
  readonly body: unknown;
  readonly issues: readonly Issue[];
  /** Why there was no reply. */
  readonly failure?: string;
}

/** Reads an exchange. @param asked what was asked, for people */
export function readReply(asked: string, { reply, failure }: Exchange): Reply {
  if (reply === undefined)
    return { asked, status: 0, form: 'empty', body: undefined, issues: [], failure: failure ?? 'no reply' };
  const { status, body, text } = reply;
  return {
    asked,
    status,
    form: formOf(body, text, reply.headers.get('content-type') ?? ''),
    body,
    issues: issuesIn(body),
  };
}

function formOf(body: unknown, text: string, type: string): Form {
  if (text.trim() === '') return 'empty';
  if (body === undefined) return /html/i.test(type) || /^\s*</.test(text) ? 'html' : 'text';
  if (!isObject(body)) return 'json';
  if (body['name'] === 'ZodError' && Array.isArray(body['issues'])) return 'zod';
  return Object.keys(body).join() === 'message' && typeof body['message'] === 'string' ? 'message' : 'json';
}

/** The issues of a ZodError, also of one that lies one level deep, as newer versions of ts-rest answer it. */
function issuesIn(body: unknown): Issue[] {
  const holders = [body, ...Object.values(asObject(body) ?? {})].filter(isObject);
  const listed = holders.flatMap(({ issues }) => (Array.isArray(issues) ? (issues as unknown[]) : []));
  return listed.filter(isObject).map(({ code, path }) => ({
    code: typeof code === 'string' ? code : '',
    path: Array.isArray(path) ? path.filter((key) => ['string', 'number'].includes(typeof key)) : [],
  }));
}

/** Whether the request was taken. */
export function isTaken({ status }: Reply): boolean {
  return status >= 200 && status < 300;
}

/** Statuses of refusals that are about the key, the path, the method or the pace. */
const NOT_ABOUT_THE_BODY: ReadonlySet<number> = new Set([401, 403, 404, 405, 408, 425, 429]);

/** Whether the request was refused for what stands in it, be it with the status that is known for that or another one. */
export function isRefused({ status }: Reply): boolean {
  return status >= 400 && status < 500 && !NOT_ABOUT_THE_BODY.has(status);
}

/** Why a refusal is none of those that are known, whatever its body: all of them have one status. */
export function otherStatus({ status }: Reply): string | undefined {
  return status === 400 ? undefined : `it is refused with ${status}, where each way that is known has 400`;
}

/** It becomes a part of paths, and stands in the file: no slashes, no dots at its start, no text. */
const ID = /^[\w:~-][\w.:~-]{0,99}$/;

/** The use case in a reply; undefined when there is none, or its id could not be one. */
export function useCaseIn(reply: Reply): Readonly<Record<string, unknown>> | undefined {
  const body = isTaken(reply) ? asObject(reply.body) : undefined;
  return typeof body?.['id'] === 'string' && ID.test(body['id']) ? body : undefined;
}

/** The use cases of a list, whatever is around it; undefined when there is no list. */
export function listIn({ body }: Reply): readonly Readonly<Record<string, unknown>>[] | undefined {
  if (Array.isArray(body)) return body.filter(isObject);
  const list = Object.values(asObject(body) ?? {}).find(Array.isArray) as unknown[] | undefined;
  return list?.filter(isObject);
}

/** Issues that are told. */
const MOST_ISSUES = 8;
/** Names of properties that are told. */
const MOST_NAMES = 8;

/** What came, in one line: status, form, codes and places. No text of the service stands in it. */
export function shownReply(reply: Reply): string {
  const { asked, status, form, body, issues, failure } = reply;
  return `${asked}: ${failure === undefined ? `${status} ${shownForm(form, body, issues)}` : 'no reply'}`;
}

function shownForm(form: Form, body: unknown, issues: readonly Issue[]): string {
  if (issues.length > 0) {
    const shown = issues.slice(0, MOST_ISSUES).map(({ code, path }) => `${name(code)} at "${placeOf(path)}"`);
    const more = issues.length > MOST_ISSUES ? ` and ${issues.length - MOST_ISSUES} more` : '';
    return `${form === 'zod' ? 'ZodError' : 'issues'}: ${shown.join(', ')}${more}`;
  }
  if (form === 'html') return 'an HTML page';
  if (form === 'text') return 'text';
  if (form === 'empty') return 'without a body';
  if (Array.isArray(body)) return 'a list';
  if (!isObject(body)) return 'JSON';
  if (typeof body['id'] === 'string') return 'a use case';
  const names = Object.keys(body);
  if (names.length === 0) return '{}';
  return `{ ${names.slice(0, MOST_NAMES).map(name).join(', ')}${names.length > MOST_NAMES ? ', …' : ''} }`;
}

/** A path of an issue names fields, and what the probe itself has sent. */
function placeOf(path: Issue['path']): string {
  return toPointer(path.slice(0, 6).map((key) => (typeof key === 'number' ? key : name(key))));
}

/** What a service uses as a name might be data, if it looks like none. */
function name(text: string): string {
  return /^[\w-]{1,40}$/.test(text) ? text : '?';
}
