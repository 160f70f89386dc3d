/** A file that cannot be served as a contract. The message is one line: file, place, reason. */
export class SpecFileError extends Error {
  override readonly name = 'SpecFileError';
}
