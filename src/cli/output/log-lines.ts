import { fstatSync, writeSync } from 'node:fs';

const STDERR = 2;
/** Characters of lines that wait at most, while the disk is full or the reader of a pipe stalls. */
const MOST_WAITING = 1_048_576;
/** Lines are written together, when they have this many characters, and at the latest after so many milliseconds. */
const GATHERED = { characters: 16_000, milliseconds: 200 };

/** Writes a text. Calls `done` with what could not be written, at once or later. */
type Writer = (text: string, done: (rest: string) => void) => void;

/** Lines on their way to stderr. */
export interface LogLines {
  write(line: string): void;
  /** Writes the lines that wait, if possible. */
  flush(): void;
}

/**
 * Gathers lines for stderr. A terminal gets them at once. They wait while they cannot be written, and are dropped when
 * too many wait, so that neither a full disk nor a program that reads the log and stalls holds up the stub.
 *
 * @param onLost called with the number of dropped lines once lines can be written again
 */
export function gatherLines(onLost: (count: number) => void): LogLines {
  const writer = isPipe() || process.stderr.isTTY ? streamWriter(process.stderr) : writeToFile;
  const gathered = process.stderr.isTTY ? 0 : GATHERED.characters;
  let waiting = '';
  let underWay = 0;
  let lost = 0;
  /** The last lines could not be written; the next attempt is the timer's. */
  let isStuck = false;
  let timer: NodeJS.Timeout | undefined;

  function send(): void {
    clearTimeout(timer);
    timer = undefined;
    if (underWay > 0 || waiting === '') return;
    const text = waiting;
    waiting = '';
    underWay = text.length;
    writer(text, (rest) => {
      underWay = 0;
      waiting = rest + waiting;
      isStuck = rest !== '';
      if (isStuck) return sendLater();
      if (lost > 0) onLost(takeLost());
      if (waiting.length > gathered) send();
    });
  }

  function sendLater(): void {
    timer ??= setTimeout(send, GATHERED.milliseconds).unref();
  }

  function takeLost(): number {
    const count = lost;
    lost = 0;
    return count;
  }

  return {
    write(line) {
      if (waiting.length + underWay + line.length > MOST_WAITING) {
        lost++;
        return;
      }
      waiting += line;
      if (waiting.length > gathered && !isStuck) send();
      else sendLater();
    },
    flush() {
      // A pipe with room takes the lines at once, so they are out before the process ends.
      underWay = 0;
      send();
    },
  };
}

/** Whether the log goes to a pipe or a socket, as in containers. A synchronous write would wait for its reader. */
function isPipe(): boolean {
  try {
    const stderr = fstatSync(STDERR);
    return stderr.isFIFO() || stderr.isSocket();
  } catch {
    return false;
  }
}

function streamWriter(stream: NodeJS.WritableStream): Writer {
  stream.on('error', () => undefined);
  return (text, done) => void stream.write(text, () => done(''));
}

/** Synchronously: a file takes its lines at once, unless the disk is full. */
function writeToFile(text: string, done: (rest: string) => void): void {
  const bytes = Buffer.from(text);
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(STDERR, bytes, written);
    done('');
  } catch {
    done(bytes.toString('utf8', written));
  }
}
