/** The checks, in the order in which they are made: what is created first is read, updated and listed afterwards. */
import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '../contract/contract.ts';
import type { Fields } from '../contract/types.ts';
import { isObject } from '../lib/guards.ts';
import { randomOf, type Random } from '../lib/random.ts';
import type { RuleBook } from '../use-cases/rules/rule-book.ts';
import { breachesOf, enumeratedFields, unusualFields } from './bodies.ts';
import { TestStopped, type Client, type Exchange, type Wanted } from './client.ts';
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
type Known = Fields & { readonly id: string };

/** What is not documented, so that a refusal of it is only worth a warning. */
const ASSUMED = 'assumed';
/** No test creates it: its digits are those of no time and no machine. */
const UNKNOWN_ID = 'ffffffffffffffffffffffff';

/** How a request without the right key is made. */
const WRONG_KEYS: readonly (Pick<Wanted, 'anonymous' | 'headers'> & { readonly title: string })[] = [
  { title: 'without an API key', anonymous: true },
  { title: 'with a key that is no bearer token', anonymous: true, headers: { authorization: 'check-provider' } },
];

/**
 * Looks at what is there, and changes nothing.
 *
 * @returns the use cases that are listed
 * @throws TestStopped where the first reply is not that of the API, so that nothing is written to another server
 */
export async function checkReading(context: CheckContext): Promise<readonly Known[]> {
  const { client, judge, sources, foreign } = context;
  const list = await client.send(listing('list'));
  const { status } = list.reply ?? {};
  if (status === undefined) throw new TestStopped('unreachable', `the first request got no reply: ${list.failure}`);
  if (status === 401 || status === 403)
    throw new TestStopped('refused', `the provider answers ${status} to the first request`);
  const elsewhere = elsewhereOf(list);
  if (elsewhere !== undefined)
    throw new TestStopped('unreachable', `this is not the API: the first request was answered with ${elsewhere}`);
  judge.expect(list, { status: 200 });
  const listed = knownIn(list);
  for (const { id } of listed) foreign.add(id);
  judgeList(context, list, listed);
  for (const known of listed.slice(0, 2)) await readBack(context, known, 'get a use case of the list');
  const isThere = (status: number | undefined) => status !== undefined && status < 300;
  if (isThere(await expectReply(context, { ...getting(UNKNOWN_ID), check: 'get an unknown id' }, 404)))
    foreign.add(UNKNOWN_ID);
  for (const [id, length] of [
    ['short', 5],
    ['f'.repeat(25), 25],
  ] as const) {
    const status = await expectReply(context, { ...getting(id), check: `get an id of ${length} characters` }, 400, {
      rule: sources.parameterRule('getUseCase', 'id'),
      path: ['id'],
    });
    if (isThere(status)) foreign.add(id);
  }
  const rule = sources.operationRule('listUseCases', 'authorization');
  for (const { title, ...how } of WRONG_KEYS)
    await expectReply(context, { ...listing(`list ${title}`), ...how }, 401, { rule });
  return listed;
}

/** What shows that another server answers, or another path of this one: an address elsewhere, a page, or nothing there. */
function elsewhereOf({ reply }: Exchange): string | undefined {
  if (reply === undefined) return undefined;
  const { status, headers } = reply;
  const type = headers.get('content-type') ?? '';
  if (status >= 300 && status < 400) return `${status}, location ${headers.get('location') ?? 'unknown'}`;
  if (status === 404 || status === 405) return `${status}; does --provider-url lack a path?`;
  return /^text\/html\b/i.test(type) ? `${status} and a page (${type})` : undefined;
}

/** Creates use cases, reads and updates them, and sends what the contract forbids. */
export async function checkWriting(context: CheckContext, before: readonly Known[]): Promise<void> {
  const known = await checkCreates(context);
  const [first] = known;
  const other = known.at(-1);
  if (first !== undefined && other !== undefined) await checkKeys(context, first);
  const current = first && (await checkUpdates(context, first));
  await checkList(context, before, known.slice(1), 'list what was created');
  await checkBreaches(context, current);
  await checkList(context, before, [], 'list after all that was to be refused');
  const bare = known.find((each) => !Object.hasOwn(each, 'amd_behavior'));
  if (bare !== undefined)
    await expectReply(context, updating('update "amd" to true without "amd_behavior"', bare.id, { amd: true }), 400, {
      rule: context.sources.operationRule('updateUseCase', 'merge'),
      path: ['amd_behavior'],
    });
  // The last check, since it might succeed. It concerns a use case of this test only.
  if (other !== undefined)
    await expectReply(
      context,
      { operationId: 'getUseCase', method: 'DELETE', path: `/use-cases/${other.id}`, check: 'delete a use case' },
      405,
    );
}

