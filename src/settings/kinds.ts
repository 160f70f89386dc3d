/**
 * What a setting is, and the kinds of values that settings have. Each kind reads, checks and shows its values; none of
 * them knows a platform.
 */
import {
  AssumptionError,
  joinAssumptionChoices,
  readAssumptionChoices,
  showAssumptionChoices,
  type AssumptionChoices,
} from '../contract/assumptions.ts';
import { storeWithoutPassword } from '../lib/secrets.ts';
import type { KnownKey } from '../organizations/organizations.ts';
import { parseDelay } from '../organizations/scenarios.ts';
import {
  readScenarioWords,
  reasonOf,
  ScenarioWordError,
  type UnnamedScenario,
} from '../organizations/scenario-words.ts';
import type { NamedState } from '../organizations/initial-state.ts';
import { isObject, parseJson } from '../lib/guards.ts';
import type { Delay } from '../store/port.ts';
import { isRateLimit, parseRateLimit, RATE_LIMIT_BOUNDS, type RateLimit } from '../organizations/rate-limit.ts';

/** A setting cannot have this value. The message continues a sentence about it: "must be true or false". */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/** How the values of a setting are read and shown. */
export interface Kind<Value> {
  /**
   * Reads what a flag, an environment variable, a configuration file or a program says.
   * @throws SettingError that says what is wanted, without the value
   */
  read(given: unknown): Value;
  /** Writes a value as people may see it: as its flag takes it, without secrets. */
  show(value: Value): string;
  /** The TypeScript type of what a configuration file or a program may write. */
  readonly type: string;
  /** The only values that there are. */
  readonly choices?: readonly string[];
  /** On or off: its flag takes no value. */
  readonly isSwitch?: true;
  /** Its flag may be repeated; all values together are one list. In one text they stand between commas, or on lines. */
  readonly isList?: 'commas' | 'lines';
  /** No message may repeat a value, not even a wrong one. */
  readonly isSecret?: true;
  /** Joins the values of a flag that is given again, of kinds that are no lists. @throws SettingError */
  join?(values: readonly Value[]): Value;
  /** Replaces the paths in a value, of kinds that have some. */
  mapPaths?(value: Value, map: (path: string) => string): Value;
}

/** One setting. Its flag, variable and key of the configuration file follow from its name. */
export interface Setting {
  readonly kind: Kind<unknown>;
  /** What it sets, as the end of a sentence that begins with its name. */
  readonly sentence: string;
  /** `stub`: also an option of `createStub`. `command`: only of the command line and the configuration file. */
  readonly scope: 'stub' | 'command' | 'command line';
  /** What stands behind the flag in help texts; a switch has none. */
  readonly placeholder?: string;
  readonly default?: string | number | boolean;
  /** What happens without a value, where there is no default. */
  readonly otherwise?: string;
  /** The short flag. */
  readonly short?: string;
  /** The environment variable, where it does not follow from the name. */
  readonly variable?: string;
  /** The stores that it belongs to. With another store it would have no effect, so it is refused. */
  readonly forStore?: 'sqlite' | 'postgres' | 'database';
  /** A setting beside which this one would have no effect, so both together are refused. */
  readonly notWith?: 'adminKey';
  /** A switch that must be on, since otherwise this one would have no effect. */
  readonly needs?: 'admin';
  /** How a program says the same, where `createStub` has no such option. */
  readonly inPrograms?: string;
}

/** A whole number within bounds, both included. It may also be written as a text of digits. */
export function wholeNumber(least: number, most: number): Kind<number> {
  return {
    read(given) {
      const number = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given;
      if (Number.isSafeInteger(number) && (number as number) >= least && (number as number) <= most)
        return number as number;
      throw new SettingError(`must be a whole number from ${least} to ${most}`);
    },
    show: String,
    type: 'number',
  };
}

/** On or off. */
export const toggle: Kind<boolean> = {
  read(given) {
    if (typeof given === 'boolean') return given;
    throw new SettingError('must be true or false');
  },
  show: String,
  type: 'boolean',
  isSwitch: true,
};

/**
 * Reads a switch from an environment variable, which is always a text.
 * @throws SettingError
 */
