import { readHistory } from '../../bench/history.ts';
import { renderKeptRun } from '../../bench/page.ts';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import type { Option } from 'commander';
import { serveOptions } from '../../src/cli/options.ts';
import { compareOptions } from '../../src/cli/commands/compare.ts';
import { rules as changeRules, schemaRules } from '../../src/compare/rules.ts';
import { verifyOptions } from '../../src/cli/commands/verify-options.ts';
import { checkProviderOptions } from '../../src/cli/commands/check-provider-options.ts';
import { proxyOptions } from '../../src/cli/commands/proxy-options.ts';
import { probeOptions } from '../../src/cli/commands/probe-options.ts';
import { providerFindings } from '../../src/check-provider/report.ts';
import { adminData } from '../../src/contract/generated/admin/data.ts';
import { contractData } from '../../src/contract/generated/use-cases/data.ts';
import type { ContractData } from '../../src/contract/contract.ts';
import { describePools } from '../../src/lib/budget.ts';
import { errorCatalogue } from '../../src/contract/errors.ts';
import { variableOf } from '../../src/settings/names.ts';
import { settingOf, type SettingName } from '../../src/settings/settings.ts';
import { findingCatalogue, problemCatalogue } from '../../src/pact/verify/verification-report.ts';
import { stateNames, states } from '../../src/organizations/states/catalogue.ts';
import { rules } from '../../src/use-cases/rules/table.ts';
import { adminApi } from './admin-api.ts';
import { readAssumptions } from './assumptions.ts';
import { libraryReference } from './library.ts';
import { table } from './markdown.ts';

/** What is generated into the documentation, by the name that stands in its markers. */
const contents: Readonly<Record<string, (root: string) => string>> = {
  operations,
  rules: ruleTable,
  assumptions: assumptionTable,
  'plain-assumptions': plainAssumptionTable,
  settings: settingTable,
  'verify-flags': () => flags(verifyOptions()),
  'check-provider-flags': () => flags(checkProviderOptions()),
  'proxy-flags': () => flags(proxyOptions()),
  'check-provider-findings': () => byId('finding', providerFindings),
  'probe-flags': () => flags(probeOptions()),
  'compare-flags': () => flags(compareOptions()),
  'schema-rules': schemaRuleTable,
  'change-rules': changeRuleTable,
  findings,
  problems,
  'exit-codes': exitCodeTable,
  errors,
  bounds,
  states: stateTable,
  'admin-operations': adminOperations,
  'admin-api': adminApi,
  library: libraryReference,
  'kept-run': (root) => renderKeptRun(readHistory(root).at(-1)),
};

/**
 * Puts each example file between `<!-- example: FILE -->` and `<!-- end -->`.
 *
 * @param read reads a file, relative to the root of the repository
 */
export function fillExamples(text: string, read: (file: string) => string): string {
  return text.replace(
    /(<!-- example: (\S+) -->\n)[^]*?(<!-- end -->)/g,
    (_, start: string, file: string, end: string) => {
      const language = /\.[cm]?js$/.test(file) ? 'js' : (file.split('.').at(-1) ?? '');
      return `${start}\n\`\`\`${language}\n${read(file)}\`\`\`\n\n${end}`;
    },
  );
}

/**
 * Puts each table between `<!-- generated: NAME -->` and `<!-- end -->`.
 *
 * @throws Error for the name of a table that does not exist
 */
export function fillTables(text: string, root: string): string {
  return text.replace(
    /(<!-- generated: ([\w-]+) -->\n)[^]*?(<!-- end -->)/g,
    (_, start: string, name: string, end: string) => {
      const content = contents[name];
      if (content === undefined)
        throw new Error(`There is no table "${name}"; there are ${Object.keys(contents).join(', ')}`);
      return `${start}\n${content(root)}\n${end}`;
    },
  );
}

/** Rows that stand for several ids show one of them. */
const SHOWN: Readonly<Record<string, string>> = {
  'limit-set': 'max-length-set',
  'limit-tightened': 'max-length-decreased',
  'limit-loosened': 'max-length-increased',
  'limit-unset': 'max-length-unset',
  'form-added': 'pattern-added',
  'form-changed': 'pattern-changed',
  'form-removed': 'pattern-removed',
};

function schemaRuleTable(): string {
  const rows = Object.entries(schemaRules).map(([name, { request, response, explanation }]) => [
    `\`…-${SHOWN[name] ?? name}\``,
    request,
    response,
    explanation,
  ]);
  return table(['rule', 'request', 'reply', 'what has changed'], rows);
}

function changeRuleTable(): string {
  const rows = Object.entries(changeRules).map(([id, { level, explanation }]) => [`\`${id}\``, level, explanation]);
  return table(['rule', 'level', 'what has changed'], rows);
}

function operations(): string {
  const rows = (contractData as ContractData).operations.map((each) => [
    `\`${each.method} ${each.path}\``,
    `\`${each.operationId}\``,
    Object.keys(each.responses).join(' '),
    Object.values(each.responses)
      .flatMap((response) => Object.keys(response.examples))
      .map((name) => `\`${name}\``)
      .join(' '),
  ]);
  return table(['operation', 'id', '`Prefer: code=`', '`Prefer: example=`'], rows);
}

