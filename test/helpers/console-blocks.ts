import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { directoryWith } from './files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A command of a `console` block, with the output that the page shows. */
export interface Shown {
  readonly command: string;
  readonly output: string;
  /** Where the output stands in the page. */
  readonly start: number;
  readonly end: number;
}

/** A block that the page marks with `<!-- not run: REASON -->`. */
export interface NotRun {
  readonly reason: string;
  readonly text: string;
}

/** What a page shows: commands in their order, files that they need, and blocks that no test runs. */
export interface PageCommands {
  readonly commands: readonly Shown[];
  readonly files: Readonly<Record<string, string>>;
  readonly notRun: readonly NotRun[];
}

/** Reads the fenced blocks of a page. `<!-- file: NAME -->` before a block says that commands find it under that name. */
export function readCommands(markdown: string): PageCommands {
  const commands: Shown[] = [];
  const files: Record<string, string> = {};
  const notRun: NotRun[] = [];
  const block = /(?:<!-- (file|not run): (.+?) -->\n+)?^```(\w*)\n([^]*?)^```$/gm;
  for (const match of markdown.matchAll(block)) {
    const [whole, mark, value = '', language, content = ''] = match;
    if (mark === 'file') files[value] = content;
    else if (mark === 'not run') notRun.push({ reason: value, text: content });
    else if (language === 'console') {
      const offset = match.index + whole.length - content.length - '```'.length;
      commands.push(...readBlock(content, offset));
    }
  }
  return { commands, files, notRun };
}

/** A command begins with a dollar sign, and goes on while lines end in a backslash. */
function readBlock(content: string, offset: number): Shown[] {
  const starts = [...content.matchAll(/^\$ ((?:.*\\\n)*.*)\n/gm)];
  return starts.map((match, index) => {
    const start = match.index + match[0].length;
    const end = starts[index + 1]?.index ?? content.length;
    return {
      command: match[1] ?? '',
      output: content.slice(start, end),
      start: offset + start,
      end: offset + end,
    };
  });
}

/** Runs the commands of one page, as a reader does who types them one after the other. */
export interface Session {
  /** @returns what the command prints, with the addresses of the page */
  run(command: string): Promise<string>;
}

/**
 * @param files what the page's commands find in the working directory, beside the directories of this project
 */
