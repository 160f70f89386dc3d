/** A request that went through the proxy, as the stages of the stub read one, and bodies as they were before packing. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { joinHeaders } from '../../lib/headers.ts';
import type { BodyLimits, SentBody, StubRequest } from '../../serve/request.ts';

/** A request that was seen, whole. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query, below the base path of the stub. */
  readonly target: string;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  /** As it was sent, which may be compressed. */
  readonly body: Uint8Array;
  readonly address: string | undefined;
}

/** Headers by which a client asks a stub for something; the service did not know them. */
const FOR_STUBS: ReadonlySet<string> = new Set(['prefer', 'stub-from', 'stub-organization', 'stub-admin-key']);

export class PassedRequest implements StubRequest {
  readonly method: string;
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly address: string | undefined;
  readonly isGone = false;
  readonly isIncomplete = false;
  private readonly body: Uint8Array;
  private readonly headers: ReadonlyMap<string, string>;

  constructor({ method, target, rawHeaders, body, address }: SeenRequest) {
    this.method = method;
    this.target = target;
    this.rawHeaders = rawHeaders;
    this.address = address;
    this.body = body;
    this.headers = joinHeaders(rawHeaders);
  }

  header(name: string): string | undefined {
    return FOR_STUBS.has(name) ? undefined : this.headers.get(name);
  }

  onGone(): () => void {
    return () => undefined;
  }

  async readBody({ maxBytes, encoding }: BodyLimits): Promise<SentBody> {
    const isDeclared = this.headers.has('content-length') || this.headers.has('transfer-encoding');
    if (this.body.length === 0 && !isDeclared) return 'none';
    const unpacked = await unpack(this.body, encoding, maxBytes);
    return typeof unpacked === 'string' ? unpacked : { bytes: unpacked, isOurs: false };
  }
}

const UNPACKERS = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) } as const;
const rawInflate = promisify(inflateRaw);

/**
 * Unpacks a body.
 *
 * @param encoding its `content-encoding`
 * @param most bytes that it may have then
 */
export async function unpack(
  body: Uint8Array,
  encoding: string,
  most: number,
): Promise<Uint8Array | 'too-large' | 'unreadable' | 'unsupported'> {
  const name = encoding.trim().toLowerCase().replace(/^x-/, '');
  if (name === '' || name === 'identity' || body.length === 0) return body.length > most ? 'too-large' : body;
  if (!Object.hasOwn(UNPACKERS, name)) return 'unsupported';
  const limits = { maxOutputLength: most };
  try {
    return await UNPACKERS[name as keyof typeof UNPACKERS](body, limits);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return 'too-large';
    // Some servers leave out the wrapper that "deflate" should have.
    return name === 'deflate' ? rawInflate(body, limits).catch(() => 'unreadable' as const) : 'unreadable';
  }
}
