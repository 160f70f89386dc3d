import { asObject, isObject } from '../../lib/guards.ts';
import { contentOfBody, stepIntoBody, type Interaction, type PactDocument } from './pact-document.ts';
import { finding, type Finding } from './verification-report.ts';

/**
 * Finds error messages that a consumer expects word for word. The contract promises a message, but not its wording. The
 * comparator does not find them, because it ignores matching rules.
 */
export function exactTexts(pact: PactDocument, { json, status, pointer }: Interaction): Finding[] {
  const response = asObject(json['response']);
  if (status < 400 || response === undefined) return [];
  const { body, matchingRules } = response;
  const loose = looseRules(matchingRules);
  const place = [`${pointer}/response/body`, ...stepIntoBody(body)].join('/');
  return messagesIn(contentOfBody(body))
    .filter(({ path }) => !loose.some((rule) => rule.test(path)))
    .map(({ path, text }) => {
      const keys = path.replaceAll('[', '.').replaceAll(']', '').split('.').slice(1);
      const at = `${place}${keys.map((key) => `/${key}`).join('')}`;
      return finding('exact-text', {
        message: 'expects an error message word for word; the contract promises a message, but not its wording',
        pactPointer: at,
        line: pact.lineOf(at),
        expected: text,
        fix: 'match it by its type',
      });
    });
}

/** Texts in properties called `message`, with their JSON paths. */
function messagesIn(value: unknown, path = '$'): { readonly path: string; readonly text: string }[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => messagesIn(each, `${path}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'message' && typeof each === 'string'
      ? [{ path: `${path}.message`, text: each }]
      : messagesIn(each, `${path}.${key}`),
  );
}

/**
 * The rules that accept more than one text, as expressions for the paths that they apply to. A rule also applies to all
 * paths below its own. Up to version 2, rules are in one flat map; later they are grouped by part of the response.
 */
function looseRules(rules: unknown): RegExp[] {
  if (!isObject(rules)) return [];
  const flat = Object.entries(rules).filter(([path]) => path.startsWith('$.body'));
  const grouped = Object.entries(asObject(rules['body']) ?? {});
  return [...flat.map(([path, rule]): [string, unknown] => [path.replace('$.body', '$'), rule]), ...grouped]
    .filter(([, rule]) => isLoose(rule))
    .map(([path]) => pathExpression(path));
}

function isLoose(rule: unknown): boolean {
  if (!isObject(rule)) return false;
  const matchers: unknown[] = Array.isArray(rule['matchers']) ? rule['matchers'] : [rule];
  return matchers.some((each) => isObject(each) && typeof each['match'] === 'string' && each['match'] !== 'equality');
}

function pathExpression(path: string): RegExp {
  const plainPath = path.replace(/\['([^']*)'\]/g, '.$1');
  const escaped = plainPath.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const wild = escaped.replaceAll('\\[\\*\\]', '\\[\\d+\\]').replaceAll('\\.\\*', '\\.[^.[]+');
  return new RegExp(`^${wild}(?=$|[.[])`);
}
