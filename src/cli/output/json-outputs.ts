/** What the commands print with `--json`. The schemas in schemas/ are generated from these types. */
import type { Fidelity } from '../../contract/fidelity.ts';
import type { FidelityChange, FidelityRow } from '../../fidelity/changes.ts';
import type { ProbeReport } from '../../fidelity/probe-report.ts';
import type { StubCoverage } from '../../coverage/suite.ts';
import type { UnitCoverage } from '../../coverage/units.ts';
import type { ComparisonReport } from '../../compare/comparison-report.ts';
import type { Certification } from '../../certify/certify.ts';
import type { UseCase } from '../../contract/types.ts';
import type { ProviderReport } from '../../check-provider/report.ts';
import type { Judged } from '../../fidelity/proxy/judged.ts';
import type { ProxySummary } from '../../fidelity/proxy/summary.ts';
import type { VerificationReport } from '../../pact/verify/verification-report.ts';
import type { Recording } from '../../record/record.ts';
import type { RunningScenario } from '../../store/port.ts';

/** `use-case-stub serve --json`: one line, once the stub listens. */
export interface ServeOutput {
  /** Base URL of the API. */
  readonly url: string;
  /** Address of the console, unless it is switched off. */
  readonly console?: string;
  /** The configuration file, if there is one. */
  readonly configFile?: string;
  /** The fidelity file, if there is one. */
  readonly fidelityFile?: string;
  /** Version of use-case-stub. */
  readonly version: string;
}

/** A setting with its value and where it comes from. Secrets are `***`. */
export interface ShownSetting {
  readonly value: string | number | boolean | null;
  readonly from: 'flag' | 'environment' | 'file' | 'default';
  /** The environment variable or the file, if it comes from one. */
  readonly origin?: string;
}

/** `use-case-stub config --json`. */
export interface ConfigOutput {
  readonly configFile: string | null;
  /** By name. */
  readonly settings: Readonly<Record<string, ShownSetting>>;
}

/** `use-case-stub fake --json`; with `--bodies`, without `id` and `organization_id`. */
export type FakeOutput = readonly (UseCase | Omit<UseCase, 'id' | 'organization_id'>)[];

/** `use-case-stub scenario --json`: `start` prints a scenario, `list` and `end` a list. */
export type ScenarioOutput = RunningScenario | readonly RunningScenario[];

/** `use-case-stub verify --json`. */
export interface VerifyOutput extends VerificationReport {
  /** The exit code of the command. */
  readonly exitCode: number;
}

/** `use-case-stub check-provider --json`. */
export interface CheckProviderOutput extends ProviderReport {
  /** The exit code of the command. */
  readonly exitCode: number;
}

/** `use-case-stub probe --json`. */
export interface ProbeOutput extends ProbeReport {
  /** The exit code of the command. */
  readonly exitCode: number;
  /** The file that was written, if one was. */
  readonly file?: string;
}

/** The file that `use-case-stub probe` writes, and that `--fidelity` names. */
export type FidelityFileOutput = Fidelity;

/** `use-case-stub fidelity --json`, of one file. */
interface ShownFidelity {
  /** The exit code of the command. */
  readonly exitCode: number;
  readonly file: string;
  readonly service: string;
  readonly startedAt: string;
  readonly finishedAt?: string;
  /** Whole days since the first of the replies that what is known rests on. */
  readonly ageDays: number;
  /** Whether that is so long ago that the service may do otherwise. */
  readonly isOld: boolean;
  readonly counts: { readonly confirmed: number; readonly refuted: number; readonly undecided: number };
  readonly assumptions: readonly FidelityRow[];
}

/** `use-case-stub fidelity OLD NEW --json`. */
interface ComparedFidelity {
  /** The exit code of the command. */
  readonly exitCode: number;
  readonly old: string;
  readonly new: string;
  readonly changes: readonly FidelityChange[];
}

/** `use-case-stub fidelity --json`: one file, or what is between two. */
export type FidelityOutput = ShownFidelity | ComparedFidelity;

/** `use-case-stub compare --json`. */
export interface CompareOutput extends ComparisonReport {
  /** The exit code of the command. */
  readonly exitCode: number;
}

/** `use-case-stub record --json`. */
export interface RecordOutput extends Recording {
  /** The exit code of the command. */
  readonly exitCode: number;
}

/** `use-case-stub coverage --json`. */
export interface CoverageOutput extends StubCoverage {
  /** The exit code of the command. */
  readonly exitCode: number;
  /** How much of each unit is covered. */
  readonly units: readonly UnitCoverage[];
}

/** `use-case-stub certify --json`. */
export interface CertifyOutput extends Certification {
  /** The exit code of the command. */
  readonly exitCode: number;
}

/** The first line of `use-case-stub proxy --json`: it listens. */
export interface ProxyStarted {
  readonly event: 'started';
  /** Address that clients use in place of the service's. */
  readonly url: string;
  /** Base URL of the service. */
  readonly service: string;
  /** Address of the console. */
  readonly console: string;
  /** Version of use-case-stub. */
  readonly version: string;
}

/** A line for each request that went through. */
export interface ProxyRequest extends Judged {
  readonly event: 'request';
}

/** The last line, once it was stopped. */
export interface ProxyEnded extends ProxySummary {
  readonly event: 'ended';
  /** The exit code of the command. */
  readonly exitCode: number;
}

/** `use-case-stub proxy --json`: JSON lines, each one of these. */
export type ProxyOutput = ProxyStarted | ProxyRequest | ProxyEnded;
