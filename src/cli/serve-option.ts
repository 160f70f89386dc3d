import { InvalidArgumentError, Option } from 'commander';
import { CommandError } from './exit-codes.ts';

type Parser = (value: string, earlier: unknown) => unknown;

/** A setting of `serve`: a flag, an environment variable, and a key of the configuration file. */
export class ServeOption extends Option {
  /** Whether it may be given several times. */
  isRepeatable = false;
  /** Whether the configuration file may have it. */
  isSetting = true;
  /** Writes a value as people may see it: as the flag takes it, without secrets. */
  shown: (value: unknown) => string = String;
  /** Turns what is meant from the configuration file's directory on into what is meant from the working directory on. */
  resolve: (value: string, directory: string) => string = (value) => value;
  /** What reads a value, where what commander gets is more than that. */
  private reader: Parser | undefined;

  repeatable(): this {
    this.isRepeatable = true;
    return this;
  }

  notInFile(): this {
    this.isSetting = false;
    return this;
  }

  shownAs<Value>(show: (value: Value) => string): this {
    this.shown = show as (value: unknown) => string;
    return this;
  }

  path(resolve: (value: string, directory: string) => string): this {
    this.resolve = resolve;
    return this;
  }

  /** Keeps a value from being repeated, as commander does with one that it refuses. Comes after `argParser`. */
  secret<Value>(show: (value: Value) => string): this {
    this.reader = this.parseArg ?? ((value) => value);
    this.argParser((value: string, earlier: unknown) => {
      try {
        return this.read(value, earlier);
      } catch (error) {
        if (!(error instanceof InvalidArgumentError)) throw error;
        throw new CommandError('usage', `${this.long} cannot be taken. ${error.message}`);
      }
    });
    return this.shownAs(show);
  }

  /** @throws InvalidArgumentError whose message says what is wanted, without the value */
  read(value: string, earlier: unknown): unknown {
    const read = this.reader ?? this.parseArg;
    return read === undefined ? value : read(value, earlier);
  }
}
