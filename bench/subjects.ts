/**
 * The stub and the servers that it is compared with.
 *
 * No subject may report usage: @scarf/scarf (a dependency of Prism) does so only in an install script, which is neither
 * approved nor run; Mockoon's CLI and WireMock do not report by default; Express, Ajv and bare Node cannot. Prism and
 * Mockoon get only local files, so they download nothing.
 *
 * The stub keeps its defaults: journal, rules and request log. Prism is measured with its defaults, which log requests,
 * and again without its log. Mockoon's log cannot be switched off, but it writes no file; its admin API and templating
 * are off. WireMock has no request journal and no request log, as its documentation recommends for load, and does not
 * chunk its replies. The stub writes its log to a file, the others to /dev/null.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { freshDatabase, type Inputs } from './inputs.ts';
import { canRun, readText, type Command } from './processes.ts';

export const SUBJECT_NAMES = [
  'ours',
  'ours-first',
  'http',
  'express',
  'express-ahead',
  'fastify',
  'h3',
  'hono',
  'json-server',
  'prism',
  'prism-silent',
  'mockoon',
  'wiremock',
  'specmatic',
] as const;
export type SubjectName = (typeof SUBJECT_NAMES)[number];
export type Scenario = 'create' | 'refuse' | 'read';

export interface Subject {
  readonly name: SubjectName;
  readonly title: string;
  readonly version: string;
  readonly command: (port: number) => Command;
  readonly paths: 'api' | 'document';
  /** The scenarios that it supports, with the expected status. */
  readonly expects: Partial<Record<Scenario, number>>;
  /** Whether its start is measured as well. */
  readonly isStarted: boolean;
  /** Whether it stores nothing, so that one process can serve all rounds. */
  readonly isStateless: boolean;
  /** Whether it needs a warm-up until it no longer becomes faster, and fewer starts because they are slow. */
  readonly isSlowToWarm: boolean;
}

/** The selected subjects, and the reasons why others are not available. */
export interface Choice {
  readonly subjects: readonly Subject[];
  readonly skipped: readonly string[];
}

export function chooseSubjects(project: string, inputs: Inputs, only: readonly string[]): Choice {
  const wanted = SUBJECT_NAMES.filter((name) => only.length === 0 || only.includes(name));
  const skipped: string[] = [];
  const hasJava = canRun('java', ['-version']);
  const names = wanted.filter((name) => {
    const title = ON_JAVA[name];
    if (title === undefined || hasJava) return true;
    skipped.push(`${title} is skipped: there is no java here`);
    return false;
  });
  return { subjects: names.map((name) => makers[name](project, inputs)), skipped };
}

const ON_JAVA: Partial<Record<SubjectName, string>> = { wiremock: 'WireMock', specmatic: 'Specmatic' };

type Maker = (project: string, inputs: Inputs) => Subject;

const ALL = { create: 200, refuse: 400, read: 200 };
const NODE = { paths: 'api', isStarted: true, isStateless: false, isSlowToWarm: false } as const;

/** Room for all that a measurement creates: one API key has a quarter of the memory, and is refused what goes beyond. */
export const ROOM = { USE_CASE_STUB_MAX_USE_CASES: '10000000', USE_CASE_STUB_MAX_MEMORY: String(8 * 1024 ** 3) };

