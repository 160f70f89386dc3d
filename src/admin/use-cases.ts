import { contractData } from '../contract/generated/use-cases/data.ts';
import type { Language, UseCase } from '../contract/types.ts';
import { letOthersIn } from '../lib/wait.ts';
import { useCasesOf, withInitialData } from '../use-cases/handlers.ts';
import { notFound, refusal, type Reply } from '../contract/reply.ts';
import { organizationOf, type AdminRequest, type AdminServices } from './request.ts';

/** Replies with a page of the organization's use cases that contain a text, newest first. */
export async function searchUseCases(request: AdminRequest, services: AdminServices): Promise<Reply> {
  const organization = organizationOf(request);
  const { text: sought = '', limit, from } = request.query as { text?: string; limit: number; from: number };
  const text = sought.toLowerCase();
  let total = 0;
  let found: UseCase[] = [];
  for await (const some of useCasesOf(organization, services)) {
    const matching = text === '' ? some : some.filter((each) => containsText(each, text));
    total += matching.length;
    // The newest ones are shown first.
    found = [...found, ...matching].slice(-(from + limit));
    await letOthersIn();
  }
  found.reverse();
  return { status: 200, body: { total, useCases: found.slice(from, from + limit) } };
}

function containsText(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(text);
  if (typeof value !== 'object' || value === null) return String(value) === text;
  return Object.values(value).some((each) => containsText(each, text));
}

/** Removes a use case. The API has no such operation; it is for people who tidy a sandbox in the console. */
export async function removeUseCase(request: AdminRequest, services: AdminServices): Promise<Reply> {
  const organization = organizationOf(request);
  const remove = () => services.store.remove(organization.id, request.pathParameters['id'] as string);
  const isRemoved = await withInitialData(organization, services, remove, (removed) => !removed);
  return isRemoved ? { status: 204 } : notFound();
}

/** Bound of random numbers. It is large, so that they rarely are those of an organization's own use cases. */
const MOST_RANDOM = 1_000_000_000;

/** Replies with generated fields for a create. */
export async function fakeUseCase({ query }: AdminRequest, { fakes }: AdminServices): Promise<Reply> {
  const { language, number = Math.floor(Math.random() * MOST_RANDOM) } = query as {
    language?: string;
    number?: number;
  };
  const languages: readonly string[] = contractData.enumerations.Language;
  if (language !== undefined && !languages.includes(language)) {
    return refusal([{ code: 'custom', path: ['language'], message: `must be one of ${languages.join(', ')}` }]);
  }
  const chosen = language ?? languages[number % languages.length];
  const complete = await fakes.completer({}, 'console', chosen as Language);
  return { status: 200, body: complete(number) };
}
