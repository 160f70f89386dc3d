/** What is secret, and how it is shown instead. */

const SECRET_NAME = /key|token|secret|auth|cookie|password/i;

/** Whether a header, a parameter or a variable of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/**
 * Credentials are cut to what is enough to recognise one's own.
 * @param rawHeaders names and values in turn, as Node hands them over
 */
export function maskedHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] as string).toLowerCase();
    const value = rawHeaders[index + 1] as string;
    const shown = isSecretName(name) ? masked(value) : value;
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? shown : `${earlier}, ${shown}`);
  }
  return Object.fromEntries(headers);
}

/** A request's target without the values of parameters that are named like secrets. */
export function maskedUrl(url: string): string {
  return url.replace(/([?&])([^=&]*)=([^&]*)/g, (whole, mark: string, name: string) =>
    isSecretName(name) ? `${mark}${name}=***` : whole,
  );
}

/** Keeps the last four characters of a long secret, and nothing of a short one. */
export function masked(value: string): string {
  const [scheme = '', secret = value] = /^((?:bearer|basic|digest|token) +)(.*)$/i.exec(value)?.slice(1) ?? [];
  return `${scheme}${secret.length >= 16 ? `***${secret.slice(-4)}` : '***'}`;
}

/** A store's name without passwords. What is no store may be a secret in the wrong place, so it is masked as a whole. */
export function storeWithoutPassword(store: string): string {
  if (/^(memory$|sqlite:)/.test(store)) return store;
  if (!/^postgres(ql)?:\/\//.test(store)) return '***';
  return store.replace(/(\/\/[^/:@]*):.*@/, '$1:***@').replace(/([?&][^=&]*password)=[^&]*/gi, '$1=***');
}