export function readSwitch(text: string): boolean {
  if (/^(true|1|on|yes)$/i.test(text)) return true;
  if (/^(false|0|off|no)$/i.test(text)) return false;
  throw new SettingError('must be on or off');
}

/** One of some words. */
export function choice<const Word extends string>(words: readonly Word[]): Kind<Word> {
  return {
    read(given) {
      const found = words.find((word) => word === given);
      if (found !== undefined) return found;
      throw new SettingError(`must be one of ${words.join(', ')}`);
    },
    show: String,
    type: words.map((word) => `'${word}'`).join(' | '),
    choices: words,
  };
}

/** A text that is not blank. */
export const text: Kind<string> = {
  read(given) {
    if (typeof given !== 'string') throw new SettingError('must be a text');
    if (given.trim() === '') throw new SettingError('must have at least one character');
    return given;
  },
  show: String,
  type: 'string',
};

/** A text that is never shown. */
export const secretText: Kind<string> = { ...text, show: () => '***', isSecret: true };

/** The path of a file. */
export const path: Kind<string> = { ...text, mapPaths: (value, map) => map(value) };

/**
 * A list of texts: one text with commas between them, or a list of such texts.
 *
 * @param readItem reads one of them, without white space around it
 */
function textList(readItem: (item: string) => string): Kind<readonly string[]> {
  return {
    read: (given) => splitTexts(given).map(readItem),
    show: (items) => items.join(','),
    type: 'string | readonly string[]',
    isList: 'commas',
  };
}

/** Paths of files and directories. */
export const paths: Kind<readonly string[]> = {
  ...textList((item) => {
    if (item !== '') return item;
    throw new SettingError('must be a file or a directory');
  }),
  mapPaths: (items, map) => items.map(map),
};

/** API keys, each with or without a name. */
export const apiKeys: Kind<readonly KnownKey[]> = {
  read: (given) => [given].flat().flatMap((each) => (isKnownKey(each) ? [each] : splitTexts(each).map(readApiKey))),
  show: (keys) => keys.map(({ name }) => (name === undefined ? '***' : `***=${name}`)).join(','),
  type: 'string | readonly (string | KnownKey)[]',
  isList: 'commas',
  isSecret: true,
};

/** A rate limit. */
export const rateLimit: Kind<RateLimit> = {
  read(given) {
    const limit = typeof given === 'string' ? parseRateLimit(given) : given;
    if (isRateLimit(limit)) return limit;
    throw new SettingError(
      `must be of the form 100/min, with s, min or h, or { requests, seconds } in code: ${RATE_LIMIT_BOUNDS}`,
    );
  },
  show: ({ requests, seconds }) => `${requests}/${seconds}s`,
  type: 'string | RateLimit',
};

/** Names of hosts, in lower case. */
export const hostNames = textList((item) => {
  if (/^[a-z0-9_.-]+$/i.test(item)) return item.toLowerCase();
  throw new SettingError('must be a host name, without scheme and port');
});

/** The name of a store, which may hold a password and the path of a file. */
export const storeName: Kind<string> = {
  ...text,
  show: storeWithoutPassword,
  isSecret: true,
  mapPaths: (store, map) => store.replace(/^sqlite:(.+)$/s, (_, file: string) => `sqlite:${map(file)}`),
};

/** The path of a file that is looked for where none is named; false for none. */
export const pathOrOff: Kind<string | false> = {
  read: (given) => (given === 'off' || given === false ? false : path.read(given)),
  show: (file) => (file === false ? 'off' : file),
  type: 'string | false',
  mapPaths: (file, map) => (file === false ? false : map(file)),
};

/**
 * The texts that a list is written as, without white space around them.
 * @throws SettingError when it is neither a text nor a list of texts
 */
function splitTexts(given: unknown): string[] {
  const parts: unknown[] = Array.isArray(given) ? given : [given];
  return parts.flatMap((part) => {
    if (typeof part !== 'string') throw new SettingError('must be a text, or a list of texts');
    return part.split(',').map((item) => item.trim());
  });
}

function isKnownKey(given: unknown): given is KnownKey {
  const { key, name } = (given ?? {}) as Partial<Record<keyof KnownKey, unknown>>;
  return typeof key === 'string' && key !== '' && (name === undefined || typeof name === 'string');
}

