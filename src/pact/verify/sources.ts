import { glob, readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { reasonOf, takeCredentials, withoutCredentials } from '../../lib/remote.ts';
import { PactProblem } from './pact-document.ts';

/** A place that one pact is read from. */
export interface Source {
  /** The file name relative to the working directory, or the URL. */
  readonly name: string;
  /** The absolute file name, which tells whether two arguments name the same file. */
  readonly identity?: string;
  /** The URL, credentials included. */
  readonly url?: string;
  /** An argument names it. Of pacts that a directory, a pattern or a broker yields, some may be about others. */
  readonly isNamed?: true;
  /** @throws PactProblem */
  read(): Promise<string>;
}

/** Bytes of a pact at most. Pacts of one resource have some kilobytes. */
const LARGEST = 16 * 1024 * 1024;
/** Milliseconds that a download may take. */
const PATIENCE = 30_000;

/**
 * Finds the pacts that an argument of `verify` names.
 *
 * @param argument a file, a directory (all `*.json` in it, at any depth), a glob pattern or a URL
 * @throws PactProblem `not-found` when the argument names no pact
 */
export async function findSources(argument: string): Promise<Source[]> {
  if (/^https?:\/\//i.test(argument)) {
    return [{ name: withoutCredentials(argument), url: argument, isNamed: true, read: () => download(argument) }];
  }
  const found = await stat(argument).catch(() => undefined);
  if (found?.isDirectory()) return sourcesIn(argument);
  if (found) return [{ ...fileSource(argument), isNamed: true }];
  if (/[*?{[]/.test(argument)) return sourcesMatching(argument);
  throw new PactProblem('not-found', 'no such file or directory');
}

async function sourcesIn(directory: string): Promise<Source[]> {
  const sources = await sourcesBelow(directory);
  if (sources.length === 0) throw new PactProblem('not-found', `no .json file in the directory ${directory}`);
  return sources;
}

/** Lists files in the same order on every machine. A directory that cannot be read is a source that cannot be read. */
async function sourcesBelow(directory: string): Promise<Source[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => error);
  if (entries instanceof Error) return [{ name: directory, read: async () => unreadable(entries) }];
  const found: Source[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const name = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules') found.push(...(await sourcesBelow(name)));
    } else if (entry.name.endsWith('.json') && (await isRegularFile(name))) found.push(fileSource(name));
  }
  return found;
}

/** Whether it is a file or a link to one. Reading from a pipe could take for ever. */
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
      return textOf(await readFile(name).catch(unreadable));
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
  return textOfResponse(response);
}

/**
 * Reads a pact that comes over HTTP.
 *
 * @throws PactProblem when it is too large or not UTF-8
 */
export async function textOfResponse(response: Response): Promise<string> {
  const declared = Number(response.headers.get('content-length'));
  if (declared > LARGEST) throw tooLarge(declared);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LARGEST) throw tooLarge(size);
  }
  return textOf(Buffer.concat(chunks));
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws PactProblem `not-json` for bytes that are not UTF-8, the only encoding of JSON (RFC 8259, section 8.1) */
function textOf(bytes: Buffer): string {
  const start = bytes.subarray(0, 2).toString('latin1');
  // As PowerShell writes it: a byte order mark, or every other byte of the first characters is zero.
  if (start === '\u00ff\u00fe' || start === '\u00fe\u00ff' || /^(\0.|.\0)$/s.test(start))
    throw new PactProblem('not-json', 'the file is UTF-16; write it as UTF-8');
  try {
    return utf8.decode(bytes);
  } catch {
    throw new PactProblem('not-json', 'the file is not UTF-8; write it as UTF-8', { line: lineOfBadByte(bytes) });
  }
}

function lineOfBadByte(bytes: Buffer): number {
  // Bytes that are no UTF-8 become U+FFFD.
  return bytes.toString('utf8').split('\ufffd', 1)[0]?.split('\n').length ?? 1;
}

function unreadable(error: NodeJS.ErrnoException): never {
  throw new PactProblem('unreadable', `the file cannot be read: ${reasonOf(error)}`);
}

function tooLarge(size: number): PactProblem {
  const inMegabytes = (bytes: number) => `${Math.ceil(bytes / 1_048_576)} MiB`;
  return new PactProblem('too-large', `the file has ${inMegabytes(size)}; at most ${inMegabytes(LARGEST)} are taken`);
}