export function startSession(t: TestContext, files: Readonly<Record<string, string>>): Session {
  const directory = directoryWith(t, files);
  for (const name of ['contracts', 'examples', 'openapi', 'test']) symlinkSync(join(root, name), join(directory, name));
  // Programs that a page shows import the package by its name, and Express as one of their own dependencies.
  mkdirSync(join(directory, 'node_modules'));
  symlinkSync(root, join(directory, 'node_modules/use-case-stub'));
  symlinkSync(join(root, 'node_modules/express'), join(directory, 'node_modules/express'));
  const programs = programsIn(join(directory, '.bin'));
  const env: NodeJS.ProcessEnv = { ...plainEnvironment(), PATH: `${programs}:${process.env['PATH']}` };
  let server: { readonly child: ChildProcess; readonly port: string } | undefined;
  const stop = () => {
    if (server?.child.pid !== undefined) process.kill(-server.child.pid, 'SIGKILL');
    server = undefined;
  };
  t.after(stop);

  async function serve(command: string): Promise<string> {
    stop();
    const child = spawn('sh', ['-c', `exec ${command}`], {
      cwd: directory,
      env: { ...env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    for await (const line of createInterface(child.stdout)) {
      said += `${line}\n`;
      const port = /https?:\/\/[\w.]+:(\d+)/.exec(line)?.[1];
      if (port === undefined) continue;
      server = { child, port };
      return said;
    }
    return said;
  }

  return {
    async run(command) {
      const exported = /^export (\w+)=(.*)$/.exec(command);
      if (exported?.[1] !== undefined) {
        env[exported[1]] = exported[2]?.replace(/^(['"])(.*)\1$/, '$2');
        return '';
      }
      const typed = command.replaceAll('\\\n', ' ').replaceAll('npx use-case-stub', 'use-case-stub');
      const serving = serverCommand(typed);
      if (serving !== undefined) return toPage(await serve(serving), directory);
      if (server === undefined && /\bcurl\b|use-case-stub scenario/.test(typed)) await serve('use-case-stub');
      const port = server?.port ?? '4010';
      const { stdout } = spawnSync(
        'sh',
        ['-c', `{ ${typed.replaceAll('localhost:4010', `localhost:${port}`)}\n} 2>&1`],
        {
          cwd: directory,
          encoding: 'utf8',
          env: { USE_CASE_STUB_CLIENT_URL: `http://localhost:${port}`, ...env },
          timeout: 60_000,
        },
      );
      return toPage(stdout.replace(SLOW, ''), directory);
    },
  };
}

/** How far a command has come, which it says after five seconds and only a slow machine sees. */
const SLOW =
  /^(testing the provider, |\d+ requests sent, |(verifying|comparing) pact \d|writing the pact: |verifying the pact$).*\n/gm;

/** The command that starts a server, without the sign that puts it into the background; undefined for other commands. */
function serverCommand(command: string): string | undefined {
  const bare = command.replace(/\s*&$/, '');
  if (/^node .*&$/.test(command)) return bare;
  const started = bare.replace(/^npm start(?: --)?/, 'use-case-stub');
  const [, rest = ''] = /^(?:\w+=\S+ )*use-case-stub(?: serve)?( .*)?$/.exec(started) ?? [undefined, 'none'];
  if (rest === 'none' || /^ (?!-)(?!&)/.test(rest) || /--(help|version)\b/.test(rest) || rest.includes('|'))
    return undefined;
  return started;
}

/** Programs that commands call: the built command line, this Node, and a curl that draws no progress. */
function programsIn(directory: string): string {
  mkdirSync(directory);
  const scripts = {
    'use-case-stub': `exec "${process.execPath}" "${join(root, 'dist/cli.js')}" "$@"`,
    node: `exec "${process.execPath}" "$@"`,
    curl: `PATH="\${PATH#*:}" exec curl -sS "$@"`,
  };
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(directory, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(directory, name), 0o755);
  }
  return directory;
}

/** The environment without settings of ours, and without what marks CI or a test. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(USE_CASE_STUB_|PACT_|NODE_(?!COMPILE_CACHE)|npm_|PORT$|CI$|GITHUB_|FORCE_COLOR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

/** What a page would show: the default port, no temporary directory, lines that end as on Unix. */
function toPage(output: string, directory: string): string {
  const shown = output
    .replaceAll('\r\n', '\n')
    .replaceAll(`${directory}/`, '')
    .replaceAll(directory, '.')
    .replace(/(localhost|127\.0\.0\.1):\d{4,5}/g, '$1:4010');
  return shown === '' || shown.endsWith('\n') ? shown : `${shown}\n`;
}

/** The headers that a page shows unless it already shows others. */
const TELLING = /^(content-type|stub-[\w-]+|retry-after|preference-applied|allow|ratelimit[\w-]*|www-authenticate)$/;

/** Keeps of a reply's head the headers that the page shows, in the page's order. */
export function likeShown(actual: string, shown: string): string {
  const [, status, head, body] = /^(HTTP\/1\.1 [^\n]*)\n([^]*?)\n\n([^]*)$/.exec(actual) ?? [];
  if (status === undefined || head === undefined) return actual;
  const lines = head.split('\n');
  const nameOf = (line: string) => line.slice(0, line.indexOf(':')).toLowerCase();
  const wanted = shown.startsWith('HTTP/1.1')
    ? (shown.split('\n\n')[0] ?? '').trim().split('\n').slice(1).map(nameOf)
    : lines.map(nameOf).filter((name) => TELLING.test(name));
  const kept = wanted.map((name) => lines.find((line) => nameOf(line) === name) ?? `${name}: (missing)`);
  return `${[status, ...kept].join('\n')}\n\n${body}`;
}

/** Whether output is what a page shows. What differs from run to run is left out; `…` stands for any text. */
export function agrees(actual: string, shown: string): boolean {
  const [steadyActual, steadyShown] = [steady(actual), steady(shown)];
  const pattern = steadyShown.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${pattern.join('[^]*?')}$`).test(steadyActual);
}

function steady(text: string): string {
  return text
    .replace(/(use-case-stub |"version":")\d+\.\d+\.\d+/g, '$1VERSION')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'REQUEST')
    .replace(/#key=[\w-]{16}/, '#key=KEY')
    .replace(/("requestId": ?)"[^"]*"/g, '$1"REQUEST"')
    .replace(/(x-request-id: ).*/g, '$1REQUEST')
    .replace(/("(?:milliseconds|ms)": ?)[\d.]+/g, '$1N')
    .replace(/curl\/[\d.]+/g, 'curl/N')
    .replace(/[ \t]+$/gm, '');
}
