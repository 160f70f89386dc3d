/** The types of scenarios that a program starts: operations, statuses, examples and bodies are the contract's. */
import type { contractData } from '../contract/generated/use-cases/data.ts';
import type { operations } from '../contract/types.ts';
import type { Delay, Fault, ScenarioOutcome, ScenarioStep } from '../store/port.ts';

type Described = (typeof contractData)['operations'][number];

/** The id of an operation of the contract. */
export type OperationId = Described['operationId'];

type ResponsesOf<Id extends OperationId> = Extract<Described, { readonly operationId: Id }>['responses'];
type AsNumber<Text> = Text extends `${infer Number extends number}` ? Number : never;

/** A status that the contract has for an operation. */
export type StatusOf<Id extends OperationId> = Id extends OperationId ? AsNumber<keyof ResponsesOf<Id>> : never;

/** The name of an example that the contract has for a status of an operation. */
export type ExampleOf<Id extends OperationId, Status extends number> = Id extends OperationId
  ? ResponsesOf<Id> extends Readonly<Record<`${Status}`, { readonly examples: infer Examples }>>
    ? keyof Examples & string
    : never
  : never;

/** The body that the contract has for a status of an operation. */
export type ReplyBodyOf<Id extends OperationId, Status extends number> = Id extends OperationId
  ? operations[Id]['responses'] extends Record<Status, { content: { 'application/json': infer Body } }>
    ? Body
    : never
  : never;

/** A reply of the contract: its first example, the one of a name, or one with a body of your own. */
type PlannedReply<Id extends OperationId> = {
  [Status in StatusOf<Id>]: {
    readonly status: Status;
    /** Besides those of the contract's example. */
    readonly headers?: Readonly<Record<string, string>>;
  } & (
    | { readonly example?: ExampleOf<Id, Status>; readonly body?: undefined }
    | { readonly example?: undefined; readonly body: ReplyBodyOf<Id, Status> }
  );
}[StatusOf<Id>];

/** The operation's own reply. */
interface OwnReply {
  readonly status?: undefined;
  readonly example?: undefined;
  readonly body?: undefined;
  readonly headers?: undefined;
}

/** What happens to a request. */
export type PlannedOutcome<Id extends OperationId> = (PlannedReply<Id> | OwnReply) & {
  readonly delay?: Delay;
  readonly fault?: Fault;
};

/** Which requests a scenario applies to. */
export interface PlannedMatch<Id extends OperationId> {
  readonly operation?: Id;
  /** A header that the request must have, with this value if one is given. */
  readonly header?: { readonly name: string; readonly value?: string };
  /** A part that the body must contain. */
  readonly body?: unknown;
}

/** A scenario as `stub.scenario` takes it: the words are those of `POST /__stub/scenarios`. */
export type PlannedScenario<Id extends OperationId = OperationId> = {
  /** The reason. Default: what the scenario does. It replaces a running one with the same reason. */
  readonly because?: string;
  /** Default: every request. */
  readonly match?: PlannedMatch<Id>;
  /** How many requests it applies to; with steps, how often the sequence runs. */
  readonly times?: number;
  /** The probability that it applies to a request that matches, from 0 to 1. Default: 1. */
  readonly probability?: number;
  /** Seed of the random choice of requests. Default: 1. */
  readonly seed?: number;
} & (
  | (PlannedOutcome<Id> & { readonly steps?: undefined; readonly outsideContract?: false })
  | (OwnReply & {
      /** What happens to the first request, to the next one, and so on. A step `{}` lets the request pass. */
      readonly steps: readonly (PlannedOutcome<Id> & { readonly times?: number })[];
      readonly delay?: undefined;
      readonly fault?: undefined;
      readonly outsideContract?: false;
    })
  | (ScenarioOutcome & {
      /** Allows statuses, bodies and content types that the contract does not have, such as those of a gateway. */
      readonly outsideContract: true;
      readonly steps?: readonly ScenarioStep[];
    })
);

/**
 * A scenario that a program has started. `await using` ends it with the block; it is asynchronous, because a store may
 * be a database, whose failure to end the scenario must not go unnoticed.
 */
export interface StartedScenario extends AsyncDisposable {
  readonly id: string;
  /** The reason, which replies repeat in their header `stub-state`. */
  readonly because: string;
  /** Ends it. Does nothing when it has ended already. */
  end(): Promise<void>;
}
