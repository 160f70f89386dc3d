import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { toPointer } from '../../src/lib/json-pointer.ts';
import { createFilteredView } from '../../src/console/logic/filter.ts';
import { findingsOf, placeFindings } from '../../src/console/logic/findings.ts';
import { fixtureOf } from '../../src/console/logic/fixture.ts';
import { harOf } from '../../src/console/logic/har.ts';
import { beginsSession, clientOf } from '../../src/console/logic/client.ts';
import { changesOf, historyOf, retriedBy } from '../../src/console/logic/history.ts';
import { jsonLines } from '../../src/console/logic/json-lines.ts';
import type { Json } from '../../src/lib/json.ts';
import { literal } from '../../src/console/logic/literal.ts';
import { curlLine, fetchCode, quoted } from '../../src/console/logic/request-code.ts';
import { createSseParser } from '../../src/console/logic/sse.ts';
import { timelineOf } from '../../src/console/logic/timeline.ts';
import { windowOf } from '../../src/console/logic/window.ts';
import { builtInContract } from '../../src/contract/built-in.ts';
import { apiAddress, type JournalEntry } from '../../src/console/api.ts';
import { wholeDocument } from '../../src/contract/whole-document.ts';

const entry: JournalEntry = {
  number: 1,
  time: '2026-11-22T08:00:00.000Z',
  requestId: 'abc',
  method: 'POST',
  url: '/api/v1/use-cases?a=1&b=%26',
  operationId: 'createUseCase',
  verdict: 'refused',
  status: 400,
  milliseconds: 1.25,
  issues: [],
  warnings: [],
  headers: { host: 'localhost', authorization: 'Bearer ***', 'content-type': 'application/json', accept: '*/*' },
  body: '{"name":"x"}',
  reply: '{"message":"no"}',
};
const anyJson = fc.jsonValue() as fc.Arbitrary<Json>;

describe('a JSON text in lines', () => {
  it('is the same text, once the lines are put together', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = JSON.stringify(value);
        const together = jsonLines(text)
          .map(({ key, text: token, comma }) => `${key === undefined ? '' : `${key}:`}${token}${comma ? ',' : ''}`)
          .join('');
        assert.equal(together, text);
      }),
    );
  });

  it('has a line for each place that a pointer can name', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const pointers = new Set(jsonLines(JSON.stringify(value)).map(({ pointer }) => pointer));
        for (const path of pathsIn(JSON.parse(JSON.stringify(value)) as Json))
          assert.ok(pointers.has(toPointer(path)), toPointer(path));
      }),
    );
  });

  it('keeps numbers, escapes and repeated names as they were written', () => {
    const text = '{"a":12345678901234567890,"a":1.0,"b":"\\u202e"}';
    assert.deepEqual(
      jsonLines(text).map((line) => line.text),
      ['{', '12345678901234567890', '1.0', '"\\u202e"', '}'],
    );
  });
});

describe('findings', async () => {
  const contract = await wholeDocument(builtInContract());
  const rules = new Map([
    [
      'name-required',
      {
        id: 'name-required',
        assumption: 'name-required',
        source: 'assumed',
        fields: ['name'],
        explanation: 'A name.',
        enforced: true,
      },
    ],
  ]);
  const issue = (path: (string | number)[], more: object = {}) => ({
    code: 'invalid_type',
    message: 'Required',
    path,
    ...more,
  });
  const placesOf = (body: string, ...issues: JournalEntry['issues']) => {
    const lines = jsonLines(body);
    const found = findingsOf({ ...entry, body, issues }, { rules, contract });
    return [...placeFindings(lines, found)].map(([line, placed]) => [
      lines[line]?.pointer,
      placed.map(({ missing }) => missing),
    ]);
  };

  it('stand at the value that they are about', () => {
    assert.deepEqual(placesOf('{"hooks":[{},{"url":1}]}', issue(['hooks', 1, 'url'])), [['/hooks/1/url', [undefined]]]);
  });

  it('about what is missing stand at what it is missing from', () => {
    assert.deepEqual(placesOf('{"hooks":[{}]}', issue(['hooks', 0, 'headers', 2, 'key']), issue(['name'])), [
      ['/hooks/0', ['headers']],
      ['', ['name']],
    ]);
  });

  it('about the last of two properties of one name stand there', () => {
    const lines = jsonLines('{"a":1,"a":2}');
    const found = findingsOf({ ...entry, body: '{"a":1,"a":2}', issues: [issue(['a'])] }, { rules, contract });
    assert.deepEqual([...placeFindings(lines, found).keys()], [2]);
  });

  it('about a parameter of the path are not looked for in the body', () => {
    const patch = {
      ...entry,
      method: 'PATCH',
      operationId: 'updateUseCase',
      body: '{"name":"x"}',
      issues: [issue(['id'])],
    };
    const [finding] = findingsOf(patch, { rules, contract });
    assert.equal(finding?.part, 'path');
    assert.equal(placeFindings(jsonLines(patch.body), findingsOf(patch, { rules, contract })).size, 0);
  });

  it('name the rule of the assumption that they rest on', () => {
    const ruleOf = (one: JournalEntry['issues'][number]) => {
      const [finding] = findingsOf({ ...entry, issues: [one] }, { rules, contract });
      return [finding?.trust.standing, finding?.rule];
    };
    const assumed = { assumption: 'name-required', standing: 'assumed' };
    assert.deepEqual(ruleOf(issue(['name'], assumed)), ['assumed', 'name-required']);
    assert.deepEqual(ruleOf(issue(['hidden'], { standing: 'documented' })), ['documented', undefined]);
    assert.deepEqual(ruleOf(issue(['hidden'])), [undefined, undefined]);
  });
});

