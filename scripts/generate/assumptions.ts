import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Assumption } from '../../src/contract/assumptions.ts';

const banner = '// Generated from openapi/assumptions.yaml by "npm run generate". Do not edit.\n';

/** A row of openapi/assumptions.yaml that has no alternatives. */
export type PlainAssumption = Pick<Assumption, 'id' | 'about' | 'sentence' | 'source' | 'refuses'>;

/** The rows of openapi/assumptions.yaml: those with alternatives, and those without. */
export function readAssumptions(root: string): {
  readonly rows: readonly Assumption[];
  readonly plain: readonly PlainAssumption[];
} {
  const all = parse(readFileSync(join(root, 'openapi/assumptions.yaml'), 'utf8')) as readonly Assumption[];
  const [plain = [], rows = []] = [false, true].map((has) => all.filter((row) => 'alternatives' in row === has));
  return { rows, plain };
}

/** What every start loads: the names of the rows and of their ways, and what tells which row a reply rests on. */
export function assumptionValuesModule({ rows, plain }: ReturnType<typeof readAssumptions>): string {
  const values = rows.map((row) => [row.id, [row.default, ...Object.keys(row.alternatives)]]);
  const rules = rows.flatMap((row) => (row.rules === undefined ? [] : [[row.id, row.rules]]));
  return [
    banner,
    constant(
      'assumptionValues',
      'By assumption, the name of its default and then those of its alternatives.',
      Object.fromEntries(values),
    ),
    constant(
      'assumptionRules',
      'By assumption, the rules that warn of what its alternatives refuse.',
      Object.fromEntries(rules),
    ),
    constant(
      'refusalForms',
      'What refusals look like that rest on an assumption.',
      rows.flatMap(({ id, refuses = [] }) => refuses.map((form) => ({ assumption: id, ...form }))),
    ),
    constant(
      'replyForms',
      'The replies whose form rests on an assumption.',
      rows.flatMap(({ id, replies = [] }) => replies.map((form) => ({ assumption: id, ...form }))),
    ),
    constant(
      'plainErrors',
      'Errors that rest on an assumption without alternatives.',
      plain.flatMap(({ refuses = [] }) => refuses.map(({ error }) => error)),
    ),
  ].join('\n');
}

function constant(name: string, comment: string, value: unknown): string {
  return `/** ${comment} */\nexport const ${name} = ${JSON.stringify(value, null, 2)} as const;\n`;
}

/** The whole rows, which are loaded where they are shown or probed. */
export function assumptionRowsModule({ rows }: ReturnType<typeof readAssumptions>): string {
  const shown = rows.map(({ refuses: _refuses, ...row }) => row);
  return `${banner}\nexport const assumptions: readonly object[] = ${JSON.stringify(shown, null, 2)};\n`;
}
