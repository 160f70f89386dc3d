import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneModule from 'ajv/dist/standalone/index.js';
import openapiTypes, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import {
  addComponents,
  ajvOptions,
  appendErrors,
  compileDocument,
  validationSchema,
  type CompiledDocument,
  type Node,
} from '../../src/contract/compile.ts';
import { compileReplies } from '../../src/contract/compile-replies.ts';
import { assumptionRowsModule, assumptionValuesModule, readAssumptions } from './assumptions.ts';
import { jsonSchemas } from './json-schemas.ts';
import { stubSettingsModule } from './stub-settings.ts';
import { fillExamples, fillTables } from './tables.ts';

// The package is CommonJS: its types put the function one level deeper than its default export.
const standalone = standaloneModule.default;

const banner = `// Generated from the documents in openapi/ by "npm run generate". Do not edit.\n`;

/** The documents under openapi/, by file name, with the name of the constant that has their data. */
const documents = { 'use-cases': 'contractData', admin: 'adminData' } as const;

/**
 * Makes every file that is derived from the contract, the rule table and the catalogues.
 *
 * @param root directory of the repository
 * @returns content by absolute file name
 */
export async function generateFiles(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [name, dataName] of Object.entries(documents)) {
    const specFile = join(root, `openapi/${name}.yaml`);
    const document = parse(await readFile(specFile, 'utf8')) as Node;
    const compiled = compileDocument(document);
    const generated = join(root, 'src/contract/generated', name);
    const types = astToString(await openapiTypes(pathToFileURL(specFile), { defaultNonNullable: false }));
    files.set(join(generated, 'types.ts'), banner + types);
    // Only of the API can a scenario choose the replies.
    files.set(join(generated, 'validators.ts'), validatorsModule(document, compiled, name === 'use-cases'));
    files.set(join(generated, 'data.ts'), dataModule(compiled, dataName));
    files.set(join(generated, 'document.ts'), documentModule(document));
    // The consumer kit makes matchers of replies. It describes the API only, not the stub's own routes.
    if (name !== 'use-cases') continue;
    files.set(join(generated, 'replies.ts'), repliesModule(document));
    files.set(join(generated, 'schemas.ts'), schemasModule(document));
  }
  const assumptions = readAssumptions(root);
  files.set(join(root, 'src/contract/generated/assumptions.ts'), assumptionValuesModule(assumptions));
  files.set(join(root, 'src/contract/generated/assumption-rows.ts'), assumptionRowsModule(assumptions));
  files.set(join(root, 'src/lib/version.ts'), await versionModule(root));
  files.set(join(root, 'src/settings/stub-settings.ts'), stubSettingsModule());
  for (const [command, schema] of jsonSchemas(root)) files.set(join(root, `schemas/${command}.json`), schema);
  for (const page of pages(root)) files.set(join(root, page), await filled(root, page));
  return files;
}

/** The pages that may hold generated tables and examples, as paths from the project's directory. */
function pages(root: string): string[] {
  const below = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  return [
    'README.md',
    'CONTRIBUTING.md',
    ...below.filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`),
  ];
}

/** A page of the documentation, with its tables and examples up to date. */
async function filled(root: string, page: string): Promise<string> {
  const text = await readFile(join(root, page), 'utf8');
  return fillExamples(fillTables(text, root), (file) => readFileSync(join(root, file), 'utf8'));
}

async function versionModule(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return `// Generated from package.json by "npm run generate". Do not edit.\n\n/** The version of this package. */\nexport const version = '${version}';\n`;
}

function dataModule({ data }: CompiledDocument, name: string): string {
  return `${banner}import type { ContractData } from '../../contract.ts';\n\nexport const ${name} = ${JSON.stringify(data, null, 2)} as const satisfies ContractData;\n`;
}

/** The whole document as a module, so that a stub can show it where there are no files, and without a YAML parser. */
function documentModule(document: Node): string {
  return `${banner}\nexport const document: object = ${JSON.stringify(document, null, 2)};\n`;
}

/** The schemas of the components, for contracts that are amended at start. */
function schemasModule(document: Node): string {
  const { schemas } = document['components'] as { schemas: Record<string, Node> };
  const kept = ['default', 'x-message', 'x-assumed-values'];
  const stripped = Object.entries(schemas).map(([each, schema]) => [each, validationSchema(schema, kept)]);
  return `${banner}import type { Node } from '../../compile.ts';\n\nexport const schemas: Readonly<Record<string, Node>> = ${JSON.stringify(Object.fromEntries(stripped), null, 1)};\n`;
}

function repliesModule(document: Node): string {
  return `${banner}import type { ReplyData } from '../../compile-replies.ts';\n\nexport const replyData = ${JSON.stringify(compileReplies(document), null, 2)} as const satisfies ReplyData;\n`;
}

/**
 * The validators as a module. Ajv writes JavaScript; the file is TypeScript without type checks, so that the compiler
 * copies it into the package. The module must not import anything: starting the stub would load Ajv.
 */
function validatorsModule(document: Node, { schemas }: CompiledDocument, withReplies: boolean): string {
  const ajv = new Ajv2020({ ...ajvOptions, code: { source: true, esm: true, lines: true, optimize: true } });
  addComponents(ajv, document);
  const exportNames: Record<string, string> = {};
  const table: string[] = [];
  const replyNames = new Map<string, string>();
  const compile = (schema: Node, name: string): string => {
    ajv.addSchema(schema, name);
    exportNames[name] = name;
    return name;
  };
  const compileReply = (schema: Node): string => {
    const text = JSON.stringify(schema);
    const name = replyNames.get(text) ?? compile(schema, `reply_${replyNames.size}`);
    replyNames.set(text, name);
    return name;
  };
  for (const [operationId, { replies, ...parts }] of Object.entries(schemas)) {
    const row = Object.entries(parts).map(([part, schema]) => `${part}: ${compile(schema, `${operationId}_${part}`)}`);
    if (withReplies) {
      const byStatus = Object.entries(replies).map(([status, schema]) => `${status}: ${compileReply(schema)}`);
      row.push(`replies: { ${byStatus.join(', ')} }`);
    }
    table.push(`  ${operationId}: { ${row.join(', ')} },`);
  }
  const code = appendErrors(standalone(ajv, exportNames)).replace(/^"use strict";\s*/, '');
  if (code.includes('vErrors.concat')) throw new Error('Ajv gathers errors in another way than appendErrors knows');
  const imports = code.match(/\brequire\(|^import /m);
  if (imports) throw new Error(`The compiled validators would load something at run time: ${imports[0]}`);
  return `${banner}// @ts-nocheck\n${code}\nexport const validators = {\n${table.join('\n')}\n};\n`;
}
