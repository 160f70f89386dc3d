import { asObject, isObject } from '../../lib/guards.ts';
import { escapeStep, toPointer } from '../../lib/json-pointer.ts';
import { knownId } from '../../organizations/states/catalogue.ts';
import { isRefusal } from './expressions.ts';
import { statusRule } from './matching-rules.ts';
import type { Mismatch, NativeResult } from './native.ts';
import { stepIntoBody } from './pact-body.ts';
import type { Interaction, PactDocument } from './pact-document.ts';
import { finding, type Finding, type RecordedExchange } from './verification-report.ts';

/**
 * Turns what Pact's core says about an interaction into findings, with places and probable fixes.
 *
 * @param recorded the exchange that the stub recorded, if there is one
 * @param timeout milliseconds that one request may take
 */
export function answerFindings(
  pact: PactDocument,
  interaction: Interaction,
  result: NativeResult,
  recorded: RecordedExchange | undefined,
  timeout: number,
): Finding[] {
  if (result.kind === 'verified') return [];
  const at = (pointer: string) => ({ pactPointer: pointer, line: pact.lineOf(pointer) });
  if (result.kind === 'error')
    return [finding('not-verifiable', { message: formatError(result.message, timeout), ...at(interaction.pointer) })];
  const status = result.mismatches.find(({ type }) => type === 'StatusMismatch');
  // The body of a reply with another status tells nothing more.
  const relevant = status ? [status] : result.mismatches;
  return relevant.map((mismatch) => {
    const pointer = pointerOf(mismatch, interaction);
    const refusal = refusalIn(mismatch);
    if (refusal !== undefined) return finding('not-verifiable', { message: refusal, ...at(pointer), fix: FIX_RULE });
    const fix = fixOf(mismatch, interaction, recorded);
    const { request: _request, status: _status, reply: _reply, ...trust } = recorded ?? {};
    return finding('answer-differs', {
      message: messageOf(mismatch, interaction),
      ...at(pointer),
      ...(mismatch.type === 'BodyMismatch' && isShort(mismatch) && { actual: parsed(mismatch.actual) }),
      ...(mismatch.type === 'BodyMismatch' && isShort(mismatch) && { expected: parsed(mismatch.expected) }),
      ...(status && { expected: wantedStatus(interaction), actual: status.actual }),
      ...(fix !== undefined && { fix }),
      ...trust,
    });
  });
}

function formatError(message: string, timeout: number): string {
  if (!message.includes('error sending request')) return message;
  return `the provider did not answer: it took longer than ${timeout} ms, or closed the connection`;
}

/** The finding for an interaction that Pact's core could not cope with. */
export function crashFinding(pact: PactDocument, interaction: Interaction, reason: string): Finding {
  const at = (pointer: string) => ({ pactPointer: pointer, line: pact.lineOf(pointer) });
  if (reason.includes('retry-limit')) {
    const [place = interaction.pointer, ...more] = expressionsIn(interaction.json, interaction.pointer);
    const many =
      more.length > 0
        ? `one of ${more.length + 1} regular expressions, the first of which stands here,`
        : 'the regular expression';
    return finding('expression-too-slow', {
      message: `${many} of a matching rule takes too many steps: it can match one text in too many ways`,
      fix: 'rewrite it without a repetition inside a repetition, or use a matcher on the type',
      ...at(place),
    });
  }
  return finding('not-verifiable', { message: reason, ...at(interaction.pointer) });
}

/** The status that the consumer expects; where a rule tells it, its name. */
function wantedStatus({ json, status }: Interaction): number | string {
  return statusRule(asObject(json['response']) ?? {})?.name ?? status;
}

const FIX_RULE = 'correct the matching rule of this place';

/** What Pact's core says of a rule that is wrong in itself, whatever the provider answers. */
function refusalIn({ mismatch = '' }: Mismatch): string | undefined {
  if (!isRefusal(mismatch)) return undefined;
  const [, name] = /^Could not apply the '(.*?)' matching rule/.exec(mismatch) ?? [];
  return name === undefined ? `${mismatch.slice(0, 500)}` : `Pact has no matching rule "${name}"`;
}

function messageOf({ type, mismatch, expected, actual, key, path }: Mismatch, { json }: Interaction): string {
  if (type === 'StatusMismatch') {
    const wanted = statusRule(asObject(json['response']) ?? {})?.name ?? `status ${String(expected)}`;
    return `expected ${wanted}, but the provider answered ${String(actual)}`;
  }
  const where =
    type === 'BodyMismatch' && path !== undefined && path !== '$' ? `${path}: ` : key ? `header ${key}: ` : '';
  const words = (mismatch ?? type).slice(0, 500);
  return where !== '' && words.startsWith(where.trim()) ? words : `${where}${words}`;
}

