import { isObject, type Json } from '../../lib/json.ts';

const WIDTH = 90;

/**
 * A JSON value as TypeScript source, laid out as Prettier would.
 *
 * @param indent how far the line is indented that it begins on
 */
export function literal(value: Json, indent = 0): string {
  const line = onOneLine(value);
  if (line.length + indent <= WIDTH || !(Array.isArray(value) || isObject(value))) return line;
  const inner = ' '.repeat(indent + 2);
  const items = Array.isArray(value)
    ? (value as readonly Json[]).map((item) => literal(item, indent + 2))
    : Object.entries(value).map(([name, each]) => `${key(name)}: ${literal(each, indent + 2)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${' '.repeat(indent)}${close}`;
}

function onOneLine(value: Json): string {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(onOneLine).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const properties = Object.entries(value).map(([name, each]) => `${key(name)}: ${onOneLine(each)}`);
  return properties.length === 0 ? '{}' : `{ ${properties.join(', ')} }`;
}

function text(value: string): string {
  const escaped = JSON.stringify(value).slice(1, -1);
  return value.includes("'") && !value.includes('"')
    ? `"${escaped}"`
    : `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function key(name: string): string {
  // Without brackets, this name would set the prototype.
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : text(name);
}
