/** The API must behave the same over every store. */
process.env['USE_CASE_STUB_TEST_STORE'] = 'sqlite';
await import('../serve/use-cases.test.ts');
await import('../serve/states.test.ts');
await import('../serve/fixtures.test.ts');
await import('../serve/start.test.ts');
await import('../serve/replace.test.ts');
