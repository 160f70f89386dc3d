/** Create and get on Fastify, which validates with an Ajv of its own. Usage: node fastify.js PORT SCHEMA */
import Fastify from 'fastify';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAuthorized } from './validator.js';

const PATH = '/api/v1/use-cases';
const [port, schemaFile] = process.argv.slice(2);
const body = JSON.parse(readFileSync(schemaFile, 'utf8'));
const stored = new Map();
const app = Fastify({
  ajv: {
    customOptions: {
      ...{ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false },
      ...{ coerceTypes: false, removeAdditional: false, useDefaults: false },
    },
  },
});

app.addHook('onRequest', async (request, reply) => {
  if (!isAuthorized(request.headers.authorization)) return reply.code(401).send({ message: 'Send your API key' });
});

app.post(PATH, { schema: { body } }, async (request) => {
  const useCase = { id: randomBytes(12).toString('hex'), organization_id: '64b8f0c2a9d37e51c0aa4f18', ...request.body };
  stored.set(useCase.id, useCase);
  return useCase;
});

app.get(`${PATH}/:id`, async (request, reply) => {
  const useCase = stored.get(request.params.id);
  return useCase ?? reply.code(404).send({ message: 'Use case not found' });
});

await app.listen({ port: Number(port), host: '127.0.0.1' });
