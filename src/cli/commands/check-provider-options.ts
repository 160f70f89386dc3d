import type { Option } from 'commander';
import { settings } from '../../settings/settings.ts';
import { wholeNumber } from '../../settings/kinds.ts';
import { option, parserOf } from '../options.ts';
import { baseUrl, header } from './verify-options.ts';

/** The flags of `check-provider`, as commander reads them. */
export interface CheckProviderFlags {
  readonly providerUrl?: string;
  readonly header?: Readonly<Record<string, string>>;
  readonly readOnly?: boolean;
  readonly dryRun?: boolean;
  readonly seed: number;
  readonly requests: number;
  readonly timeout: number;
  readonly strict?: boolean;
  readonly junit?: string;
  readonly json?: boolean;
}

/** Flags of `check-provider`. The documentation's table is generated from this. */
export function checkProviderOptions(): Option[] {
  return [
    option(
      '--provider-url <url>',
      'base URL of the provider; the paths of the contract are put behind it',
      'PROVIDER_URL',
    ).argParser(baseUrl),
    option(
      '--header <name: value>',
      'header for every request, such as the API key; repeat it for more',
      'HEADER',
    ).argParser(header),
    option('--read-only', 'send only what changes nothing: list and get', 'CHECK_READ_ONLY'),
    option('--dry-run', 'send nothing, and show what would be sent', 'CHECK_DRY_RUN'),
    option('--seed <number>', 'what the generated requests derive from', 'CHECK_SEED')
      .default(settings.seed.default)
      .argParser(parserOf(settings.seed.kind)),
    option('--requests <number>', 'most requests that are sent', 'CHECK_REQUESTS')
      .default(500)
      .argParser(parserOf(wholeNumber(1, 100_000))),
    option('--timeout <ms>', 'how long one request may take', 'TIMEOUT')
      .default(30_000)
      .argParser(parserOf(wholeNumber(1, 600_000))),
    option('--strict', 'let what breaks an assumed rule fail as well', 'CHECK_STRICT'),
    option('--junit <file>', 'also write the results as JUnit XML', 'JUNIT'),
    option('--json', 'print the results as JSON', 'CHECK_JSON'),
  ];
}
