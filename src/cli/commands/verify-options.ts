import { InvalidArgumentError, Option } from 'commander';
import type { AssumptionChoices } from '../../contract/assumptions.ts';
import { coverageUnits, readRequirement, type CoverageUnit, type RequiredCoverage } from '../../coverage/units.ts';
import { isObject, parseJson } from '../../lib/guards.ts';
import { providerName } from '../../pact/load-pact.ts';
import { wholeNumber } from '../../settings/kinds.ts';
import { CommandError } from '../exit-codes.ts';
import { assumptionOptions, option, parserOf } from '../options.ts';

/** The flags of `verify`, as commander reads them. */
export interface VerifyFlags {
  readonly providerUrl?: string;
  readonly header?: Readonly<Record<string, string>>;
  readonly stateUrl?: string;
  readonly states?: string;
  readonly spec?: string;
  readonly fidelity?: string | false;
  readonly assume?: AssumptionChoices;
  readonly provider: string;
  readonly allowUnknown?: boolean;
  readonly requireCoverage?: RequiredCoverage;
  readonly timeout: number;
  readonly brokerUrl?: string;
  readonly brokerToken?: string;
  readonly brokerUsername?: string;
  readonly brokerPassword?: string;
  readonly selector?: readonly object[];
  readonly pending?: boolean;
  readonly wipSince?: string;
  readonly publish?: boolean;
  readonly providerVersion?: string;
  readonly providerBranch?: string;
  readonly providerTag?: readonly string[];
  readonly buildUrl?: string;
  readonly junit?: string;
  readonly json?: boolean;
}

/** Flags of `verify`. The documentation's table is generated from this. */
export function verifyOptions(): Option[] {
  return [
    option(
      '--provider-url <url>',
      'verify this stub or API (default: a fresh stub for each pact)',
      'PROVIDER_URL',
    ).argParser(baseUrl),
    option(
      '--header <name: value>',
      'header for every request to the provider; repeat it for more. An authorization replaces that of the pact, except where 401 is expected',
      'HEADER',
    ).argParser(header),
    option(
      '--state-url <url>',
      "where Pact's state changes are sent to, if the provider is no stub",
      'STATE_URL',
    ).argParser(httpUrl),
    option('--states <file>', 'YAML or JSON that says what other names for states stand for', 'STATES'),
    option(
      '--spec <file>',
      'OpenAPI 3.1 document of the same API, such as a draft, in place of the built-in contract',
      'VERIFY_SPEC',
    ),
    ...assumptionOptions(),
    option('--provider <name>', "the provider's name in the pacts", 'PROVIDER').default(providerName).argParser(text),
    option('--allow-unknown', 'let requests have properties that the contract does not have', 'ALLOW_UNKNOWN'),
    option(
      '--require-coverage <percentage>',
      `fail when pacts cover less: 80% of every unit, or replies=80% of one (${coverageUnits.join(', ')}); repeat it for more`,
      'REQUIRE_COVERAGE',
    ).argParser(requirementOf(coverageUnits)),
    option('--timeout <ms>', 'how long one request may take', 'TIMEOUT')
      .default(30_000)
      .argParser(parserOf(wholeNumber(1, 600_000))),
    new Option('--broker-url <url>', 'Pact Broker that says which pacts to verify')
      .env('PACT_BROKER_BASE_URL')
      .argParser(httpUrl),
    new Option('--broker-token <token>', "the broker's bearer token").env('PACT_BROKER_TOKEN'),
    new Option('--broker-username <name>', "or a user's name").env('PACT_BROKER_USERNAME'),
    new Option('--broker-password <password>', 'and password').env('PACT_BROKER_PASSWORD'),
    option(
      '--selector <json>',
      'consumer version selector; repeat it for more (default: main branches, and what is deployed or released)',
      'SELECTOR',
    ).argParser(selector),
    option('--pending', 'let pacts fail that never passed, without breaking the build', 'PENDING'),
    option('--wip-since <date>', 'also verify pacts of feature branches since this day', 'WIP_SINCE').argParser(date),
    option('--publish', 'tell the broker the results; needs --provider-version', 'PUBLISH'),
    option('--provider-version <version>', 'version of the provider, such as its commit', 'PROVIDER_VERSION').argParser(
      text,
    ),
    option('--provider-branch <branch>', 'branch of the provider', 'PROVIDER_BRANCH').argParser(text),
    option('--provider-tag <tag>', 'a tag of it; repeat the flag for more', 'PROVIDER_TAG').argParser(list),
    option('--build-url <url>', 'address of a page that shows the results', 'BUILD_URL').argParser(httpUrl),
    option('--junit <file>', 'also write the results as JUnit XML', 'JUNIT'),
    option('--json', 'print the results as JSON', 'VERIFY_JSON'),
  ];
}

function httpUrl(value: string): string {
  if (isHttpUrl(value)) return value;
  throw new InvalidArgumentError('It must be a URL such as https://host/path.');
}

function isHttpUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.hash === '';
}

/** Reads the base URL of a provider. Commander repeats what it refuses; a password or a token may stand in this. */
export function baseUrl(value: string): string {
  const refused = (reason: string) => new CommandError('usage', `the base URL cannot be taken. ${reason}`);
  if (URL.parse(value)?.search) throw refused('Paths are put behind it, so it must not have a query.');
  if (!isHttpUrl(value)) throw refused('It must be a URL such as https://host/path.');
  return value;
}

/** A variable of a shell that is not set gives an empty text. */
function text(value: string): string {
  if (value.trim() !== '') return value;
  throw new InvalidArgumentError('It must not be empty.');
}

/** Reads a header, and adds it to those that were given before. */
export function header(value: string, earlier: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, content] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([^\r\n]*)$/.exec(value) ?? [];
  if (name === undefined || content === undefined) {
    // Commander would repeat the value, which may be a key.
    throw new CommandError('usage', '--header (or USE_CASE_STUB_HEADER) must be of the form "name: value"');
  }
  return { ...earlier, [name]: content.trim() };
}

function selector(value: string, earlier: readonly object[] = []): object[] {
  const parsed = parseJson(value);
  const selectors: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  if (selectors.length > 0 && selectors.every(isObject)) return [...earlier, ...selectors];
  throw new InvalidArgumentError('It must be a JSON object such as {"mainBranch":true}.');
}

/** Reads how much of these units has to be covered. */
export function requirementOf(units: readonly CoverageUnit[]) {
  return (value: string, earlier?: RequiredCoverage): RequiredCoverage => {
    try {
      return readRequirement(value, units, earlier);
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message);
    }
  };
}

function date(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))) return value;
  throw new InvalidArgumentError('It must be a day, as YYYY-MM-DD.');
}

function list(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, text(value)];
}
