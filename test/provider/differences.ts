/** Where the stub answers otherwise than ts-rest and zod do, on purpose. A difference that is not named here is a mistake. */
import type { RawReply } from '../helpers/requests.ts';

/** One request, and what came of it at the stub and at the provider. */
export interface Exchange {
  readonly text: string | undefined;
  readonly ours: RawReply;
  readonly theirs: RawReply;
}

interface Difference {
  readonly name: string;
  readonly why: string;
  /** Id of the contract's `x-sources`. */
  readonly source: 'seed' | 'sibling' | 'successor' | 'framework' | 'assumed';
  explains(exchange: Exchange): boolean;
}

export const differences: readonly Difference[] = [
  {
    name: 'the words of { message }',
    why: 'Only the form is known. The stub says what was wrong and how to mend it.',
    source: 'successor',
    explains: ({ ours, theirs }) => ours.status === theirs.status && isMessage(ours.text) && isMessage(theirs.text),
  },
  {
    name: 'the words about a request that zod never sees',
    why: 'A body that is not JSON, or a path that is not UTF-8, is refused before; the stub says at which line and column.',
    source: 'assumed',
    explains: ({ ours, theirs }) =>
      ours.status === 400 && withoutCustomWords(ours.text) === withoutCustomWords(theirs.text),
  },
  {
    name: 'a key named __proto__',
    why: 'zod loses it in free-form objects and does not say so; the stub stores what was sent.',
    source: 'assumed',
    explains: ({ ours, theirs }) => ours.status === 200 && isSame(withoutProto(ours), withoutProto(theirs)),
  },
  {
    name: 'a number too large for JavaScript',
    why: 'zod takes 1e999 for Infinity, which a reply can only show as null; but the field is a number that is never null.',
    source: 'sibling',
    explains: ({ text = '', ours, theirs }) =>
      text.includes('1e999') && ours.status === 400 && /:null\b/.test(theirs.text),
  },
  {
    name: 'more than 1,000 issues',
    why: 'The stub stops there, so that the reply to a hostile body is not many times larger than the body.',
    source: 'assumed',
    explains: ({ ours, theirs }) =>
      ours.status === 400 && issuesIn(ours).length === 1_000 && isSame(ours, withFirstIssues(theirs, 1_000)),
  },
  {
    name: 'a body nested more than 512 levels deep',
    why: 'What works on it afterwards could run out of stack. zod does not look into free-form objects.',
    source: 'assumed',
    explains: ({ text = '', ours }) => text.includes('['.repeat(512)) && ours.headers['stub-error'] === 'body-too-deep',
  },
];

/** Whether two replies are the same to the byte, but for the ids, of which each server has its own. */
export function isSame(ours: RawReply, theirs: RawReply): boolean {
  return (
    ours.status === theirs.status &&
    ours.headers['content-type'] === theirs.headers['content-type'] &&
    (ours.text === theirs.text || withoutIds(ours.text) === withoutIds(theirs.text))
  );
}

function withoutIds(text: string): string {
  return text.replace(/"(id|organization_id)":"[0-9a-f]{24}"/g, '"$1":""').replace(/(?<=use-cases\/)[0-9a-f]{24}/, '');
}

function withoutProto(reply: RawReply): RawReply {
  if (isPage(reply.text)) return reply;
  const value: unknown = JSON.parse(reply.text, (key, each: unknown) => (key === '__proto__' ? undefined : each));
  return { ...reply, text: JSON.stringify(value) };
}

function issuesIn({ text }: RawReply): unknown[] {
  return isPage(text) ? [] : ((JSON.parse(text) as { issues?: unknown[] }).issues ?? []);
}

function withFirstIssues(reply: RawReply, count: number): RawReply {
  return { ...reply, text: JSON.stringify({ issues: issuesIn(reply).slice(0, count), name: 'ZodError' }) };
}

function isMessage(text: string): boolean {
  return !isPage(text) && Object.keys(JSON.parse(text) as object).join() === 'message';
}

/** Express's own pages are not JSON. */
function isPage(text: string): boolean {
  return text === '' || text.startsWith('<');
}

function withoutCustomWords(text: string): string {
  if (isPage(text)) return text;
  const { issues } = JSON.parse(text) as { issues?: { code: string; path: unknown[] }[] };
  return issues?.length === 1 && issues[0]?.code === 'custom' && issues[0].path.join() !== 'amd_behavior'
    ? JSON.stringify({ ...issues[0], message: '' })
    : text;
}
