import type { Command } from 'commander';
import { openStore, StoreNameError, type OpenStore } from '../../store/open-store.ts';
import { StoreUnavailable } from '../../store/port.ts';
import { createNotices } from '../../admin/notices.ts';
import { createMetrics, type Metrics } from '../../serve/metrics.ts';
import type { Stub } from '../../stub.ts';
import { consoleUrl } from '../output/addresses.ts';
import { banner, hasConsole } from '../output/banner.ts';
import { CommandError, exitCodes } from '../exit-codes.ts';
import { createLog } from '../output/log.ts';
import { openBrowser } from '../open-browser.ts';
import { addServeOptions, CONFIG_NAME } from '../options.ts';
import type { ServeFlags } from '../serve-flags.ts';
import { loadFixtures, loadSpec } from '../sources.ts';
import { settle, type Settings } from '../settings.ts';
import { stopOnSignals } from '../stop.ts';

export function addServeCommand(program: Command): void {
  const command = program
    .command('serve', { isDefault: true })
    .description('start the stub (what happens without a command)')
    .addHelpText('after', HELP)
    .action(async () => serve(await settle(command)));
  addServeOptions(command);
}

async function serve({ flags, configFile }: Settings): Promise<void> {
  const watch = flags.watch ? await (await import('../watch.ts')).prepareWatch(flags) : undefined;
  const log = await createLog(flags.log);
  const contract = await loadSpec(flags);
  const fixtures = await loadFixtures(flags, contract);
  const { validation, seed, seedCount, maxBody } = flags;
  const notices = createNotices();
  const watching = Promise.withResolvers<() => Promise<string>>();
  const metrics = createMetrics(async () => (await watching.promise)());
  const store = await openedStore(flags, metrics);
  // Loaded here, so that other commands, help and completion do not load Express: they start in a third of the time.
  const { createStub } = await import('../../stub.ts');
  const stub = createStub({
    validation,
    seed,
    seedCount,
    maxBody,
    dynamic: flags.dynamic ?? false,
    cors: flags.cors === 'on',
    journalSize: flags.journal,
    journalBytes: flags.journalBytes,
    maxOrganizations: flags.maxOrganizations,
    maxUseCases: flags.maxUseCases,
    ...(flags.rateLimit && { rateLimit: flags.rateLimit }),
    ready: store.ready,
    admin: flags.admin === 'on',
    ...(flags.adminKey !== undefined && { adminKey: flags.adminKey }),
    ...(flags.allowHost && { allowHosts: flags.allowHost }),
    store: store.useCases,
    scenarios: store.scenarios,
    ...(store.journal && { sharedJournal: store.journal }),
    ...(flags.apiKey && { apiKeys: flags.apiKey }),
    contract,
    fixtures,
    ...(log && { logger: log.logger }),
    metrics,
    notices: notices.list,
  });
  const url = await listen(stub, flags).catch(async (error: unknown) => {
    // Connections that are left open would keep the process.
    await store.close();
    throw error;
  });
  stopOnSignals({ stub, store, log }, flags);
  await watch?.start({ stub, contract, notices, say: (text) => console.error(`use-case-stub: ${text}`) });
  // The library takes 50 ms to load, a quarter of the time to the first answer; so it is loaded after that.
  void import('../../serve/process-metrics.ts').then(({ watchProcess }) => watching.resolve(watchProcess()));
  warnOfOpenDoors(flags);
  process.stdout.write(banner(url, flags, process.stdout.isTTY === true, configFile));
  if (flags.open && hasConsole(flags)) void openBrowser(consoleUrl(url));
  else if (flags.open)
    console.error('use-case-stub: --open has nothing to open, since --admin off switches the console off');
}

/** On an address that others reach, whoever knows an API key could make the API fail for its owner. */
function warnOfOpenDoors({ host, admin, adminKey }: ServeFlags): void {
  const isLocal = /^(127\.|localhost$|::1$)/.test(host);
  if (isLocal || admin === 'off' || adminKey !== undefined) return;
  console.error(
    `use-case-stub: ${host} can be reached by others, and so can the stub's own routes; guard them by --admin-key, or switch them off by --admin off`,
  );
}

async function openedStore(
  { store, sqliteSynchronous, journalBytes }: ServeFlags,
  metrics: Metrics,
): Promise<OpenStore> {
  try {
    return await openStore(store, { sqliteSynchronous, journalBytes, onAccess: metrics.observeStore });
  } catch (error) {
    // Commander would repeat a value that it refuses, password included.
    if (error instanceof StoreNameError) throw new CommandError('usage', `--store cannot be taken; ${error.message}`);
    if (error instanceof StoreUnavailable) throw new CommandError('store', error.message);
    throw error;
  }
}

async function listen(stub: Stub, { port, host }: ServeFlags): Promise<string> {
  try {
    return await stub.listen({ port, host });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new CommandError(
        'address',
        `port ${port} is in use; stop what listens there, or choose another: --port ${port < 65_535 ? port + 1 : port - 1}, or --port 0 for any free one`,
      );
    }
    if (code === 'EACCES')
      throw new CommandError(
        'address',
        `port ${port} may not be used by this user; choose one above 1023: --port 4010`,
      );
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new CommandError('address', `this machine has no address ${host}; try --host 127.0.0.1 or --host 0.0.0.0`);
    throw new CommandError('address', message);
  }
}

const HELP = `
Every flag is an environment variable as well (env: above) and, in camel case, a key of the configuration file
${CONFIG_NAME}.json, .yaml or .ts. The flag wins over the variable, the variable over the file; "use-case-stub config"
prints each setting and where it comes from. What is on elsewhere is switched off by --no-dynamic, --no-open and so on.

Examples:
  use-case-stub                                  serve at http://localhost:4010/api/v1
  use-case-stub --port 0 --json                  any free port, printed as JSON
  use-case-stub --validation strict              refuse by assumed rules, too
  use-case-stub --api-key secret=web --api-key other=mobile
  use-case-stub --store sqlite:stub.db           keep everything in a file
  use-case-stub --spec extra.yaml                serve the operations of another document as well
  use-case-stub --fixtures fixtures/ --watch     start with use cases of your own, and follow edits of them

For one request: send "Prefer: code=404", "Prefer: example=minimal", "Prefer: dynamic=true",
"Prefer: delay=800", "Prefer: fault=reset" or "Prefer: validation=strict"; separate several by commas.

Exit codes:
${Object.values(exitCodes)
  .map(({ code, meaning }) => `  ${code}  ${meaning}`)
  .join('\n')}`;
