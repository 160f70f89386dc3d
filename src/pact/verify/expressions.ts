import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type { NativeVerifier } from './native.ts';
import type { StateServer } from './state-server.ts';

/** A text that is held against a regular expression of a matching rule. */
interface Attempt {
  readonly expression: string;
  readonly text: string;
}

/** What is known of the regular expressions of a pact. */
export interface Expressions {
  /** Whether an expression matches a whole text. What is not known counts as a match. */
  matches(expression: string, text: string): boolean;
  /** Whether Pact's core could not judge an expression either. */
  isUnknown(expression: string): boolean;
  /** Asks Pact's core for what JavaScript could not tell. @returns whether there was something to ask */
  settle(core: CoreAccess): Promise<boolean>;
}

/** How to ask Pact's core. */
export interface CoreAccess {
  readonly native: NativeVerifier;
  readonly states: StateServer;
  /** A temporary directory. */
  readonly directory: string;
}

/** Milliseconds for one regular expression and one sample: some expressions take hours for a text of 24 letters. */
const REGEX_TIME = 20;
/** Milliseconds that the core waits for a reply of this process. */
const CORE_TIME = 10_000;

/**
 * Prepares the judgement of regular expressions. Pact's core reads more than JavaScript, such as `(?x)` and `++`; what
 * JavaScript refuses, or takes too long for, is collected, and the core is asked for all of it at once.
 */
export function createExpressions(): Expressions {
  /** By expression and text; undefined: not even the core can tell. */
  const known = new Map<string, boolean | undefined>();
  const unknown = new Set<string>();
  let open = new Map<string, Attempt>();
  return {
    matches(expression, text) {
      const key = keyOf({ expression, text });
      if (known.has(key)) return known.get(key) ?? true;
      const result = matchesInJavaScript(expression, text);
      if (result === undefined) open.set(key, { expression, text });
      else known.set(key, result);
      return result ?? true;
    },
    isUnknown: (expression) => unknown.has(expression),
    async settle(core) {
      const asked = [...open.values()];
      open = new Map();
      for (const [index, result] of (await askCore(asked, core)).entries()) {
        const attempt = asked[index] as Attempt;
        known.set(keyOf(attempt), result);
        if (result === undefined) unknown.add(attempt.expression);
      }
      return asked.length > 0;
    },
  };
}

function keyOf({ expression, text }: Attempt): string {
  return `${expression}\u0000${text}`;
}

/** Undefined for what JavaScript cannot read, or not in time. */
function matchesInJavaScript(expression: string, text: string): boolean | undefined {
  try {
    const code = `${String(toJavaScript(expression))}.test(${JSON.stringify(text)})`;
    return new Script(code).runInThisContext({ timeout: REGEX_TIME }) as boolean;
  } catch {
    return undefined;
  }
}

/**
 * The flag `u` makes JavaScript refuse what it would read in another sense, such as `\h` and `[[:alpha:]]`.
 *
 * @throws SyntaxError for what JavaScript does not know
 */
function toJavaScript(expression: string): RegExp {
  const [, flags = '', rest = expression] = /^\(\?(i)\)([^]*)$/.exec(expression) ?? [];
  const translated = rest
    .replace(/^\\A/, '^')
    .replace(/\\[zZ]$/, '$')
    // With that flag, JavaScript refuses escapes of signs that need none.
    .replace(/\\([^])/gu, (escape, sign: string) =>
      /[\w^$\\.*+?()[\]{}|/]|[^\0-\x7f]/.test(sign) ? escape : `\\u{${sign.charCodeAt(0).toString(16)}}`,
    );
  return new RegExp(`^(?:${translated})$`, `${flags}u`);
}

/**
 * Lets Pact's core verify a pact that has an interaction for each attempt, with this process as the provider.
 *
 * @returns for each attempt whether the text matches; undefined where the core cannot tell
 */
async function askCore(attempts: readonly Attempt[], core: CoreAccess): Promise<(boolean | undefined)[]> {
  if (attempts.length === 0) return [];
  let latest = -1;
  const provider = createServer(({ url = '/' }, response) => {
    latest = Number(url.slice(1));
    const attempt = attempts[latest];
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ text: attempt?.text }));
  });
  await new Promise<void>((resolve, reject) => provider.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = provider.address() as AddressInfo;
  const known = attempts.map((): boolean | undefined => undefined);
  const ask = async (numbers: readonly number[]): Promise<void> => {
    if (numbers.length === 0) return;
    latest = -1;
    const results = await verify(pactOf(numbers, attempts), `http://127.0.0.1:${port}`, core);
    if (results !== undefined) for (const [index, number] of numbers.entries()) known[number] = results[index];
    if (results !== undefined || numbers.length === 1) return;
    // The core loses all results when it fails over one attempt. It asks in order, so the latest one is that attempt.
    const [before, after] = splitAt(numbers, numbers.indexOf(latest));
    const isOther = (number: number) => attempts[number]?.expression !== attempts[latest]?.expression;
    const [first, rest] = latest < 0 ? [before, after] : [before.filter(isOther), after.filter(isOther)];
    await ask(first);
    await ask(rest);
  };
  try {
    await ask(attempts.map((_, index) => index));
    return known;
  } finally {
    provider.close();
    provider.closeAllConnections();
  }
}

/**
 * What stands before and after a position at which Pact's core failed. Without such a position: two halves, as the core
 * did not begin.
 */
export function splitAt<Item>(items: readonly Item[], position: number): [before: Item[], after: Item[]] {
  const middle = Math.ceil(items.length / 2);
  return position < 0
    ? [items.slice(0, middle), items.slice(middle)]
    : [items.slice(0, position), items.slice(position + 1)];
}

function pactOf(numbers: readonly number[], attempts: readonly Attempt[]): object {
  return {
    consumer: { name: 'a matching rule' },
    provider: { name: 'a text' },
    interactions: numbers.map((number) => ({
      description: String(number),
      request: { method: 'GET', path: `/${number}` },
      response: {
        status: 200,
        body: { text: '' },
        matchingRules: {
          body: { '$.text': { matchers: [{ match: 'regex', regex: attempts[number]?.expression }] } },
        },
      },
    })),
    metadata: { pactSpecification: { version: '3.0.0' } },
  };
}

async function verify(
  pact: object,
  providerUrl: string,
  { native, states, directory }: CoreAccess,
): Promise<(boolean | undefined)[] | undefined> {
  const file = join(directory, 'expressions.json');
  await writeFile(file, JSON.stringify(pact));
  const settled = () => Promise.resolve();
  states.expect({ begin: async () => native.keepAlive(), setUp: () => Promise.resolve({}), end: settled });
  const job = { file, provider: 'a text', providerUrl, statesUrl: states.url, headers: {}, timeout: CORE_TIME };
  const results = await native.verify(job);
  if ('failure' in results) return undefined;
  return results.map((each) => {
    if (each.kind === 'error') return undefined;
    if (each.kind === 'verified') return true;
    // An expression that the core refuses is reported when the core holds it against the provider's reply.
    return each.mismatches.some(({ mismatch = '' }) => isRefusal(mismatch));
  });
}

/** Whether the core says that a rule is wrong in itself, whatever the provider answers. */
export function isRefusal(words: string): boolean {
  return /is not a valid regular expression|^Could not apply the '/.test(words);
}