async function checkCreates(context: CheckContext): Promise<Known[]> {
  const { sources, mark, realistic, examples } = context;
  const named = (name: string) => ({ name: `${mark}: ${name}` });
  const bodies: [title: string, body: Fields][] = [
    ['create with all fields', await realistic(named('all fields'), 0)],
    ['create with a name alone', named('name alone')],
    ...Object.entries(examples).map(([name, body]): [string, Fields] => [
      `create as in the example "${name}"`,
      { ...body, ...named(name) },
    ]),
    ['create with other values', await realistic(named('other values'), 1)],
  ];
  const known: Known[] = [];
  for (const [check, body] of bodies) {
    const created = await create(context, check, body);
    if (created === undefined) continue;
    const twin = known.find(({ id }) => id === created.id);
    if (twin !== undefined) continue;
    known.push(created);
    await readBack(context, created, `get after: ${check}`);
  }
  const unknown = await context.client.send(
    creating('create with an unknown property', { ...named('unknown property'), check_provider_unknown: true }),
  );
  const schema = sources.bodySchema('createUseCase') ?? [];
  const rule = sources.rule(schema, 'unknownProperties');
  if (context.judge.expect(unknown, { status: 200, rule })) {
    const answer = remember(context, unknown);
    if (answer && Object.hasOwn(answer, 'check_provider_unknown'))
      context.judge.add('unknown-kept', unknown, {
        message: 'the property comes back, although the contract does not have it',
        pointer: '/check_provider_unknown',
        ...rule,
      });
  }
  return known;
}

async function create(context: CheckContext, check: string, body: Fields): Promise<Known | undefined> {
  const { client, judge, sources, created, foreign, mark } = context;
  const ids = [...foreign, ...created.map(({ id }) => id)];
  const exchange = await client.send(creating(check, body));
  if (!judge.expect(exchange, { status: 200 })) return undefined;
  const answer = remember(context, exchange);
  if (answer === undefined) return undefined;
  judge.expectFields(exchange, body, answer);
  judgeDefaults(context, exchange, body, answer);
  const schema = sources.bodySchema('createUseCase', 200) ?? [];
  if (ids.includes(answer.id))
    judge.add('id-reused', exchange, {
      message: `${answer.id} is the id of a use case that was there before`,
      pointer: '/id',
      ...sources.rule(sources.schemaAt(schema, ['id']), 'shape'),
    });
  // Whatever the provider did, only what is surely of this test is written to.
  const isOwn = !foreign.has(answer.id) && String(answer['name']).startsWith(mark);
  return isOwn ? answer : undefined;
}

function judgeDefaults({ judge, sources, operations }: CheckContext, exchange: Exchange, body: Fields, answer: Fields) {
  const { defaults = {} } = operations.find(({ operationId }) => operationId === 'createUseCase')?.body ?? {};
  const schema = sources.bodySchema('createUseCase') ?? [];
  for (const [name, value] of Object.entries(defaults)) {
    if (Object.hasOwn(body, name) || isDeepStrictEqual(answer[name], value)) continue;
    judge.add('default-missing', exchange, {
      message: `"${name}" was left out and is ${answer[name] === undefined ? 'missing' : 'another value'} in the reply`,
      pointer: `/${name}`,
      expected: value,
      actual: answer[name],
      ...sources.rule(sources.schemaAt(schema, [name]), 'answered', 'default'),
    });
  }
}

/** What another or no key sees of a use case that was created. */
async function checkKeys(context: CheckContext, known: Known): Promise<void> {
  const { client, judge, sources } = context;
  const rule = sources.operationRule('getUseCase', 'authorization');
  for (const { title, ...how } of WRONG_KEYS)
    await expectReply(context, { ...getting(known.id), check: `get ${title}`, ...how }, 401, { rule });
  for (const wanted of [
    creating('create without an API key', { name: `${context.mark}: without a key` }),
    updating('update without an API key', known.id, {}),
  ])
    await expectReply(context, { ...wanted, anonymous: true }, 401, { rule });
  const headers = { authorization: 'Bearer check-provider-other-key' };
  for (const wanted of [getting(known.id), listing('')]) {
    const check = wanted.operationId === 'getUseCase' ? 'get with another API key' : 'list with another API key';
    const exchange = await client.send({ ...wanted, check, anonymous: true, headers });
    const { status, text = '' } = exchange.reply ?? {};
    // A provider may let any key in. What this key must not see is the use case of the other one.
    if (status === 200 && text.includes(known.id))
      judge.add('organization-leaks', exchange, {
        message: 'a key that does not exist reads a use case that was created with the given one',
        ...rule,
      });
    else if (status !== 200 && !(status === 404 && wanted.operationId === 'getUseCase'))
      judge.expect(exchange, { status: 401, rule });
  }
}

