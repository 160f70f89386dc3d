import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Assumption } from '../../src/contract/assumptions.ts';

const banner = '// Generated from openapi/assumptions.yaml by "npm run generate". Do not edit.\n';

/** The rows of openapi/assumptions.yaml. */
export function readAssumptions(root: string): readonly Assumption[] {
  return parse(readFileSync(join(root, 'openapi/assumptions.yaml'), 'utf8')) as readonly Assumption[];
}

/** The names alone, which every start loads: by assumption, its default and then its alternatives. */
export function assumptionValuesModule(rows: readonly Assumption[]): string {
  const values = rows.map((row) => [row.id, [row.default, ...Object.keys(row.alternatives)]]);
  const rules = rows.flatMap((row) => (row.rules === undefined ? [] : [[row.id, row.rules]]));
  const forms = rows.flatMap(({ id, refuses = [] }) => refuses.map((form) => ({ assumption: id, ...form })));
  const rulesOf = JSON.stringify(Object.fromEntries(rules), null, 2);
  const table = JSON.stringify(Object.fromEntries(values), null, 2);
  return `${banner}\n/** By assumption, the name of its default and then those of its alternatives. */\nexport const assumptionValues = ${table} as const;\n\n/** By assumption, the rules that warn of what its alternatives refuse. */\nexport const assumptionRules = ${rulesOf} as const;\n\n/** What refusals look like that rest on an assumption. */\nexport const refusalForms = ${JSON.stringify(forms, null, 2)} as const;\n`;
}

/** The whole rows, which are loaded where they are shown or probed. */
export function assumptionRowsModule(rows: readonly Assumption[]): string {
  const shown = rows.map(({ refuses: _refuses, ...row }) => row);
  return `${banner}\nexport const assumptions: readonly object[] = ${JSON.stringify(shown, null, 2)};\n`;
}
