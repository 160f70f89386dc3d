import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { problem, type Reply } from '../contract/reply.ts';
import type { Exchange } from './exchange.ts';
import { asUtf8 } from '../lib/header-text.ts';

/** Who may use the stub's own routes. */
export interface Door {
  /** Nobody, whoever has the admin key, or everybody. */
  readonly access: 'off' | 'on' | { readonly key: string };
  /** Host names by which browsers may reach them, beside those that nobody outside can give to this machine. */
  readonly hosts: readonly string[];
}

/** Refuses who has not got the admin key, and what a page of another origin can make a browser send. */
export function guard(exchange: Exchange, door: Door): Reply | undefined {
  const { access } = door;
  if (access === 'off') return problem('admin-off', 'These routes are switched off; start the stub with an admin key');
  return refuseForeign(exchange.incoming, door) ?? (access === 'on' ? undefined : checkKey(exchange, access.key));
}

/** Refuses who may not look at every organization. Without an admin key, only clients on the same machine may. */
export function guardAll(exchange: Exchange, door: Door): Reply | undefined {
  const refused = guard(exchange, door);
  if (refused !== undefined || door.access !== 'on' || isLocal(exchange.incoming)) return refused;
  return problem(
    'organizations-hidden',
    'Without an admin key only clients on the same machine may do this; start the stub with --admin-key',
  );
}

function checkKey({ incoming }: Exchange, key: string): Reply | undefined {
  const given = incoming.headers['stub-admin-key'];
  if (typeof given === 'string' && isSame(asUtf8(given), key)) return undefined;
  return problem('admin-key-wrong', 'Send the admin key in the header "stub-admin-key"');
}

/** In the same time, whatever is wrong with it. */
function isSame(given: string, key: string): boolean {
  const [one, other] = [given, key].map((text) => hash('sha256', text, 'buffer'));
  return timingSafeEqual(one as Buffer, other as Buffer);
}

/**
 * A browser says where a request comes from, and pages cannot make it lie. Other clients say nothing, and may. The
 * name under which a browser reached us tells whether somebody's own domain has been pointed at this machine; who
 * knows an admin key is no such page.
 */
function refuseForeign({ headers }: IncomingMessage, { access, hosts }: Door): Reply | undefined {
  if (!isOwnPage(headers)) return problem('origin-foreign', 'Pages of other origins may not use these routes');
  const name = hostName(headers.host);
  if (access !== 'on' || isOurs(name) || hosts.includes(name)) return undefined;
  return problem(
    'host-foreign',
    `The stub does not answer here to the name ${name.slice(0, 100)}; use localhost or an address, or start it with --allow-host ${name.slice(0, 100)}`,
  );
}

/** `sec-fetch-site` is sent to addresses that a browser trusts; `origin` to all, but not with every request. */
function isOwnPage(headers: IncomingMessage['headers']): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  return origin === undefined || URL.parse(origin)?.host === host?.toLowerCase();
}

function hostName(host = ''): string {
  return host
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1');
}

/** An address, a name without a domain, or one in a domain that is nobody's (RFC 6761, and ICANN's `internal`). */
function isOurs(name: string): boolean {
  return isIP(name) !== 0 || !name.includes('.') || /\.(localhost|internal|test)$/.test(name);
}

/** Who comes through a proxy on this machine is where the proxy says. */
function isLocal({ socket, headers }: IncomingMessage): boolean {
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(/[, ]+/);
  const addresses = [socket.remoteAddress ?? '', ...forwarded].filter((each) => each !== '');
  return headers.forwarded === undefined && addresses.every((each) => /^(127\.|::1$|::ffff:127\.)/.test(each));
}
