/** What a stub answers must not depend on how requests reach it: here by `stub.fetch`, without a port. */
process.env['USE_CASE_STUB_TEST_TRANSPORT'] = 'fetch';
await import('./suite.ts');
