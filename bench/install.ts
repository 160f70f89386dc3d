/** Installs the alternatives, the first time and when their lock file has changed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { QUIET, readText } from './processes.ts';

/** @param directory the bench's package */
export function ensureInstalled(directory: string): void {
  const lock = createHash('sha256')
    .update(readFileSync(join(directory, 'package-lock.json')))
    .digest('hex');
  const mark = join(directory, 'node_modules', '.installed-from');
  if (readText(mark) === lock) return;
  console.error('Installing what is compared with (once) ...');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: directory,
    stdio: ['ignore', 2, 2],
    // npm must run with this Node: an older one would choose older versions.
    env: { ...process.env, ...QUIET, PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) },
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci in bench/ failed; see above');
  writeFileSync(mark, lock);
}
