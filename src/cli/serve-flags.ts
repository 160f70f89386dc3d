import type { KnownKey } from '../organizations/organizations.ts';
import type { RateLimit } from '../organizations/rate-limit.ts';
import type { ValidationLevel } from '../use-cases/rules/rule-book.ts';
import type { LogStyle } from './output/log.ts';

/** What `serve` understands, as commander hands it over. */
export interface ServeFlags {
  readonly port: number;
  readonly host: string;
  readonly validation: ValidationLevel;
  readonly dynamic?: boolean;
  readonly apiKey?: readonly KnownKey[];
  readonly seed: number;
  readonly seedCount: number;
  readonly maxBody: number;
  readonly journal: number;
  readonly cors: 'on' | 'off';
  readonly spec?: string;
  readonly fixtures?: readonly string[];
  readonly store: string;
  readonly sqliteSynchronous: 'full' | 'normal';
  readonly log: LogStyle;
  readonly journalBytes: number;
  readonly maxOrganizations: number;
  readonly maxUseCases: number;
  readonly rateLimit?: RateLimit;
  readonly admin: 'on' | 'off';
  readonly adminKey?: string;
  readonly allowHost?: readonly string[];
  readonly drainTimeout: number;
  readonly drainLinger: number;
  readonly watch?: boolean;
  readonly open?: boolean;
  readonly json?: boolean;
  /** A configuration file, or false for none; undefined looks for one. */
  readonly config?: string | false;
}

/** A setting as it is written: what a flag takes several times is one text or several. */
type Written<Value> = Value extends readonly unknown[]
  ? string | readonly string[]
  : Value extends object
    ? string
    : Value;

/** What a configuration file says: flags of `serve` in camel case, with values as the flags take them. */
export type StubConfig = {
  readonly [Key in keyof ServeFlags as Exclude<Key, 'config'>]?: Written<ServeFlags[Key]>;
};

/** Lets an editor know what may stand in a `use-case-stub.config.ts`. */
export function defineConfig(config: StubConfig): StubConfig {
  return config;
}
