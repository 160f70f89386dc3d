import type { Option } from 'commander';
import { wholeNumber } from '../../settings/kinds.ts';
import { FIDELITY_FILE } from '../../settings/settings.ts';
import { option, parserOf } from '../options.ts';
import { baseUrl, header } from './verify-options.ts';

/** The flags of `probe`, as commander reads them. */
export interface ProbeFlags {
  readonly url?: string;
  readonly header?: Readonly<Record<string, string>>;
  readonly output: string;
  readonly readOnly?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly continue?: boolean;
  readonly ca?: string;
  readonly timeout: number;
  readonly json?: boolean;
}

/** Flags of `probe`. The documentation's table is generated from this. */
export function probeOptions(): Option[] {
  return [
    option('--url <url>', 'base URL of the real API; its paths are put behind it', 'PROBE_URL').argParser(baseUrl),
    option(
      '--header <name: value>',
      'header for every request, such as the API key; repeat it for more',
      'HEADER',
    ).argParser(header),
    option('--output <file>', 'where what was found is written', 'PROBE_OUTPUT').default(FIDELITY_FILE),
    option('--read-only', 'send only what changes nothing, which settles fewer assumptions', 'PROBE_READ_ONLY'),
    option('--dry-run', 'send nothing, and show what would be sent', 'PROBE_DRY_RUN'),
    option('--yes', 'do not ask before something is created', 'PROBE_YES'),
    option('--continue', 'go on with a probe that was stopped', 'PROBE_CONTINUE'),
    option('--ca <file>', 'certificates of authorities to trust as well, as PEM', 'PROBE_CA'),
    option('--timeout <ms>', 'how long one request may take', 'TIMEOUT')
      .default(30_000)
      .argParser(parserOf(wholeNumber(1, 600_000))),
    option('--json', 'print the results as JSON', 'PROBE_JSON'),
  ];
}
