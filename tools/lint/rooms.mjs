/**
 * Holds the imports of src/ against the picture of the house: they point down only, nothing imports in a circle, only
 * src/prism knows Prism, and whatever src/fetch.ts reaches runs where there is no Node.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** From the bottom up. A file may import from its own level and from those below. */
const levels = [
  ['lib'],
  ['contract', 'store'],
  ['organizations', 'requests', 'use-cases', 'coverage'],
  ['admin'],
  ['serve'],
  ['settings', 'prism'],
  // The files of src/ itself: they put the parts together.
  ['stub'],
  ['pact', 'suite', 'compare', 'check-provider'],
  // What ends in a pact, and what ends in a report on a client.
  ['record', 'certify', 'fidelity'],
  ['cli'],
];
/** Files of src/ itself that belong to a higher level. */
const exceptions = { 'cli.ts': 'cli', 'index.ts': 'pact' };
/** Where the way without Node begins. */
const platformFree = 'src/fetch.ts';
/** Packages that run there as well. */
const webPackages = ['@faker-js/faker', '@noble/hashes', 'fastest-levenshtein', 'jsonc-parser'];

const files = globSync('src/**/*.{ts,tsx,cts}', { cwd: root })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => !file.endsWith('.d.ts'));
const found = new Map(files.map((file) => [file, importsOf(file)]));
const imports = new Map([...found].map(([file, { all }]) => [file, all]));
const problems = [...upward(), ...circles(), ...prism(), ...withoutNode()];
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

/** @returns for each import the file in src/ that it names, or the package; `loaded` leaves out imports of types alone */
function importsOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const all = [];
  const loaded = [];
  for (const { fileName, pos } of ts.preProcessFile(text, true, true).importedFiles) {
    const statement = text.slice(Math.max(text.lastIndexOf('import', pos), text.lastIndexOf('export', pos)), pos);
    const target = fileName.startsWith('.')
      ? relative(root, join(root, dirname(file), fileName))
          .split(sep)
          .join('/')
      : fileName;
    all.push(target);
    if (!/^(im|ex)port type\b/.test(statement)) loaded.push(target);
  }
  return { all, loaded };
}

function levelOf(file) {
  const [, first, ...rest] = file.split('/');
  const room = rest.length > 0 ? first : (exceptions[first] ?? 'stub');
  return levels.findIndex((level) => level.includes(room));
}

function* upward() {
  for (const [file, targets] of imports) {
    // The console is a program of its own, in a browser; it takes types and platform-free helpers.
    if (file.startsWith('src/console/')) continue;
    if (levelOf(file) < 0) yield `${file}: its room is not in the table of tools/lint/rooms.mjs`;
    for (const target of targets)
      if (imports.has(target) && levelOf(target) > levelOf(file))
        yield `${file}: imports ${target}, which lies above it`;
  }
}

/** One message for each circle, with the way round. */
function* circles() {
  const done = new Set();
  const way = [];
  function* visit(file) {
    if (way.includes(file)) yield `imports go round: ${[...way.slice(way.indexOf(file)), file].join(' -> ')}`;
    if (way.includes(file) || done.has(file)) return;
    way.push(file);
    for (const target of imports.get(file) ?? []) if (imports.has(target)) yield* visit(target);
    way.pop();
    done.add(file);
  }
  for (const file of files) yield* visit(file);
}

function* prism() {
  for (const [file, targets] of imports)
    for (const target of targets)
      if (target.startsWith('@stoplight/') && !file.startsWith('src/prism/'))
        yield `${file}: only src/prism may import ${target}`;
}

function* withoutNode() {
  const reached = new Map([[platformFree, platformFree]]);
  for (const [file, way] of reached) {
    for (const target of found.get(file)?.loaded ?? []) {
      const isPackage = !target.startsWith('src/');
      if (isPackage && !webPackages.some((name) => target === name || target.startsWith(`${name}/`)))
        yield `${way}: imports ${target}, which is not known to run without Node, and ${platformFree} reaches it`;
      if (imports.has(target) && !reached.has(target)) reached.set(target, `${way} -> ${target}`);
    }
  }
}
