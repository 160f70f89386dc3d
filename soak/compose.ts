/** Runs deploy/compose.yaml as it stands on a private container engine, which a tool beside the project starts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ComposeFigures, Disturbance } from './compose-inside.ts';
import { count } from './servers.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const tool = (name: string) => fileURLToPath(new URL(`../../shared/tools/${name}`, import.meta.url));
const IMAGE = 'localhost/use-case-stub:soak';

/**
 * Builds the image, starts the stack, and disturbs it while clients create and read; see compose-inside.ts.
 *
 * @returns what the clients saw of each disturbance, or why the trial was left out
 * @throws Error when an acknowledged write is lost, or something does not come back
 */
export async function composeDisturbed(): Promise<string> {
  const missing = ['build-image', 'with-docker'].find((name) => !existsSync(tool(name)));
  if (missing !== undefined) return `skipped, ../shared/tools/${missing} is not here`;
  if (process.getuid?.() !== 0) return 'skipped, a private container engine needs root';
  await output(tool('build-image'), [root, IMAGE]);
  const inside = fileURLToPath(new URL('compose-inside.ts', import.meta.url));
  const text = await output(tool('with-docker'), [IMAGE, '--', process.execPath, inside, IMAGE]);
  const { healthyAfter, disturbances, acknowledged } = JSON.parse(text) as ComposeFigures;
  return [
    `ready ${healthyAfter.toFixed(1)} s after Compose was done`,
    ...disturbances.map(describe),
    `${count(acknowledged)} acknowledged writes, none lost, none twice`,
  ].join('; ');
}

function describe({ what, failed, requests, longest, healthyAfter }: Disturbance): string {
  const back = healthyAfter === undefined ? '' : `, healthy after ${healthyAfter.toFixed(1)} s`;
  const without = longest === 0 ? '' : ` over ${longest.toFixed(1)} s`;
  return `${what}: ${count(failed)} of ${count(requests)} requests failed${without}${back}`;
}

/** Runs a program to its end. @returns what it printed; what it said is shown if it fails */
async function output(file: string, args: readonly string[]): Promise<string> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${stderr.trim().split('\n').slice(-30).join('\n')}`);
  return stdout;
}