describe('a request to paste', () => {
  it('is quoted so that a shell takes it for what it is', () => {
    const word = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\u0000') && text.isWellFormed());
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        const printed = execFileSync('sh', [
          '-c',
          `for word in ${words.map(quoted).join(' ')}; do printf '%s\\0' "$word"; done`,
        ]);
        assert.deepEqual(printed.toString().split('\u0000').slice(0, -1), words);
      }),
      { numRuns: 20 },
    );
  });

  it('as curl has the method, a placeholder for the key, and the body even if it begins with an at sign', () => {
    assert.equal(
      curlLine({ ...entry, body: '@/etc/passwd' }, 'http://localhost:4010'),
      "curl 'http://localhost:4010/api/v1/use-cases?a=1&b=%26' -H 'authorization: Bearer YOUR_API_KEY' -H 'content-type: application/json' --data-raw @/etc/passwd",
    );
    const { body: _, ...bodiless } = { ...entry, method: 'HEAD', url: '/api/v1/use-cases' };
    assert.match(curlLine(bodiless, 'http://h'), /^curl --head http:\/\/h/);
  });

  it('as fetch asks for the same', async () => {
    const asked: unknown[] = [];
    const fetch = (...args: unknown[]) => void asked.push(args);
    await runInNewContext(
      `(async () => { ${fetchCode({ ...entry, body: '{"__proto__":"\'\u2028"}' }, 'http://h')} })()`,
      { fetch },
    );
    const [url, { method, body }] = asked[0] as [string, { method: string; body: string }];
    assert.deepEqual([url, method, body], ['http://h/api/v1/use-cases?a=1&b=%26', 'POST', '{"__proto__":"\'\u2028"}']);
  });

  it('has values that TypeScript reads as what they were', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = JSON.stringify(value);
        const read = runInNewContext(`JSON.stringify(${literal(JSON.parse(text) as Json)})`) as string;
        assert.equal(read, text);
      }),
    );
  });

  it('is a fixture when there is a whole use case in it', () => {
    const stored = { ...entry, verdict: 'accepted' as const, status: 200 };
    assert.deepEqual(fixtureOf({ ...stored, reply: '{"id":"1","organization_id":"2","name":"x"}' }), [{ name: 'x' }]);
    assert.deepEqual(fixtureOf({ ...stored, reply: '[{"id":"1","name":"x"},{"name":"y"}]' }), [
      { name: 'x' },
      { name: 'y' },
    ]);
    assert.deepEqual(fixtureOf({ ...stored, reply: 'cut' }), [{ name: 'x' }]);
    assert.equal(fixtureOf({ ...stored, reply: 'cut', operationId: 'getUseCase' }), undefined);
    assert.equal(fixtureOf({ ...stored, reply: 'cut', body: 'x'.repeat(16_384) }), undefined);
    assert.equal(fixtureOf(entry), undefined);
  });

  it('is an entry of an HTTP Archive, with findings and how far they can be trusted', () => {
    const known = {
      assumption: 'name-required',
      value: 'refused',
      standing: 'confirmed',
      checkedAt: '2026-11-26T08:00Z',
    };
    const path = ['hooks', 0, 'url'];
    const refused = {
      ...entry,
      issues: [{ code: 'invalid_type', path: [], message: 'Required', ...known }],
      warnings: [{ rule: 'hook-url-http', path, message: 'is no URL', standing: 'assumed' }],
    } as JournalEntry;
    const missing = { ...entry, assumption: 'not-found', value: 'message', standing: 'assumed' } as JournalEntry;
    const { log } = harOf([entry, refused, missing], 'http://h', '1.0.0') as {
      log: { version: string; entries: HarEntry[] };
    };
    const [first, second, third] = log.entries;
    assert.deepEqual(second?._findings, [
      'body: Required (confirmed on 2026-11-26: name-required=refused)',
      '/hooks/0/url: is no URL (assumed)',
    ]);
    assert.deepEqual([first?._findings, third?._standing], [undefined, 'assumed: not-found=message']);
    assert.equal(log.version, '1.2');
    assert.deepEqual(first?.request.queryString, [
      { name: 'a', value: '1' },
      { name: 'b', value: '&' },
    ]);
    assert.deepEqual(first?.request.postData, { mimeType: 'application/json', params: [], text: entry.body });
    assert.deepEqual(first?.timings, { send: 0, wait: 1.25, receive: 0 });
    for (const name of ['startedDateTime', 'time', 'request', 'response', 'cache'])
      assert.ok(first && name in first, name);
  });
});

