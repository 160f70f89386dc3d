/** Helpers for requests to addresses that a user gives. */
import { isCredential, isSecretName } from './secrets.ts';

/** A URL without its credentials, for reports and logs. */
export function withoutCredentials(url: string): string {
  return takeCredentials(url).url;
}

/** Moves the credentials of `https://user:password@host` into a header, as fetch takes them. */
export function takeCredentials(url: string): { readonly url: string; readonly headers: Record<string, string> } {
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.username === '' && parsed.password === '')) return { url, headers: {} };
  const { username, password } = parsed;
  parsed.username = '';
  parsed.password = '';
  return { url: parsed.href, headers: basic(decodeURIComponent(username), decodeURIComponent(password)) };
}

/** The header of basic authentication (RFC 7617). */
export function basic(username: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

const PRIVATE_CA =
  'no authority that is trusted here has signed its certificate; name the file of a private one by NODE_EXTRA_CA_CERTS';

/** The reason of an error of fetch or of the file system, in words. */
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
    UND_ERR_SOCKET: 'the connection was cut',
    DEPTH_ZERO_SELF_SIGNED_CERT: PRIVATE_CA,
    SELF_SIGNED_CERT_IN_CHAIN: PRIVATE_CA,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: PRIVATE_CA,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: PRIVATE_CA,
    CERT_HAS_EXPIRED: 'its certificate has expired',
    ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
    EPROTO: 'it does not speak TLS, so its address may begin with http: instead',
  };
  return (code !== undefined && known[code]) || message || code || String(error);
}

/**
 * Makes what replaces the secrets in some headers wherever they stand in a text.
 *
 * @param headers by name
 */
export function secretMask(headers: Readonly<Record<string, string>>): (text: string) => string {
  const secrets = Object.entries(headers)
    .filter(([name]) => isCredential(name))
    // Shorter ones are no secrets, and stand in many words. What no name says to be one may be a version or a year.
    .flatMap(([name, value]) => secretsIn(value).filter(({ length }) => length >= (isSecretName(name) ? 4 : 8)))
    // One may begin with another.
    .sort((one, other) => other.length - one.length);
  return (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}

/** A secret header's value, what is secret in it, and each as it stands in a URL. */
function secretsIn(value: string): string[] {
  const [, scheme = '', token = value] = /^(bearer|basic|token) +(.*)$/i.exec(value) ?? [];
  const user = scheme.toLowerCase() === 'basic' ? Buffer.from(token, 'base64').toString() : '';
  const all = [value, token, user, user.slice(user.indexOf(':') + 1)];
  return [...new Set([...all, ...all.map((each) => encodeURIComponent(each))])];
}
