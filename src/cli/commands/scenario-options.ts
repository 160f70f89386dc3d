import { InvalidArgumentError, type Option } from 'commander';
import * as words from '../../organizations/scenario-words.ts';
import { settings } from '../../settings/settings.ts';
import { faults } from '../../store/port.ts';
import { CommandError } from '../exit-codes.ts';
import { option, parserOf } from '../options.ts';

/** The flags of every `scenario` command, as commander reads them. */
export interface ConnectionFlags {
  readonly url: string;
  readonly apiKey?: string;
  readonly adminKey?: string;
  readonly json?: boolean;
}

/** The flags of `scenario start`. */
export interface StartFlags extends ConnectionFlags, words.ScenarioFlags {}

const { scenarioWords } = words;

/** The flags that say which stub to ask, and about whose scenarios. */
export function connectionOptions(): Option[] {
  return [
    option('--url <url>', 'address of the stub, with or without /api/v1 or /__stub', 'CLIENT_URL')
      .default('http://localhost:4010')
      .argParser(baseUrl),
    option(
      '--api-key <key>',
      'the API key that your client sends; scenarios are those of its organization',
      'CLIENT_API_KEY',
    ),
    option('--admin-key <key>', 'the admin key, if the stub was started with one', 'CLIENT_ADMIN_KEY'),
    option('--json', 'print what the stub says as JSON', 'CLIENT_JSON'),
  ];
}

/** Flags of `scenario start` that are parts of a scenario; each is named as its part. */
export function startOptions(): Option[] {
  return [
    option('--operation <id>', 'hit this operation only, such as createUseCase', 'SCENARIO_OPERATION'),
    option('--header <name: value>', 'hit requests with this header; its name is enough', 'SCENARIO_HEADER').argParser(
      header,
    ),
    option('--body <json>', 'hit requests whose body has this in it', 'SCENARIO_BODY').argParser(
      parser(scenarioWords.body),
    ),
    option('--status <number>', 'answer with this status', 'SCENARIO_STATUS').argParser(parser(scenarioWords.status)),
    option('--example <name>', "answer the contract's example of this name", 'SCENARIO_EXAMPLE'),
    option('--reply-body <json>', 'answer this body', 'SCENARIO_REPLY_BODY').argParser(parser(scenarioWords.body)),
    option(
      '--reply-header <name: value>',
      'answer with this header as well; repeat it for more',
      'SCENARIO_REPLY_HEADER',
    ).argParser(parser(scenarioWords.replyHeader)),
    option(
      '--steps <steps>',
      'what happens to one request after the other: statuses such as 503,429, or a JSON list of steps',
      'SCENARIO_STEPS',
    ).argParser(parser(scenarioWords.steps)),
    option(
      '--outside-contract',
      'answer statuses, bodies and content types that the contract does not have',
      'SCENARIO_OUTSIDE_CONTRACT',
    ),
    option(
      '--delay <ms>',
      'wait, in milliseconds: 800; between two times: 100-500; or spread as latencies are: log-normal:120,0.6 (median and sigma)',
      'SCENARIO_DELAY',
    ).argParser(parser(scenarioWords.delay)),
    option('--fault <kind>', 'break the answer', 'SCENARIO_FAULT').choices(faults),
    option(
      '--times <number>',
      'how many requests it hits (default: all until it is ended)',
      'SCENARIO_TIMES',
    ).argParser(parser(scenarioWords.status)),
    option(
      '--probability <number>',
      'how likely a request is hit, from 0 to 1 (default: 1)',
      'SCENARIO_PROBABILITY',
    ).argParser(parser(scenarioWords.status)),
    option('--seed <number>', 'what decides which requests are hit (default: 1)', 'SCENARIO_SEED').argParser(
      parserOf(settings.seed.kind),
    ),
    option(
      '--because <reason>',
      'the reason, which replies repeat; replaces a scenario with the same reason (default: what the scenario does)',
      'SCENARIO_BECAUSE',
    ),
  ];
}

/** The scenario that the flags describe, as the admin API takes it. @throws CommandError when nothing is to happen */
export function scenarioOf(flags: StartFlags): object {
  try {
    return words.scenarioOf(flags);
  } catch (error) {
    if (!(error instanceof words.ScenarioWordError)) throw error;
    throw new CommandError('usage', `${error.message}; see "use-case-stub scenario start --help"`);
  }
}

/** Reads a flag as the setting `scenario` does. */
function parser<Value>(read: (value: string, earlier?: never) => Value): (value: string, earlier: Value) => Value {
  return (value, earlier) => {
    try {
      return read(value, earlier as never);
    } catch (error) {
      throw error instanceof words.ScenarioWordError ? new InvalidArgumentError(`It ${error.message}.`) : error;
    }
  };
}

/** The flag for a place in a scenario, such as `--operation` for `["match", "operation"]`. */
export function flagOf(path: readonly (string | number)[]): string | undefined {
  const [first, second] = path;
  const ofReply: Readonly<Record<string, string>> = {
    body: 'reply-body',
    headers: 'reply-header',
    outsideContract: 'outside-contract',
  };
  const part = first === 'match' ? second : (ofReply[String(first)] ?? first);
  return startOptions().find((each) => each.name() === part)?.long;
}

/** Its errors do not repeat the value, as commander's would: it may hold a password. */
function baseUrl(value: string): string {
  const url = URL.parse(value);
  const refused = (what: string) => new CommandError('usage', `--url (or USE_CASE_STUB_CLIENT_URL) ${what}`);
  if (url === null || !/^https?:$/.test(url.protocol)) throw refused('must be a URL such as http://localhost:4010');
  if (url.username !== '' || url.password !== '') throw refused('must not have a user or a password in it');
  if (url.search !== '' || url.hash !== '') throw refused('must not have a query; paths are put behind it');
  return url.origin + url.pathname.replace(/(?:\/api\/v1)?(?:\/__stub)?\/*$/, '');
}

/** Its errors do not repeat the value, which may hold an API key. */
function header(value: string, earlier?: object): object {
  try {
    return scenarioWords.header(value, earlier);
  } catch (error) {
    if (!(error instanceof words.ScenarioWordError)) throw error;
    throw new CommandError('usage', `--header (or USE_CASE_STUB_SCENARIO_HEADER) ${error.message}`);
  }
}
