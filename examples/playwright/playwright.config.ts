import { defineConfig } from '@playwright/test';

export default defineConfig({
  fullyParallel: true,
  // Started one after the other, each on a free port. What a group matches becomes an environment variable: API_ORIGIN is
  // what vite.config.ts and stub.ts read.
  webServer: [
    {
      name: 'stub',
      command: 'npx use-case-stub --port 0 --seed-count 0 --log off',
      wait: { stdout: /serves (?<api_origin>\S+)\/api\/v1/ },
    },
    {
      name: 'front end',
      command: 'npx vite ../front-ends/vite --port 0',
      wait: { stdout: /Local: +(?<front_end>\S+)\s/ },
    },
  ],
  use: { baseURL: process.env['FRONT_END'] },
});
