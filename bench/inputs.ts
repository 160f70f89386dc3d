/**
 * The requests and the configuration of the subjects, derived from the contract, so that all get the same requests and
 * the static ones reply with the same body.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const PATH = '/api/v1/use-cases';
/** Prism serves the paths of the document without the server's base path. */
const PATH_IN_DOCUMENT = '/use-cases';
export const KNOWN_ID = '66f2a1d05b3c9e7a41d80c12';

export interface Inputs {
  /** Bodies as text. */
  readonly validBody: string;
  readonly invalidBody: string;
  readonly files: {
    /** JSON Schema of a create's body, for the servers that validate with Ajv. */
    readonly schema: string;
    /** The same as a module, compiled ahead of time. */
    readonly validators: string;
    readonly contract: string;
    readonly mockoon: string;
    /** json-server's database, which it writes to, and its routes. */
    readonly jsonServer: string;
    readonly jsonServerRoutes: string;
    /** WireMock's root directory, which contains `mappings`. */
    readonly wiremock: string;
  };
}

interface Contract {
  readonly components: {
    readonly schemas: object;
    readonly examples: Readonly<Record<string, { readonly value: object }>>;
  };
}

/** @param directory where to write the files; not under version control */
export function prepareInputs(project: string, directory: string): Inputs {
  const { components, file: contractFile } = readContract(project);
  const { valid, invalid } = exampleBodies(project);
  const reply = JSON.stringify({
    id: KNOWN_ID,
    organization_id: '64b8f0c2a9d37e51c0aa4f18',
    ...(JSON.parse(valid) as object),
  });
  const schema = { $ref: '#/components/schemas/UseCaseCreate', components: { schemas: components.schemas } };
  const wiremock = join(directory, 'wiremock');
  mkdirSync(join(wiremock, 'mappings'), { recursive: true });
  return {
    validBody: valid,
    invalidBody: invalid,
    files: {
      contract: contractFile,
      schema: write(join(directory, 'schema.json'), schema),
      validators: copyValidators(project, join(directory, 'validators.js')),
      mockoon: write(join(directory, 'mockoon.json'), mockoonEnvironment(reply)),
      jsonServer: join(directory, 'json-server.json'),
      jsonServerRoutes: write(join(directory, 'json-server-routes.json'), { [`${PATH}*`]: `${PATH_IN_DOCUMENT}$1` }),
      wiremock: (write(join(wiremock, 'mappings', 'use-cases.json'), wiremockMappings(reply)), wiremock),
    },
  };
}

/** Bodies of a create as text: the contract's own example, and one with two mistakes. */
export function exampleBodies(project: string): { readonly valid: string; readonly invalid: string } {
  const body = readContract(project).components.examples['CarrierSalesBody']?.value;
  if (body === undefined) throw new Error('the contract has lost its example CarrierSalesBody');
  return { valid: JSON.stringify(body), invalid: JSON.stringify({ language: 'nl-NL' }) };
}

function readContract(project: string): Contract & { readonly file: string } {
  const file = join(project, 'openapi', 'use-cases.yaml');
  return { ...(parse(readFileSync(file, 'utf8')) as Contract), file };
}

/** The default organization of the load. */
export const API_KEY = 'bench-key';

/** The text of a request, with the headers that every subject gets. */
export function requestText(method: 'GET' | 'POST', path: string, body?: string, key = API_KEY): string {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    `authorization: Bearer ${key}`,
    'accept: application/json',
    ...(body === undefined
      ? []
      : ['content-type: application/json', `content-length: ${String(Buffer.byteLength(body))}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}

export function pathOf(base: 'api' | 'document', id?: string): string {
  return (base === 'api' ? PATH : PATH_IN_DOCUMENT) + (id === undefined ? '' : `/${id}`);
}

/** @returns the same file, with one use case in it, after whose id json-server makes the others' texts as well */
export function freshDatabase(file: string): string {
  return write(file, { [PATH_IN_DOCUMENT.slice(1)]: [{ id: KNOWN_ID, name: 'Carrier Sales' }] });
}

function write(file: string, value: unknown): string {
  writeFileSync(file, JSON.stringify(value));
  return file;
}

/** The generated file is plain JavaScript except for its name. */
function copyValidators(project: string, file: string): string {
  copyFileSync(join(project, 'src', 'contract', 'generated', 'use-cases', 'validators.ts'), file);
  return file;
}

/** One rule for create, one for get, in the format of Mockoon's data files; Mockoon fills in the rest. */
function mockoonEnvironment(reply: string): object {
  const route = (number: number, method: string, endpoint: string) => ({
    uuid: `00000000-0000-4000-8000-00000000000${String(number)}`,
    type: 'http',
    documentation: '',
    method,
    endpoint,
    responses: [
      {
        uuid: `00000000-0000-4000-8000-00000000001${String(number)}`,
        body: reply,
        latency: 0,
        statusCode: 200,
        label: '',
        headers: [{ key: 'Content-Type', value: 'application/json' }],
        bodyType: 'INLINE',
        filePath: '',
        databucketID: '',
        sendFileAsBody: false,
        rules: [],
        rulesOperator: 'OR',
        disableTemplating: true,
        fallbackTo404: false,
        default: true,
        crudKey: 'id',
        callbacks: [],
      },
    ],
    responseMode: null,
    streamingMode: null,
    streamingInterval: 0,
  });
  const routes = [route(1, 'post', 'api/v1/use-cases'), route(2, 'get', 'api/v1/use-cases/:id')];
  return {
    uuid: '00000000-0000-4000-8000-000000000000',
    lastMigration: 33,
    name: 'use cases',
    endpointPrefix: '',
    latency: 0,
    port: 3000,
    hostname: '127.0.0.1',
    folders: [],
    routes,
    rootChildren: routes.map(({ uuid }) => ({ type: 'route', uuid })),
    proxyMode: false,
    proxyHost: '',
    proxyRemovePrefix: false,
    tlsOptions: { enabled: false, type: 'CERT', pfxPath: '', certPath: '', keyPath: '', caPath: '', passphrase: '' },
    cors: false,
    headers: [],
    proxyReqHeaders: [],
    proxyResHeaders: [],
    data: [],
    callbacks: [],
  };
}

function wiremockMappings(reply: string): object {
  const response = { status: 200, body: reply, headers: { 'Content-Type': 'application/json' } };
  return {
    mappings: [
      { request: { method: 'POST', urlPath: PATH }, response },
      { request: { method: 'GET', urlPathPattern: `${PATH}/[0-9a-f]{24}` }, response },
    ],
  };
}