describe('what the page keeps up with', () => {
  it('reads events in whatever pieces they come', () => {
    const stream =
      ': hello\n\nevent: requests\nid: 3\ndata: [1,\ndata: 2]\r\n\r\ndata:plain\n\nevent: unfinished\ndata: x\n';
    fc.assert(
      fc.property(fc.array(fc.nat({ max: stream.length })), (cuts) => {
        const parser = createSseParser();
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const events = edges.slice(1).flatMap((end, index) => parser.push(stream.slice(edges[index], end)));
        assert.deepEqual(events, [
          { event: 'requests', data: '[1,\n2]' },
          { event: 'message', data: 'plain' },
        ]);
      }),
    );
  });

  it('filters what is added and forgets what is dropped', () => {
    const journal = { epoch: 0, entries: [] as JournalEntry[] };
    const view = createFilteredView(journal);
    const filter = { operation: '', status: '4xx', verdict: '', client: '', text: 'night DESK' };
    const add = (number: number, status: number, body: string) =>
      journal.entries.push({ ...entry, number, status, body });
    const numbers = () => view(filter).map(({ number }) => number);
    add(1, 400, 'Night desk');
    add(2, 200, 'Night desk');
    assert.deepEqual(numbers(), [1]);
    add(3, 404, 'desk of the night');
    assert.deepEqual(numbers(), [1, 3]);
    journal.entries.splice(0, 2);
    assert.deepEqual(numbers(), [3]);
    journal.entries.length = 0;
    journal.epoch++;
    add(1, 400, 'night desk');
    assert.deepEqual(numbers(), [1]);
  });

  it('has rows only around what is visible, however long the list is', () => {
    fc.assert(
      fc.property(fc.nat(300_000), fc.integer({ min: 1, max: 2_000 }), fc.nat(10_000), (top, height, length) => {
        const { from, to } = windowOf({ top, height }, 28, length);
        assert.ok(from >= 0 && from <= to && to <= length && to - from <= Math.ceil(height / 28) + 28);
        const last = Math.min(length, Math.floor((top + height) / 28));
        if (top < length * 28) assert.ok(from <= top / 28 && to >= last);
      }),
    );
  });
});

interface HarEntry {
  readonly request: { readonly queryString: unknown; readonly postData: unknown };
  readonly timings: unknown;
  readonly _findings?: unknown;
  readonly _standing?: unknown;
}

function pathsIn(value: Json, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, each]) =>
    pathsIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inside];
}

describe('where the console sends a request to', () => {
  const base = new URL('http://stub.test/prefix/__stub/api/v1');

  it("is the API below the stub's own routes", () => {
    const address = (path: string) => apiAddress(path, base).href;
    assert.equal(address('/api/v1/use-cases?a=%26&b'), 'http://stub.test/prefix/__stub/api/v1/use-cases?a=%26&b');
    assert.equal(address('/use-cases/a%2Fb'), 'http://stub.test/prefix/__stub/api/v1/use-cases/a%2Fb');
    assert.equal(address('//other.test/x'), 'http://stub.test/prefix/__stub/api/v1//other.test/x');
  });

  for (const path of [
    '/x/../__stub/reset',
    '/api/v1/../../reset',
    '/api/v1/%2e%2e/%2E./reset',
    '/api/v1\\..\\..\\reset',
    '/x/./y',
    '/x\n/y',
    '/x#y',
    '@other.test/x',
    '/__stub/reset',
    '/api/v1/__stub/reset',
  ]) {
    it(`is never ${JSON.stringify(path)}`, () => {
      assert.throws(() => apiAddress(path, base), /use curl$/);
    });
  }
});

