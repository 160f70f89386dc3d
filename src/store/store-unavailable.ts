/**
 * The store cannot be reached, opened or written. The message is one line that says what and, where anybody can mend
 * it, how; it never holds a password. Whoever answers requests tells this error by its name.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The store did not answer in time, be it that it is in trouble or that it was asked for much. */
export class StoreSlow extends StoreUnavailable {}
