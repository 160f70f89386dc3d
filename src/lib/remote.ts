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
  };
  return (code !== undefined && known[code]) || message || code || String(error);
}
