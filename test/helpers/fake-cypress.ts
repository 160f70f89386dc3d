/** The commands of Cypress that our recipe uses, on a page of Playwright: Cypress itself is too much to install for a test. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import type { Locator, Page } from 'playwright-core';

/** Tasks by name, as `setupNodeEvents` registers them. */
export type Tasks = Readonly<Record<string, (argument: unknown) => unknown>>;

interface Situation {
  readonly page: Page;
  readonly baseUrl: string;
  readonly tasks: Tasks;
}

type Command = (subject: unknown, ...given: unknown[]) => unknown;

const chainers: Readonly<Record<string, (subject: unknown, expected: unknown) => unknown>> = {
  equal: (subject, expected) => assert.equal(subject, expected),
  async 'have.length'(subject, expected) {
    const locator = subject as Locator;
    if (Number(expected) > 0) await locator.nth(Number(expected) - 1).waitFor();
    assert.equal(await locator.count(), expected);
  },
};

function commands({ page, baseUrl, tasks }: Situation): Record<string, Command> {
  return {
    /** As in Cypress, arguments and results cross processes as JSON, and a task must not answer `undefined`. */
    async task(_, name, argument) {
      const task = tasks[String(name)];
      assert.ok(task, `there is no task ${String(name)}`);
      const result = await task(argument === undefined ? undefined : asJson(argument));
      assert.notEqual(result, undefined, `the task ${String(name)} answers undefined`);
      return asJson(result);
    },
    visit: (_, path) => page.goto(new URL(String(path), baseUrl).href),
    get: (_, selector) => page.locator(String(selector)),
    async contains(_, selector, text) {
      const found = page.locator(String(selector)).filter({ hasText: String(text) });
      await found.first().waitFor();
      return found.first();
    },
    type: (subject, text) => (subject as Locator).pressSequentially(String(text)),
    click: (subject) => (subject as Locator).click(),
    its: (subject, name) => (subject as Record<string, unknown>)[String(name)],
    should: (subject, chainer, expected) => {
      const check = chainers[String(chainer)];
      assert.ok(check, `this fake does not know "${String(chainer)}"`);
      return check(subject, expected);
    },
  };
}

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/**
 * Runs the tests of a spec, one after the other.
 *
 * @returns the names of the tests
 * @throws the error of the first command that fails
 */
export async function runSpec(file: string, situation: Situation): Promise<string[]> {
  const hooks: (() => void)[] = [];
  const tests = new Map<string, () => void>();
  let queue: Promise<unknown> = Promise.resolve();
  const known = commands(situation);
  // Commands wait in a queue until the test has named all of them; each gets what the one before it yields.
  const cy: Record<string, (...given: unknown[]) => unknown> = Object.fromEntries(
    Object.entries(known).map(([name, command]) => [
      name,
      (...given) => {
        queue = queue.then((subject) => command(subject, ...given));
        return cy;
      },
    ]),
  );
  runInNewContext(readFileSync(file, 'utf8'), {
    cy,
    beforeEach: (hook: () => void) => hooks.push(hook),
    it: (name: string, body: () => void) => tests.set(name, body),
  });
  for (const body of tests.values()) {
    for (const each of [...hooks, body]) each();
    await queue;
  }
  return [...tests.keys()];
}
