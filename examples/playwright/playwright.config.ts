import { defineConfig } from '@playwright/test';

export default defineConfig({ globalSetup: './start-stub.ts', fullyParallel: true });
