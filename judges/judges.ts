/**
 * Lets testers that the project did not write judge the stub, and compares `check-provider` with one of them.
 *
 *     npm run judges                    all of it
 *     npm run judges -- --only prism    one judge
 *     npm run judges -- --full          Specmatic generates as many requests as it likes; takes many minutes
 */
import { parseArgs } from 'node:util';
import { checkProvider, type CheckOptions } from '../src/check-provider/check-provider.ts';
import { createStub } from '../src/stub.ts';
import { mistakes, startPlantedProvider, type Mistake } from '../test/helpers/planted-provider.ts';
import { textTable } from '../src/lib/text-table.ts';
import { hasJava, runSpecmatic, startPrismProxy } from './programs.ts';
import { walkWithTypes } from './typed-client.ts';

/** Requests that Specmatic generates at most for each scenario. Without a bound it makes thousands. */
const COMBINATIONS = 20;

const judges = { 'openapi-fetch': openapiFetch, prism, specmatic, comparison } as const;
type JudgeName = keyof typeof judges;

const { only, full, help } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    full: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
}).values;
const names = Object.keys(judges) as JudgeName[];
if (help) {
  console.log(
    `npm run judges                     all: ${names.join(', ')}\nnpm run judges -- --only NAME ...  one of them\nnpm run judges -- --full           without a bound of the requests that Specmatic generates`,
  );
} else {
  const unknown = (only ?? []).filter((name) => !Object.hasOwn(judges, name));
  if (unknown.length > 0) throw new Error(`no judge is called ${unknown.join(', ')}; there are ${names.join(', ')}`);
  for (const name of names.filter((each) => only?.includes(each) ?? true)) {
    const began = performance.now();
    const { passed, said } = await judges[name]();
    const mark = passed === undefined ? 'skipped' : passed ? 'passed ' : 'FAILED ';
    console.log(`${mark} ${name}, ${((performance.now() - began) / 1_000).toFixed(1)} s: ${said}`);
    if (passed === false) process.exitCode = 1;
  }
}

interface Judgement {
  /** Undefined: it could not judge on this machine. */
  readonly passed: boolean | undefined;
  readonly said: string;
}

/** Starts a stub that has the contract's examples, as testers of others need them. */
async function withStub<Result>(judge: (url: string) => Promise<Result>): Promise<Result> {
  const stub = createStub({ withExamples: true, journal: 0 });
  const url = await stub.listen();
  try {
    return await judge(url);
  } finally {
    await stub.close();
  }
}

async function openapiFetch(): Promise<Judgement> {
  const requests = await withStub(walkWithTypes);
  return { passed: true, said: `${requests} typed requests are answered as their types say` };
}

/** Every request of `check-provider`, valid or not, through Prism's proxy: it must find no fault with any reply. */
async function prism(): Promise<Judgement> {
  return withStub(async (url) => {
    const proxy = await startPrismProxy(url);
    const faults: string[] = [];
    let replies = 0;
    const send = async (target: string, init: RequestInit) => {
      const response = await fetch(target, init);
      replies++;
      // A list of violations of the request, which was often made wrong on purpose, and of the reply.
      const violations = JSON.parse(response.headers.get('sl-violations') ?? '[]') as { location: string[] }[];
      for (const each of violations)
        if (each.location[0] === 'response') faults.push(`${init.method} ${target}: ${JSON.stringify(each)}`);
      return response;
    };
    try {
      await checkProvider(optionsFor(proxy.url, { send }));
    } finally {
      await proxy.stop();
    }
    const said = `${replies} replies through the proxy, ${faults.length} violations`;
    return { passed: faults.length === 0 && replies > 200, said: [said, ...faults.slice(0, 5)].join('\n  ') };
  });
}

async function specmatic(): Promise<Judgement> {
  if (!hasJava()) return { passed: undefined, said: 'there is no Java on this machine' };
  return withStub(async (url) => {
    const examples = await runSpecmatic(url, { generative: false });
    const generated = await runSpecmatic(url, { generative: true, ...(!full && { combinations: COMBINATIONS }) });
    const failures = examples.failures + generated.failures;
    const said = `${examples.tests} tests of the examples and ${generated.tests} generated ones, ${failures} failures`;
    const failed = [...examples.failed, ...generated.failed];
    return { passed: failures === 0 && examples.tests > 0, said: [said, ...failed].join('\n  ') };
  });
}

/** Which planted mistakes Specmatic and `check-provider` find. `check-provider` must find all that Specmatic finds. */
async function comparison(): Promise<Judgement> {
  if (!hasJava()) return { passed: undefined, said: 'there is no Java on this machine' };
  const base = await judged([]);
  const rows: string[][] = [];
  let missed = 0;
  for (const mistake of Object.keys(mistakes) as Mistake[]) {
    const { specmatic: theirs, own } = await judged([mistake]);
    // What Specmatic holds against a provider without mistakes says nothing about one with a mistake.
    const byPeer = theirs > base.specmatic;
    if (byPeer && own === 0) missed++;
    rows.push([mistake, byPeer ? 'found' : 'missed', own > 0 ? 'found' : 'missed']);
    process.stderr.write(`${rows.length} of ${Object.keys(mistakes).length}: ${rows.at(-1)?.join(', ')}\n`);
  }
  const count = (column: number) => rows.filter((row) => row[column] === 'found').length;
  const table = textTable([['mistake', 'Specmatic', 'check-provider'], ...rows]);
  const said = `of ${rows.length} mistakes Specmatic finds ${count(1)}, check-provider ${count(2)}`;
  return { passed: missed === 0 && base.own === 0, said: [said, ...table].join('\n  ') };
}

/** Numbers of failures and of findings. */
async function judged(planted: readonly Mistake[]): Promise<{ readonly specmatic: number; readonly own: number }> {
  // Each tester gets a provider of its own.
  const [forPeer, forUs] = await Promise.all([startPlantedProvider(planted, true), startPlantedProvider(planted)]);
  try {
    const { failures } = await runSpecmatic(forPeer.url, { generative: true, combinations: 1 });
    const { findings } = await checkProvider(optionsFor(forUs.url));
    return { specmatic: failures, own: findings.length };
  } finally {
    await Promise.all([forPeer.close(), forUs.close()]);
  }
}

function optionsFor(providerUrl: string, more: Partial<CheckOptions> = {}): CheckOptions {
  const headers = { authorization: 'Bearer judges' };
  const bounds = { seed: 1, requests: 1_000, timeout: 30_000 };
  return { providerUrl, headers, ...bounds, readOnly: false, dryRun: false, strict: false, ...more };
}
