import type { Command } from 'commander';
import { createStub, type Stub } from '../stub.ts';
import { banner } from './banner.ts';
import { CommandError } from './exit-codes.ts';
import { createLog, type Log } from './log.ts';
import { serveOptions, type ServeFlags } from './options.ts';

/** Requests that are being answered get this many milliseconds after a signal. */
const GRACE = 5_000;

/** @param keepRunning called once the server listens and the process has to stay */
export function addServeCommand(program: Command, keepRunning: () => void): void {
  const command = program
    .command('serve', { isDefault: true })
    .description('start the stub (what happens without a command)')
    .addHelpText('after', HELP)
    .action(async (flags: ServeFlags) => {
      await serve(flags);
      keepRunning();
    });
  for (const option of serveOptions()) command.addOption(option);
}

async function serve(flags: ServeFlags): Promise<void> {
  const log = await createLog(flags.log);
  const contract = flags.spec === undefined ? undefined : await loadSpec(flags.spec);
  const stub = createStub({
    ...flags,
    cors: flags.cors === 'on',
    journalSize: flags.journal,
    ...(flags.apiKey && { apiKeys: flags.apiKey }),
    ...(contract && { contract }),
    ...(log && { logger: log.logger }),
  });
  const url = await listen(stub, flags);
  stopOnSignals(stub, log);
  process.stdout.write(banner(url, flags, process.stdout.isTTY === true));
}

async function loadSpec(file: string) {
  const { loadContract } = await import('../contract/spec-file.ts');
  return loadContract(file).catch((error: Error) => {
    throw new CommandError('spec', error.message);
  });
}

async function listen(stub: Stub, { port, host }: ServeFlags): Promise<string> {
  try {
    return await stub.listen({ port, host });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new CommandError(
        'address',
        `port ${port} is in use; stop what listens there, or choose another: --port ${port + 1}, or --port 0 for any free one`,
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

/** The first signal lets requests finish, the second does not wait. */
function stopOnSignals(stub: Stub, log: Log | undefined): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    await stub.close(GRACE);
    log?.flush();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop()).on('SIGTERM', () => void stop());
}

const HELP = `
Every flag is an environment variable as well (env: above); a flag wins over its variable.

Examples:
  use-case-stub                                  serve at http://localhost:4010/api/v1
  use-case-stub --port 0 --json                  any free port, printed as JSON
  use-case-stub --validation strict              refuse by assumed rules, too
  use-case-stub --api-key secret=web --api-key other=mobile
  use-case-stub --spec extra.yaml                serve the operations of another document as well

For one request: send "Prefer: code=404", "Prefer: example=minimal", "Prefer: dynamic=true",
"Prefer: delay=800" or "Prefer: validation=strict"; separate several by commas.

Exit codes: 0 stopped, 1 failure, 2 usage, 3 address cannot be had, 4 --spec cannot be served`;
