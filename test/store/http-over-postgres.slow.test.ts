/** The API must behave the same over every store. */
import { after } from 'node:test';
import { sharedPostgres } from '../helpers/postgres.ts';

const server = await sharedPostgres();
after(() => server.remove());
process.env['USE_CASE_STUB_TEST_STORE'] = await server.database();
await import('../serve/use-cases.test.ts');
await import('../serve/states.test.ts');
await import('../serve/fixtures.test.ts');
await import('../serve/start.test.ts');
await import('../serve/replace.test.ts');
