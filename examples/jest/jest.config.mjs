export default { globalSetup: './start-stub.mjs', globalTeardown: './stop-stub.mjs' };
