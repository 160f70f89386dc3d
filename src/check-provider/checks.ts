/** The checks, in the order in which they are made: what is created first is read, updated and listed afterwards. */
import { TestStopped, type Exchange, type Wanted } from './client.ts';
import {
  creating,
  expectReply,
  getting,
  judgeList,
  knownIn,
  listing,
  readBack,
  UNKNOWN_ID,
  updating,
  type CheckContext,
  type Known,
} from './steps.ts';
import { checkBreaches, checkCreates, checkUpdates } from './writes.ts';

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
