/** Sends requests through Node's own client, which knows proxies and other certificate authorities. */
import { readFile } from 'node:fs/promises';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { getCACertificates, rootCertificates } from 'node:tls';
import type { Send } from '../check-provider/client.ts';
import { reasonOf } from '../lib/remote.ts';

export interface UpstreamOptions {
  /** Base URL of the service. */
  readonly url: string;
  /** PEM file with certificates of authorities that are trusted besides those that Node trusts. */
  readonly ca?: string;
  /** Has HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in capitals or not. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Upstream {
  readonly send: Send;
  close(): void;
}

/** A proxy or an authority that cannot be used. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
}

/**
 * Makes what keeps the connections to a service.
 *
 * @throws UpstreamError when the file of an authority cannot be used, or this Node knows no proxies
 */
export async function openAgent({ url, ca, environment }: UpstreamOptions): Promise<HttpAgent> {
  const isSecure = url.startsWith('https:');
  const trusted = ca === undefined ? undefined : await readAuthorities(ca);
  const proxy = proxyOf(isSecure, environment);
  const options = { keepAlive: true, ...(proxy !== undefined && { proxyEnv: environment }) };
  return isSecure ? new HttpsAgent({ ...options, ...(trusted && { ca: trusted }) }) : new HttpAgent(options);
}

/**
 * Prepares the way to a service.
 *
 * @throws UpstreamError as `openAgent` does
 */
export async function openUpstream(options: UpstreamOptions): Promise<Upstream> {
  const agent = await openAgent(options);
  const request = options.url.startsWith('https:') ? httpsRequest : httpRequest;
  return {
    send: (target, { method = 'GET', headers = {}, body, signal }) =>
      new Promise((resolve, reject) => {
        const given = Object.entries(headers as Record<string, string>);
        const text = typeof body === 'string' ? body : '';
        // Without a length, Node would send a DELETE or PATCH without a body in chunks.
        const length = method === 'GET' ? {} : { 'content-length': Buffer.byteLength(text) };
        const sent: RequestOptions = {
          agent,
          method,
          headers: { accept: '*/*', ...length, ...Object.fromEntries(given) },
        };
        const outgoing = request(target, { ...sent, ...(signal && { signal }) }, (incoming) => {
          try {
            resolve(responseOf(incoming));
          } catch (error) {
            // A status that HTTP does not have.
            outgoing.destroy();
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        });
        outgoing.on('error', reject);
        outgoing.end(text);
      }),
    close: () => agent.destroy(),
  };
}

function responseOf(incoming: IncomingMessage): Response {
  const { statusCode = 0, headersDistinct } = incoming;
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value);
  const hasBody = ![204, 205, 304].includes(statusCode);
  if (!hasBody) incoming.resume();
  // Which of two types of the same stream this is depends on the version of Node's types.
  const body = hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array<ArrayBuffer>>) : null;
  return new Response(body, { status: statusCode, headers });
}

async function readAuthorities(file: string): Promise<string[]> {
  const pem = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UpstreamError(`${file}: ${reasonOf(error)}`);
  });
  if (!pem.includes('-----BEGIN CERTIFICATE-----'))
    throw new UpstreamError(`${file}: it has no certificate in PEM form`);
  // What is given replaces what Node trusts. Before version 22.15 it cannot tell NODE_EXTRA_CA_CERTS.
  const standard = (getCACertificates as typeof getCACertificates | undefined)?.('default') ?? rootCertificates;
  return [...standard, pem];
}

/** The proxy that the environment names for such requests, if it names one. */
function proxyOf(isSecure: boolean, environment: UpstreamOptions['environment']): string | undefined {
  const name = isSecure ? 'https_proxy' : 'http_proxy';
  const proxy = environment[name] || environment[name.toUpperCase()] || undefined;
  if (proxy === undefined) return undefined;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isKnown = major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
  if (isKnown) return proxy;
  const reason = `a proxy needs Node 22.21 or 24.5; this is ${process.versions.node}`;
  throw new UpstreamError(`${name.toUpperCase()} is set, and ${reason}. Unset it, or take a newer Node`);
}
