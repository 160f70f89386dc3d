/** A body with several oddities at once: who is to blame when it is refused, and the search for that. */
import type { AssumptionId } from '../contract/assumptions.ts';
import { failureOf, type ProbeContext } from './context.ts';
import { isRefused, isTaken, otherStatus, useCaseIn, type Issue, type Reply } from './reply.ts';

type Path = readonly (string | number)[];

/** A place that belongs to an oddity. */
interface Claim {
  readonly path: Path;
  readonly oddity: Oddity;
  /** Only issues of this code, exactly there. */
  readonly code?: string;
  /** Only issues exactly there. */
  readonly isExact?: true;
}

/** The body of a create that is being put together. */
export class Draft {
  readonly fields: Record<string, unknown> = {};
  readonly #claims: Claim[] = [];

  /** Sets a field. */
  set(oddity: Oddity, field: string, value: unknown): void {
    this.fields[field] = value;
    this.claim(oddity, [field]);
  }

  /** Adds an item to a list. @returns its path */
  add(list: string, item: object): Path {
    const items = (this.fields[list] ??= []) as object[];
    items.push(item);
    return [list, items.length - 1];
  }

  /** Says that issues at a place, or below it, are about an oddity. */
  claim(oddity: Oddity, path: Path, only: Pick<Claim, 'code' | 'isExact'> = {}): void {
    this.#claims.push({ path, oddity, ...only });
  }

  /** The oddity that an issue is about; the nearest claim wins. */
  blamed({ code, path }: Issue): Oddity | undefined {
    const fitting = this.#claims.filter((claim) => {
      // An unknown property is told by the object that has it.
      if (code === 'unrecognized_keys' || claim.code !== undefined)
        return claim.code === code && isSame(path, claim.path);
      return claim.isExact ? isSame(path, claim.path) : begins(path, claim.path);
    });
    return fitting.sort((one, other) => other.path.length - one.path.length)[0]?.oddity;
  }

  /** Whether an issue lies around a place of the only oddity: a rule about the whole body has no better place. */
  liesAround({ path }: Issue): boolean {
    return this.#claims.some((claim) => begins(claim.path, path));
  }
}

function isSame(path: Path, other: Path): boolean {
  return path.length === other.length && begins(path, other);
}

function begins(path: Path, start: Path): boolean {
  return start.length <= path.length && start.every((key, index) => String(path[index]) === String(key));
}

/** One thing that a body may have, in a form that the service might refuse, and then in others. */
export interface Oddity {
  readonly id: AssumptionId;
  /** What it is, for people. */
  readonly about: string;
  /** Forms, the most liberal one first: the first one that is taken decides. */
  readonly forms: readonly OddForm[];
  /** The way when all of them are refused, where that is known. */
  readonly otherwise?: string;
  /** The code of zod that a refusal must have, where the assumption names one. */
  readonly code?: string;
  /** A field that is stored as it is sent, where it is taken. */
  readonly field?: string;
}

interface OddForm {
  /** The way that fits when this form is taken; without one, none that is known does. */
  readonly value?: string;
  put(draft: Draft, oddity: Oddity): void;
}

/** What became of an oddity. */
export interface Settled {
  readonly oddity: Oddity;
  /** The way that fits. */
  readonly value?: string;
  readonly because?: string;
  /** Nothing can be said. */
  readonly isOpen?: true;
  readonly seen: readonly Reply[];
  /** The id of the use case that was created with the form that was taken. */
  readonly useCase?: string;
  /** What the create was sent that was taken. */
  readonly sent?: Readonly<Record<string, unknown>>;
}

/** Where an oddity stands in a search. */
interface Suspect {
  readonly oddity: Oddity;
  form: number;
  readonly refusals: { readonly reply: Reply; readonly codes: readonly string[] }[];
}

/**
 * Finds which form of each oddity the service takes, with few creates: all oddities stand in one body, and the places of
 * the issues tell which of them are refused. These take their next form, until the body is taken. Where issues do not
 * tell, each half of the oddities is tried by itself.
 *
 * @param oddities do not touch each other's fields
 */
