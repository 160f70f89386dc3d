/** What a fidelity file says, in rows; and what has changed between two of them. */
import { loadAssumptions, type Assumption, type AssumptionId } from '../contract/assumptions.ts';
import { fittingValue, type AssumptionFinding, type Fidelity } from '../contract/fidelity.ts';

/** An assumption, and what a probe found out about it. */
export interface FidelityRow {
  readonly id: AssumptionId;
  /** The operation, field or part of HTTP. */
  readonly about: string;
  readonly result: AssumptionFinding['result'];
  /** The name of the way that the service goes. */
  readonly value?: string;
  /** What the service does, or what is assumed where that is not known. */
  readonly sentence: string;
  /** What is assumed, where the service does otherwise: the sentence alone says little then. */
  readonly assumed?: string;
  readonly because?: string;
  readonly checkedAt?: string;
  readonly seen?: readonly string[];
}

/** What has changed about an assumption. `changed`: the service does otherwise. `learned`, `lost`: it is known now, or no longer. */
export interface FidelityChange {
  readonly id: AssumptionId;
  readonly about: string;
  readonly change: 'changed' | 'learned' | 'lost';
  readonly old: FidelityRow;
  readonly new: FidelityRow;
}

/** Days after which a service may well do otherwise. */
export const OLD_AFTER_DAYS = 90;

/** Whole days since the first of the replies that what is known rests on; since the probe, where nothing is known. */
export function ageOf(fidelity: Fidelity, now: Date): number {
  const known = Object.values(fidelity.assumptions).filter(({ result }) => result !== 'undecided');
  const times = known.map(({ checkedAt }) => checkedAt);
  return Math.max(...(times.length > 0 ? times : [fidelity.startedAt]).map((time) => daysSince(time, now)));
}

/** What is known from replies so old that the service may well do otherwise. The proxy may have added newer ones. */
export function oldRows(rows: readonly FidelityRow[], now: Date): readonly FidelityRow[] {
  return rows.filter(
    ({ result, checkedAt }) =>
      result !== 'undecided' && checkedAt !== undefined && daysSince(checkedAt, now) > OLD_AFTER_DAYS,
  );
}

function daysSince(time: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(time)) / 86_400_000));
}

/** A row for each assumption, in the table's order. */
export async function rowsOf(fidelity: Fidelity): Promise<FidelityRow[]> {
  const all = await loadAssumptions();
  return all.map((assumption) => rowOf(assumption, fidelity.assumptions[assumption.id]));
}

function rowOf(assumption: Assumption, finding: AssumptionFinding | undefined): FidelityRow {
  const { id, about } = assumption;
  if (finding === undefined)
    return { id, about, result: 'undecided', sentence: assumption.sentence, because: 'it was not asked' };
  const value = fittingValue(id, finding);
  const other = value === undefined || value === assumption.default ? undefined : assumption.alternatives[value];
  const { result, because, checkedAt, seen } = finding;
  return {
    id,
    about,
    result,
    ...(value !== undefined && { value }),
    sentence: other ?? assumption.sentence,
    ...(other !== undefined && { assumed: assumption.sentence }),
    ...(because !== undefined && { because }),
    checkedAt,
    ...(seen && { seen }),
  };
}

/** What the service does otherwise than it did, and what is known now that was not, or the other way round. */
export async function changesBetween(one: Fidelity, other: Fidelity): Promise<FidelityChange[]> {
  const [before, after] = await Promise.all([rowsOf(one), rowsOf(other)]);
  return before.flatMap((old, index) => {
    const row = after[index] as FidelityRow;
    const change = changeOf(old, row);
    return change === undefined ? [] : [{ id: old.id, about: old.about, change, old, new: row }];
  });
}

function changeOf(old: FidelityRow, row: FidelityRow): FidelityChange['change'] | undefined {
  const [wasOpen, isOpen] = [old.result === 'undecided', row.result === 'undecided'];
  if (wasOpen || isOpen) return wasOpen && isOpen ? undefined : wasOpen ? 'learned' : 'lost';
  if (old.value !== row.value) return 'changed';
  // Of a way that is not known, what came tells.
  return old.value === undefined && old.because !== row.because ? 'changed' : undefined;
}

/** How many assumptions came to each result. */
export function countsOf(rows: readonly FidelityRow[]): Record<FidelityRow['result'], number> {
  const count = (result: FidelityRow['result']) => rows.filter((row) => row.result === result).length;
  return { confirmed: count('confirmed'), refuted: count('refuted'), undecided: count('undecided') };
}
