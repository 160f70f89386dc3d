import type { Issue, UseCase, ValidationError } from './types.ts';
import type { ErrorId } from './errors.ts';

/** An answer as plain data. Who sends it, and how, is not the domain's business. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, bytes as they are; undefined sends no body. */
  readonly body?: unknown;
  /** Sent piece by piece as it comes, in place of a body, until it ends or the client hangs up. */
  readonly stream?: AsyncIterable<string>;
  /** Id in the catalogue of errors, when the reply is one. */
  readonly error?: ErrorId;
  /** Why it was refused, when it was. */
  readonly issues?: readonly Issue[];
}

export function success(body: UseCase | readonly UseCase[]): Reply {
  return { status: 200, body };
}

/** 400 in the form that a client of the real API is expected to get. */
export function refusal(issues: readonly Issue[], error: ErrorId = 'validation-failed'): Reply {
  const body: ValidationError = { issues: [...issues], name: 'ZodError' };
  return { status: 400, body, error, issues };
}

/** The same words whether the id is nobody's or another organization's, so that ids cannot be probed. */
export function notFound(): Reply {
  return { status: 404, body: { message: 'Use case not found' }, error: 'use-case-not-found' };
}
