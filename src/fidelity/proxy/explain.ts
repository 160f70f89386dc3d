/** Looks for the alternatives of assumptions with which the stub would have answered as the service did. */
import { assumptionIds, valuesOf, type AssumptionChoices, type AssumptionId } from '../../contract/assumptions.ts';
import type { InForce } from '../../contract/behavior.ts';
import type { Trust } from '../../contract/types.ts';
import { isObject, parseJson } from '../../lib/guards.ts';
import { trustOfAssumption } from '../../requests/trust.ts';
import { isSameDifference, type Difference } from './compare-replies.ts';
import type { Asked } from './shadow.ts';

/** A difference with what explains it. */
export interface Explained extends Difference {
  /** Choices such as `missing-key=400-zod`, each of which explains it; empty: none does. */
  readonly because: readonly string[];
}

/** A difference that speaks against what the stub lives by. */
export interface Drift extends Explained {
  /** How far can be trusted what it speaks against: assumptions that explain it, or else what the stub answered. */
  readonly against: readonly Trust[];
}

/** What a stub with other assumptions would have answered, and how that differs from the service's reply. */
export interface Trial {
  readonly answer: Asked;
  readonly differences: readonly Difference[];
}

/** What explains a reply. */
export interface Explanation {
  readonly drift: readonly Explained[];
  /** The assumptions with which the stub would have answered so; undefined where none, or several, of them would do. */
  readonly choices: AssumptionChoices | undefined;
}

/** Assumptions that together explain one reply. */
const MOST_TOGETHER = 6;

/**
 * @param inForce the assumptions that the stub lives by
 * @param base what it would have answered
 * @param attempt asks what it would have answered with other assumptions besides
 * @returns the differences, each with what explains it
 */
export async function explain(
  inForce: AssumptionChoices,
  base: Trial,
  attempt: (others: AssumptionChoices) => Promise<Trial>,
): Promise<Explanation> {
  const explained: Explained[] = [];
  let chosen: AssumptionChoices = {};
  let left = base;
  // Those that bring the status nearer, but only together with another one make it the service's.
  let needed: string[] = [];
  for (let round = 0; round < MOST_TOGETHER && left.differences.length > 0; round++) {
    const better: { choice: string; choices: AssumptionChoices; trial: Trial }[] = [];
    for (const [id, value] of alternatives(inForce, chosen)) {
      const choices = { ...chosen, [id]: value };
      const trial = await attempt(choices);
      if (isBetter(trial, left)) better.push({ choice: `${id}=${value}`, choices, trial });
    }
    const fewest = Math.min(...better.map(({ trial }) => sizeOf(trial)));
    const best = better.filter(({ trial }) => sizeOf(trial) === fewest);
    const [first] = best;
    if (first === undefined) break;
    for (const difference of left.differences) {
      if (has(first.trial, difference)) continue;
      const alone = best.filter(({ trial }) => !has(trial, difference)).map(({ choice }) => choice);
      explained.push({ ...difference, because: alone.map((choice) => [...needed, choice].join(' and ')) });
    }
    needed = isOther(first.trial) ? [...needed, first.choice] : [];
    chosen = first.choices;
    left = first.trial;
  }
  const unexplained = (each: Difference): Explained => ({ ...each, because: [] });
  if (isOther(left)) return { drift: base.differences.map(unexplained), choices: undefined };
  const drift = [...explained, ...left.differences.map(unexplained)];
  return { drift, choices: drift.every(({ because }) => because.length === 1) ? chosen : undefined };
}

/** What may be true instead of what is in force. */
function alternatives(inForce: AssumptionChoices, chosen: AssumptionChoices): [AssumptionId, string][] {
  return assumptionIds
    .filter((id) => chosen[id] === undefined)
    .flatMap((id) => {
      const now = inForce[id] ?? valuesOf(id)[0];
      return valuesOf(id)
        .filter((value) => value !== now)
        .map((value): [AssumptionId, string] => [id, value]);
    });
}

/** Nearer to the service's reply: another status counts most, then the issues of the refusal, then each difference. */
function isBetter(trial: Trial, before: Trial): boolean {
  if (sizeOf(trial) >= sizeOf(before)) return false;
  return isOther(before) || trial.differences.every((each) => has(before, each));
}

function sizeOf({ answer, differences }: Trial): number {
  if (!isOther({ differences })) return differences.length;
  const body = parseJson(answer.reply.text);
  const issues = isObject(body) && Array.isArray(body['issues']) ? body['issues'].length : 1;
  return 1_000 + issues;
}

function isOther({ differences }: Pick<Trial, 'differences'>): boolean {
  return differences.some(({ at }) => at === 'status');
}

function has({ differences }: Trial, difference: Difference): boolean {
  return differences.some((each) => isSameDifference(each, difference));
}

/** The assumptions that are in force and that choices such as `missing-key=400-zod` contradict, each once. */
export function contradicted(because: readonly string[], inForce: InForce): readonly Trust[] {
  const ids = because.flatMap((each) => each.split(' and ')).map((choice) => choice.split('=', 1)[0] as AssumptionId);
  return [...new Set(ids)].map((id) => trustOfAssumption(id, inForce));
}
