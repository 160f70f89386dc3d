/** The result of a comparison, as plain data. `--json` prints this, and the exit code. */
import type { KnownWay } from '../contract/behavior.ts';
import type { SkippedPact, SourceProblem } from '../pact/verify/verification-report.ts';
import type { Level } from './rules.ts';

/** An interaction that a change touches. */
export interface Touch {
  readonly consumer: string;
  /** The file or URL of the pact. */
  readonly source: string;
  readonly description: string;
  readonly states: readonly string[];
  /** Where in the pact: a JSON pointer, and the line, from 1. */
  readonly pactPointer: string;
  readonly line: number;
  /** Id of the finding that `verify` has with the new document and not with the old one; absent: the interaction uses what has changed. */
  readonly finding?: string;
  readonly message: string;
}

/** A place in one of the documents. */
export interface DocumentPlace {
  /** JSON pointer. */
  readonly pointer: string;
  /** From 1. */
  readonly line: number;
}

/** An operation that a change is about. */
export interface OperationPlace {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  /** Status of the reply, for a change of a reply. */
  readonly status?: string;
}

/** One change, of all operations that it is about. */
export interface ContractChange {
  /** Id of the rule, such as `response-property-became-optional`. */
  readonly id: string;
  readonly level: Level;
  /** What is changed, such as `body hooks[].url`; empty for the operation itself. */
  readonly subject: string;
  readonly message: string;
  readonly operations: readonly OperationPlace[];
  readonly old?: DocumentPlace;
  readonly new?: DocumentPlace;
  readonly touches: readonly Touch[];
}

/** One of the documents. */
export interface ComparedDocument {
  /** The file; of the built-in contract: `use-case-stub/openapi.yaml`. */
  readonly file: string;
  /** `info.version` of the document. */
  readonly version: string;
}

/** A pact that was held against both documents. */
export interface ComparedPact {
  readonly source: string;
  readonly consumer: string;
  readonly interactions: number;
  /** How many of them a change touches. */
  readonly touched: number;
}

/**
 * What a comparison comes to. `touches`: a change touches an interaction. `breaking`: a change breaks by its rule, and
 * touches no interaction of the pacts that were named. `unreadable`, `not-found`: a pact could not be read, so that what
 * is touched is not known.
 */
export type ComparisonVerdict = 'compatible' | 'breaking' | 'touches' | 'unreadable' | 'not-found';

/** The result of a whole comparison. */
export interface ComparisonReport {
  /** Version of this format. It rises when a property goes or changes its meaning, not when one is added. */
  readonly schemaVersion: 1;
  readonly versions: {
    /** Of use-case-stub. */
    readonly tool: string;
  };
  readonly verdict: ComparisonVerdict;
  readonly old: ComparedDocument;
  readonly new: ComparedDocument;
  /** Ways of assumptions that are chosen, or known from the real API, which the built-in contract follows. */
  readonly assumptions: readonly KnownWay[];
  readonly counts: {
    /** Changes by level. */
    readonly errors: number;
    readonly warnings: number;
    readonly infos: number;
    readonly consumersTouched: number;
    readonly interactionsTouched: number;
  };
  /** Those that touch an interaction first, then those that break. */
  readonly changes: readonly ContractChange[];
  /** Interactions that `verify` has new errors for, which no change of the list explains. */
  readonly unexplained: readonly Touch[];
  readonly pacts: readonly ComparedPact[];
  readonly problems: readonly SourceProblem[];
  /** Pacts with other providers, and JSON of other kinds, unless they were named themselves. */
  readonly skipped: readonly SkippedPact[];
}
