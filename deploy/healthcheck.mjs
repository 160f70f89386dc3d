/**
 * Says whether the stub in this container is alive, for HEALTHCHECK: the base image has no curl. It knows the port
 * and the host as the stub does, from the environment; `--port` among the container's arguments it does not see.
 */
import { get } from 'node:http';

const { PORT, USE_CASE_STUB_HOST } = process.env;
const isAny = !USE_CASE_STUB_HOST || ['0.0.0.0', '::'].includes(USE_CASE_STUB_HOST);
const request = get(
  { host: isAny ? '127.0.0.1' : USE_CASE_STUB_HOST, port: PORT || 4010, path: '/__stub/health', timeout: 2_000 },
  (response) => {
    response.resume();
    if (response.statusCode !== 200) fail(`it answers ${response.statusCode}`);
  },
);
request.on('timeout', () => request.destroy(new Error('no answer within two seconds')));
request.on('error', (error) => fail(error.message));

function fail(reason) {
  console.error(`unhealthy: ${reason}`);
  process.exitCode = 1;
}
