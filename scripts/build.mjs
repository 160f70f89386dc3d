/**
 * Builds dist/: the package's own code in few files (docs/decisions/few-files.md) with its types, the console, and bundles
 * of the two libraries that users do not install (docs/decisions/bundle-prism-and-pact.md). A build that fails leaves the
 * dist/ of the one before.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const fresh = join(root, 'dist.new');
const started = new Date();
// The image, which nothing compiles against, needs neither types nor the time to check them.
const withTypes = !process.argv.includes('--no-types');

rmSync(fresh, { recursive: true, force: true });
await Promise.all([withTypes && writeTypes(), buildConsole(), bundleOwn(), bundlePrism(), bundlePact()]);
if (withTypes) makeTypesPortable();
// How old a build is depends on when it began to read the sources: an edit meanwhile wants another one.
utimesSync(join(fresh, 'cli.js'), started, started);
rmSync(dist, { recursive: true, force: true });
renameSync(fresh, dist);

async function writeTypes() {
  const compiler = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
  const args = [compiler, '-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--outDir', fresh];
  const [code] = await once(spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] }), 'exit');
  if (code !== 0) process.exit(1);
}

/**
 * Where the types of Node or Express are not installed, as in a project for a browser, what is declared with them is
 * `any`, and the rest of our types compiles. As dependencies they would put Node's globals into every such project.
 * Its choice of `lib` may be older than ours as well.
 */
function makeTypesPortable() {
  for (const name of readdirSync(fresh, { recursive: true }).filter((each) => each.endsWith('.d.ts'))) {
    const file = join(fresh, name);
    const text = readFileSync(file, 'utf8');
    const reference = text.includes('[Symbol.asyncDispose]') ? '/// <reference lib="esnext.disposable" />\n' : '';
    const portable = reference + text.replace(/^import [^;]* from '(node:[\w/]+|express)';$/gm, '// @ts-ignore\n$&');
    if (portable !== text) writeFileSync(file, portable);
  }
}

function buildConsole() {
  return build({
    root: join(root, 'src/console'),
    logLevel: 'error',
    configLoader: 'native',
    build: { outDir: join(fresh, 'console') },
  });
}

/**
 * The package's own code: a file for each entry, and for each part of the code that other entries or later imports share.
 * What is loaded later, such as a command, stays apart.
 */
function bundleOwn() {
  const source = (name) => join(root, 'src', name);
  return build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [apart('/prism/mock.ts', '../prism/mock.js')],
    build: {
      ssr: true,
      outDir: fresh,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node22',
      // Users see its lines in stack traces.
      minify: false,
      rolldownOptions: {
        // Without Node's own the bundler imports none by itself: what use-case-stub/fetch shares, browsers load as well.
        platform: 'neutral',
        input: {
          cli: source('cli.ts'),
          index: source('index.ts'),
          express: source('express.ts'),
          fetch: source('fetch.ts'),
          'pact/index': source('pact/index.ts'),
          'chunks/native-child': source('pact/verify/native-child.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  });
}

/** Leaves a file, which another bundle has, to be loaded from there. */
function apart(file, from) {
  return {
    name: 'apart',
    enforce: 'pre',
    resolveId: (wanted) => (wanted.endsWith(file) ? { id: from, external: true } : undefined),
    generateBundle(_, files) {
      const wrong = Object.values(files).filter((each) => each.code?.includes(from) && !each.fileName.includes('/'));
      for (const { fileName } of wrong) this.error(`${fileName} would look for ${from} outside of dist`);
    },
  };
}

/** Prism without its reader of Postman collections, which would bring another 10 MB of fake data. */
function bundlePrism() {
  const sources = readdirSync(join(root, 'src/prism')).filter((name) => name.endsWith('.ts'));
  return bundle('prism', {
    input: sources.map((name) => join(root, 'src/prism', name)),
    external: [/^@faker-js\/faker\//, 'pino-pretty', 'kerberos'],
    output: { entryFileNames: '[name].js' },
    plugins: [
      // Prism requires it, of which Node 22.12 warns, and uses nothing but `faker`.
      instead('@faker-js/faker', "export { faker } from '@faker-js/faker/locale/en';"),
      instead('@stoplight/http-spec/postman/operation', 'export {};'),
      thisAsExports('/uri-template-lite/index.js'),
      packageNotNode('url', /json-schema-ref-parser/),
      packageNotNode('punycode', /tr46|whatwg-url/),
    ],
  });
}

/** The part of Pact that describes interactions. Its native core is a dependency. */
function bundlePact() {
  return bundle('pact', {
    input: join(root, 'src/pact/pact-v4.cjs'),
    external: [/^@pact-foundation\/pact-core/],
    output: { entryFileNames: '[name].cjs', format: 'cjs' },
    alias: { '@pact-foundation/pact': fileURLToPath(import.meta.resolve('@pact-foundation/pact/src/v4/index.js')) },
  });
}

/** Puts files with the packages that they import into a directory of the build, and the licences of those beside them. */
function bundle(directory, { input, external, output, alias = {}, plugins = [] }) {
  return build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias },
    ssr: { noExternal: true },
    plugins,
    build: {
      ssr: true,
      outDir: join(fresh, directory),
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node22',
      // Users see its lines in stack traces.
      minify: false,
      license: { fileName: 'LICENSES.md' },
      rolldownOptions: { input, external, output },
    },
  });
}

/** Puts other code in the place of a module. */
function instead(name, code) {
  const id = `\0instead:${name}`;
  return {
    name: 'instead',
    enforce: 'pre',
    resolveId: (wanted) => (wanted === name ? id : undefined),
    load: (wanted) => (wanted === id ? code : undefined),
  };
}

/** Makes a file that exports by nothing but `this` recognizable as a CommonJS module. */
function thisAsExports(file) {
  return {
    name: 'this-as-exports',
    transform: (code, id) => (id.endsWith(file) ? code.replaceAll('this.', 'exports.') : undefined),
  };
}

/** Takes a module from the package of that name: Node's own warns that it is deprecated, outside node_modules. */
function packageNotNode(name, user) {
  return {
    name: `package-${name}`,
    enforce: 'pre',
    resolveId: (wanted, importer = '') =>
      wanted === name && user.test(importer) ? createRequire(importer).resolve(`${name}/`) : undefined,
  };
}
