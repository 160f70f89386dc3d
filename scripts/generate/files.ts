import { readFileSync } from 'node:fs';
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
  type CompiledDocument,
  type Node,
} from '../../src/contract/compile.ts';
import { compileReplies } from '../../src/contract/compile-replies.ts';
import { fillExamples, fillTables } from './tables.ts';

// The package is CommonJS; its types and its default export disagree about where the function is.
const standalone = standaloneModule.default;

const banner = `// Generated from the documents in openapi/ by "npm run generate". Do not edit.\n`;

/** Everything that is derived from the contract, the rule table and the catalogues: absolute file name -> content. */
export async function generateFiles(root: string): Promise<Map<string, string>> {
  const specFile = join(root, 'openapi/use-cases.yaml');
  const document = parse(await readFile(specFile, 'utf8')) as Node;
  const compiled = compileDocument(document);
  const adminDocument = parse(await readFile(join(root, 'openapi/admin.yaml'), 'utf8')) as Node;
  const admin = compileDocument(adminDocument);
  const generated = join(root, 'src/contract/generated');
  return new Map([
    [
      join(generated, 'types.ts'),
      banner + astToString(await openapiTypes(pathToFileURL(specFile), { defaultNonNullable: false })),
    ],
    [join(generated, 'validators.ts'), validatorsModule(document, compiled)],
    [join(generated, 'data.ts'), dataModule(compiled, 'contractData')],
    [join(generated, 'replies.ts'), repliesModule(document)],
    [
      join(root, 'src/admin/generated/types.ts'),
      banner +
        astToString(await openapiTypes(pathToFileURL(join(root, 'openapi/admin.yaml')), { defaultNonNullable: false })),
    ],
    [join(root, 'src/admin/generated/data.ts'), dataModule(admin, 'adminData')],
    [join(root, 'src/admin/generated/validators.ts'), validatorsModule(adminDocument, admin)],
    [join(root, 'README.md'), await filled(root, 'README.md')],
    [join(root, 'contracts/README.md'), await filled(root, 'contracts/README.md')],
  ]);
}

/** A page of documentation, with its tables and examples as they are now. */
async function filled(root: string, page: string): Promise<string> {
  const text = await readFile(join(root, page), 'utf8');
  return fillExamples(fillTables(text), (file) => readFileSync(join(root, file), 'utf8'));
}

function dataModule({ data }: CompiledDocument, name: string): string {
  const path = name === 'contractData' ? '../contract.ts' : '../../contract/contract.ts';
  return `${banner}import type { ContractData } from '${path}';\n\nexport const ${name} = ${JSON.stringify(data, null, 2)} as const satisfies ContractData;\n`;
}

function repliesModule(document: Node): string {
  return `${banner}import type { ReplyData } from '../compile-replies.ts';\n\nexport const replyData = ${JSON.stringify(compileReplies(document), null, 2)} as const satisfies ReplyData;\n`;
}

/**
 * Ajv writes plain JavaScript; it is stored as TypeScript that nobody type-checks, so that one build step
 * carries it into the package. It must not import anything: starting the stub would then load Ajv.
 */
function validatorsModule(document: Node, { schemas }: CompiledDocument): string {
  const ajv = new Ajv2020({ ...ajvOptions, code: { source: true, esm: true, lines: true, optimize: true } });
  addComponents(ajv, document);
  const exportNames: Record<string, string> = {};
  const table: string[] = [];
  for (const [operationId, parts] of Object.entries(schemas)) {
    const row: string[] = [];
    for (const [part, schema] of Object.entries(parts)) {
      const name = `${operationId}_${part}`;
      ajv.addSchema(schema as Node, name);
      exportNames[name] = name;
      row.push(`${part}: ${name}`);
    }
    table.push(`  ${operationId}: { ${row.join(', ')} },`);
  }
  const code = appendErrors(standalone(ajv, exportNames)).replace(/^"use strict";\s*/, '');
  if (code.includes('vErrors.concat')) throw new Error('Ajv gathers errors in another way than appendErrors knows');
  const imports = code.match(/\brequire\(|^import /m);
  if (imports) throw new Error(`The compiled validators would load something at run time: ${imports[0]}`);
  return `${banner}// @ts-nocheck\n${code}\nexport const validators = {\n${table.join('\n')}\n};\n`;
}
