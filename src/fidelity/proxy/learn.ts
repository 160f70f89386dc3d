/** Adds to the fidelity file what the proxy has seen of the assumptions. */
import { stat } from 'node:fs/promises';
import { assumptionIds, valuesOf, type AssumptionChoices, type AssumptionId } from '../../contract/assumptions.ts';
import type { AssumptionFinding, Fidelity } from '../../contract/fidelity.ts';
import { version } from '../../lib/version.ts';
import { readFidelityFile, writeFidelityFile } from '../fidelity-file.ts';
import type { Judged } from './judged.ts';

/** What was added to a fidelity file. */
export interface Learned {
  readonly file: string;
  /** Choices that the service was seen to follow, and no other. */
  readonly confirmed: readonly string[];
  /** What the service does in place of what was in force. */
  readonly refuted: readonly string[];
  /** Assumptions that some replies speak for and others against; nothing was written of them. */
  readonly contradictory: readonly string[];
}

export interface Learner {
  /** The alternatives that are worth a trial with a reply that is as the stub's: those that were not ruled out yet. */
  open(): readonly (readonly [AssumptionId, string])[];
  /** Takes down that a reply would have been another one with an alternative. */
  ruleOut(id: AssumptionId, value: string, judged: Judged): void;
  /** Takes down what explains the drift of a reply. */
  see(judged: Judged): void;
  /** Writes the file if something was learned. */
  write(): Promise<Learned>;
}

/**
 * @param file the fidelity file; it need not be there
 * @param service base URL of the service, without credentials
 * @param choices what is in force
 * @throws FidelityFileError for a file that is none, and Error for one about another service; so does `write`
 */
export async function createLearner(file: string, service: string, choices: AssumptionChoices): Promise<Learner> {
  const startedAt = new Date().toISOString();
  // A mistake is told before anything is learned.
  await readPresent(file, service);
  const ruledOut = new Map<AssumptionId, Map<string, string>>();
  const refuted = new Map<AssumptionId, { value: string; seen: string; isUnsure: boolean }>();
  const inForce = (id: AssumptionId) => choices[id] ?? valuesOf(id)[0];
  const others = (id: AssumptionId) => valuesOf(id).filter((value) => value !== inForce(id));

  return {
    open: () =>
      assumptionIds.flatMap((id) =>
        others(id)
          .filter((value) => ruledOut.get(id)?.has(value) !== true)
          .map((value): [AssumptionId, string] => [id, value]),
      ),
    ruleOut(id, value, judged) {
      const values = ruledOut.get(id) ?? new Map<string, string>();
      ruledOut.set(id, values.set(value, sentenceOf(judged)));
    },
    see(judged) {
      for (const { because } of judged.drift) {
        // Where several explain it, none is known.
        if (because.length !== 1) continue;
        for (const choice of (because[0] as string).split(' and ')) {
          const [id, value] = choice.split('=') as [AssumptionId, string];
          const earlier = refuted.get(id);
          const isUnsure = earlier !== undefined && (earlier.isUnsure || earlier.value !== value);
          refuted.set(id, { value, seen: sentenceOf(judged), isUnsure });
        }
      }
    },
    async write() {
      const findings: Partial<Record<AssumptionId, AssumptionFinding>> = {};
      const checkedAt = new Date().toISOString();
      const contradictory: string[] = [];
      for (const id of assumptionIds) {
        const seen = [...(ruledOut.get(id)?.values() ?? [])];
        const isConfirmed = others(id).every((value) => ruledOut.get(id)?.has(value));
        const other = refuted.get(id);
        if (other && (other.isUnsure || ruledOut.get(id)?.has(other.value) === true)) contradictory.push(id);
        else if (other) findings[id] = findingOf(id, other.value, checkedAt, [other.seen]);
        else if (isConfirmed) findings[id] = findingOf(id, inForce(id), checkedAt, [...new Set(seen)]);
      }
      const learned = Object.entries(findings);
      const of = (isInForce: boolean) =>
        learned
          .filter(([id, { value }]) => (value === inForce(id as AssumptionId)) === isInForce)
          .map(([id, { value }]) => `${id}=${value}`);
      if (learned.length > 0) {
        const empty: Fidelity = {
          version: 1,
          tool: version,
          service,
          startedAt,
          readOnly: true,
          mark: 'use-case-stub proxy',
          created: [],
          assumptions: {},
        };
        // Since the start, a probe or another proxy may have written it.
        const base = (await readPresent(file, service)) ?? empty;
        const assumptions = { ...base.assumptions, ...findings };
        await writeFidelityFile(file, { ...base, finishedAt: base.finishedAt ?? checkedAt, assumptions });
      }
      return { file, confirmed: of(true), refuted: of(false), contradictory };
    },
  };
}

/** Confirmed and refuted are said of the stub's default, whatever was in force. */
function findingOf(id: AssumptionId, value: string, checkedAt: string, seen: readonly string[]): AssumptionFinding {
  return { result: value === valuesOf(id)[0] ? 'confirmed' : 'refuted', value, checkedAt, seen };
}

/** Names the request and the status, and no text of the service or its client. */
function sentenceOf({ method, operationId = 'another path', status = 0 }: Judged): string {
  return `${method} ${operationId}: ${status}, seen by use-case-stub proxy`;
}

async function readPresent(file: string, service: string): Promise<Fidelity | undefined> {
  const present = (await exists(file)) ? await readFidelityFile(file) : undefined;
  if (present !== undefined && present.service !== service)
    throw new Error(`${file} is about ${present.service}, not about ${service}; name another file by --fidelity`);
  return present;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
