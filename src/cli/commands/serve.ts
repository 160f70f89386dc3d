import { hostname } from 'node:os';
import type { Command } from 'commander';
import { createNotices } from '../../admin/notices.ts';
import type { Contract } from '../../contract/contract.ts';
import { createMetrics, type Metrics } from '../../serve/metrics.ts';
import { processFigures } from '../../serve/process-metrics.ts';
import { CONFIG_NAME, type SettingName, type SettingValues } from '../../settings/settings.ts';
import { stubSettingsOf } from '../../settings/stub-options.ts';
import { openStore, StoreNameError, type OpenStore } from '../../store/open-store.ts';
import { StoreUnavailable } from '../../store/port.ts';
import type { Stub } from '../../stub.ts';
import { consoleKey } from '../console-key.ts';
import { CommandError, exitCodes, type Exit } from '../exit-codes.ts';
import { addSettings } from '../options.ts';
import { banner, consoleUrl, hasConsole } from '../output/banner.ts';
import { createLog } from '../output/log.ts';
import { readSettings, type CommandSettings } from '../read-settings.ts';
import {
  checkStart,
  followAssumptions,
  loadFidelity,
  loadFixtures,
  loadSpec,
  remarksOn,
  remarksOnSpec,
} from './serve-files.ts';
import { stopOnSignals } from './serve-stop.ts';

/** Adds `serve`, which also runs without being named. @param exit ends the process when a signal asks for that */
export function addServeCommand(program: Command, exit: Exit): void {
  const command = program
    .command('serve', { isDefault: true })
    .description('start the stub (what happens without a command)')
    .addHelpText('after', HELP)
    .action(async () => {
      const read = await readSettings(command);
      const fileOf = (name: SettingName) =>
        command.getOptionValueSource(name) === 'config' ? read.configFile : undefined;
      return serve(read, fileOf, exit);
    });
  addSettings(command);
}

async function serve(
  { settings: read, configFile }: CommandSettings,
  fileOf: (name: SettingName) => string | undefined,
  exit: Exit,
): Promise<void> {
  const settings = withConsoleKey(read);
  const watch = settings.watch ? await (await import('./serve-watch.ts')).prepareWatch(settings) : undefined;
  const log = createLog(settings.log);
  const contract = await loadSpec(settings);
  const fidelity = await loadFidelity(settings.fidelity, configFile);
  const inForce = await followAssumptions(settings, fidelity?.fidelity);
  const fixtures = await loadFixtures(settings, inForce(contract));
  await checkStart(settings, inForce(contract), fileOf);
  const notices = createNotices();
  const metrics = createMetrics(processFigures(), settings.instance ?? hostname());
  const store = await openedStore(settings, metrics);
  // Loaded here, so that other commands, help and completion do not load what serves: they start in a third of the time.
  const { createStub } = await import('../../stub.ts');
  const stub = createStub({
    ...stubSettingsOf(settings),
    contract,
    fixtures,
    ...(fidelity && { fidelity: fidelity.fidelity }),
    metrics,
    store: store.useCases,
    scenarios: store.scenarios,
    ready: store.ready,
    notices: notices.list,
    ...(store.journal && { sharedJournal: store.journal }),
    ...(log && { logger: log.logger }),
  });
  const url = await listen(stub, settings).catch(async (error: unknown) => {
    // Connections that are left open would keep the process alive.
    await store.close();
    throw error;
  });
  stopOnSignals({ stub, store, log, exit }, settings);
  const say = (text: string) => console.error(`use-case-stub: ${text}`);
  const remarksOnContract = (served: Contract) => remarksOnSpec(settings, fidelity?.fidelity, served);
  await watch?.start({ stub, contract, inForce, remarksOnContract, notices, say });
  warnOfOpenAdmin(settings);
  const remarks = [...(fidelity ? await remarksOn(fidelity) : []), ...(await remarksOnContract(contract))];
  for (const remark of remarks) say(remark);
  process.stdout.write(
    banner(url, settings, process.stdout.isTTY === true, {
      configFile,
      ...(fidelity && { fidelityFile: fidelity.file }),
    }),
  );
  if (settings.open && hasConsole(settings)) void openBrowser(consoleUrl(url, settings), consoleUrl(url, {}));
  else if (settings.open)
    console.error('use-case-stub: --open has nothing to open, since --no-admin switches the console off');
}

/** People who start a stub in a terminal keep its console open while they restart it. */
function withConsoleKey(settings: SettingValues): SettingValues {
  if (!settings.admin || settings.adminKey !== undefined || settings.consoleKey !== undefined) return settings;
  return { ...settings, consoleKey: consoleKey(process.stdout.isTTY === true) };
}

/** On an address that others reach, a client that knows an API key could make the API fail for the owner of the key. */
function warnOfOpenAdmin({ host, admin, adminKey }: SettingValues): void {
  const isLocal = /^(127\.|localhost$|::1$)/.test(host);
  if (isLocal || !admin || adminKey !== undefined) return;
  console.error(
    `use-case-stub: ${host} can be reached by others, and so can the stub's own routes; guard them by --admin-key, or switch them off by --no-admin`,
  );
}

async function openedStore(settings: SettingValues, metrics: Metrics): Promise<OpenStore> {
  const { store, sqliteSynchronous, journalBytes, useCaseBytes } = settings;
  const postgres = {
    connections: settings.postgresConnections,
    timeout: settings.postgresTimeout,
    prepare: settings.postgresPrepare,
    wait: settings.postgresWait,
    say: (sentence: string) => console.error(`use-case-stub: ${sentence}`),
  };
  try {
    return await openStore(store, {
      sqliteSynchronous,
      postgres,
      journalBytes,
      useCaseBytes,
      onAccess: metrics.observeStore,
    });
  } catch (error) {
    // Not commander's message, which would repeat the value, password included.
    if (error instanceof StoreNameError) throw new CommandError('usage', `--store cannot be taken; ${error.message}`);
    if (error instanceof StoreUnavailable) throw new CommandError('store', error.message);
    throw error;
  }
}

async function listen(stub: Stub, { port, host }: SettingValues): Promise<string> {
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

/**
 * Opens an address in the default browser. A failure is only reported: the server goes on.
 *
 * @param shown the address as stderr may have it, without a key
 */
async function openBrowser(address: string, shown: string): Promise<void> {
  const report = (reason: string) =>
    console.error(`use-case-stub: --open could not open a browser, ${reason}; go to ${shown} yourself`);
  // Also an unusual value, such as the name of the service, says that this is CI.
  if (!/^(|false|0|off|no)$/i.test(process.env['CI'] ?? '')) return report('since this runs in CI');
  try {
    const { default: open } = await import('open');
    const launcher = await open(address);
    launcher.once('exit', (code) => {
      if (code !== 0 && code !== null) report(`the system's opener ended with code ${code}`);
    });
  } catch (error) {
    report((error as Error).message);
  }
}

const HELP = `
Every flag is an environment variable as well (env: above) and, in camel case, a key of the configuration file
${CONFIG_NAME}.json, .yaml or .ts. The flag wins over the variable, the variable over the file; "use-case-stub config"
prints each setting and where it comes from. Each switch can be undone: --no-dynamic switches off what a variable or a
file has switched on, and --admin switches on what it has switched off.

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