/** The name follows the last equals sign, since keys in base64 end in such signs themselves. */
function readApiKey(item: string): KnownKey {
  const [, key = item, name] = /^(.+)=([\w .-]+)$/.exec(item) ?? [];
  if (key === '' || /\s/.test(key))
    throw new SettingError('must be API keys, each with at least one character and no white space');
  return name === undefined ? { key } : { key, name };
}

/**
 * States that organizations start in, each with or without parameters. Whether there are such states is checked later,
 * as for scenarios: that takes the contract, which most commands do without.
 */
export const startStates: Kind<readonly NamedState[]> = {
  read: (given) => itemsOf(given).map(readState),
  show: (states) => states.map(({ name, params }) => (params ? `${name} ${JSON.stringify(params)}` : name)).join('; '),
  type: 'string | StateWithParameters | readonly (string | StateWithParameters)[]',
  isList: 'lines',
};

function readState(given: unknown): NamedState {
  const [, name, json] = typeof given === 'string' ? (/^([^{]*[^{\s])\s*(\{.*)?$/s.exec(given) ?? []) : [];
  if (name !== undefined && json === undefined) return { name };
  const state = name === undefined ? given : { name, params: parseJson(json ?? '') };
  const isRight = isObject(state) && typeof state['name'] === 'string';
  const params = isRight ? state['params'] : undefined;
  if (isRight && (isObject(params) || (params === undefined && name === undefined)))
    return state as unknown as NamedState;
  throw new SettingError('must be the name of a state, or a name and parameters: the API is failing {"status":503}');
}

/** Scenarios that run from the start: as objects, as JSON, or in the flags of `scenario start`. */
export const startScenarios: Kind<readonly UnnamedScenario[]> = {
  read: (given) => itemsOf(given).map(readScenario),
  // Neither the values of headers nor bodies, which may hold secrets.
  show: (scenarios) => scenarios.map(reasonOf).join('; '),
  type: 'string | PlannedScenario | readonly (string | PlannedScenario)[]',
  isList: 'lines',
  isSecret: true,
};

function readScenario(given: unknown): UnnamedScenario {
  const scenario = typeof given === 'string' && given.startsWith('{') ? parseJson(given) : given;
  if (isObject(scenario)) return scenario;
  try {
    if (typeof scenario === 'string') return readScenarioWords(scenario);
  } catch (error) {
    if (!(error instanceof ScenarioWordError)) throw error;
    throw new SettingError(`must be a scenario: ${error.message}`);
  }
  throw new SettingError('must be a scenario: flags such as --status 503 --times 2, or JSON such as {"status":503}');
}

/** The items of a list, or a single one; a text has one on each line. */
function itemsOf(given: unknown): unknown[] {
  const items: unknown[] = Array.isArray(given) ? given : [given];
  return items.flatMap((item) => {
    if (typeof item !== 'string') return [item];
    const lines = item.split('\n').map((line) => line.trim());
    const filled = lines.filter((line) => line !== '');
    if (filled.length === 0) throw new SettingError('must have at least one character');
    return filled;
  });
}

/** How long replies are delayed. */
export const delay: Kind<Delay> = {
  read(given) {
    if (isObject(given)) return given as unknown as Delay;
    const found = ['number', 'string'].includes(typeof given) ? parseDelay(String(given)) : undefined;
    if (found !== undefined) return found;
    throw new SettingError('must be milliseconds: 800, 100-500, or log-normal:120,0.6 (median and sigma)');
  },
  show(delay) {
    if (delay.distribution === 'fixed') return String(delay.ms);
    if (delay.distribution === 'uniform') return `${delay.from}-${delay.to}`;
    return `log-normal:${delay.median},${delay.sigma}`;
  },
  type: 'number | string | Delay',
};

/** Which ways of assumptions the stub follows. */
export const assumptionChoices: Kind<AssumptionChoices> = {
  read: (given) => asSetting(() => readAssumptionChoices(given)),
  join: (values) => asSetting(() => joinAssumptionChoices(values)),
  show: showAssumptionChoices,
  type: 'string | AssumptionChoices | readonly (string | AssumptionChoices)[]',
  isList: 'commas',
};

function asSetting<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof AssumptionError ? new SettingError(error.message) : error;
  }
}
