import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Contract } from '../contract/contract.ts';
import { isFixtureFile } from '../organizations/fixtures/files.ts';
import type { Stub } from '../stub.ts';
import type { Notices } from '../admin/notices.ts';
import { CommandError } from './exit-codes.ts';
import type { ServeFlags } from './serve-flags.ts';
import { loadFixtures, loadSpec } from './sources.ts';

/** Milliseconds after which nothing more happens to a file; editors write in several steps. */
const SETTLED = 50;

/** Who is told of edits. */
export interface Followers {
  readonly stub: Stub;
  /** What the stub serves at the beginning. */
  readonly contract: Contract;
  readonly notices: Notices;
  /** Tells people what has come of an edit. */
  readonly say: (text: string) => void;
}

/** Files that are about to be read, and to be followed from then on. */
export interface Watch {
  /** Starts to follow them. An edit is live once it can be taken; until then a notice says what is wrong. */
  start(followers: Followers): Promise<void>;
}

/**
 * Prepares to follow the files given by --spec and --fixtures: looks at what they say before anybody reads them, so
 * that no edit is missed.
 *
 * @throws CommandError when there is nothing to follow
 */
export async function prepareWatch(flags: ServeFlags): Promise<Watch> {
  const { spec, fixtures = [] } = flags;
  const specs = spec === undefined ? [] : [spec];
  if (specs.length + fixtures.length === 0)
    throw new CommandError('usage', '--watch has nothing to follow; name a file by --spec or --fixtures');
  const [specContent, fixtureContent] = [await contentOf(specs), await contentOf(fixtures)];
  return {
    async start({ stub, contract, notices, say }) {
      let current = contract;
      const lookAtSpec = createLook(specs, specContent, notices, say, async () => {
        current = await loadSpec(flags);
        stub.replaceContract(current);
      });
      const lookAtFixtures = createLook(fixtures, fixtureContent, notices, say, async () =>
        stub.replaceFixtures(await loadFixtures(flags, current)),
      );
      // Fixtures are held against the contract; another one may like them more, or less.
      const look = async () => void (await lookAtFixtures(await lookAtSpec(false)));
      await followFiles([...specs, ...fixtures], inTurn(look), (error) =>
        say(`a file cannot be followed: ${error.message}`),
      );
    },
  };
}

/** Calls back whenever something may have happened to files or to what is in directories. */
async function followFiles(
  paths: readonly string[],
  onEvent: () => void,
  onError: (error: Error) => void,
): Promise<void> {
  const { watch } = await import('chokidar');
  const roots = new Set(paths.map((each) => resolve(each)));
  const watcher = watch([...roots], {
    ignoreInitial: true,
    // Some editors delete a file and write it anew.
    atomic: SETTLED,
    awaitWriteFinish: { stabilityThreshold: SETTLED, pollInterval: SETTLED / 5 },
    // Of a directory, what readFixtures takes, and nothing below it.
    ignored: (path, stats) =>
      !roots.has(resolve(path)) && stats !== undefined && !(stats.isFile() && isFixtureFile(basename(path))),
  });
  watcher.on('all', onEvent);
  watcher.on('error', (error) => onError(error as Error));
  await new Promise<void>((ready) => watcher.once('ready', ready));
  onEvent();
}

/** Does work again and again, never twice at a time; what comes in meanwhile is done once afterwards. */
function inTurn(work: () => Promise<void>): () => void {
  let isRunning = false;
  let isAsked = false;
  const run = async () => {
    isRunning = true;
    while (isAsked) {
      isAsked = false;
      await work();
    }
    isRunning = false;
  };
  return () => {
    isAsked = true;
    if (!isRunning) void run();
  };
}

/**
 * What takes over what files say, if that is something else than before.
 *
 * @param known what they said when they were read
 * @returns a function that takes `true` to do so anyway, and answers whether it was done
 */
function createLook(
  paths: readonly string[],
  known: string,
  notices: Notices,
  say: Followers['say'],
  takeOver: () => Promise<void>,
): (anyway: boolean) => Promise<boolean> {
  const source = paths.join(', ');

  /** @returns what is wrong, if anything is, and what the files said meanwhile */
  async function attempt(): Promise<{ error: Error | undefined; content: string }> {
    for (;;) {
      const content = await contentOf(paths);
      const error = await takeOver().then(
        () => undefined,
        (reason: unknown) => reason as Error,
      );
      // What is half written is mostly wrong, too.
      if (error) await pause(SETTLED);
      if ((await contentOf(paths)) === content) return { error, content };
    }
  }

  return async (anyway) => {
    const isEdited = (await contentOf(paths)) !== known;
    if (paths.length === 0 || !(isEdited || anyway)) return false;
    const wrong = notices.list().find((each) => each.source === source)?.message;
    const { error, content } = await attempt();
    notices.set(source, error?.message);
    // What is not the files' fault may be over at the next look.
    if (error === undefined || error instanceof CommandError) known = content;
    if (error) {
      if (error.message !== wrong) say(`${error.message}\n${source}: the last good version stays`);
    } else if (isEdited || wrong !== undefined) {
      say(`${source} ${wrong === undefined ? 'has changed' : 'is mended'} and is live`);
    }
    return error === undefined;
  };
}

/** What files say, or why they cannot be read. Several events may come of one edit, and some of none. */
async function contentOf(paths: readonly string[]): Promise<string> {
  const read = (file: string) => readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => String(error.code));
  const parts = paths.map(async (path) => {
    const names = await readdir(path).catch(() => undefined);
    if (names === undefined) return [path, await read(path)];
    const files = names
      .filter(isFixtureFile)
      .sort()
      .map((name) => join(path, name));
    return [path, await Promise.all(files.map(async (file) => [file, await read(file)]))];
  });
  return JSON.stringify(await Promise.all(parts));
}