/** Long values, such as whole bodies, are left out: the message tells more. */
function isShort({ expected, actual }: Mismatch): boolean {
  return String(expected).length <= 200 && String(actual).length <= 200;
}

/** The core gives JSON values as text. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function pointerOf({ type, path, key }: Mismatch, { pointer, json }: Interaction): string {
  const response = `${pointer}/response`;
  if (type === 'StatusMismatch') return `${response}/status`;
  if (type.startsWith('Header')) return `${response}/headers/${escapeStep(key ?? '')}`;
  const body = asObject(json['response'])?.['body'];
  return [`${response}/body`, ...stepIntoBody(body), ...keysOf(path ?? '$').map(escapeStep)].join('/');
}

/** Keys of a JSON path such as `$.issues[0]['path']`. */
function keysOf(path: string): string[] {
  return [...path.matchAll(/\.([^.[\]]+)|\[(\d+|\*)\]|\['([^']*)'\]/g)].map(
    ([, name, index, quoted]) => name ?? index ?? quoted ?? '',
  );
}

function fixOf(
  mismatch: Mismatch,
  interaction: Interaction,
  recorded: RecordedExchange | undefined,
): string | undefined {
  if (mismatch.type === 'StatusMismatch') return fixOfStatus(Number(mismatch.actual), interaction, recorded);
  if (/ to match '/.test(mismatch.mismatch ?? ''))
    return 'a regular expression has to match the whole text, not a part of it';
  const words = mismatch.type === 'BodyMismatch' ? (mismatch.mismatch ?? '') : '';
  if (recorded?.reply === '[]' && interaction.states.length === 0 && /minimum size|received 0 elements/.test(words))
    return 'give the interaction the state "several use cases exist": without a state the list is empty';
  if (interaction.status < 400 && /missing the following keys/.test(words)) {
    return 'only id and organization_id are promised; ask for other fields in the state, as in given("a use case exists", { name: "…" })';
  }
  return undefined;
}

function fixOfStatus(
  actual: number,
  interaction: Interaction,
  recorded: RecordedExchange | undefined,
): string | undefined {
  const { status, authorization, states, expressions, path, requestPath } = interaction;
  if (actual === 401 && authorization === undefined) return 'send the header "authorization: Bearer API_KEY"';
  if (actual === 415 && status !== 415) return 'send the header "content-type: application/json"';
  if (actual === 400 && status < 400)
    return `send what the API accepts; it says ${issuesIn(recorded) ?? 'that the request is invalid'}`;
  if (actual === 404 && status !== 404 && /\/use-cases\/[^/]+$/.test(requestPath)) {
    if (states.length === 0) return 'give the interaction the state "a use case exists"';
    if (expressions.length === 0 && !path.endsWith(knownId))
      return `take the id from the state, as in fromProviderState('/use-cases/\${id}', '/use-cases/${knownId}'); without parameters "a use case exists" has the id ${knownId}`;
  }
  const situations: Record<number, string> = {
    401: 'give it the state "the API key is not known", or send no authorization header',
    404: 'give it the state "no use cases exist"',
    429: 'give it the state "the API is rate limiting"',
    500: 'give it the state "the API is failing"',
    503: 'give it the state "the API is failing" with { "status": 503 }',
  };
  const situation = actual < 400 ? situations[status] : undefined;
  // A state that the interaction has already is no advice.
  return states.some(({ name }) => situation?.includes(`"${name}"`)) ? undefined : situation;
}

/** The issues that the stub reported for the request, on one line. */
function issuesIn(recorded: RecordedExchange | undefined): string | undefined {
  try {
    const { issues } = JSON.parse(recorded?.reply ?? '') as {
      issues: { path: (string | number)[]; message: string }[];
    };
    return issues
      .map(({ path, message }) => `${toPointer(path) || 'body'}: ${message}`)
      .slice(0, 3)
      .join('; ');
  } catch {
    return undefined;
  }
}

/** JSON pointers to the regular expressions in an interaction's matching rules. */
function expressionsIn(value: unknown, pointer: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => expressionsIn(each, `${pointer}/${index}`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'regex' && typeof each === 'string'
      ? [`${pointer}/regex`]
      : expressionsIn(each, `${pointer}/${escapeStep(key)}`),
  );
}