export async function settleOddities(context: ProbeContext, oddities: readonly Oddity[]): Promise<Settled[]> {
  const settled: Settled[] = [];

  async function search(given: readonly Suspect[]): Promise<void> {
    for (let suspects = given; suspects.length > 0;) {
      const draft = draftOf(suspects);
      const reply = await context.create(aboutOf(suspects), draft.fields);
      if (isTaken(reply)) return void settled.push(...suspects.map((each) => taken(each, reply, draft.fields)));
      if (!isRefused(reply)) {
        const because = failureOf(reply) ?? `a create is answered with ${reply.status}`;
        return void settled.push(
          ...suspects.map(({ oddity }) => ({ oddity, because, isOpen: true as const, seen: [reply] })),
        );
      }
      const blamed = suspects.filter(({ oddity }) => reply.issues.some((issue) => draft.blamed(issue) === oddity));
      const [only, another] = suspects;
      if (blamed.length === 0 && only !== undefined && another === undefined) {
        const isElsewhere = reply.issues.length > 0 && !reply.issues.some((issue) => draft.liesAround(issue));
        if (isElsewhere) {
          const because = 'the refusal is about something else';
          return void settled.push({ oddity: only.oddity, because, isOpen: true, seen: [reply] });
        }
        blamed.push(only);
      }
      if (blamed.length === 0) {
        const half = Math.ceil(suspects.length / 2);
        await search(suspects.slice(0, half));
        return search(suspects.slice(half));
      }
      for (const suspect of blamed) {
        const { oddity } = suspect;
        const about = reply.issues.filter((issue) => draft.blamed(issue) === oddity || blamed.length === 1);
        suspect.refusals.push({ reply, codes: about.map(({ code }) => code) });
        suspect.form++;
      }
      settled.push(...suspects.filter(isExhausted).map(exhausted));
      suspects = suspects.filter((each) => !isExhausted(each));
    }
  }

  await search(oddities.map((oddity) => ({ oddity, form: 0, refusals: [] })));
  return settled;
}

function draftOf(suspects: readonly Suspect[]): Draft {
  const draft = new Draft();
  for (const { oddity, form } of suspects) oddity.forms[form]?.put(draft, oddity);
  return draft;
}

function aboutOf(suspects: readonly Suspect[]): string {
  const abouts = [...new Set(suspects.map(({ oddity }) => oddity.about))];
  return abouts.length > 3 ? `with ${abouts.length} odd values at once` : abouts.join(', ');
}

function taken({ oddity, form, refusals }: Suspect, reply: Reply, sent: Draft['fields']): Settled {
  const id = useCaseIn(reply)?.['id'] as string | undefined;
  const settled = judged(oddity, oddity.forms[form]?.value, refusals, reply);
  return { ...settled, sent, ...(id !== undefined && { useCase: id }) };
}

function isExhausted({ oddity, form }: Suspect): boolean {
  return form >= oddity.forms.length;
}

function exhausted({ oddity, refusals }: Suspect): Settled {
  return judged(oddity, oddity.otherwise, refusals);
}

function judged(oddity: Oddity, value: string | undefined, refusals: Suspect['refusals'], last?: Reply): Settled {
  const seen = [...refusals.map(({ reply }) => reply), ...(last === undefined ? [] : [last])];
  const { code } = oddity;
  const status = refusals.map(({ reply }) => otherStatus(reply)).find((other) => other !== undefined);
  if (status !== undefined) return { oddity, because: `${status}: ${oddity.about}`, seen };
  if (value === undefined) {
    const what = last === undefined ? 'each form that is known is refused' : 'it is refused in part';
    return { oddity, because: `${what}: ${oddity.about}`, seen };
  }
  // Where nothing was taken, the code is all that tells that it was refused as the assumption says.
  const isTold = (codes: readonly string[]) => codes.length > 0 || last === undefined;
  const isOtherwise = code !== undefined && refusals.some(({ codes }) => isTold(codes) && !codes.includes(code));
  return isOtherwise ? { oddity, because: `refused, but not as ${code}`, seen } : { oddity, value, seen };
}

/** Settles each assumption by what became of its oddities, which must agree. */
export function concludeAll(context: ProbeContext, all: readonly Settled[]): void {
  for (const id of new Set(all.map(({ oddity }) => oddity.id))) {
    const parts = all.filter(({ oddity }) => oddity.id === id);
    const seen = [...new Set(parts.flatMap((each) => each.seen))];
    const open = parts.find(({ isOpen }) => isOpen);
    const strange = parts.find(({ value }) => value === undefined);
    const [value, another] = new Set(parts.map((each) => each.value));
    if (open !== undefined) context.leaveOpen(id, open.because ?? '', seen);
    else if (strange !== undefined) context.noneFits(id, strange.because ?? '', seen);
    else if (another !== undefined) {
      const each = parts.map(({ oddity, value: way }) => `${oddity.about}: ${way}`).join('; ');
      context.noneFits(id, `it depends on what it is about (${each})`, seen);
    } else if (value !== undefined) context.settle(id, value, seen);
  }
}
