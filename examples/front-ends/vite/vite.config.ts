import { defineConfig } from 'vite';

/** The stub, unless the environment names another API: scheme, host and port, without a path. */
const origin = process.env['API_ORIGIN'] ?? 'http://127.0.0.1:4010';

export default defineConfig({
  // Only the paths of the API: behind a proxy, the stub's own routes cannot tell local clients from others.
  server: { proxy: { '/api/v1': { target: origin, changeOrigin: true } } },
});
