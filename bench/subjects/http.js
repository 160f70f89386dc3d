/** Create and get on bare `node:http` with Ajv: the least that Node can do. Usage: node http.js PORT SCHEMA_OR_VALIDATORS */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { loadValidator, isAuthorized } from './validator.js';

const PATH = '/api/v1/use-cases';
const MOST_BYTES = 1024 * 1024;
const [port, validatorFile] = process.argv.slice(2);
const validate = await loadValidator(validatorFile);
const stored = new Map();

createServer((request, response) => {
  if (!isAuthorized(request.headers.authorization)) return reply(response, 401, { message: 'Send your API key' });
  if (request.method === 'POST' && request.url === PATH) return create(request, response);
  if (request.method === 'GET' && request.url.startsWith(`${PATH}/`)) return get(request, response);
  reply(response, 404, { message: 'Not found' });
}).listen(Number(port), '127.0.0.1');

function create(request, response) {
  const chunks = [];
  let size = 0;
  request.on('data', (chunk) => {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
  });
  request.on('end', () => {
    if (size > MOST_BYTES) return reply(response, 413, { message: 'Too large' });
    let body;
    try {
      body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    } catch {
      return reply(response, 400, { issues: [{ message: 'Not JSON' }] });
    }
    if (!validate(body)) return reply(response, 400, { issues: validate.errors });
    const useCase = { id: randomBytes(12).toString('hex'), organization_id: '64b8f0c2a9d37e51c0aa4f18', ...body };
    stored.set(useCase.id, useCase);
    reply(response, 200, useCase);
  });
}

function get(request, response) {
  const useCase = stored.get(request.url.slice(PATH.length + 1));
  if (useCase === undefined) return reply(response, 404, { message: 'Use case not found' });
  reply(response, 200, useCase);
}

function reply(response, status, value) {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
