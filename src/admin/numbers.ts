import type { Issue } from '../contract/types.ts';

interface Bounds {
  readonly least: number;
  readonly most: number;
  /** What is meant when nothing is said; undefined leaves it open. */
  readonly preset?: number;
}

/** Reads the whole numbers of a query. @returns those that were given or preset, and what is wrong with the others */
export function numbersIn<Name extends string>(
  query: Readonly<Record<string, string>>,
  wanted: Readonly<Record<Name, Bounds>>,
): { numbers: Readonly<Partial<Record<Name, number>>>; issues: readonly Issue[] } {
  const numbers: Partial<Record<Name, number>> = {};
  const issues: Issue[] = [];
  for (const [name, { least, most, preset }] of Object.entries(wanted) as [Name, Bounds][]) {
    const text = query[name];
    const number = text === undefined ? preset : /^\d{1,16}$/.test(text) ? Number(text) : NaN;
    if (number === undefined) continue;
    if (number >= least && number <= most) numbers[name] = number;
    else issues.push({ code: 'custom', path: [name], message: `must be a whole number from ${least} to ${most}` });
  }
  return { numbers, issues };
}
