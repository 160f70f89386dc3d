/** The contract's types under the names that the code uses. */
import type { components } from './generated/use-cases/types.ts';

export type UseCase = components['schemas']['UseCase'];
export type UseCaseCreate = components['schemas']['UseCaseCreate'];
export type UseCaseUpdate = components['schemas']['UseCaseUpdate'];
export type UseCaseFields = components['schemas']['UseCaseFields'];
export type Language = components['schemas']['Language'];
export type ValidationError = components['schemas']['ValidationError'];
export type Issue = components['schemas']['Issue'];
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
}
