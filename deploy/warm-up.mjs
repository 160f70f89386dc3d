/**
 * Runs what containers run, while the image is built: Node then keeps the compiled code where NODE_COMPILE_CACHE says.
 * Run in /app, as the user of the image, because Node keeps it by path and by user id.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

// A server on each store. No PostgreSQL is there; its driver is loaded before that is noticed.
for (const store of ['memory', 'sqlite:/tmp/warm-up.db']) await serve('--store', store);
await run(9, 'serve', '--port', '0', '--store', 'postgres://127.0.0.1:1/none', '--postgres-wait', '0');
await run(0, 'fake');
await run(6, 'verify', '/none');

async function serve(...flags) {
  const child = start('serve', '--port', '0', '--json', ...flags);
  const { value } = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
  const { url } = JSON.parse(value);
  const headers = { authorization: 'Bearer warm-up', 'content-type': 'application/json' };
  const send = async (path, method = 'GET', body = undefined) => {
    const response = await fetch(new URL(path, url), { method, headers, body });
    if (response.status !== 200) throw new Error(`${method} ${path} was answered with ${response.status}`);
    return response;
  };
  const { id } = await (await send('/use-cases', 'POST', '{"name":"Warm-up"}')).json();
  await send(`/use-cases/${id}`, 'PATCH', '{"name":"Warm"}');
  for (const path of ['/use-cases', `/use-cases/${id}`, '/__stub/health', '/__stub/ready']) await send(path);
  child.kill('SIGTERM');
  await ended(child, 0, 'serve');
}

async function run(code, ...args) {
  const child = start(...args);
  child.stdout.resume();
  await ended(child, code, args.join(' '));
}

function start(...args) {
  const child = spawn(process.execPath, ['dist/cli.js', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (child.said += text));
  return child;
}

async function ended(child, expected, what) {
  const [code] = child.exitCode === null ? await once(child, 'close') : [child.exitCode];
  if (code !== expected) throw new Error(`${what} ended with ${code} instead of ${expected}: ${child.said}`);
}
