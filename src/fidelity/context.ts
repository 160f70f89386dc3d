/** What the parts of a probe share: they ask the service, and settle assumptions. */
import type { AssumptionId } from '../contract/assumptions.ts';
import { valuesOf } from '../contract/assumptions.ts';
import type { AssumptionFinding } from '../contract/fidelity.ts';
import { TestStopped, type Client } from '../check-provider/client.ts';
import { asObject } from '../lib/guards.ts';
import { isTaken, listIn, readReply, shownReply, useCaseIn, type Reply } from './reply.ts';

/** A request of a probe. */
export interface Question {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Path behind the service's base URL; `{id}` stands for `id`. */
  readonly path: string;
  readonly id?: string;
  /** What is odd about it, for people: "without an API key". */
  readonly about?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of a body. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly anonymous?: true;
}

/** A part of the probe, which settles some assumptions together. */
export interface Part {
  readonly settles: readonly AssumptionId[];
  /** Whether it sends nothing but GET. */
  readonly isReading: boolean;
  run(context: ProbeContext): Promise<void>;
}

/** A refusal that makes the parts that follow it pointless. */
export class CannotGoOn extends Error {
  override readonly name = 'CannotGoOn';
}

export interface ProbeContext {
  /** Names of the given headers that may have the key, in lower case. */
  readonly credentials: readonly string[];
  /** The text by which what the probe creates can be found. */
  readonly mark: string;
  /** Ids of what it has created and not removed, oldest first. */
  readonly created: readonly string[];
  /** @throws TestStopped when the service has stopped to answer, or a signal came */
  ask(question: Question): Promise<Reply>;
  /** The list as it was answered first. */
  list(): Promise<Reply>;
  /** What was created or updated, in the order of the last change. */
  readonly changed: readonly string[];
  /** Creates a use case. @param fields what is there besides the mark; a name of its own replaces it */
  create(about: string, fields?: Readonly<Record<string, unknown>>): Promise<Reply>;
  /** A use case that has nothing but a name, as the service stores it. @throws CannotGoOn */
  plain(): Promise<Readonly<Record<string, unknown>>>;
  /** Whether that was read; otherwise it is as the create answered it. */
  isPlainRead: boolean;
  /** The id of a use case with amd and amd_behavior, if one is there already. */
  withBehavior: string | undefined;
  /** How a create with amd alone was answered, if it was asked already. */
  amdAlone: Reply | undefined;
  forget(id: string): void;
  /** The way that the service goes, as far as that is settled. */
  known(id: AssumptionId): string | undefined;
  /** The service goes this way. */
  settle(id: AssumptionId, value: string, seen: readonly Reply[]): void;
  /** The service goes none of the ways that are known. */
  noneFits(id: AssumptionId, because: string, seen: readonly Reply[]): void;
  /** It cannot be told which way the service goes. */
  leaveOpen(id: AssumptionId, because: string, seen?: readonly Reply[]): void;
}

export interface ContextOptions {
  readonly credentials: readonly string[];
  readonly client: Client;
  readonly mark: string;
  /** What was settled before. */
  readonly findings: Map<AssumptionId, AssumptionFinding>;
  readonly created: string[];
  readonly now: () => Date;
  readonly onAsk: (asked: string) => void;
}