describe('what the journal says of the requests before one', () => {
  const useCase = (name: string) => JSON.stringify({ id: 'a1', organization_id: 'b2', name });
  const at = (number: number, seconds: number, more: Partial<JournalEntry>): JournalEntry => ({
    ...entry,
    number,
    verdict: 'accepted',
    status: 200,
    time: new Date(Date.UTC(2026, 10, 22) + seconds * 1_000).toISOString(),
    ...more,
  });
  const gets = (number: number, seconds: number, more: Partial<JournalEntry> = {}) =>
    at(number, seconds, { method: 'GET', operationId: 'listUseCases', body: undefined as never, ...more });

  it('compares an update with the latest earlier version, also one in a list', () => {
    const update = at(9, 9, { operationId: 'updateUseCase', reply: useCase('New') });
    const first = at(1, 1, { reply: useCase('Old') });
    const list = gets(3, 3, { reply: `[${useCase('Older')}]` });
    const change = (before: string) => [{ name: 'name', before: `"${before}"`, after: '"New"' }];
    assert.deepEqual(changesOf(update, [first, update]), { against: 1, list: change('Old') });
    assert.deepEqual(changesOf(update, [first, list, update]), { against: 3, list: change('Older') });
    assert.equal(changesOf(update, [update]), undefined);
    const broken = at(4, 4, { reply: useCase('Broken'), verdict: 'failed' });
    assert.equal(changesOf(update, [broken, update]), undefined);
  });

  it('tells the history of a use case, with what was changed by no request', () => {
    const version = (name: string) => ({ id: 'a1', organization_id: 'b2', name });
    const create = at(1, 1, { reply: useCase('One'), body: '{"name":"One"}' });
    const other = at(2, 2, { reply: useCase('Other').replace('a1', 'c3') });
    const update = at(3, 3, { operationId: 'updateUseCase', reply: useCase('Two'), body: '{"name":"Two"}' });
    const read = gets(4, 4, { operationId: 'getUseCase', reply: useCase('Three') });
    const entries = [create, other, update, read];
    const changed = (before: string | undefined, after: string) => [{ name: 'name', before, after: `"${after}"` }];
    assert.deepEqual(historyOf(version('Four'), entries), [
      { kind: 'elsewhere', entry: undefined, changes: changed('"Three"', 'Four') },
      { kind: 'elsewhere', entry: read, changes: changed('"Two"', 'Three') },
      { kind: 'updated', entry: update, changes: changed('"One"', 'Two') },
      { kind: 'created', entry: create, changes: [] },
    ]);
    // Without an earlier version, it tells what the update sent.
    assert.deepEqual(historyOf(version('Two'), [update]), [
      { kind: 'updated', entry: update, changes: changed(undefined, 'Two') },
    ]);
    assert.deepEqual(historyOf(version('Two'), []), []);
  });

  it('calls a request a retry only when the same one of the same client failed shortly before', () => {
    const failed = gets(1, 0, { verdict: 'failed', status: 503 });
    const again = gets(2, 5);
    assert.equal(retriedBy(again, [failed, again]), 1);
    assert.equal(retriedBy(gets(3, 6), [failed, again, gets(3, 6)]), undefined);
    assert.equal(retriedBy(gets(2, 61), [failed, gets(2, 61)]), undefined);
    const other = gets(2, 5, { headers: { 'user-agent': 'curl/8' } });
    assert.equal(retriedBy(other, [failed, other]), undefined);
    const limited = gets(1, 0, { verdict: 'refused', status: 429 });
    assert.equal(retriedBy(again, [limited, again]), 1);
  });

  it('names clients, and begins a session with another one or after a pause', () => {
    const chrome = 'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36';
    assert.equal(clientOf(gets(1, 0, { headers: { 'user-agent': chrome } })), 'Chrome');
    assert.equal(clientOf(gets(1, 0, { headers: {} })), 'unnamed');
    assert.equal(clientOf(gets(1, 0, { headers: { 'user-agent': chrome }, from: 'console' })), 'console');
    const curl = gets(2, 0, { headers: { 'user-agent': 'curl/8.5' } });
    assert.equal(beginsSession(curl, gets(1, 0)), true);
    assert.equal(beginsSession(gets(2, 30), gets(1, 0)), false);
    assert.equal(beginsSession(gets(2, 31), gets(1, 0)), true);
  });

  it('counts the last ten minutes, whatever the clocks say', () => {
    const entries = [gets(1, 0), gets(2, 1_000), gets(3, 1_000), at(4, 1_600, { verdict: 'failed' })];
    const timeline = timelineOf(entries, ({ number }) => number === 3);
    assert.deepEqual(timeline?.bins.at(0), { accepted: 2, refused: 0, failed: 0, retries: 1, latest: 3 });
    assert.deepEqual(timeline?.bins.at(-1), { accepted: 0, refused: 0, failed: 1, retries: 0, latest: 4 });
    assert.equal(timeline?.most, 2);
    assert.equal(
      timelineOf([gets(1, 0)], () => false),
      undefined,
    );
    // A clock that was set back gives times in another order.
    const reversed = timelineOf([gets(1, 10), gets(2, 0)], () => false);
    assert.equal(
      reversed?.bins.reduce((sum, { accepted }) => sum + accepted, 0),
      2,
    );
  });
});
