/** What a stub answers must not depend on how requests reach it: here through Express. */
process.env['USE_CASE_STUB_TEST_TRANSPORT'] = 'express';
await import('./suite.ts');
