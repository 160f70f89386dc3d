/** Create and get on h3 with Ajv. Usage: node h3.js PORT SCHEMA_OR_VALIDATORS */
import { H3, HTTPError, serve } from 'h3';
import { randomBytes } from 'node:crypto';
import { loadValidator, isAuthorized } from './validator.js';

const PATH = '/api/v1/use-cases';
const [port, validatorFile] = process.argv.slice(2);
const validate = await loadValidator(validatorFile);
const stored = new Map();
const app = new H3();

app.use(`${PATH}/**`, (event) => {
  if (!isAuthorized(event.req.headers.get('authorization') ?? undefined)) throw HTTPError.status(401);
});

app.post(PATH, async (event) => {
  const body = await event.req.json();
  if (!validate(body)) {
    event.res.status = 400;
    return { issues: validate.errors };
  }
  const useCase = { id: randomBytes(12).toString('hex'), organization_id: '64b8f0c2a9d37e51c0aa4f18', ...body };
  stored.set(useCase.id, useCase);
  return useCase;
});

app.get(`${PATH}/:id`, (event) => {
  const useCase = stored.get(event.context.params.id);
  if (useCase === undefined) throw HTTPError.status(404);
  return useCase;
});

serve(app, { port: Number(port), hostname: '127.0.0.1', silent: true });
