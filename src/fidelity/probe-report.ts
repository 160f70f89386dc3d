/** What a probe comes to. */
import type { Fidelity } from '../contract/fidelity.ts';

/**
 * `done`: every assumption was looked at. `refused`: the service does not take the API key. `unreachable`: it does not
 * answer, stopped to, or is another service. `interrupted`: a signal ended the probe.
 */
export type ProbeVerdict = 'done' | 'refused' | 'unreachable' | 'interrupted';

/** Why assumptions stay open with `--read-only`. */
export const NOT_WRITTEN = 'only writing tells, and the probe was to read only';

/** A request that was sent, or with `--dry-run` would be. */
export interface ProbeRequest {
  /** Method, path, and what is odd about it. */
  readonly asked: string;
  /** The request as a curl command; secrets stand in it as shell variables. */
  readonly curl: string;
  /** The body, if it has one. */
  readonly body?: string;
  /** The status of the reply, if there was one. */
  readonly status?: number;
}

/** The result of a probe. */
export interface ProbeReport {
  /** Version of this format. It rises when a property goes or changes its meaning, not when one is added. */
  readonly schemaVersion: 1;
  readonly verdict: ProbeVerdict;
  /** Whether nothing was sent, and a stub inside the process answered instead. */
  readonly dryRun: boolean;
  /** Why the probe ended early, if it did. */
  readonly stopped?: string;
  readonly requests: readonly ProbeRequest[];
  /** What was found out, as the file has it. With `--dry-run` it says nothing of the service. */
  readonly fidelity: Fidelity;
}
