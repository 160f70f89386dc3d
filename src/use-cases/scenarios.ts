import type { Organization } from './organizations.ts';

/** A planned misbehaviour of the API towards one organization. */
export interface Scenario {
  /** Why it is there; the `stub-state` header repeats it, so that nobody takes it for a real failure. */
  readonly because: string;
  /** Answer with this status. */
  readonly status?: number;
  /** Headers of that answer, beside those of the contract's example. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Pretend that the API key is nobody's. */
  readonly keyUnknown?: boolean;
  /** Milliseconds that the answer waits. */
  readonly delay?: number;
  /** For so many requests; without it until the organization is reset. */
  readonly times?: number;
}

/** A scenario with the number of requests that it still applies to. */
export interface RunningScenario extends Scenario {
  left: number;
}

/** Starts a scenario; one of the same reason gives way to it. */
export function startScenario(organization: Organization, scenario: Scenario): void {
  const others = organization.scenarios.filter(({ because }) => because !== scenario.because);
  organization.scenarios = [...others, { ...scenario, left: scenario.times ?? Infinity }];
}

/** The scenarios that apply to the next request. Takes it off their count. */
export function nextScenarios(organization: Organization): readonly RunningScenario[] {
  const applying = organization.scenarios;
  if (applying.length === 0) return applying;
  for (const scenario of applying) scenario.left--;
  organization.scenarios = applying.filter(({ left }) => left > 0);
  return applying;
}
