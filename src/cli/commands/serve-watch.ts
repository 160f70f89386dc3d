import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Contract } from '../../contract/contract.ts';
import { isFixtureFile } from '../../organizations/fixtures/files.ts';
import type { Stub } from '../../stub.ts';
import type { Notices } from '../../admin/notices.ts';
import type { SettingValues } from '../../settings/settings.ts';
import { CommandError } from '../exit-codes.ts';
import { loadFixtures, loadSpec } from './serve-files.ts';

/** Milliseconds without a change after which an edit is complete: editors write in several steps. */
const SETTLED = 50;

/** What follows the edits of files. */
export interface Followers {
  readonly stub: Stub;
  /** The contract that the stub serves at the beginning. */
  readonly contract: Contract;
  /** Makes a contract follow what is chosen, as the stub does. */
  readonly inForce: (contract: Contract) => Contract;
  /** Says where a contract keeps choices from holding. It was said of the first one already. */
  readonly remarksOnContract: (contract: Contract) => Promise<readonly string[]>;
  readonly notices: Notices;
  /** Prints the outcome of an edit. */
  readonly say: (text: string) => void;
}

/** Files that are followed as soon as the stub runs. */
export interface Watch {
  /** Starts to follow them. An edit is live once it is valid; until then a notice says what is wrong. */
  start(followers: Followers): Promise<void>;
}

/**
 * Prepares to follow the files given by --spec and --fixtures. It reads them before the stub does, so that no edit in
 * between is missed.
 *
 * @throws CommandError when there is nothing to follow
 */
export async function prepareWatch(settings: SettingValues): Promise<Watch> {
  const { spec, fixtures = [] } = settings;
  const specs = spec === undefined ? [] : [spec];
  if (specs.length + fixtures.length === 0)
    throw new CommandError('usage', '--watch has nothing to follow; name a file by --spec or --fixtures');
  const [specContent, fixtureContent] = [await contentOf(specs), await contentOf(fixtures)];
  return {
    async start({ stub, contract, inForce, remarksOnContract, notices, say }) {
      let current = contract;
      let remarks = await remarksOnContract(contract);
      const followSpec = createFollower(specs, specContent, notices, say, async () => {
        current = await loadSpec(settings);
        stub.replaceContract(current);
      });
      const followFixtures = createFollower(fixtures, fixtureContent, notices, say, async () =>
        stub.replaceFixtures(await loadFixtures(settings, inForce(current))),
      );
      const remark = async () => {
        const before = remarks;
        remarks = await remarksOnContract(current);
        for (const each of remarks) if (!before.includes(each)) say(each);
        if (remarks.length < before.length && remarks.length === 0) say(`${specs.join()}: each choice holds there now`);
      };
      const follow = async () => {
        const isReplaced = await followSpec(false);
        if (isReplaced) await remark();
        // Fixtures are checked against the contract, so a new contract may accept or refuse them.
        await followFixtures(isReplaced);
      };
      await followFiles([...specs, ...fixtures], inTurn(follow), (error) =>
        say(`a file cannot be followed: ${error.message}`),
      );
    },
  };
}

/** Calls back whenever files, or files in directories, may have changed. */
async function followFiles(
  paths: readonly string[],
  onEvent: () => void,
  onError: (error: Error) => void,
): Promise<void> {
  const { watch } = await import('chokidar');
  const roots = new Set(paths.map((each) => resolve(each)));
  const watcher = watch([...roots], {
    ignoreInitial: true,
    // Some editors delete a file and write a new one.
    atomic: SETTLED,
    awaitWriteFinish: { stabilityThreshold: SETTLED, pollInterval: SETTLED / 5 },
    // In a directory only the files that readFixtures reads, and nothing in directories below it.
    ignored: (path, stats) =>
      !roots.has(resolve(path)) && stats !== undefined && !(stats.isFile() && isFixtureFile(basename(path))),
  });
  watcher.on('all', onEvent);
  watcher.on('error', (error) => onError(error as Error));
  await new Promise<void>((ready) => watcher.once('ready', ready));
  onEvent();
}

/** Runs work one at a time. Calls that come while it runs lead to one more run afterwards. */
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
 * Makes a function that applies the content of files when it has changed.
 *
 * @param known their content when the stub read them
 * @returns a function that takes `true` to apply it in any case, and tells whether it was applied
 */
function createFollower(
  paths: readonly string[],
  known: string,
  notices: Notices,
  say: Followers['say'],
  apply: () => Promise<void>,
): (anyway: boolean) => Promise<boolean> {
  const source = paths.join(', ');

  /** @returns the error, if there is one, and the content that was applied or refused */
  async function attempt(): Promise<{ error: Error | undefined; content: string }> {
    for (;;) {
      const content = await contentOf(paths);
      const error = await apply().then(
        () => undefined,
        (reason: unknown) => reason as Error,
      );
      // A file that is half written is mostly invalid.
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
    // An error that is not caused by the files may be gone at the next attempt.
    if (error === undefined || error instanceof CommandError) known = content;
    if (error) {
      if (error.message !== wrong) say(`${error.message}\n${source}: the last good version stays`);
    } else if (isEdited || wrong !== undefined) {
      say(`${source} ${wrong === undefined ? 'has changed' : 'is mended'} and is live`);
    }
    return error === undefined;
  };
}

/** The content of files, or why they cannot be read. One edit may cause several events, and some events have no edit. */
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