function adminOperations(): string {
  const rows = (adminData as ContractData).operations.map(({ method, path, schemes, summary }) => [
    `\`${method} /__stub${path}\``,
    schemes.length === 0
      ? 'the stub'
      : schemes.includes('adminKey')
        ? 'all organizations'
        : 'the organization of the API key',
    summary,
  ]);
  return table(['route', 'is about', 'what it does'], rows);
}

function ruleTable(): string {
  const rows = rules.map(({ id, source, fields, explanation, always }) => [
    `\`${id}\``,
    fields.map((field) => `\`${field}\``).join(' ') || 'any',
    always ? 'always refuses' : 'warns',
    source,
    explanation,
  ]);
  return table(['rule', 'looks at', 'at `standard`', 'source', 'what it wants, and why'], rows);
}

function assumptionTable(root: string): string {
  const rows = readAssumptions(root).rows.map(({ id, about, sentence, alternatives, source, because, probe }) => [
    `\`${id}\``,
    about,
    sentence,
    Object.entries(alternatives)
      .map(([name, text]) => `\`${name}\`: ${text}`)
      .join('<br>'),
    because === undefined ? source : `${source}: ${because}`,
    probe.map(({ send, body }) => `\`${send}${body === undefined ? '' : ` ${asSent(body)}`}\``).join('<br>'),
  ]);
  return table(['assumption', 'about', 'what the stub does', 'or else', 'source, and why', 'told apart by'], rows);
}

function plainAssumptionTable(root: string): string {
  const rows = readAssumptions(root).plain.map(({ about, sentence, source, refuses = [] }) => [
    about,
    sentence,
    source,
    refuses.map(({ error }) => `\`${error}\``).join(', '),
  ]);
  return table(['about', 'what the stub does', 'source', 'error'], rows);
}

function asSent(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function settingTable(): string {
  const rows = serveOptions().map((option) => {
    const name = option.attributeName() as SettingName;
    const { default: standard, scope } = settingOf(name);
    return [
      `\`${name}\`${scope === 'stub' ? ' \\*' : ''}`,
      `\`${option.flags.replaceAll('|', '\\|')}\``,
      `\`${variableOf(name)}\``,
      standard === undefined || standard === false ? '' : `\`${standard === true ? 'on' : standard}\``,
      option.description.replace(' (default: on)', ''),
    ];
  });
  return table(['setting', 'flag', 'environment', 'default', 'meaning'], rows);
}

function flags(options: readonly Option[]): string {
  const rows = options.map(({ flags: names, envVar, defaultValue, description }) => [
    `\`${names.replaceAll('|', '\\|')}\``,
    `\`${envVar ?? ''}\``,
    defaultValue === undefined ? '' : `\`${String(defaultValue)}\``,
    description,
  ]);
  return table(['flag', 'environment', 'default', 'meaning'], rows);
}

function exitCodeTable(): string {
  return table(
    ['code', 'meaning'],
    Object.values(exitCodes).map(({ code, meaning }) => [String(code), meaning]),
  );
}

function bounds(): string {
  const mebibytes = [128, 2_048];
  const [small = [], large = []] = mebibytes.map((each) => describePools(each * 1024 ** 2));
  const rows = small.map(({ holds, limit, beyond }, index) => [
    holds,
    limit.toLocaleString('en'),
    (large[index]?.limit ?? 0).toLocaleString('en'),
    beyond,
  ]);
  return table(['at a time', ...mebibytes.map((each) => `of ${each.toLocaleString('en')} MiB`), 'beyond'], rows);
}

function errors(): string {
  const rows = Object.entries(errorCatalogue).map(([id, { status, explanation }]) => [
    `\`${id}\``,
    String(status),
    explanation,
  ]);
  return table(['`stub-error`', 'status', 'when'], rows);
}

function findings(): string {
  const rows = Object.entries(findingCatalogue).map(([id, { severity, explanation }]) => [
    `\`${id}\``,
    severity === 'error' ? 'breaks the pact' : 'is a warning',
    explanation,
  ]);
  return table(['finding', 'effect', 'when'], rows);
}

function problems(): string {
  return byId('problem', problemCatalogue);
}

/** A catalogue of sentences. */
function byId(kind: string, catalogue: Readonly<Record<string, string>>): string {
  const rows = Object.entries(catalogue).map(([id, explanation]) => [`\`${id}\``, explanation]);
  return table([kind, 'when'], rows);
}

function stateTable(): string {
  const rows = stateNames.map((name) => {
    const { description, parameters, values } = states[name];
    const described = Object.entries(parameters)
      .filter(([, { meaning }]) => meaning !== '')
      .map(([parameter, { type, meaning }]) => `\`${parameter}\` (${type}): ${meaning}`);
    const anyField = Object.values(parameters).some(({ meaning }) => meaning === '');
    return [
      `\`${name}\``,
      description,
      [...(anyField ? ['any field of a use case'] : []), ...described].join('; ') || 'none',
      values.map((value) => `\`${value}\``).join(' '),
    ];
  });
  return table(['state', 'what it does', 'parameters', 'gives'], rows);
}
