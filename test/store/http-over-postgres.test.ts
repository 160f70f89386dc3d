/** What the API does must not depend on where use cases are kept. */
import { after } from 'node:test';
import { startPostgres } from '../helpers/postgres.ts';

const server = await startPostgres();
after(() => server.remove());
process.env['USE_CASE_STUB_TEST_STORE'] = await server.database();
await import('../http/use-cases.test.ts');
await import('../http/states.test.ts');
await import('../http/fixtures.test.ts');
await import('../http/replace.test.ts');
