/** The table of assumptions, as switches of the provider. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A request of a probe. */
export interface Step {
  /** Method and path. `{id}` is the id that the last create got. */
  readonly send: string;
  /** A text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Without an API key. */
  readonly key?: 'none';
}

/** A row of openapi/assumptions.yaml, which explains the fields. */
export interface Assumption {
  readonly id: string;
  readonly about: string;
  readonly sentence: string;
  readonly default: string;
  readonly alternatives: Readonly<Record<string, string>>;
  readonly source: string;
  readonly because?: string;
  readonly rules?: readonly string[];
  readonly probe: readonly Step[];
}

/** By id of an assumption, the name of its default or of an alternative. */
export type Positions = Readonly<Record<string, string>>;

const file = new URL('../../openapi/assumptions.yaml', import.meta.url);
/** Those without alternatives have no switch. */
export const assumptions = (parse(readFileSync(file, 'utf8')) as readonly Assumption[]).filter(
  (row) => 'alternatives' in row,
);

/** Every switch as the stub has it. */
export const defaultPositions: Positions = Object.fromEntries(assumptions.map((each) => [each.id, each.default]));

/** The names of all that may be true, the default first. */
export function valuesOf(assumption: Assumption): readonly string[] {
  return [assumption.default, ...Object.keys(assumption.alternatives)];
}
