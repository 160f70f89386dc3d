import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { disturbancesOf, type Disturbance } from '../../src/certify/disturbances.ts';
import { judge, type RunFacts } from '../../src/certify/judge.ts';
import { builtInContract } from '../../src/contract/built-in.ts';
import type { JournalEntry } from '../../src/store/port.ts';

const all = builtInContract().operations.flatMap((operation) => disturbancesOf(operation, 1));

function disturbance(operation: string, what: string): Disturbance {
  const found = all.find((each) => each.operation === operation && each.what === what);
  assert.ok(found, what);
  return found;
}

/** A request for the list, so many milliseconds after the first one. */
function request(after: number, more: Partial<JournalEntry> = {}): JournalEntry {
  return {
    number: 1,
    time: new Date(Date.UTC(2026, 0, 1) + after).toISOString(),
    requestId: `request-${after}`,
    method: 'GET',
    url: '/api/v1/use-cases',
    operationId: 'listUseCases',
    verdict: 'accepted',
    status: 200,
    milliseconds: 1,
    issues: [],
    warnings: [],
    headers: {},
    ...more,
  };
}

const disturbed = { cause: { kind: 'scenario', because: 'certify' } } as const;

/** The facts of a run that ended with an exit code after one disturbed request. */
function facts(code: number, output = '', requests = [request(0, disturbed)]): RunFacts {
  return {
    run: { end: 'exited', code, milliseconds: 1, output },
    requests,
    usual: { requests: [request(0)], output: '' },
    changed: new Set(),
  };
}

describe('a run', () => {
  it('is no clean one when it fails before it meets the disturbance, as runs that share a port do', () => {
    const failing = disturbance('listUseCases', '503');
    const { verdict, reason } = judge(failing, facts(1, 'Error: listen EADDRINUSE', []));
    assert.equal(verdict, 'failed');
    assert.match(reason ?? '', /share a port or a file \(--parallel 1\)/);
    assert.equal(judge(failing, facts(0, '', [])).verdict, 'unreached');
  });

  it('is hasty when the client asks again before it may, and not when it waits', () => {
    const retryLater = disturbance('listUseCases', 'Retry-After');
    const again = (after: number) => judge(retryLater, facts(0, '', [request(0, disturbed), request(after)]));
    assert.deepEqual(
      [again(200).verdict, again(200).retries, again(200).reason],
      ['hasty', 1, 'asked again after 200 ms'],
    );
    assert.deepEqual([again(1_000).verdict, again(1_000).retries], ['held', 1]);
  });

  it('counts only what an undisturbed run does not send as often as a retry', () => {
    const requests = [request(0, disturbed), request(1, disturbed), request(2, { url: '/api/v1/use-cases?x=1' })];
    const usual = { requests: [request(0), request(1)], output: '' };
    assert.equal(judge(disturbance('listUseCases', '503'), { ...facts(1, '', requests), usual }).retries, 0);
  });

  it('is unreached where no request met the disturbance', () => {
    assert.deepEqual(judge(disturbance('listUseCases', '503'), facts(0, '', [request(0)])), {
      verdict: 'unreached',
      retries: 0,
    });
  });

  it('is judged by what the tests are to do', () => {
    const verdictOf = (what: string, code: number) => judge(disturbance('listUseCases', what), facts(code)).verdict;
    assert.deepEqual(
      ['503', 'late', 'empty list'].map((what) => [verdictOf(what, 0), verdictOf(what, 1)]),
      [
        ['unnoticed', 'noticed'],
        ['held', 'failed'],
        ['held', 'noticed'],
      ],
    );
    assert.equal(verdictOf('503', 139), 'crashed');
  });

  it('crashed where the output names an error that no assertion made, in the words of any test runner', () => {
    const outputs: [what: string, output: string, verdict: string][] = [
      ['empty list', '  AssertionError [ERR_ASSERTION]: 1 == 2', 'noticed'],
      ['empty list', '  TypeError: Cannot read properties of undefined', 'crashed'],
      ['empty list', '  Error: unknown language', 'crashed'],
      ['503', '  Error: the API answers 503', 'noticed'],
      ['503', '  TypeError: result.map is not a function', 'crashed'],
      ['reset', '  TypeError: fetch failed', 'noticed'],
      ['empty list', '    Error: expect(received).toBe(expected)', 'noticed'],
      ['empty list', 'AssertionError: expected 3 to be 4 // Object.is equality', 'noticed'],
      ['503', "E       KeyError: 'name'", 'crashed'],
      ['empty list', 'E       AssertionError: assert 1 == 2', 'noticed'],
      ['503', 'Exception in thread "main" java.lang.NullPointerException: name', 'crashed'],
      ['empty list', 'org.opentest4j.AssertionFailedError: expected: <1> but was: <2>', 'noticed'],
      ['503', 'panic: runtime error: index out of range [0] with length 0', 'crashed'],
      ['empty list', '--- FAIL: TestList (0.00s)', 'noticed'],
    ];
    for (const [what, output, verdict] of outputs)
      assert.equal(judge(disturbance('listUseCases', what), facts(1, `ok\n${output}\n`)).verdict, verdict, output);
  });

  it('says why by the first error that an undisturbed run does not print', () => {
    const output = 'Error: printed always\nAssertionError: 1 == 2\nAssertionError: later\n';
    const usual = { requests: [request(0)], output: 'Error: printed always\n' };
    assert.equal(
      judge(disturbance('listUseCases', '503'), { ...facts(1, output), usual }).reason,
      'AssertionError: 1 == 2',
    );
  });
});
