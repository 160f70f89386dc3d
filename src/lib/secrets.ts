/** What is secret, and how it is shown instead. */
import { joinHeaders } from './headers.ts';

/** `www-authenticate` says how to log in; it holds no secret. */
const SECRET_NAME =
  /key|token|secret|auth(?!enticate)|cookie|password|passwd|credential|jwt|session|signature|(^|[^a-z])(sig|pwd)([^a-z]|$)/i;
/** Headers whose value is an address. */
const ADDRESSES: ReadonlySet<string> = new Set(['referer', 'location', 'content-location']);

/** Whether a header, a parameter or a variable of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/**
 * Headers by name in lower case, with credentials masked.
 *
 * @param rawHeaders names and values in turn, as they were sent
 */
export function maskedHeaders(rawHeaders: readonly string[]): Record<string, string> {
  return Object.fromEntries(joinHeaders(rawHeaders, maskedHeader));
}

function maskedHeader(value: string, name: string): string {
  if (isSecretName(name)) return masked(value);
  return ADDRESSES.has(name) ? maskedUrl(value) : value;
}

/** An address or a request's target without user and password, and without the values of secret parameters. */
export function maskedUrl(url: string): string {
  return url
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1***@')
    .replace(/([?&])([^=&#]*)=([^&#]*)/g, (whole, mark: string, name: string) =>
      isSecretName(decoded(name)) ? `${mark}${name}=***` : whole,
    );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Keeps the last four characters of a long secret, so that its owner recognises it, and nothing of a short one. */
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
