import { problem, type Reply } from '../contract/reply.ts';
import { asUtf8 } from '../lib/headers.ts';
import { isSameSecret } from '../lib/hash.ts';
import type { AccessPolicy } from './context.ts';
import type { StubRequest } from './request.ts';

/** Rejects every request where the stub's own routes are switched off. */
export function refuseOff({ access }: AccessPolicy): Reply | undefined {
  if (access !== 'off') return undefined;
  return problem('admin-off', 'These routes are switched off; start the stub with an admin key');
}

/** Rejects requests to the stub's own routes without the admin key, and cross-origin requests from browsers. */
export function guard(request: StubRequest, policy: AccessPolicy): Reply | undefined {
  const off = refuseOff(policy);
  if (off !== undefined) return off;
  const refused = refuseForeign(request, policy);
  if (refused !== undefined || policy.access === 'open' || hasKey(request, policy)) return refused;
  return problem('admin-key-wrong', 'Send the admin key in the header "stub-admin-key"');
}

/**
 * Rejects requests that may not see every organization. An address proves nothing: behind a proxy on this machine, every
 * client seems to be on it. So the console has a key, which only the person who started the stub knows.
 */
export function guardAll(request: StubRequest, policy: AccessPolicy): Reply | undefined {
  const refused = guard(request, policy);
  if (refused !== undefined || policy.access === 'key' || hasKey(request, policy)) return refused;
  return problem(
    'organizations-hidden',
    'This takes the key of the console, which is in the address that the stub printed at its start, or an admin key',
  );
}

/** Rejects requests that may not see API keys. Those who share an admin key may not. */
export function guardSecrets(request: StubRequest, policy: AccessPolicy): Reply | undefined {
  const refused = guardAll(request, policy);
  if (refused !== undefined || policy.access !== 'key') return refused;
  return problem('keys-hidden', 'Where an admin key is set, API keys are not shown');
}

/** Whether a request has the admin key, or that of the console. */
function hasKey(request: StubRequest, { key }: AccessPolicy): boolean {
  const given = request.header('stub-admin-key');
  return key !== undefined && given !== undefined && isSameSecret(asUtf8(given), key);
}

/**
 * A browser says where a request comes from, and pages cannot make it lie; other clients say nothing. The name under
 * which a browser reached the stub tells whether a foreign domain has been pointed at this machine (DNS rebinding).
 * Such a page does not know an admin key.
 */
function refuseForeign(request: StubRequest, { access, hosts }: AccessPolicy): Reply | undefined {
  if (!isOwnPage(request)) return problem('origin-foreign', 'Pages of other origins may not use these routes');
  const name = hostName(request.header('host'));
  if (access !== 'open' || isUnclaimable(name) || hosts.includes(name)) return undefined;
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
