import { join } from 'node:path';
import ts from 'typescript';
import { compilerOptions } from './library.ts';

/** A JSON Schema. */
type Schema = Readonly<Record<string, unknown>>;

/** Where the types of all outputs are. */
const SOURCE = 'src/cli/output/json-outputs.ts';

/**
 * The JSON Schemas of what commands print with `--json`, from the sources' types and doc comments.
 *
 * @param root directory of the repository
 * @returns the schema's text by the name of the command
 * @throws Error for a type that it does not know how to describe
 */
export function jsonSchemas(root: string): Map<string, string> {
  const file = join(root, SOURCE);
  const program = ts.createProgram([file], compilerOptions(root));
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${SOURCE} exports nothing`);
  const outputs = checker.getExportsOfModule(module).filter(({ name }) => name.endsWith('Output'));
  return new Map(
    outputs.map((output) => {
      const command = nameOfCommand(output.name);
      return [command, `${JSON.stringify(documentOf(output, command, checker), null, 2)}\n`];
    }),
  );
}

/** `CheckProviderOutput` is what `check-provider` prints. */
function nameOfCommand(type: string): string {
  return type
    .replace(/Output$/, '')
    .split(/(?=[A-Z])/)
    .join('-')
    .toLowerCase();
}

function documentOf(output: ts.Symbol, command: string, checker: ts.TypeChecker): Schema {
  const $defs: Record<string, Schema> = {};
  const type = checker.getDeclaredTypeOfSymbol(output);
  const schema = describeType(type, { checker, $defs, root: output });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:use-case-stub:output:${command}`,
    ...commentOf(output, checker),
    ...schema,
    ...(Object.keys($defs).length > 0 && { $defs }),
  };
}

interface Scope {
  readonly checker: ts.TypeChecker;
  /** Schemas of named interfaces, which may occur more than once. */
  readonly $defs: Record<string, Schema>;
  readonly root: ts.Symbol;
}

function describeType(type: ts.Type, scope: Scope): Schema {
  const { checker, $defs, root } = scope;
  if (type.flags & ts.TypeFlags.Unknown) return {};
  if (type.flags & ts.TypeFlags.String) return { type: 'string' };
  if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
  if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
  if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
  if (type.isUnion()) return describeUnion(type, scope);
  if (checker.isArrayType(type)) {
    const [items] = checker.getTypeArguments(type as ts.TypeReference);
    return { type: 'array', ...(items && { items: describeType(items, scope) }) };
  }
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)))
    throw new Error(`${SOURCE}: no schema describes ${checker.typeToString(type)}`);
  const { symbol } = type;
  if (symbol === undefined || symbol === root || !(symbol.flags & ts.SymbolFlags.Interface))
    return describeObject(type, scope);
  if (!Object.hasOwn($defs, symbol.name)) {
    // First, so that a type may contain itself.
    $defs[symbol.name] = {};
    $defs[symbol.name] = { ...commentOf(symbol, checker), ...describeObject(type, scope) };
  }
  return { $ref: `#/$defs/${symbol.name}` };
}

function describeUnion({ types }: ts.UnionType, scope: Scope): Schema {
  const members = types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
  const literals = members.filter((each) => each.isStringLiteral() || each.isNumberLiteral());
  const isBoolean = members.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral).length === 2;
  const others = members.filter(
    (each) =>
      !literals.includes(each as ts.LiteralType as never) && !(isBoolean && each.flags & ts.TypeFlags.BooleanLiteral),
  );
  const schemas = [
    ...(literals.length > 1
      ? [{ enum: literals.map(({ value }) => value) }]
      : literals.map(({ value }) => ({ const: value }))),
    ...(isBoolean ? [{ type: 'boolean' }] : []),
    ...others.map((each) => describeType(each, scope)),
  ];
  return schemas.length === 1 ? (schemas[0] as Schema) : { anyOf: schemas };
}

function describeObject(type: ts.Type, scope: Scope): Schema {
  const { checker } = scope;
  const members = checker.getPropertiesOfType(type);
  // What stands nowhere by itself, as of a Record, comes in an order that depends on what was compiled before.
  if (members.every(({ declarations }) => declarations === undefined))
    members.sort((one, other) => one.name.localeCompare(other.name, 'en'));
  const values = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  const isOptional = ({ flags }: ts.Symbol) => (flags & ts.SymbolFlags.Optional) !== 0;
  const required = members.filter((each) => !isOptional(each)).map(({ name }) => name);
  const properties = members.map((member): [string, Schema] => [
    member.name,
    { ...commentOf(member, checker), ...describeType(checker.getTypeOfSymbol(member), scope) },
  ]);
  return {
    type: 'object',
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
    ...(required.length > 0 && { required }),
    ...(values && { additionalProperties: describeType(values, scope) }),
  };
}

function commentOf(symbol: ts.Symbol, checker: ts.TypeChecker): { description?: string } {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim().replace(/\s+/g, ' ');
  return text === '' ? {} : { description: text };
}
