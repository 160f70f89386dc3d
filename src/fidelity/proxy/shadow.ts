/**
 * The stub beside the service: it has the use cases that the service was seen to have, and says what a stub would have
 * answered. No request changes it; only what the service answers does.
 */
import { createCore, type Core } from '../../core.ts';
import type { AssumptionChoices } from '../../contract/assumptions.ts';
import type { InForce } from '../../contract/behavior.ts';
import type { UseCase } from '../../contract/types.ts';
import { OverBudget } from '../../lib/budget.ts';
import type { Context } from '../../serve/context.ts';
import type { Message } from '../../serve/deliver.ts';
import { walk } from '../../serve/walk.ts';
import type { StubOptions } from '../../settings/stub-options.ts';
import type { JournalNote } from '../../store/memory/journal.ts';
import { createMemoryStore } from '../../store/memory/use-cases.ts';
import type { UseCaseStore } from '../../store/port.ts';
import { PassedRequest, type SeenRequest } from './seen-request.ts';

/** What the stub would have answered. */
export interface ShadowReply {
  readonly status: number;
  /** In lower case, without parameters that say the same for JSON anyway. */
  readonly contentType: string | undefined;
  readonly text: string;
  /** Id in the stub's catalogue of errors. */
  readonly error: string | undefined;
}

/** What the stub would have answered, and what its journal would have said of the request. */
export interface Asked {
  readonly reply: ShadowReply;
  readonly note: JournalNote;
  /** Undefined: the request had no API key. */
  readonly organizationId: string | undefined;
  /** Operations whose statuses are counted. */
  readonly counted: readonly string[];
}

export interface Shadow {
  readonly core: Core;
  /** The assumptions that it lives by, where they are not the defaults. */
  readonly choices: AssumptionChoices;
  /** Which way of each assumption it follows, and why. */
  readonly inForce: InForce;
  /**
   * Asks what the stub would answer, changing nothing. One question has to be answered before the next one.
   *
   * @param createdId id that a use case gets
   * @param others assumptions that it lives by for this one request, besides those that are in force
   */
  ask(request: SeenRequest, createdId?: string, others?: AssumptionChoices): Promise<Asked>;
  /** The use cases that the service was seen to have. */
  readonly seen: UseCaseStore;
  /** Adds use cases to them, or replaces them. Where there is no room, those of the same key make room. */
  remember(organizationId: string, useCases: readonly UseCase[]): Promise<void>;
  /** Replaces all of an organization, in this order. */
  replaceAll(organizationId: string, useCases: readonly UseCase[]): Promise<void>;
}

/** Contexts with other assumptions that are kept for the next request. */
const MOST_KEPT = 300;

/**
 * @param options the settings of the stub, with what it lives by
 * @param memory bytes that everything may take where "maxMemory" does not say
 */
export function createShadow(options: StubOptions, memory?: number): Shadow {
  const seen = createMemoryStore();
  let givenId: string | undefined;
  const store = readOnly(seen, () => givenId);
  const core = createCore({ ...options, seedCount: 0, store }, undefined, memory);
  const contexts = new Map<string, Context>();
  const { choices, inForce } = core.context().behavior;

  function contextOf(others: AssumptionChoices): Context {
    const key = JSON.stringify(others);
    const kept = contexts.get(key);
    if (kept) return kept;
    if (contexts.size >= MOST_KEPT) contexts.clear();
    const usual = core.context();
    const made = key === '{}' ? usual : usual.following(others);
    contexts.set(key, made);
    return made;
  }

  return {
    core,
    choices,
    inForce,
    seen,
    async remember(organizationId, useCases) {
      for (const each of useCases) {
        if (await hasRoom(() => seen.put(organizationId, each))) continue;
        await seen.clear(organizationId);
        await hasRoom(() => seen.put(organizationId, each));
      }
    },
    async replaceAll(organizationId, useCases) {
      if (!(await hasRoom(() => seen.refill(organizationId, useCases)))) await seen.clear(organizationId);
    },
    async ask(seenRequest, createdId, others = {}) {
      givenId = createdId;
      let message: Message | undefined;
      let noted: Omit<Asked, 'reply'> | undefined;
      const own = contextOf(others);
      const journals: Context['journals'] = {
        ...own.journals,
        add: (organizationId, note, counted) => (noted = { organizationId, note, counted }),
      };
      const context: Context = { ...own, journals, logger: undefined, metrics: undefined };
      await walk(new PassedRequest(seenRequest), context, (written) => (message = written));
      if (message === undefined || noted === undefined) throw new Error('the stub has not answered');
      return { ...noted, reply: await replyOf(message) };
    },
  };
}

/** What is forgotten is learned anew from the next reply that has it. */
async function hasRoom(put: () => Promise<void>): Promise<boolean> {
  try {
    await put();
    return true;
  } catch (error) {
    if (error instanceof OverBudget) return false;
    throw error;
  }
}

/** A store that stays as it is, whatever is written to it. */
function readOnly(seen: UseCaseStore, createdId: () => string | undefined): UseCaseStore {
  return {
    find: seen.find,
    list: seen.list,
    count: seen.count,
    initialize: async () => seen,
    async create(_organizationId, build) {
      const useCase = build(0);
      return { ...useCase, id: createdId() ?? useCase.id };
    },
    replace: async () => true,
    remove: async (organizationId, id) => (await seen.find(organizationId, id)) !== undefined,
    put: async () => undefined,
    refill: async () => undefined,
    clear: async () => undefined,
    ...(seen.forget && { forget: seen.forget }),
    ...(seen.countIn && { countIn: seen.countIn }),
  };
}

async function replyOf({ status, headers, body }: Message): Promise<ShadowReply> {
  let text = '';
  if (typeof body === 'string') text = body;
  else if (body instanceof Uint8Array) text = new TextDecoder().decode(body);
  else for await (const piece of body ?? []) text += piece;
  return { status, contentType: headers['content-type'], text, error: headers['stub-error'] };
}
