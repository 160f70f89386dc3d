import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { table } from './markdown.ts';

/** The parts of an OpenAPI document that the page shows. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly allOf?: readonly Schema[];
  readonly const?: unknown;
}
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}
interface Response {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: Content;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}

/** Each of the stub's own routes, with parameters, body and replies, then the shapes of what they send. */
export function adminApi(root: string): string {
  const document = parse(readFileSync(join(root, 'openapi/admin.yaml'), 'utf8')) as Document;
  const routes = Object.entries(document.paths).flatMap(([path, item]) =>
    ['get', 'post', 'put', 'patch', 'delete']
      .filter((method) => item[method] !== undefined)
      .map((method) =>
        route(document, `${method.toUpperCase()} /__stub${path}`, item[method] as Operation, item['parameters']),
      ),
  );
  const shapes = Object.entries(document.components.schemas).map(([name, schema]) => shape(name, schema));
  return [...routes, '## Shapes\n', ...shapes].join('\n');
}

function route(document: Document, title: string, operation: Operation, shared: unknown): string {
  const parameters = [...((shared as Parameter[] | undefined) ?? []), ...(operation.parameters ?? [])];
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const replies = Object.entries(operation.responses).map(([status, given]) => {
    const name = given.$ref?.split('/').at(-1);
    const response = name === undefined ? given : (document.components.responses[name] as Response);
    return [status, response.description?.trim() ?? '', bodyOf(response.content)];
  });
  const parts = [
    `## \`${title}\`\n`,
    `**${operation.summary}** (\`${operation.operationId}\`), for ${subject(operation)}.`,
  ];
  if (operation.description) parts.push(operation.description.trim());
  parts.push('');
  if (parameters.length > 0) parts.push(table(['parameter', 'in', 'type', 'meaning'], parameters.map(parameterRow)));
  if (body) parts.push(`Body${operation.requestBody?.required ? '' : ' (may be left out)'}: ${typeOf(body)}\n`);
  parts.push(table(['reply', 'when', 'body'], replies));
  return parts.join('\n');
}

function subject({ security }: Operation): string {
  if (security === undefined) return 'the organization of the API key';
  return security.length === 0 ? 'the stub as a whole' : 'all organizations';
}

function bodyOf(content: Content | undefined): string {
  return Object.entries(content ?? {})
    .map(([type, { schema }]) => (type === 'application/json' && schema ? typeOf(schema) : `\`${type}\``))
    .join(', ');
}

function parameterRow({ name, in: place, required, description, schema = {} }: Parameter): string[] {
  return [`\`${name}\`${required ? '' : ' (optional)'}`, place, typeOf(schema), description ?? ''];
}

function shape(name: string, schema: Schema): string {
  const lines = [`### ${name}\n`, `${schema.description?.trim() ?? ''}\n`];
  if (schema.properties) lines.push(propertyTable(schema));
  // Shapes that build on another one.
  for (const each of schema.allOf ?? [])
    lines.push(each.properties ? `And:\n\n${propertyTable(each)}` : `All properties of ${typeOf(each)}.\n`);
  return lines.join('\n');
}

function propertyTable(schema: Schema): string {
  const required = new Set(schema.required);
  const rows = Object.entries(schema.properties ?? {}).map(([property, each]) => [
    `\`${property}\`${required.has(property) ? '' : ' (optional)'}`,
    typeOf(each),
    each.description?.trim() ?? '',
  ]);
  return table(['property', 'type', 'meaning'], rows);
}

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((each) => `\`${String(each)}\``).join(', ');
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  const type = [schema.type ?? 'any value'].flat().join(' or ');
  return `${type}${range(schema)}${schema.default === undefined ? '' : `; \`${JSON.stringify(schema.default)}\` unless given`}`;
}

function range({ minimum, maximum }: Schema): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` from ${minimum}`;
  return maximum === undefined ? '' : ` up to ${maximum}`;
}
