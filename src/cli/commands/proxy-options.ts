import type { Option } from 'commander';
import type { AssumptionChoices } from '../../contract/assumptions.ts';
import { wholeNumber } from '../../settings/kinds.ts';
import { settings } from '../../settings/settings.ts';
import { option, parserOf, readChoices } from '../options.ts';
import { baseUrl } from './verify-options.ts';

/** The flags of `proxy`, as commander reads them. */
export interface ProxyFlags {
  readonly url?: string;
  readonly port: number;
  readonly host: string;
  readonly ca?: string;
  readonly timeout: number;
  readonly maxBody: number;
  readonly maxMemory?: number;
  readonly drainTimeout: number;
  readonly assume?: AssumptionChoices;
  readonly fidelity?: string;
  readonly learn?: boolean;
  readonly record?: string;
  readonly seed: number;
  readonly json?: boolean;
}

/** The file of `--learn` where `--fidelity` names none. */
export const FIDELITY_NAME = 'use-case-stub.fidelity.json';

/** Flags of `proxy`. The documentation's table is generated from this. */
export function proxyOptions(): Option[] {
  return [
    option('--url <url>', 'base URL of the service, such as https://service.example/api/v1', 'PROXY_URL').argParser(
      baseUrl,
    ),
    option('--port <number>', 'port to listen on; 0 takes any free one', 'PROXY_PORT')
      .default(4011)
      .argParser(parserOf(settings.port.kind)),
    option('--host <address>', 'address to listen on', 'PROXY_HOST')
      .default(settings.host.default)
      .argParser(parserOf(settings.host.kind)),
    option('--ca <file>', 'certificates of authorities to trust as well, as PEM', 'PROXY_CA'),
    option('--timeout <ms>', 'how long the service may take to begin its reply', 'TIMEOUT')
      .default(30_000)
      .argParser(parserOf(wholeNumber(1, 600_000))),
    option('--max-body <bytes>', 'largest body that is judged; larger ones are only passed on', 'PROXY_MAX_BODY')
      .default(8_388_608)
      .argParser(parserOf(wholeNumber(1, 67_108_864))),
    option(
      '--max-memory <bytes>',
      'about how much memory journal, use cases and bodies may take together (default: half of the heap that Node allows itself)',
      'PROXY_MAX_MEMORY',
    ).argParser(parserOf(settings.maxMemory.kind)),
    option(
      '--drain-timeout <ms>',
      'how long replies under way may take after a signal, and then the judging of what waits for it',
      'DRAIN_TIMEOUT',
    )
      .default(settings.drainTimeout.default)
      .argParser(parserOf(settings.drainTimeout.kind)),
    option(
      '--assume <id=value>',
      'compare with a stub that assumes this, such as missing-key=400-zod; repeat it, or separate several by commas',
      'PROXY_ASSUME',
    ).argParser(readChoices),
    option(
      '--fidelity <file>',
      `compare with a stub that lives by this file (with --learn default: ${FIDELITY_NAME})`,
      'PROXY_FIDELITY',
    ),
    option('--learn', 'add to the fidelity file what the replies say of the assumptions', 'PROXY_LEARN'),
    option(
      '--record <file>',
      'write the use cases that were read as fixtures, with fakes for personal data',
      'PROXY_RECORD',
    ),
    option('--seed <number>', 'what the fakes of --record derive from', 'PROXY_SEED')
      .default(settings.seed.default)
      .argParser(parserOf(settings.seed.kind)),
    option('--json', 'print JSON lines', 'PROXY_JSON'),
  ];
}
