/** Kinds of values that settings have. Each reads, checks and shows its values; none of them knows a platform. */

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
  /** Its flag may be repeated; all values together are one list. */
  readonly isList?: true;
  /** No message may repeat a value, not even a wrong one. */
  readonly isSecret?: true;
  /** Replaces the paths in a value, of kinds that have some. */
  mapPaths?(value: Value, map: (path: string) => string): Value;
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

/** A text that is shown to no one. */
export const secretText: Kind<string> = { ...text, show: () => '***', isSecret: true };

/** The path of a file. */
export const path: Kind<string> = { ...text, mapPaths: (value, map) => map(value) };

/**
 * A list of texts: one text with commas between them, or a list of such texts.
 *
 * @param readItem reads one of them, without white space around it
 */
export function textList(readItem: (item: string) => string): Kind<readonly string[]> {
  return {
    read: (given) => splitTexts(given).map(readItem),
    show: (items) => items.join(','),
    type: 'string | readonly string[]',
    isList: true,
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

/**
 * The texts that a list is written as, without white space around them.
 * @throws SettingError when it is neither a text nor a list of texts
 */
export function splitTexts(given: unknown): string[] {
  const parts: unknown[] = Array.isArray(given) ? given : [given];
  return parts.flatMap((part) => {
    if (typeof part !== 'string') throw new SettingError('must be a text, or a list of texts');
    return part.split(',').map((item) => item.trim());
  });
}
