/** Scenarios in words: the flags of `use-case-stub scenario start`, which the setting `scenario` takes as one text. */
import { didYouMean } from '../lib/nearest-name.ts';
import type { Delay, Fault, Scenario, ScenarioOutcome } from '../store/port.ts';
import { parseDelay } from './scenarios.ts';

/** A word cannot be taken. The message is a sentence about it, without its value, which may hold a secret. */
export class ScenarioWordError extends Error {
  override readonly name = 'ScenarioWordError';
}

/** What the flags say, by their names in camel case. */
export interface ScenarioFlags {
  readonly operation?: string;
  readonly header?: { readonly name: string; readonly value?: string };
  readonly body?: unknown;
  readonly status?: number;
  readonly example?: string;
  readonly replyBody?: unknown;
  readonly replyHeader?: Readonly<Record<string, string>>;
  readonly steps?: unknown;
  readonly outsideContract?: boolean;
  readonly delay?: Delay;
  readonly fault?: Fault;
  readonly times?: number;
  readonly probability?: number;
  readonly seed?: number;
  readonly because?: string;
}

const text = (value: string): string => value;

/** Reads the value of each flag. @throws ScenarioWordError */
export const scenarioWords = {
  operation: text,
  header,
  body: json,
  status: number,
  example: text,
  replyBody: json,
  replyHeader,
  steps,
  delay,
  fault: text,
  times: number,
  probability: number,
  seed: number,
  because: text,
} as const satisfies Partial<Record<keyof ScenarioFlags, (value: string, earlier?: never) => unknown>>;

/** The only flag without a value. */
const SWITCH = 'outsideContract';

/** The scenario that flags describe, as the admin API takes it. JSON leaves out what is undefined. */
export function scenarioOf(flags: ScenarioFlags): object {
  const { operation, header, body, because, status, steps, delay, fault, times, probability, seed } = flags;
  const { example, replyBody, replyHeader, outsideContract } = flags;
  if (status === undefined && delay === undefined && fault === undefined && steps === undefined)
    throw new ScenarioWordError('say what is to happen: --status, --delay, --fault or --steps');
  const matches = operation !== undefined || header !== undefined || body !== undefined;
  const match = matches ? { operation, header, body } : undefined;
  const outcome = { status, example, body: replyBody, headers: replyHeader, delay, fault };
  return { because, match, ...outcome, steps, outsideContract, times, probability, seed };
}

/**
 * Reads a scenario from one text, such as `--operation createUseCase --status 503 --times 2`.
 *
 * @throws ScenarioWordError that names the flag
 */
export function readScenarioWords(line: string): object {
  const flags: Record<string, unknown> = {};
  const rest = shellWords(line);
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, flag = word, attached] = /^(--[^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    const name = flag.replace(/^--/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    if (name === SWITCH) {
      if (attached !== undefined) throw new ScenarioWordError(`${flag} takes no value`);
      flags[SWITCH] = true;
      continue;
    }
    const read = Object.hasOwn(scenarioWords, name) ? scenarioWords[name as keyof typeof scenarioWords] : undefined;
    if (!flag.startsWith('--') || read === undefined) {
      const known = [...Object.keys(scenarioWords), SWITCH].map(flagOfWord);
      throw new ScenarioWordError(`${flag.slice(0, 50)} is not a flag of "scenario start"; ${didYouMean(flag, known)}`);
    }
    const value = attached ?? rest.shift();
    if (value === undefined) throw new ScenarioWordError(`${flag} has no value`);
    try {
      flags[name] = (read as (value: string, earlier: unknown) => unknown)(value, flags[name]);
    } catch (error) {
      throw error instanceof ScenarioWordError ? new ScenarioWordError(`${flag} ${error.message}`) : error;
    }
  }
  // What is undefined is left out, as JSON leaves it out.
  return JSON.parse(JSON.stringify(scenarioOf(flags))) as object;
}

/** The flag of a word, such as `--reply-body` for `replyBody`. */
function flagOfWord(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The words of a line as a shell takes them: white space parts them, unless it stands in quotation marks. */
function shellWords(line: string): string[] {
  const words = line.match(/(?:[^\s'"]|'[^']*'|"(?:[^"\\]|\\.)*")+/gs) ?? [];
  const left = line.replace(/(?:[^\s'"]|'[^']*'|"(?:[^"\\]|\\.)*")+/gs, '');
  if (left.trim() !== '') throw new ScenarioWordError('has a quotation mark that is not closed');
  return words.map((word) =>
    word.replace(/'([^']*)'|"((?:[^"\\]|\\.)*)"/gs, (_, single?: string, double?: string) =>
      single !== undefined ? single : (double ?? '').replace(/\\(["\\$`])/g, '$1'),
    ),
  );
}

function header(value: string, earlier?: object): { name: string; value?: string } {
  if (earlier !== undefined) throw new ScenarioWordError('can be given only once; a scenario looks at one header');
  const [, name, content] = /^([!#$%&'*+.^_`|~\w-]+)(?::[ \t]*([^\r\n]*))?$/.exec(value) ?? [];
  if (name === undefined) throw new ScenarioWordError('must be of the form "name: value" or "name"');
  return content === undefined ? { name } : { name, value: content.trim() };
}

function replyHeader(value: string, earlier: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, content = ''] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([^\r\n]*)$/.exec(value) ?? [];
  if (name === undefined) throw new ScenarioWordError('must be of the form "name: value"');
  return { ...earlier, [name]: content.trim() };
}

function steps(value: string): unknown {
  if (/^\d{3}(,\d{3})*$/.test(value)) return value.split(',').map((status) => ({ status: Number(status) }));
  try {
    return JSON.parse(value);
  } catch {
    throw new ScenarioWordError('must be statuses such as 503,429, or JSON such as [{"status":503},{}]');
  }
}

function json(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new ScenarioWordError('must be JSON, such as {"name":"Night desk"}');
  }
}

/** Any number: the schema of scenarios has its bounds. */
function number(value: string): number {
  const number = /^-?\d*\.?\d+$/.test(value) ? Number(value) : NaN;
  if (Number.isFinite(number)) return number;
  throw new ScenarioWordError('must be a number');
}

function delay(value: string): Delay {
  const found = parseDelay(value);
  if (found !== undefined) return found;
  throw new ScenarioWordError('must be milliseconds: 800, 100-500, or log-normal:120,0.6');
}

/** A scenario whose reason may be left out. */
export type UnnamedScenario = Omit<Scenario, 'because'> & { readonly because?: string };

/** The reason of a scenario. Without one it names the parts, so that different scenarios do not replace each other. */
export function reasonOf(scenario: UnnamedScenario): string {
  const { because, match = {}, steps, ...outcome } = scenario;
  if (because !== undefined) return because;
  const happens = (steps ?? [outcome]).map((each) => wordsOf(each) || 'nothing').join(', then ');
  const where = [match.operation, match.header?.name, match.body !== undefined && 'some bodies'].filter(Boolean);
  return `${happens}${where.length > 0 ? ` on ${where.join(', ')}` : ''}`.slice(0, 100);
}

function wordsOf({ status, example, body, delay, fault }: ScenarioOutcome): string {
  const kind = example === undefined ? (body === undefined ? '' : ' with a body') : ` (${example})`;
  return [status && `status ${status}${kind}`, delay && `a ${delay.distribution} delay`, fault && `fault ${fault}`]
    .filter(Boolean)
    .join(', ');
}
