/** The contract's types under the names that the code uses. */
import type { components } from './generated/use-cases/types.ts';

/** A use case as the API answers it. */
export type UseCase = components['schemas']['UseCase'];
/** The body of a create. */
export type UseCaseCreate = components['schemas']['UseCaseCreate'];
/** The body of an update: any of the fields. */
export type UseCaseUpdate = components['schemas']['UseCaseUpdate'];
/** The fields that create, update and replies share. */
export type UseCaseFields = components['schemas']['UseCaseFields'];
/** A language of a use case, such as `en-US`. */
export type Language = components['schemas']['Language'];
/** The body of a 400: a serialised ZodError. */
export type ValidationError = components['schemas']['ValidationError'];
/** One reason for a 400, with its place. */
export type Issue = components['schemas']['Issue'];
/** The body of every other error. */
export type ErrorBody = components['schemas']['Error'];
export type { components, operations, paths } from './generated/use-cases/types.ts';

/** A use case as a client sent it: the values are not checked yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** A rule that a request breaks without being refused for it. */
export interface Warning {
  /** Id of the rule, or `documented` for a documented rule that the validation level does not enforce. */
  readonly rule: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** What the client probably meant. */
  readonly suggestion?: string;
  /** With `documented`: the code of the issue that it would be. */
  readonly code?: string;
  /** The type that came, where that issue is about a wrong type. */
  readonly received?: string;
}

/** How far a finding can be trusted. The journal says it of the entries that it shows; none of it is recorded. */
export interface Trust {
  /** Id of the assumption that the finding rests on. */
  readonly assumption?: string;
  /** The way that is in force: the default, or an alternative. Refuted without one: the real API goes no known way. */
  readonly value?: string;
  /**
   * `documented`: it rests on the public reference, or on the document that stands in for it. `assumed`: no source says
   * so. `chosen`: a setting does. `confirmed`: the real API was seen to do as by default. `refuted`: it was seen to do
   * something else, which `value` names.
   */
  readonly standing?: 'documented' | 'assumed' | 'chosen' | 'confirmed' | 'refuted';
  /** When the real API was asked: a date and time in ISO form. */
  readonly checkedAt?: string;
}
