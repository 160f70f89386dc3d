/** What is secret, and how it is shown instead. */
import { joinHeaders } from './headers.ts';

/** `www-authenticate` says how to log in; it holds no secret. */
const SECRET_NAME =
  /key|token|secret|auth(?!enticate)|cookie|pass(word|wd|phrase|code)|credential|assertion|bearer|jwt|session|signature|xsrf|csrf|dpop|(^|[^a-z])(sig|sid|pwd|pass|otp|pin)([^a-z]|$)/i;

/** Whether a header, a parameter or a variable of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Headers that say nothing of who asks. */
const HARMLESS =
  /^(accept(-(charset|encoding|language))?|cache-control|connection|content-(encoding|language|type)|dnt|host|origin|pragma|prefer|referer|trace(parent|state)|user-agent|x-(correlation|request)-id)$/i;

/** Whether a header that a user gives for a test may be what authorizes it: each may be, unless it is known to be none. */
export function isCredential(name: string): boolean {
  return !HARMLESS.test(name);
}

/**
 * Headers by name in lower case, with credentials masked.
 *
 * @param rawHeaders names and values in turn, as they were sent
 */
export function maskedHeaders(rawHeaders: readonly string[]): Record<string, string> {
  return Object.fromEntries(joinHeaders(rawHeaders, maskedHeader));
}

/** Proxies and browsers repeat addresses in headers of many names. */
function maskedHeader(value: string, name: string): string {
  if (isSecretName(name)) return masked(value);
  return value.includes('//') || value.includes('?') ? maskedUrl(value) : value;
}

/**
 * An address, a request's target, or a text with some in it, without users and passwords, and without the values of
 * parameters that are secret or have a secret in them.
 */
export function maskedUrl(url: string): string {
  return withoutUsers(url).replace(/([?&#])([^=?&#]*)=([^&#]*)/g, (whole, mark: string, name: string, value: string) =>
    isSecretName(decoded(name)) || hasSecret(decoded(value)) ? `${mark}${name}=***` : whole,
  );
}

function withoutUsers(text: string): string {
  return text.replace(/\/\/[^/?#@\s]*@/g, '//***@');
}

/** Whether the value of a parameter is an address with a secret, or goes on with another parameter after a semicolon. */
function hasSecret(value: string): boolean {
  if (withoutUsers(value) !== value) return true;
  return [...value.matchAll(/[?&;#]([^=?&;#]*)=/g)].some(([, name = '']) => isSecretName(name));
}

/** Percent-decoded, also where that was done twice. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.includes('%25') ? decodeURIComponent(text) : text);
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
