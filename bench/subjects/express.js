/**
 * Create and get on bare Express 5 with Ajv, like a quick stub written by hand.
 * Usage: node express.js PORT SCHEMA_OR_VALIDATORS
 */
import express from 'express';
import { randomBytes } from 'node:crypto';
import { loadValidator, isAuthorized } from './validator.js';

const PATH = '/api/v1/use-cases';
const [port, validatorFile] = process.argv.slice(2);
const validate = await loadValidator(validatorFile);
const stored = new Map();
const app = express();

app.use(PATH, (request, response, next) => {
  if (isAuthorized(request.headers.authorization)) next();
  else response.status(401).json({ message: 'Send your API key' });
});

app.post(PATH, express.json(), (request, response) => {
  if (!validate(request.body)) return response.status(400).json({ issues: validate.errors });
  const useCase = { id: randomBytes(12).toString('hex'), organization_id: '64b8f0c2a9d37e51c0aa4f18', ...request.body };
  stored.set(useCase.id, useCase);
  response.json(useCase);
});

app.get(PATH, (request, response) => response.json([...stored.values()]));

app.get(`${PATH}/:id`, (request, response) => {
  const useCase = stored.get(request.params.id);
  if (useCase === undefined) return response.status(404).json({ message: 'Use case not found' });
  response.json(useCase);
});

app.listen(Number(port), '127.0.0.1');
