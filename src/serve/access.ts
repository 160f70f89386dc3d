import { problem, type Reply } from '../contract/reply.ts';
import { asUtf8 } from '../lib/headers.ts';
import { isSameSecret } from '../lib/hash.ts';
import type { AccessPolicy } from './context.ts';
import type { StubRequest } from './request.ts';

/** Rejects requests to the stub's own routes without the admin key, and cross-origin requests from browsers. */
export function guard(request: StubRequest, policy: AccessPolicy): Reply | undefined {
  const { access } = policy;
  if (access === 'off') return problem('admin-off', 'These routes are switched off; start the stub with an admin key');
  return refuseForeign(request, policy) ?? (access === 'on' ? undefined : checkKey(request, access.key));
}

/**
 * Rejects requests that may not see every organization: without an admin key, only clients on the same machine may.
 */
export function guardAll(request: StubRequest, policy: AccessPolicy): Reply | undefined {
  const refused = guard(request, policy);
  if (refused !== undefined || policy.access !== 'on' || isLocal(request)) return refused;
  return problem(
    'organizations-hidden',
    'Without an admin key only clients on the same machine may do this; start the stub with --admin-key',
  );
}

/** Rejects requests that may not see what only the owner of this machine should, with an admin key or without. */
export function guardSecrets(request: StubRequest, policy: AccessPolicy): Reply | undefined {
  const refused = guardAll(request, policy);
  if (refused !== undefined || isLocal(request)) return refused;
  return problem('keys-hidden', 'Only clients on the same machine may see API keys');
}

function checkKey(request: StubRequest, key: string): Reply | undefined {
  const given = request.header('stub-admin-key');
  if (given !== undefined && isSameSecret(asUtf8(given), key)) return undefined;
  return problem('admin-key-wrong', 'Send the admin key in the header "stub-admin-key"');
}

/**
 * A browser says where a request comes from, and pages cannot make it lie; other clients say nothing. The name under
 * which a browser reached the stub tells whether a foreign domain has been pointed at this machine (DNS rebinding).
 * Such a page does not know an admin key.
 */
function refuseForeign(request: StubRequest, { access, hosts }: AccessPolicy): Reply | undefined {
  if (!isOwnPage(request)) return problem('origin-foreign', 'Pages of other origins may not use these routes');
  const name = hostName(request.header('host'));
  if (access !== 'on' || isUnclaimable(name) || hosts.includes(name)) return undefined;
  return problem(
    'host-foreign',
    `The stub does not answer here to the name ${name.slice(0, 100)}; use localhost or an address, or start it with --allow-host ${name.slice(0, 100)}`,
  );
}

/** `sec-fetch-site` is sent to addresses that a browser trusts; `origin` to all, but not with every request. */
function isOwnPage(request: StubRequest): boolean {
  const site = request.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.header('origin');
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.header('host')?.toLowerCase();
}

function hostName(host = ''): string {
  return host
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1');
}

/** Whether no stranger can own a name: an address, one without a domain, or in a reserved domain (RFC 6761; ICANN's `internal`). */
function isUnclaimable(name: string): boolean {
  return isAddress(name) || !name.includes('.') || /\.(localhost|internal|test)$/.test(name);
}

/** Of what can stand in a Host header, only an IPv6 address has a colon in it. */
function isAddress(name: string): boolean {
  return name.includes(':') || /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$/.test(name);
}

/** Whether a client is on this machine. Behind a proxy, the forwarded addresses count; without a network it is. */
function isLocal(request: StubRequest): boolean {
  const forwarded = (request.header('x-forwarded-for') ?? '').split(/[, ]+/);
  const addresses = [request.address ?? '', ...forwarded].filter((each) => each !== '');
  return (
    request.header('forwarded') === undefined && addresses.every((each) => /^(127\.|::1$|::ffff:127\.)/.test(each))
  );
}
