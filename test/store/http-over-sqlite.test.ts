/** What the API does must not depend on where use cases are kept. */
process.env['USE_CASE_STUB_TEST_STORE'] = 'sqlite';
await import('../http/use-cases.test.ts');
await import('../http/states.test.ts');
await import('../http/fixtures.test.ts');
await import('../http/replace.test.ts');
