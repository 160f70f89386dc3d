import type { Command } from 'commander';
import { nearestName } from '../lib/nearest-name.ts';
import { readSwitch, SettingError } from '../settings/kinds.ts';
import { CommandError } from './exit-codes.ts';

const PREFIX = 'USE_CASE_STUB_';

/** Variables of earlier versions, with their names of today. */
const formerVariables: Readonly<Record<string, string>> = {
  USE_CASE_STUB_URL: 'USE_CASE_STUB_CLIENT_URL',
};

/** Variables that only look like ours: examples/workflows names the image of its container in this one. */
const otherVariables = ['USE_CASE_STUB_IMAGE'];

/** Removes empty variables of ours from the environment: commander would take an empty host for one. */
export function removeEmptyVariables(environment: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(environment)) {
    const isOurs = name === 'PORT' || /^(USE_CASE_STUB|PACT_BROKER)_/.test(name);
    if (isOurs && value === '') delete environment[name];
  }
}

/**
 * Rejects variables that begin as ours do and are none, since a setting in a misspelt one would be ignored.
 *
 * @param program its commands know all variables
 * @throws CommandError that names the variable that was probably meant
 */
export function rejectUnknownVariables(program: Command, environment: NodeJS.ProcessEnv): void {
  const known = [...variablesOf(program), ...otherVariables];
  for (const [name, value = ''] of Object.entries(environment)) {
    if (!name.startsWith(PREFIX) || known.includes(name) || isServiceLink(name, value)) continue;
    throw new CommandError('usage', `${name} ${unknownVariable(name, known)}`);
  }
}

function unknownVariable(name: string, known: readonly string[]): string {
  const renamed = Object.hasOwn(formerVariables, name) ? formerVariables[name] : undefined;
  if (renamed !== undefined) return `is now called ${renamed}`;
  const meant = name === `${PREFIX}PORT` ? 'PORT' : nearestVariable(name, known);
  const hint = meant === undefined ? '"use-case-stub COMMAND --help" names them' : `did you mean ${meant}?`;
  return `is not a variable of use-case-stub; ${hint}`;
}

function nearestVariable(name: string, known: readonly string[]): string | undefined {
  const ends = known.filter((each) => each.startsWith(PREFIX)).map((each) => each.slice(PREFIX.length));
  const end = nearestName(name.slice(PREFIX.length), ends);
  return end === undefined ? undefined : PREFIX + end;
}

/** Kubernetes describes a service called use-case-stub to other containers in variables such as USE_CASE_STUB_PORT. */
function isServiceLink(name: string, value: string): boolean {
  if (name === `${PREFIX}PORT`) return value.includes('://');
  return /_SERVICE_(HOST|PORT)|_PORT(_\d+_|$)/.test(name);
}

function variablesOf(command: Command): string[] {
  const own = command.options.flatMap(({ envVar }) => (envVar === undefined ? [] : [envVar]));
  return [...own, ...command.commands.flatMap(variablesOf)];
}

/**
 * Reads the variables of switches. Commander takes every variable that is set for "on".
 *
 * @throws CommandError when one says neither on nor off
 */
export function readSwitches(command: Command, environment: NodeJS.ProcessEnv): void {
  for (const option of command.options) {
    const text = environment[option.envVar ?? ''];
    const name = option.attributeName();
    const isSwitch = !option.required && !option.optional;
    if (text === undefined || !isSwitch || command.getOptionValueSource(name) !== 'env') continue;
    command.setOptionValueWithSource(name, readSwitchVariable(option.envVar ?? '', text), 'env');
  }
}

function readSwitchVariable(name: string, text: string): boolean {
  try {
    return readSwitch(text);
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    throw new CommandError('usage', `${name} ${error.message}, not ${text}`);
  }
}
