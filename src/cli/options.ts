import { InvalidArgumentError, Option, type Command } from 'commander';
import type { AssumptionChoices } from '../contract/assumptions.ts';
import { assumptionChoices, pathOrOff, SettingError, type Kind } from '../settings/kinds.ts';
import { flagOf, variableOf } from '../settings/names.ts';
import { FIDELITY_FILE, settingNames, settingOf, type SettingName } from '../settings/settings.ts';
import { CommandError } from './exit-codes.ts';

/** Gives a command a flag and an environment variable for each setting. */
export function addSettings(command: Command): void {
  for (const option of serveOptions()) command.addOption(option);
  // The counterparts are not worth a line in the help: each undoes what a variable or a configuration file switches.
  for (const name of settingNames) {
    const { kind, default: standard } = settingOf(name);
    if (kind.isSwitch) command.addOption(new Option(switchFlag(name, standard !== true)).hideHelp());
  }
  command.addOption(new Option('--no-config').hideHelp());
  // An argument gets a better message than commander's; see read-settings.ts.
  command.allowExcessArguments();
}

/** The options that the help shows, in the order of the table of settings. */
export function serveOptions(): Option[] {
  return settingNames.map((name) => {
    const { kind, placeholder, short, default: standard } = settingOf(name);
    if (kind.isSwitch) return new Option(switchFlag(name, standard === true), helpOf(name)).env(variableOf(name));
    const flags = [short, `${flagOf(name)} <${placeholder}>`].filter(Boolean).join(', ');
    const option = new Option(flags, helpOf(name)).env(variableOf(name)).default(standard);
    if (kind.choices) option.choices(kind.choices);
    return option.argParser(settingParser(name, kind));
  });
}

/** A flag that is not a setting of the stub, with its environment variable. */
export function option(flags: string, description: string, variable: string): Option {
  return new Option(flags, description).env(`USE_CASE_STUB_${variable}`);
}

/** The flags of commands that do as the API does, or is assumed to do. They share the variables of a server. */
export function assumptionOptions(): Option[] {
  return [
    option(
      '--fidelity <file>',
      `what "use-case-stub probe" found out, to do as the real API does; off for nothing (default: ${FIDELITY_FILE} beside the configuration file, or in the working directory)`,
      'FIDELITY',
    ).argParser(parserOf(pathOrOff)),
    option(
      '--assume <id=name>',
      'what the API does where no source says so, such as missing-key=400-zod; repeat it, or separate several by commas',
      'ASSUME',
    ).argParser(readChoices),
  ];
}

/** Reads ways of assumptions, and adds them to those that were given before. */
export function readChoices(value: string, earlier: AssumptionChoices = {}): AssumptionChoices {
  const { read, join } = assumptionChoices;
  return parserOf({ ...assumptionChoices, read: (given) => join?.([earlier, read(given)]) ?? {} })(value);
}

/** Reads a flag as a kind of setting does. */
export function parserOf<Value>(kind: Kind<Value>): (text: string) => Value {
  return (text) => {
    try {
      return kind.read(text);
    } catch (error) {
      throw error instanceof SettingError ? new InvalidArgumentError(sentenceOf(error)) : error;
    }
  };
}

function joined(join: (values: readonly unknown[]) => unknown, values: readonly unknown[]): unknown {
  return parserOf({ read: () => join(values), show: String, type: '' })('');
}

/** What a setting must be, as a sentence. */
export function sentenceOf({ message }: SettingError): string {
  return `It ${message}${message.endsWith('?') ? '' : '.'}`;
}

/** What is on by default is switched off by its flag. */
function switchFlag(name: SettingName, isOn: boolean): string {
  return isOn ? flagOf(name).replace('--', '--no-') : flagOf(name);
}

function helpOf(name: SettingName): string {
  const { kind, sentence, default: standard, otherwise } = settingOf(name);
  const without = standard === true ? 'on' : otherwise;
  return [
    sentence,
    kind.isList && `; repeat it, or ${kind.isList === 'commas' ? 'separate several by commas' : 'write one per line'}`,
    without !== undefined && ` (default: ${without})`,
  ]
    .filter(Boolean)
    .join('');
}

function settingParser(name: SettingName, kind: Kind<unknown>): (text: string, earlier: unknown) => unknown {
  const parse = parserOf(kind);
  return (text, earlier) => {
    try {
      const value = parse(text);
      if (kind.join !== undefined && earlier !== undefined) return joined(kind.join.bind(kind), [earlier, value]);
      return kind.isList && Array.isArray(earlier) ? [...(earlier as unknown[]), ...(value as unknown[])] : value;
    } catch (error) {
      // Commander repeats a value that it refuses, which must not happen to a secret.
      if (kind.isSecret && error instanceof InvalidArgumentError) throw refusedSecret(name, error.message);
      throw error;
    }
  };
}

function refusedSecret(name: SettingName, reason: string): CommandError {
  return new CommandError('usage', `${flagOf(name)} (or ${variableOf(name)}) cannot be taken. ${reason}`);
}
