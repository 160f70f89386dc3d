/** The steps that checks are made of: a request, what is expected of its reply, and what is known afterwards. */
import type { Operation } from '../contract/contract.ts';
import type { Fields } from '../contract/types.ts';
import { isObject } from '../lib/guards.ts';
import type { RuleBook } from '../use-cases/rules/rule-book.ts';
import type { Client, Exchange, Wanted } from './client.ts';
import type { Judge } from './judge.ts';
import type { CreatedUseCase } from './report.ts';
import type { ContractSources, Rule } from './sources.ts';

/** What the checks work with. */
export interface CheckContext {
  readonly client: Client;
  readonly judge: Judge;
  readonly sources: ContractSources;
  readonly operations: readonly Operation[];
  readonly ruleBook: RuleBook;
  readonly seed: number;
  /** Begins the name of every use case that is created. */
  readonly mark: string;
  /** Realistic fields that break no rule, the same for the same seed and number. */
  readonly realistic: (given: Fields, number: number) => Promise<Fields>;
  /** The contract's examples of a create, by name. */
  readonly examples: Readonly<Record<string, Fields>>;
  /** Ids that the test met and did not create. It never writes to them. */
  readonly foreign: Set<string>;
  /** The use cases that were created are added to this list. */
  readonly created: CreatedUseCase[];
}

/** A use case as the provider answered it last. */
export type Known = Fields & { readonly id: string };

/** No test creates it: its digits are those of no time and no machine. */
export const UNKNOWN_ID = 'ffffffffffffffffffffffff';

/** Gets a use case, and judges whether it is as it was answered before. @returns what is read */
export async function readBack(context: CheckContext, known: Known, check: string): Promise<Known | undefined> {
  const { client, judge, sources } = context;
  const exchange = await client.send({ ...getting(known.id), check });
  if (!judge.expect(exchange, { status: 200 })) return undefined;
  const [answer] = knownIn(exchange);
  if (answer === undefined) return undefined;
  judgeId(context, exchange, known, answer);
  const rule = sources.replyRule('getUseCase', 200, 'body');
  judge.expectSame('read-differs', exchange, known, answer, rule, { id: '' });
  return { ...answer, id: known.id };
}

export function judgeId({ judge, sources }: CheckContext, exchange: Exchange, known: Known, answer: Known): void {
  if (known.id === answer.id) return;
  const schema = sources.bodySchema('getUseCase', 200) ?? [];
  judge.add('id-changed', exchange, {
    message: `the reply is about another id than ${known.id}`,
    pointer: '/id',
    expected: known.id,
    actual: answer.id,
    ...sources.rule(sources.schemaAt(schema, ['id']), 'shape'),
  });
}

/** @returns the status of the reply; undefined without one */
export async function expectReply(
  context: CheckContext,
  wanted: Wanted,
  status: number,
  expected: { readonly rule?: Rule; readonly path?: readonly (string | number)[] } = {},
): Promise<number | undefined> {
  const exchange = await context.client.send(wanted);
  context.judge.expect(exchange, { status, ...expected });
  if (exchange.operationId === 'createUseCase') remember(context, exchange);
  return exchange.reply?.status;
}

/** Adds a use case that a create was answered with to those that are left behind. */
export function remember({ created, foreign }: CheckContext, exchange: Exchange): Known | undefined {
  const [answer] = exchange.reply && exchange.reply.status < 300 ? knownIn(exchange) : [];
  if (answer !== undefined && !foreign.has(answer.id) && !created.some(({ id }) => id === answer.id))
    created.push({ id: answer.id, name: String(answer['name']) });
  return answer;
}

/** Characters of the longest id that is asked for: servers refuse addresses of a few thousand. */
const LONGEST_ID = 256;

/** The use cases of a reply that have an id. A path that ends with one of these would name another resource. */
export function knownIn({ reply }: Exchange): Known[] {
  const isId = (id: unknown) => typeof id === 'string' && id.length <= LONGEST_ID && !['', '.', '..'].includes(id);
  return [reply?.body].flat().filter((each): each is Known => isObject(each) && isId(each['id']));
}

export function judgeList({ judge, sources }: CheckContext, exchange: Exchange, listed: readonly Known[]): void {
  const schema = sources.bodySchema('getUseCase', 200) ?? [];
  const rule = (name: string) => sources.rule(sources.schemaAt(schema, [name]), 'shape');
  if (new Set(listed.map(({ id }) => id)).size < listed.length)
    judge.add('listed-twice', exchange, { message: 'two use cases of the list have one id', ...rule('id') });
  const organizations = new Set(listed.map((each) => each['organization_id']));
  if (organizations.size > 1)
    judge.add('organization-differs', exchange, {
      message: 'the use cases of the list belong to different organizations',
      actual: [...organizations],
      ...rule('organization_id'),
    });
}

export function creating(check: string, body: unknown): Wanted {
  return { operationId: 'createUseCase', check, method: 'POST', path: '/use-cases', body };
}

export function updating(check: string, id: string, body: unknown): Wanted {
  return { operationId: 'updateUseCase', check, method: 'PATCH', path: `/use-cases/${encodeURIComponent(id)}`, body };
}

export function getting(id: string): Wanted {
  return { operationId: 'getUseCase', check: 'get', method: 'GET', path: `/use-cases/${encodeURIComponent(id)}` };
}

export function listing(check: string): Wanted {
  return { operationId: 'listUseCases', check, method: 'GET', path: '/use-cases' };
}