export function createContext(options: ContextOptions): ProbeContext {
  const { client, credentials, mark, findings, created, now, onAsk } = options;
  const changed: string[] = [];
  let list: Reply | undefined;
  let sentCreates = 0;
  let plain: Readonly<Record<string, unknown>> | undefined;
  let refusal: CannotGoOn | undefined;

  function find(id: AssumptionId, finding: Omit<AssumptionFinding, 'checkedAt'>, replies: readonly Reply[]): void {
    const seen = replies.map(shownReply);
    findings.set(id, { ...finding, checkedAt: now().toISOString(), ...(seen.length > 0 && { seen }) });
  }

  /** What was there before belongs to others: the probe must neither rename nor delete it. */
  async function rejectForeign(id: string): Promise<void> {
    const listed = listIn(await context.list()) ?? [];
    if (created.includes(id) || listed.some((each) => each['id'] === id))
      throw new TestStopped('unreachable', 'a create is answered with the id of a use case that was there before');
  }

  const context: ProbeContext = {
    credentials,
    mark,
    created,
    changed,
    withBehavior: undefined,
    amdAlone: undefined,
    isPlainRead: false,
    async ask({ method, path, id = '', about, ...content }) {
      const asked = `${method} ${path}${about === undefined ? '' : ` (${about})`}`;
      onAsk(asked);
      const exchange = await client.send({
        operationId: '',
        check: asked,
        method,
        path: path.replace('{id}', () => id),
        ...content,
      });
      const reply = readReply(asked, exchange);
      const useCase = method === 'POST' ? useCaseIn(reply) : undefined;
      if (useCase !== undefined) {
        await rejectForeign(useCase['id'] as string);
        created.push(useCase['id'] as string);
        changed.push(useCase['id'] as string);
        if (!isMarked(content, mark)) await markLater(context, useCase['id'] as string);
      }
      if (method === 'PATCH' && isTaken(reply)) {
        const before = changed.indexOf(id);
        if (before >= 0) changed.splice(before, 1);
        changed.push(id);
      }
      return reply;
    },
    list: async () => (list ??= await context.ask({ method: 'GET', path: '/use-cases' })),
    create(about, fields) {
      sentCreates++;
      return context.ask({ method: 'POST', path: '/use-cases', about, body: fieldsWith(mark, sentCreates, fields) });
    },
    async plain() {
      if (plain !== undefined) return plain;
      if (refusal !== undefined) throw refusal;
      const reply = await context.create('with nothing but a name');
      const useCase = useCaseIn(reply);
      if (useCase === undefined) {
        const because = isTaken(reply) ? 'a plain create gives no use case with an id' : 'a plain create is not taken';
        const error = new CannotGoOn(`${because}: ${shownReply(reply)}`);
        // A service that failed may do better the next time.
        if (reply.status > 0 && reply.status < 500) refusal = error;
        throw error;
      }
      const id = useCase['id'] as string;
      // What is stored counts. A reply to a create may leave something out.
      const stored = useCaseIn(await context.ask({ method: 'GET', path: '/use-cases/{id}', id }));
      plain = stored ?? useCase;
      context.isPlainRead = stored !== undefined;
      return plain;
    },
    forget: (id) => {
      const index = created.indexOf(id);
      if (index >= 0) created.splice(index, 1);
    },
    known: (id) => {
      const finding = findings.get(id);
      return finding?.result === 'undecided' ? undefined : finding?.value;
    },
    settle: (id, value, seen) => find(id, { result: value === valuesOf(id)[0] ? 'confirmed' : 'refuted', value }, seen),
    noneFits: (id, because, seen) => find(id, { result: 'refuted', because }, seen),
    leaveOpen: (id, because, seen = []) => find(id, { result: 'undecided', because }, seen),
  };
  return context;
}

/** @param number of the create: names go up and down, so that their order is not that of the creates */
function fieldsWith(mark: string, number: number, fields: Readonly<Record<string, unknown>> = {}): object {
  // Without a name of its own it is found by its message.
  return 'name' in fields
    ? { ...fields, hidden: true, generic_after_hours_message: mark }
    : {
        name: `${mark} ${number % 2 === 0 ? 500 + number : 500 - number}`,
        ...fields,
        hidden: fields['hidden'] ?? true,
      };
}

function isMarked({ body }: { readonly body?: unknown }, mark: string): boolean {
  return Object.values(asObject(body) ?? {}).some((value) => typeof value === 'string' && value.startsWith(mark));
}

/** A request without a body may create a use case that has no name. */
async function markLater(context: ProbeContext, id: string): Promise<void> {
  const body = { name: context.mark, hidden: true };
  await context.ask({
    method: 'PATCH',
    path: '/use-cases/{id}',
    id,
    about: 'name what was created without a name',
    body,
  });
}

/** Why a reply tells nothing: the service failed, or did not answer. */
export function failureOf({ status, failure }: Reply): string | undefined {
  if (failure !== undefined) return `there was no reply: ${failure}`;
  if (status >= 500) return `the service failed with ${status}`;
  return status === 401 || status === 403 ? `the API key may not do this: ${status}` : undefined;
}
