/** Helpers for requests to addresses that a user gives. */

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
