/** The checks that write: creates, updates, and what the contract forbids. */
import { isDeepStrictEqual } from 'node:util';
import type { Fields } from '../contract/types.ts';
import { randomOf, type Random } from '../lib/random.ts';
import { breachesOf, enumeratedFields, unusualFields } from './bodies.ts';
import type { Exchange } from './client.ts';
import {
  creating,
  expectReply,
  getting,
  judgeId,
  knownIn,
  readBack,
  remember,
  UNKNOWN_ID,
  updating,
  type CheckContext,
  type Known,
} from './steps.ts';

/** What is not documented, so that a refusal of it is only worth a warning. */
const ASSUMED = 'assumed';

export async function checkCreates(context: CheckContext): Promise<Known[]> {
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

/** @returns the use case as it stands afterwards */
export async function checkUpdates(context: CheckContext, first: Known): Promise<Known> {
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
export async function checkBreaches(context: CheckContext, current: Known | undefined): Promise<void> {
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

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
