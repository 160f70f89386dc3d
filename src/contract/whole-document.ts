import { isObject } from '../lib/guards.ts';
import type { Node } from './compile.ts';
import type { Contract } from './contract.ts';

/**
 * Joins the documents of a contract to one OpenAPI document with every operation that the contract serves. Where two
 * documents have different components of one name, those of the later document are renamed (`NAME_2`).
 *
 * @returns a document whose server is relative to the address where the stub serves the document
 */
export async function wholeDocument(contract: Contract): Promise<Node> {
  let whole: Node | undefined;
  const joined = new Set<object>();
  for (const operation of contract.operations) {
    const document = (await contract.loadDocument(operation)) as Node;
    if (joined.has(document)) continue;
    joined.add(document);
    const served = contract.operations.filter(
      ({ method, path }) => (document['paths'] as Node | undefined)?.[path] && hasMethod(document, path, method),
    );
    whole =
      whole === undefined
        ? withoutReplaced(document, contract)
        : join(
            whole,
            document,
            served.map(({ path }) => path),
          );
  }
  return { openapi: '3.1.0', ...whole, servers: [{ url: '../api/v1' }] };
}

/** A document without the operations that another document replaces at other paths, or under other ids. */
function withoutReplaced(document: Node, { operations }: Contract): Node {
  const isServed = (path: string, method: string) =>
    operations.some((each) => each.path === path && each.method.toLowerCase() === method);
  const paths = Object.entries((document['paths'] ?? {}) as Record<string, Node>).map(
    ([path, item]): [string, Node] => [
      path,
      Object.fromEntries(Object.entries(item).filter(([key, value]) => !hasReplies(value) || isServed(path, key))),
    ],
  );
  return { ...document, paths: Object.fromEntries(paths.filter(([, item]) => Object.values(item).some(hasReplies))) };
}

function hasReplies(value: unknown): boolean {
  return isObject(value) && Object.hasOwn(value, 'responses');
}

function hasMethod(document: Node, path: string, method: string): boolean {
  return Object.hasOwn((document['paths'] as Record<string, Node>)[path] ?? {}, method.toLowerCase());
}

function join(whole: Node, extra: Node, paths: readonly string[]): Node {
  const renamed = rename(extra, clashes(whole, extra)) as Node;
  const joined = { ...(whole['paths'] as Record<string, Node>) };
  for (const path of paths) {
    const item = (renamed['paths'] as Record<string, Node>)[path] as Node;
    joined[path] = { ...joined[path], ...withSecurity(item, renamed['security'] ?? []) };
  }
  return { ...whole, paths: joined, components: joinComponents(whole, renamed) };
}

/** The operations of a path with the security of their own document, which the joined one does not have. */
function withSecurity(item: Node, security: unknown): Node {
  const entries = Object.entries(item).map(([key, value]) =>
    hasReplies(value) ? [key, { security, ...(value as Node) }] : [key, value],
  );
  return Object.fromEntries(entries) as Node;
}

function joinComponents(whole: Node, extra: Node): Record<string, Node> {
  const components = { ...(whole['components'] as Record<string, Node> | undefined) };
  for (const [kind, entries] of Object.entries((extra['components'] ?? {}) as Record<string, Node>))
    components[kind] = { ...entries, ...components[kind] };
  return components;
}

/** Pointers to components that both documents have under one name, but that differ. */
function clashes(whole: Node, extra: Node): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [kind, entries] of Object.entries((extra['components'] ?? {}) as Record<string, Node>)) {
    const others = ((whole['components'] ?? {}) as Record<string, Node | undefined>)[kind] ?? {};
    for (const [name, entry] of Object.entries(entries)) {
      if (Object.hasOwn(others, name) && JSON.stringify(others[name]) !== JSON.stringify(entry))
        found.add(`#/components/${kind}/${name}`);
    }
  }
  return found;
}

function rename(extra: Node, pointers: ReadonlySet<string>): unknown {
  if (pointers.size === 0) return extra;
  const text = JSON.stringify(extra, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' && pointers.has(value) ? `${value}_2` : value,
  );
  const renamed = JSON.parse(text) as Node;
  for (const [kind, entries] of Object.entries(renamed['components'] as Record<string, Record<string, unknown>>)) {
    for (const name of Object.keys(entries)) {
      if (!pointers.has(`#/components/${kind}/${name}`)) continue;
      entries[`${name}_2`] = entries[name];
      delete entries[name];
    }
  }
  return renamed;
}
