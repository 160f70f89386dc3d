import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Everything that the package exports to programs, module by module, from the sources' types and doc comments. */
export function libraryReference(root: string): string {
  const modules = exportedModules(root);
  const program = ts.createProgram(Object.values(modules), compilerOptions(root));
  const checker = program.getTypeChecker();
  return Object.entries(modules)
    .map(([name, file]) => moduleReference(name, program.getSourceFile(file), checker))
    .join('\n');
}

/** The modules of package.json's `exports`, by the name that programs import, with their source files. */
function exportedModules(root: string): Record<string, string> {
  const { name, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    exports: Record<string, unknown>;
  };
  const modules: Record<string, string> = {};
  for (const [path, conditions] of Object.entries(exports)) {
    const built = /"\.\/dist\/([^"]+)\.d\.ts"/.exec(JSON.stringify(conditions))?.[1];
    const file = join(root, `src/${built}.ts`);
    if (built !== undefined && existsSync(file)) modules[path.replace('.', name)] = file;
  }
  return modules;
}

/** The compiler options of the project, for programs that ask the compiler about its sources. */
export function compilerOptions(root: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile) as { config: object };
  return ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root).options;
}

function moduleReference(name: string, file: ts.SourceFile | undefined, checker: ts.TypeChecker): string {
  const symbol = file && checker.getSymbolAtLocation(file);
  if (symbol === undefined) throw new Error(`${name} exports nothing`);
  const exported = checker
    .getExportsOfModule(symbol)
    .map((each) => (each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each));
  const isValue = (each: ts.Symbol) => (each.flags & ts.SymbolFlags.Value) !== 0;
  const values = exported.filter(isValue).map((each) => entry(each, checker));
  const types = exported.filter((each) => !isValue(each)).map((each) => entry(each, checker));
  return [`## \`${name}\`\n`, ...values, ...(types.length > 0 ? [`## Types of \`${name}\`\n`, ...types] : [])].join(
    '\n',
  );
}

/** One export: its name, its doc comment, its signature. */
function entry(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const declaration = symbol.declarations?.[0];
  if (declaration === undefined) throw new Error(`${symbol.name} is declared nowhere`);
  const comment = ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
  const tags = symbol.getJsDocTags(checker).map(tagLine);
  const parts = [`### ${symbol.name}\n`];
  if (comment !== '') parts.push(`${comment}\n`);
  if (tags.length > 0) parts.push(`${tags.join('\n')}\n`);
  parts.push(`\`\`\`ts\n${signature(symbol, declaration, checker)}\n\`\`\`\n`);
  return parts.join('\n');
}

function tagLine({ name, text = [] }: ts.JSDocTagInfo): string {
  const content = ts.displayPartsToString(text).trim().replaceAll('\n', ' ');
  if (name !== 'param') return `- **${name}**: ${content}`;
  const [parameter = '', ...rest] = content.split(' ');
  return `- \`${parameter}\`: ${rest.join(' ').replace(/^- /, '')}`;
}

/** A declaration as its users see it: without bodies, private members and modifiers that only the module needs. */
function signature(symbol: ts.Symbol, declaration: ts.Declaration, checker: ts.TypeChecker): string {
  if (ts.isFunctionDeclaration(declaration)) {
    const generics = declaration.typeParameters?.map((each) => each.getText()).join(', ');
    const parameters = declaration.parameters.map(parameterText).join(', ');
    const result = declaration.type?.getText() ?? 'void';
    return `function ${symbol.name}${generics === undefined ? '' : `<${generics}>`}(${parameters}): ${result};`;
  }
  if (ts.isVariableDeclaration(declaration)) {
    const type = checker.getTypeOfSymbol(symbol);
    if (type.isStringLiteral()) return `const ${symbol.name} = '${type.value}';`;
    // A text has the members of every text. Of a symbol the name is a number of the compiler, which changes with other types.
    const own = type.flags & ts.TypeFlags.StringLike ? [] : type.getProperties();
    const members = own.filter(({ name }) => !name.startsWith('__@')).map((member) => memberLine(member, checker));
    return members.length === 0
      ? `const ${symbol.name}: ${checker.typeToString(type)};`
      : `const ${symbol.name}: {\n${members.join('\n')}\n};`;
  }
  if (ts.isClassDeclaration(declaration)) {
    const parent = declaration.heritageClauses?.map((clause) => clause.getText()).join(' ') ?? '';
    const members = declaration.members
      .filter((member) => ts.isPropertyDeclaration(member) && member.name.getText() !== 'name')
      .map((member) => `  ${member.getText()}`);
    const body = members.length === 0 ? '{}' : `{\n${members.join('\n')}\n}`;
    return `class ${symbol.name} ${parent} ${body}`.replace(/ +/g, ' ');
  }
  // What is generated from the contract is long, and easier to read in the contract.
  if (declaration.getSourceFile().fileName.includes('/generated/')) return `interface ${symbol.name} { … }`;
  return declaration.getText().replace(/^export /, '');
}

/** A parameter as its callers see it: one that has a default may be left out, and patterns are called `options`. */
function parameterText({ name, type, initializer, questionToken, dotDotDotToken }: ts.ParameterDeclaration): string {
  const shown = ts.isIdentifier(name) ? name.text : 'options';
  const optional = initializer || questionToken ? '?' : '';
  return `${dotDotDotToken ? '...' : ''}${shown}${optional}: ${type?.getText() ?? 'unknown'}`;
}

function memberLine(member: ts.Symbol, checker: ts.TypeChecker): string {
  const comment = ts.displayPartsToString(member.getDocumentationComment(checker)).trim();
  const type = checker.typeToString(checker.getTypeOfSymbol(member), undefined, ts.TypeFormatFlags.NoTruncation);
  const line = `  ${member.name}: ${type};`;
  return comment === '' ? line : `  /** ${comment.replaceAll('\n', ' ')} */\n${line}`;
}
