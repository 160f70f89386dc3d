import { glob, readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PactProblem } from './pact-document.ts';

/** Somewhere that one pact is read from. */
export interface Source {
  /** The file's name as the user would write it, or the URL. */
  readonly name: string;
  /** The same for the same file, however it was named. */
  readonly identity?: string;
  /** @throws PactProblem */
  read(): Promise<string>;
}

/** Pacts of one resource have some kilobytes; what is larger than this is something else, or a mistake. */
export const LARGEST = 16 * 1024 * 1024;
/** Milliseconds that a URL gets to answer. */
const PATIENCE = 30_000;

/**
 * Finds the pacts that the arguments of `verify` name: files, directories (all `*.json` in them, at any depth), glob
 * patterns and URLs.
 *
 * @throws PactProblem `not-found` that names the argument nothing was found for
 */
export async function findSources(argument: string): Promise<Source[]> {
  if (/^https?:\/\//.test(argument)) {
    return [{ name: withoutCredentials(argument), read: () => download(argument) }];
  }
  const found = await stat(argument).catch(() => undefined);
  if (found?.isDirectory()) return sourcesIn(argument);
  if (found) return [fileSource(argument)];
  if (/[*?{[]/.test(argument)) return sourcesMatching(argument);
  throw new PactProblem('not-found', 'no such file or directory');
}

async function sourcesIn(directory: string): Promise<Source[]> {
  const sources = await walk(directory);
  if (sources.length === 0) throw new PactProblem('not-found', `no .json file in the directory ${directory}`);
  return sources;
}

/** In the same order on every machine. A directory that cannot be read is a source that cannot. */
async function walk(directory: string): Promise<Source[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => error);
  if (entries instanceof Error) return [{ name: directory, read: async () => unreadable(entries) }];
  const found: Source[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const name = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules') found.push(...(await walk(name)));
    } else if (entry.name.endsWith('.json') && (await isRegularFile(name))) found.push(fileSource(name));
  }
  return found;
}

/** To read from a pipe could take for ever. A link to a file is a file. */
async function isRegularFile(name: string): Promise<boolean> {
  const found = await stat(name).catch(() => undefined);
  return found?.isFile() ?? false;
}

async function sourcesMatching(pattern: string): Promise<Source[]> {
  const names: string[] = [];
  for await (const name of glob(pattern, { exclude: ['**/node_modules'] })) {
    if (await isRegularFile(name)) names.push(name);
  }
  if (names.length === 0) throw new PactProblem('not-found', `no file matches ${pattern}`);
  return names.sort().map(fileSource);
}

function fileSource(name: string): Source {
  return {
    name,
    identity: resolve(name),
    async read() {
      const { size } = await stat(name).catch(unreadable);
      if (size > LARGEST) throw tooLarge(size);
      return readFile(name, 'utf8').catch(unreadable);
    },
  };
}

async function download(address: string): Promise<string> {
  const { url, headers } = takeCredentials(address);
  const accept = 'application/hal+json, application/json';
  const response = await fetch(url, { headers: { accept, ...headers }, signal: AbortSignal.timeout(PATIENCE) }).catch(
    (error: Error) => {
      throw new PactProblem('unreadable', `the URL cannot be reached: ${reasonOf(error)}`);
    },
  );
  if (!response.ok) throw new PactProblem('unreadable', `the URL answers ${response.status} ${response.statusText}`);
  const declared = Number(response.headers.get('content-length'));
  if (declared > LARGEST) throw tooLarge(declared);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LARGEST) throw tooLarge(size);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unreadable(error: NodeJS.ErrnoException): never {
  throw new PactProblem('unreadable', `the file cannot be read: ${reasonOf(error)}`);
}

function tooLarge(size: number): PactProblem {
  const inMegabytes = (bytes: number) => `${Math.ceil(bytes / 1_048_576)} MiB`;
  return new PactProblem('too-large', `the file has ${inMegabytes(size)}; at most ${inMegabytes(LARGEST)} are taken`);
}

/** What fetch and the file system put around the reason is of no use to anybody. */
export function reasonOf(error: unknown): string {
  const { cause, code, message } = error as NodeJS.ErrnoException & { cause?: unknown };
  if (cause !== undefined) return reasonOf(cause);
  const known: Record<string, string> = {
    EACCES: 'permission denied',
    EISDIR: 'it is a directory',
    ENOENT: 'it is not there',
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'the host is not known',
    ECONNRESET: 'the connection was cut',
  };
  return (code !== undefined && known[code]) || message || code || String(error);
}

/** A URL goes into reports and logs; a password must not. */
export function withoutCredentials(url: string): string {
  return takeCredentials(url).url;
}

/** `https://user:password@host` as fetch wants it: without, and with a header instead. */
export function takeCredentials(url: string): { readonly url: string; readonly headers: Record<string, string> } {
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.username === '' && parsed.password === '')) return { url, headers: {} };
  const { username, password } = parsed;
  parsed.username = '';
  parsed.password = '';
  return { url: parsed.href, headers: basic(decodeURIComponent(username), decodeURIComponent(password)) };
}

/** The header of RFC 7617. */
export function basic(username: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}
