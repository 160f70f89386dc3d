/**
 * Checks that the stub in this container is alive, for HEALTHCHECK: the base image has no curl. It reads port and host
 * from the environment, as the stub does. It does not see `--port` among the container's arguments.
 */
import { get } from 'node:http';

const { PORT, USE_CASE_STUB_HOST } = process.env;
const isAny = !USE_CASE_STUB_HOST || ['0.0.0.0', '::'].includes(USE_CASE_STUB_HOST);
const request = get(
  { host: isAny ? '127.0.0.1' : USE_CASE_STUB_HOST, port: PORT || 4010, path: '/__stub/health', timeout: 2_000 },
  (response) => {
    response.resume();
    if (response.statusCode !== 200) fail(`status ${response.statusCode}`);
  },
);
request.on('timeout', () => request.destroy(new Error('no reply within two seconds')));
request.on('error', (error) => fail(error.message));

function fail(reason) {
  console.error(`unhealthy: ${reason}`);
  process.exitCode = 1;
}