/** @returns the use case as it stands afterwards */
async function checkUpdates(context: CheckContext, first: Known): Promise<Known> {
  const { judge, sources, mark, realistic, ruleBook, foreign } = context;
  const schema = sources.bodySchema('updateUseCase') ?? [];
  const other = await realistic({ name: `${mark}: updated` }, 2);
  const settings = [...sources.properties(schema).keys()].filter((name) => !Object.hasOwn(other, name));
  const switches = settings.filter((name) => sources.keyword(sources.schemaAt(schema, [name]), 'type') === 'boolean');
  const single = [...Object.entries(other), ...switches.map((name) => [name, true] as const)].map(([name, value]) => ({
    title: `"${name}"`,
    fields: { [name]: value },
    isUnusual: false,
  }));
  const unusual = unusualFields(mark).map((each) => ({ ...each, isUnusual: true }));
  const enumerated = enumeratedFields(sources, schema).map((each) => ({ ...each, isUnusual: false }));
  const changes = [
    ...single,
    ...enumerated,
    ...unusual,
    { title: 'nothing', fields: {} as Fields, isUnusual: true },
    { title: 'many fields at once', fields: other, isUnusual: false },
  ];
  let current: Known = first;
  for (const { title, fields, isUnusual } of changes) {
    // Some values go only with others: alone they would break an assumed rule.
    const { id: _id, organization_id: _organization, ...whole } = { ...current, ...fields } as Fields;
    if (Object.keys(fields).length > 0 && ruleBook.examine(whole, fields).length > 0) continue;
    const rule = Object.keys(fields).map((name) => sources.rule(sources.schemaAt(schema, [name]), 'shape'))[0];
    const refusal = isUnusual ? { contractPointer: rule?.contractPointer ?? '', source: ASSUMED } : rule;
    const exchange = await context.client.send(updating(`update ${title}`, current.id, fields));
    if (!judge.expect(exchange, { status: 200, ...(refusal && { rule: refusal }) })) continue;
    const answer = knownIn(exchange)[0];
    if (answer === undefined) continue;
    judge.expectFields(exchange, fields, answer);
    const same = sources.operationRule('updateUseCase', 'operation');
    judge.expectSame('update-spreads', exchange, current, answer, same, { ...fields, id: '' });
    judgeId(context, exchange, current, answer);
    const expected = { ...answer, id: current.id };
    // What is stored counts for the next update, also where the reply said something else.
    current = (await readBack(context, expected, `get after: update ${title}`)) ?? expected;
  }
  if (!foreign.has(UNKNOWN_ID))
    await expectReply(context, updating('update an unknown id', UNKNOWN_ID, { hidden: true }), 404);
  if (!foreign.has('short'))
    await expectReply(context, updating('update an id of 5 characters', 'short', { hidden: true }), 400, {
      rule: sources.parameterRule('updateUseCase', 'id'),
      path: ['id'],
    });
  return current;
}

/** @param current a use case of this test; without one, only creates are broken */
async function checkBreaches(context: CheckContext, current: Known | undefined): Promise<void> {
  const { sources, seed, mark, client, judge } = context;
  const random = randomOf(`check-provider/${seed}`);
  const body = { name: `${mark}: to be refused`, generic_after_hours_message: mark };
  const creates = breachesOf(sources, sources.bodySchema('createUseCase') ?? [], random).map((breach) => ({
    breach,
    wanted: creating(`create with ${breach.title}`, breach.change(body)),
  }));
  const updates = breachesOf(sources, sources.bodySchema('updateUseCase') ?? [], random).map((breach) => ({
    breach,
    wanted: updating(`update with ${breach.title}`, current?.id ?? '', breach.change({})),
  }));
  for (const { breach, wanted } of shuffled([...creates, ...(current ? updates : [])], random))
    await expectReply(context, wanted, 400, { rule: breach.rule, path: breach.path });
  const isJson = sources.replyRule('createUseCase', 400, 'status');
  for (const wanted of [
    creating('create', undefined),
    ...(current ? [updating('update', current.id, undefined)] : []),
  ]) {
    const { check } = wanted;
    await expectReply(context, { ...wanted, check: `${check} with malformed JSON`, text: '{"name": ' }, 400, {
      rule: isJson,
    });
    await expectReply(context, { ...wanted, check: `${check} without a body` }, 400, { rule: isJson });
    const headers = { 'content-type': 'text/plain' };
    await expectReply(context, { ...wanted, check: `${check} with a text as the body`, text: mark, headers }, 415);
  }
  const isAccepted = judge.findings.some(
    ({ id, operationId }) => id === 'invalid-accepted' && operationId === 'updateUseCase',
  );
  // What was accepted wrongly is stored, and has been told of.
  if (current === undefined || isAccepted) return;
  const exchange = await client.send({
    ...getting(current.id),
    check: 'get after all updates that were to be refused',
  });
  const [answer] = judge.expect(exchange, { status: 200 }) ? knownIn(exchange) : [];
  const rule = sources.replyRule('updateUseCase', 400, 'status');
  if (answer) judge.expectSame('refused-but-stored', exchange, current, answer, rule);
}

