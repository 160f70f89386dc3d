/**
 * Verifies a pact with a provider and its states written by hand: an Express server with Ajv that stores use cases in
 * memory, and Pact's own Verifier, in one process.
 * Usage: node verifier.js PACT_FILE CREATE_SCHEMA UPDATE_SCHEMA PACKAGE_JSON (of the project that has Pact installed)
 */
import express from 'express';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { isAuthorized, loadValidator } from './validator.js';

const PATH = '/api/v1/use-cases';
const KNOWN_ID = '66f2a1d05b3c9e7a41d80c12';
const ORGANIZATION_ID = '64b8f0c2a9d37e51c0aa4f18';
const [pactFile, createSchema, updateSchema, packageFile] = process.argv.slice(2);
const { Verifier } = createRequire(packageFile)('@pact-foundation/pact');
const isCreate = await loadValidator(createSchema);
const isUpdate = await loadValidator(updateSchema);
const stored = new Map();

function store(fields) {
  const id = fields.id ?? randomBytes(12).toString('hex');
  const useCase = { language: 'en-US', max_duration_mins: 10, ...fields, id, organization_id: ORGANIZATION_ID };
  stored.set(id, useCase);
  return useCase;
}

const app = express();
app.use(PATH, express.json(), (request, response, next) => {
  if (isAuthorized(request.headers.authorization)) next();
  else response.status(401).json({ message: 'Send your API key' });
});
app.get(PATH, (request, response) => response.json([...stored.values()]));
app.post(PATH, (request, response) => {
  if (isCreate(request.body)) return response.json(store(request.body));
  const issues = isCreate.errors.map(({ instancePath, params, message }) => ({
    path: [...instancePath.split('/').slice(1), ...(params.missingProperty ? [params.missingProperty] : [])],
    message,
  }));
  response.status(400).json({ issues });
});
app.use(`${PATH}/:id`, (request, response, next) => {
  if (stored.has(request.params.id)) next();
  else response.status(404).json({ message: 'Use case not found' });
});
app.get(`${PATH}/:id`, (request, response) => response.json(stored.get(request.params.id)));
app.patch(`${PATH}/:id`, (request, response) => {
  if (isUpdate(request.body)) return response.json(store({ ...stored.get(request.params.id), ...request.body }));
  response.status(400).json({ issues: isUpdate.errors });
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');

const stateHandlers = {
  'no use cases exist': async () => stored.clear(),
  'a use case exists': async (fields) => {
    const isExample = Object.keys(fields ?? {}).length === 0;
    const { id, organization_id } = store(isExample ? { id: KNOWN_ID, name: 'Carrier Sales' } : fields);
    return { id, organization_id };
  },
  'several use cases exist': async ({ count }) => {
    stored.clear();
    const made = Array.from({ length: count }, (_, index) => store({ name: `Use case ${index}` }));
    return { id: made[0].id, count };
  },
};

await new Verifier({
  provider: 'use-cases-api',
  providerBaseUrl: `http://127.0.0.1:${server.address().port}`,
  pactUrls: [pactFile],
  stateHandlers,
  logLevel: 'error',
}).verifyProvider();
server.close();
server.closeAllConnections();
