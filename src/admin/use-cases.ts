import { contractData } from '../contract/generated/data.ts';
import type { Language } from '../contract/types.ts';
import { listAll, onceBegun } from '../use-cases/handlers.ts';
import { notFound, refusal, type Reply } from '../use-cases/reply.ts';
import { organizationOf, type AdminRequest, type AdminServices } from './request.ts';
import { numbersIn } from './numbers.ts';

/** A page of the organization's use cases, the newest first. */
export async function searchUseCases(request: AdminRequest, services: AdminServices): Promise<Reply> {
  const organization = organizationOf(request);
  const { numbers, issues } = numbersIn(request.query, {
    limit: { least: 1, most: 1_000, preset: 100 },
    from: { least: 0, most: Number.MAX_SAFE_INTEGER, preset: 0 },
  });
  if (issues.length > 0) return refusal(issues);
  const { limit = 0, from = 0 } = numbers;
  const text = (request.query['text'] ?? '').toLowerCase();
  const all = await listAll(organization, services);
  const found = (text === '' ? [...all] : all.filter((each) => holdsText(each, text))).reverse();
  return { status: 200, body: { total: found.length, useCases: found.slice(from, from + limit) } };
}

function holdsText(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(text);
  if (typeof value !== 'object' || value === null) return String(value) === text;
  return Object.values(value).some((each) => holdsText(each, text));
}

/** The API has no such operation; people who look at a sandbox want to tidy it. */
export async function removeUseCase(request: AdminRequest, services: AdminServices): Promise<Reply> {
  const organization = organizationOf(request);
  const remove = () => services.store.remove(organization.id, request.pathParameters['id'] as string);
  const removed = await onceBegun(organization, services, remove, (done) => !done);
  return removed ? { status: 204 } : notFound();
}

/** Numbers that are drawn lie far from those of an organization's own use cases. */
const DRAWN = 1_000_000_000;

/** A body for a create. */
export async function fakeUseCase({ query }: AdminRequest, { fakes }: AdminServices): Promise<Reply> {
  const { language } = query;
  const languages: readonly string[] = contractData.enumerations.Language;
  const { numbers, issues } = numbersIn(query, { number: { least: 0, most: 4_294_967_295 } });
  if (language !== undefined && !languages.includes(language)) {
    const message = `must be one of ${languages.join(', ')}`;
    return refusal([...issues, { code: 'custom', path: ['language'], message }]);
  }
  if (issues.length > 0) return refusal(issues);
  const number = numbers.number ?? Math.floor(Math.random() * DRAWN);
  const chosen = language ?? languages[number % languages.length];
  const complete = await fakes.completer({}, 'console', chosen as Language);
  return { status: 200, body: complete(number) };
}
