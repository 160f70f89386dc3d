/** The journal as an HTTP Archive 1.2, a format that browsers' developer tools read. */
import { standingInBrackets, standingInWords } from '../../contract/standing.ts';
import { toPointer } from '../../lib/json-pointer.ts';
import { causeInWords } from '../../store/cause.ts';
import type { JournalEntry } from '../api.ts';
import { isCut } from './request-code.ts';

interface NameValue {
  readonly name: string;
  readonly value: string;
}

/**
 * @param entries in the order in which they came
 * @param origin of the stub
 */
export function harOf(entries: readonly JournalEntry[], origin: string, version: string): object {
  const comment = 'Secrets are masked. Bodies are cut to 16,384 characters.';
  return {
    log: {
      version: '1.2',
      creator: { name: 'use-case-stub', version },
      comment,
      entries: entries.map((entry) => harEntry(entry, origin)),
    },
  };
}

function harEntry(entry: JournalEntry, origin: string): object {
  const { time, milliseconds, method, url, headers, body, reply, replyHeaders = {}, status, cause, from } = entry;
  const wait = Math.max(0, milliseconds);
  const standing = standingInWords(entry);
  const findings = [...entry.issues, ...entry.warnings].map(
    (each) => `${toPointer(each.path) || 'body'}: ${each.message}${standingInBrackets(each)}`,
  );
  return {
    startedDateTime: time,
    time: wait,
    request: {
      method,
      url: origin + url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairsOf(headers),
      queryString: queryOf(url),
      headersSize: -1,
      bodySize: isCut(body) ? -1 : sizeOf(body),
      ...(body !== undefined && {
        postData: { mimeType: headers['content-type'] ?? '', params: [], text: body, ...cutComment(body) },
      }),
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairsOf(replyHeaders),
      content: {
        size: isCut(reply) ? -1 : sizeOf(reply),
        mimeType: replyHeaders['content-type'] ?? '',
        ...(reply !== undefined && { text: reply, ...cutComment(reply) }),
      },
      redirectURL: replyHeaders['location'] ?? '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait, receive: 0 },
    // Names of fields that the format does not have begin with an underscore.
    ...(cause && { _cause: cause }),
    ...(from && { _from: from }),
    ...(findings.length > 0 && { _findings: findings }),
    ...(standing !== '' && { _standing: standing }),
    comment: [entry.operationId, entry.verdict, entry.error, cause && causeInWords(cause)]
      .filter((each) => each !== undefined)
      .join(', '),
  };
}

function queryOf(url: string): readonly NameValue[] {
  const mark = url.indexOf('?');
  if (mark < 0) return [];
  return [...new URLSearchParams(url.slice(mark + 1))].map(([name, value]) => ({ name, value }));
}

function pairsOf(headers: Readonly<Record<string, string>>): readonly NameValue[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function sizeOf(text: string | undefined): number {
  return text === undefined ? 0 : new TextEncoder().encode(text).length;
}

function cutComment(text: string): object {
  return isCut(text) ? { comment: 'The beginning only.' } : {};
}
