/**
 * Measures how long it takes until a consumer's test can describe its first interaction.
 * Usage: node write-pact.js useCasePact|Pact FILE DIRECTORY; prints milliseconds as JSON.
 */
import { pathToFileURL } from 'node:url';

const [name, file, dir] = process.argv.slice(2);
const options = { consumer: 'bench', dir, logLevel: 'warn' };

const before = performance.now();
const library = await import(pathToFileURL(file).href);
const imported = performance.now() - before;
const pact =
  name === 'Pact' ? new library.Pact({ ...options, provider: 'use-cases-api' }) : library.useCasePact(options);
pact.addInteraction();
const started = performance.now() - before;
console.log(JSON.stringify({ imported, started }));