/** Lists, and looks for what should be there and for what should not. */
async function checkList(context: CheckContext, before: readonly Known[], wanted: readonly Known[], check: string) {
  const { client, judge, sources, created, mark } = context;
  const exchange = await client.send(listing(check));
  // What was accepted wrongly stands in the list, and has been told of.
  const isClean = !judge.findings.some(({ id }) => id === 'invalid-accepted');
  if (isClean && !judge.expect(exchange, { status: 200 })) return;
  const listed = knownIn(exchange);
  const rule = sources.replyRule('listUseCases', 200, 'body');
  judgeList(context, exchange, listed);
  for (const each of wanted) {
    const found = listed.find(({ id }) => id === each.id);
    if (found === undefined)
      judge.add('not-listed', exchange, {
        message: `${each.id}, which was created, is not listed`,
        expected: each.id,
        ...rule,
      });
    else judge.expectSame('read-differs', exchange, each, found, rule);
  }
  const order = wanted.map(({ id }) => listed.findIndex((each) => each.id === id)).filter((index) => index >= 0);
  if (order.some((index, position) => index < (order[position - 1] ?? 0)))
    judge.add('list-order', exchange, {
      message: 'what was created later is listed before what was created earlier',
      ...sources.operationRule('listUseCases', 'order'),
    });
  const ids = new Set([...before, ...created].map(({ id }) => id));
  for (const stray of listed)
    if (!ids.has(stray.id) && JSON.stringify(stray).includes(mark))
      judge.add('refused-but-stored', exchange, {
        message: `${stray.id} is listed, although its create was refused`,
        actual: stray,
        ...sources.replyRule('createUseCase', 400, 'status'),
      });
}

function judgeList({ judge, sources }: CheckContext, exchange: Exchange, listed: readonly Known[]): void {
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

/** Gets a use case, and judges whether it is as it was answered before. @returns what is read */
async function readBack(context: CheckContext, known: Known, check: string): Promise<Known | undefined> {
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

function judgeId({ judge, sources }: CheckContext, exchange: Exchange, known: Known, answer: Known): void {
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
async function expectReply(
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
function remember({ created, foreign }: CheckContext, exchange: Exchange): Known | undefined {
  const [answer] = exchange.reply && exchange.reply.status < 300 ? knownIn(exchange) : [];
  if (answer !== undefined && !foreign.has(answer.id) && !created.some(({ id }) => id === answer.id))
    created.push({ id: answer.id, name: String(answer['name']) });
  return answer;
}

/** The use cases of a reply that have an id. A path that ends with one of these would name another resource. */
function knownIn({ reply }: Exchange): Known[] {
  const isId = (id: unknown) => typeof id === 'string' && !['', '.', '..'].includes(id);
  return [reply?.body].flat().filter((each): each is Known => isObject(each) && isId(each['id']));
}

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

function creating(check: string, body: unknown): Wanted {
  return { operationId: 'createUseCase', check, method: 'POST', path: '/use-cases', body };
}

function updating(check: string, id: string, body: unknown): Wanted {
  return { operationId: 'updateUseCase', check, method: 'PATCH', path: `/use-cases/${encodeURIComponent(id)}`, body };
}

function getting(id: string): Wanted {
  return { operationId: 'getUseCase', check: 'get', method: 'GET', path: `/use-cases/${encodeURIComponent(id)}` };
}

function listing(check: string): Wanted {
  return { operationId: 'listUseCases', check, method: 'GET', path: '/use-cases' };
}
