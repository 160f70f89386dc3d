#!/usr/bin/env node
import module from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  console.error(`use-case-stub: Node 22.12 or newer is needed; this is ${process.versions.node}`);
  process.exitCode = 1;
} else {
  // As PID 1, which this is in a container, a process gets only the signals that it listens for: without this nothing
  // would end a server that is still opening its store. A server that listens replaces this (commands/serve-stop.ts).
  if (process.pid === 1) process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));
  // Compiled code is kept between runs: 179 ms to the first answer instead of 205. Hence the late import.
  module.enableCompileCache();
  const { run } = await import('./cli/run.ts');
  // Not process.exit(), which would lose what is still being written to a pipe.
  process.exitCode = await run(process.argv.slice(2), (code) => process.exit(code));
}
