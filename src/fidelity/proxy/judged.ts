/** What the proxy says of one request. */
import type { Trust, Warning } from '../../contract/types.ts';
import type { Drift } from './explain.ts';
import type { Failure } from './pass-on.ts';

/** Something in a reply that the contract does not allow. */
export interface ContractFinding {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** JSON pointer into the body. */
  readonly pointer?: string;
  /** Where the rule comes from: an id of the contract's `x-sources`. */
  readonly source: string;
}

/** A request that went through the proxy, judged. */
export interface Judged {
  /** When it came, as ISO 8601. */
  readonly time: string;
  readonly method: string;
  /** Path and query, with secrets masked. */
  readonly url: string;
  readonly operationId?: string;
  /** Status of the service's reply; absent when it sent none. */
  readonly status?: number;
  readonly milliseconds: number;
  /** Rules that the request breaks without being refused for it. */
  readonly warnings: readonly (Warning & Trust)[];
  /** What of the reply the contract does not allow. */
  readonly findings: readonly ContractFinding[];
  /** Where the stub would have answered something else. */
  readonly drift: readonly Drift[];
  /** Why the reply was not compared with the stub's. */
  readonly notCompared?: string;
  readonly failure?: Failure;
}