const makers: Record<SubjectName, Maker> = {
  ours: (project) => ({
    ...NODE,
    name: 'ours',
    title: 'use-case-stub',
    version: versionIn(join(project, 'package.json')),
    command: (port) => ({ ...node(join(project, 'dist', 'cli.js'), '--port', String(port)), environment: ROOM }),
    expects: ALL,
  }),
  // As in a fresh clone or container, where Node has no compiled code of an earlier start.
  'ours-first': (project) => ({
    ...NODE,
    name: 'ours-first',
    title: 'the same, started first',
    version: versionIn(join(project, 'package.json')),
    command: (port) => ({
      ...node(join(project, 'dist', 'cli.js'), '--port', String(port)),
      environment: { ...ROOM, NODE_DISABLE_COMPILE_CACHE: '1' },
    }),
    expects: {},
  }),
  http: (project, { files }) => ({
    ...NODE,
    name: 'http',
    title: 'bare node:http + Ajv',
    version: `node ${process.versions.node}, ajv ${versionOf(project, 'ajv')}`,
    command: (port) => node(join(project, 'bench', 'subjects', 'http.js'), String(port), files.schema),
    expects: ALL,
  }),
  express: (project, { files }) => ({
    ...NODE,
    name: 'express',
    title: 'bare Express + Ajv',
    version: `express ${versionOf(project, 'express')}, ajv ${versionOf(project, 'ajv')}`,
    command: (port) => node(join(project, 'bench', 'subjects', 'express.js'), String(port), files.schema),
    expects: ALL,
  }),
  // It only starts faster than the one above; under load they are the same.
  'express-ahead': (project, { files }) => ({
    ...NODE,
    name: 'express-ahead',
    title: 'the same, compiled ahead',
    version: `express ${versionOf(project, 'express')}, the validators of use-case-stub`,
    command: (port) => node(join(project, 'bench', 'subjects', 'express.js'), String(port), files.validators),
    expects: {},
  }),
  fastify: (project, { files }) => ({
    ...NODE,
    name: 'fastify',
    title: 'Fastify + its Ajv',
    version: versionOf(project, 'fastify'),
    command: (port) => node(join(project, 'bench', 'subjects', 'fastify.js'), String(port), files.schema),
    expects: ALL,
  }),
  h3: (project, { files }) => ({
    ...NODE,
    name: 'h3',
    title: 'h3 + Ajv',
    version: `h3 ${versionOf(project, 'h3')}, ajv ${versionOf(project, 'ajv')}`,
    command: (port) => node(join(project, 'bench', 'subjects', 'h3.js'), String(port), files.schema),
    expects: ALL,
  }),
  hono: (project) => ({
    ...NODE,
    name: 'hono',
    title: 'Hono + zod',
    version: `hono ${versionOf(project, 'hono')}, @hono/node-server ${versionOf(project, '@hono/node-server')}, zod ${versionOf(project, 'zod')}`,
    command: (port) => node(join(project, 'bench', 'subjects', 'hono.js'), String(port)),
    expects: ALL,
  }),
  // It writes all that it has to its file again and again, and takes every body.
  'json-server': (project, { files }) => ({
    ...NODE,
    name: 'json-server',
    title: 'json-server',
    version: versionOf(project, 'json-server'),
    command: (port) =>
      node(
        binaryOf(project, 'json-server', 'json-server'),
        ...[freshDatabase(files.jsonServer), '--routes', files.jsonServerRoutes, '--quiet'],
        ...['--host', '127.0.0.1', '--port', String(port)],
      ),
    expects: { create: 201, read: 200 },
  }),
  prism: (project, inputs) => ({
    ...prism(project, inputs),
    name: 'prism',
    title: 'Prism CLI',
  }),
  'prism-silent': (project, inputs) => ({
    ...prism(project, inputs, '--verboseLevel', 'silent'),
    name: 'prism-silent',
    title: 'Prism CLI without log',
    isStarted: false,
  }),
  mockoon: (project, { files }) => ({
    name: 'mockoon',
    title: 'Mockoon CLI',
    version: versionOf(project, '@mockoon/cli'),
    command: (port) =>
      node(
        binaryOf(project, '@mockoon/cli', 'mockoon-cli'),
        ...['start', '--data', files.mockoon, '--hostname', '127.0.0.1', '--port', String(port)],
        ...['--disable-log-to-file', '--disable-admin-api', '--repair'],
      ),
    paths: 'api',
    expects: { create: 200, read: 200 },
    isStarted: true,
    isStateless: true,
    isSlowToWarm: false,
  }),
  wiremock: (project, { files }) => ({
    name: 'wiremock',
    title: 'WireMock',
    version: `${versionOf(project, 'wiremock')}, java ${javaVersion()}`,
    command: (port) => ({
      file: 'java',
      args: [
        ...['-jar', wiremockJar(project), '--port', String(port), '--bind-address', '127.0.0.1'],
        ...['--root-dir', files.wiremock, '--disable-banner', '--use-chunked-encoding', 'never'],
        ...['--no-request-journal', '--disable-request-logging'],
      ],
    }),
    paths: 'api',
    expects: { create: 200, read: 200 },
    isStarted: true,
    isStateless: true,
    isSlowToWarm: true,
  }),
  specmatic: (project, { files }) => ({
    name: 'specmatic',
    title: "Specmatic's stub",
    version: `${versionOf(project, 'specmatic')}, java ${javaVersion()}`,
    command: (port) => ({
      file: 'java',
      args: [
        ...['-jar', join(packageFile(project, 'specmatic'), '..', 'specmatic.jar'), 'stub', files.contract],
        ...['--host=127.0.0.1', `--port=${String(port)}`],
      ],
      // It writes a report there.
      directory: dirname(files.schema),
    }),
    paths: 'document',
    expects: ALL,
    isStarted: true,
    isStateless: true,
    isSlowToWarm: true,
  }),
};

function prism(project: string, { files }: Inputs, ...flags: string[]): Omit<Subject, 'name' | 'title'> {
  const script = binaryOf(project, '@stoplight/prism-cli', 'prism');
  return {
    version: versionOf(project, '@stoplight/prism-cli'),
    command: (port) => node(script, 'mock', ...flags, '--host', '127.0.0.1', '--port', String(port), files.contract),
    paths: 'document',
    expects: ALL,
    isStarted: true,
    isStateless: true,
    isSlowToWarm: false,
  };
}

function node(...args: string[]): Command {
  return { file: process.execPath, args };
}

function packageFile(project: string, name: string): string {
  return join(project, 'bench', 'node_modules', name, 'package.json');
}

function versionOf(project: string, name: string): string {
  return versionIn(packageFile(project, name));
}

function versionIn(file: string): string {
  return (JSON.parse(readText(file) ?? '{}') as { version?: string }).version ?? 'unknown';
}

/** @returns the script of an installed command; its shell wrapper would add a process */
function binaryOf(project: string, name: string, command: string): string {
  const file = packageFile(project, name);
  const { bin } = createRequire(file)(file) as { bin: string | Record<string, string> };
  return join(file, '..', typeof bin === 'string' ? bin : (bin[command] ?? ''));
}

function wiremockJar(project: string): string {
  const directory = join(packageFile(project, 'wiremock'), '..', 'build');
  const jar = readdirSync(directory).find((name) => name.endsWith('.jar'));
  if (jar === undefined) throw new Error('the package wiremock brings no jar');
  return join(directory, jar);
}

function javaVersion(): string {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return /"([^"]+)"/.exec(stderr)?.[1] ?? 'unknown';
}
