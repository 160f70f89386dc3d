/**
 * Inputs that attack the stub, each with the status that it must get. CI compares the replies of all engines, the soak
 * measures their time.
 */
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import type { RawRequest } from './raw-http.ts';

/** A request with the status that it must get. An `{id}` in its path stands for that of a use case. */
export interface HostileRequest extends RawRequest {
  readonly expect: number;
}

/** Requests that are sent in this order. */
export interface HostileInput {
  /** Such as "10,000 nested arrays". */
  readonly name: string;
  readonly requests: readonly HostileRequest[];
}

/** The default of `--max-body`, in bytes. */
const LIMIT = 1_048_576;
const DEEP = 10_000;
const BOMB = 50_000_000;

type Headers = Readonly<Record<string, string>>;
const json = { 'content-type': 'application/json' };
const to =
  (method: string, path: string) =>
  (expect: number, body: string | Buffer, headers: Headers = {}) => ({
    method,
    path,
    expect,
    body,
    headers: { ...json, ...headers },
  });
const create = to('POST', '/use-cases');
const update = to('PATCH', '/use-cases/{id}');
const startScenario = to('POST', '/__stub/scenarios');
const enterState = to('PUT', '/__stub/states/a%20use%20case%20exists');
const seed = to('POST', '/__stub/seed');
const get = (expect: number, path: string, headers: Headers = {}): HostileRequest => ({
  method: 'GET',
  path,
  expect,
  headers,
});

/** A body to which creates and updates must get the same status. */
function body(name: string, expect: number, content: string | Buffer, headers?: Headers): HostileInput {
  return { name, requests: [create(expect, content, headers), update(expect, content, headers)] };
}

/** A body that every route refuses. */
function bodyAnywhere(name: string, expect: number, content: string | Buffer, headers?: Headers): HostileInput {
  const requests = [create, update, startScenario, enterState, seed].map((send) => send(expect, content, headers));
  return { name, requests };
}

const arrays = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const nested: readonly HostileInput[] = [
  body('10,000 nested arrays', 400, `{"name":"x","params":{"a":${arrays(DEEP)}}}`),
  body('10,000 nested objects', 400, `{"name":"x","params":${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}}`),
  body('10,000 nested arrays in an unknown property', 400, `{"name":"x","typo":${arrays(DEEP)}}`),
  bodyAnywhere('10,000 nested arrays and nothing else', 400, arrays(DEEP)),
  bodyAnywhere('10,000 brackets that are not closed', 400, '['.repeat(DEEP)),
  body('the deepest nested arrays that a body may have', 200, `{"name":"x","params":{"a":${arrays(509)}}}`),
  {
    name: 'a scenario that matches such nested arrays',
    requests: [
      startScenario(201, `{"because":"depth","status":503,"match":{"body":{"params":{"a":${arrays(505)}}}}}`),
      create(503, `{"name":"x","params":{"a":${arrays(505)}}}`),
      create(200, `{"name":"x","params":{"a":${arrays(504)}}}`),
    ],
  },
];

const spaces = Buffer.alloc(BOMB, ' ');
const packed = gzipSync(spaces);
const fastest = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const bombs: readonly HostileInput[] = [
  bodyAnywhere('a gzip bomb of 50 MB', 413, packed, { 'content-encoding': 'gzip' }),
  bodyAnywhere('a gzip bomb of 50 MB of JSON', 413, gzipSync(`{"name":"${'a'.repeat(BOMB)}"}`), {
    'content-encoding': 'gzip',
  }),
  bodyAnywhere('a deflate bomb of 50 MB', 413, deflateSync(spaces), { 'content-encoding': 'deflate' }),
  bodyAnywhere('a brotli bomb of 50 MB', 413, brotliCompressSync(spaces, fastest), { 'content-encoding': 'br' }),
  bodyAnywhere('a gzip bomb inside of a gzip', 400, gzipSync(packed), { 'content-encoding': 'gzip' }),
  bodyAnywhere('a gzip bomb declared as packed twice', 415, gzipSync(packed), { 'content-encoding': 'gzip, gzip' }),
  bodyAnywhere('a gzip that ends early', 400, gzipSync('{"name":"x"}').subarray(0, 20), { 'content-encoding': 'gzip' }),
];

const ofLength = (length: number) => `{"name":"${'a'.repeat(length - 11)}"}`;
const chunked = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;
const sizes: readonly HostileInput[] = [
  body('a body of the greatest size', 200, ofLength(LIMIT)),
  bodyAnywhere('one byte more', 413, ofLength(LIMIT + 1)),
  bodyAnywhere('one byte more, without a length', 413, chunked(ofLength(LIMIT + 1)), {
    'transfer-encoding': 'chunked',
  }),
  body('the greatest size once unpacked', 200, gzipSync(ofLength(LIMIT)), { 'content-encoding': 'gzip' }),
  bodyAnywhere('one byte more once unpacked', 413, gzipSync(ofLength(LIMIT + 1)), { 'content-encoding': 'gzip' }),
];

const polluting = `{"name":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},
  "params":{"__proto__":{"polluted":1},"constructor":{"prototype":1},"toString":1,"hasOwnProperty":{"length":1}},
  "amd_messages":{"__proto__":"x","constructor":"x"},"hooks":[{"__proto__":{"url":"x"},"url":"https://a.example"}]}`;
const keys: readonly HostileInput[] = [
  body('__proto__ and constructor as keys', 200, polluting),
  body('__proto__ as the only key of an update', 200, '{"name":"x","__proto__":{"hidden":true}}'),
  {
    name: "__proto__ as a key in requests to the stub's own routes",
    requests: [
      startScenario(400, '{"because":"x","status":503,"__proto__":{"fault":"reset"}}'),
      startScenario(201, '{"because":"x","status":503,"match":{"body":{"params":{"__proto__":{"a":1}}}}}'),
      create(503, '{"name":"x","params":{"__proto__":{"a":1}}}'),
      create(200, '{"name":"x","params":{"constructor":{"a":1}}}'),
      enterState(400, '{"__proto__":{"id":"x"},"constructor":1}'),
      enterState(200, '{"name":"x","params":{"__proto__":1,"constructor":{"prototype":2}}}'),
      seed(400, '{"__proto__":{"count":3}}'),
      // Names of headers that the request does not have.
      startScenario(201, '{"because":"x","status":503,"match":{"header":{"name":"__proto__"}}}'),
      create(200, '{"name":"x"}'),
      startScenario(201, '{"because":"x","status":503,"match":{"header":{"name":"constructor"}}}'),
      create(200, '{"name":"x"}'),
    ],
  },
  {
    name: '__proto__ and constructor as names',
    requests: ['__proto__', 'constructor', 'toString'].flatMap((name) => [
      get(404, `/${name}`),
      get(404, `/__stub/${name}`),
      get(404, `/use-cases/${name.padEnd(24, '_')}`),
      get(200, '/use-cases', { authorization: `Bearer ${name}`, 'x-request-id': name }),
      get(400, '/use-cases', { prefer: `example=${name}` }),
      to('PUT', `/__stub/states/${name}`)(404, '{}'),
      { method: 'DELETE', path: `/__stub/scenarios/${name}`, expect: 404 },
      startScenario(400, `{"because":"x","status":503,"match":{"operation":"${name}"}}`),
    ]),
  },
];

/** Bytes that UTF-8 does not allow. */
const noUtf8: Readonly<Record<string, readonly number[]>> = {
  'a byte that starts no character': [0xff],
  'a continuation byte alone': [0x80],
  'a character that ends early': [0xe2, 0x82],
  'NUL in two bytes': [0xc0, 0x80],
  'a slash in three bytes': [0xe0, 0x80, 0xaf],
  'half of a surrogate pair': [0xed, 0xa0, 0x80],
  'a character beyond Unicode': [0xf4, 0x90, 0x80, 0x80],
  'ISO 8859-1': [0xe9],
};
const encodings: readonly HostileInput[] = [
  ...Object.entries(noUtf8).map(([name, bytes]) =>
    bodyAnywhere(
      `${name} instead of UTF-8`,
      400,
      Buffer.concat([Buffer.from('{"name":"'), Buffer.from(bytes), Buffer.from('"}')]),
    ),
  ),
  bodyAnywhere('UTF-16', 400, Buffer.from('\ufeff{"name":"x"}', 'utf16le')),
  bodyAnywhere('a byte order mark', 400, '\ufeff{"name":"x"}'),
  {
    name: 'percent signs that encode no UTF-8',
    requests: ['%ff', '%80', '%C0%80', '%ED%A0%80', '%E2%82', '%'].flatMap((wrong) => [
      get(400, `/use-cases/${wrong}`),
      to('PATCH', `/use-cases/${wrong}`)(400, '{}'),
      to('PUT', `/__stub/states/${wrong}`)(400, '{}'),
    ]),
  },
];

/** @returns a body with a text in every string and key of a use case @param text as it stands in JSON */
function everywhere(text: string): string {
  return `{"name":"§","transfer_number":"§","extract_with_ai":[{"name":"§","description":"§","type":"§","example":"§",
    "§":"§"}],"classification_tags":[{"name":"§","description":"§"}],"detailed_work_hours":{"§":{"start":"§","end":"§",
    "§":["§"]}},"work_start":"§","work_end":"§","timezone":"§","generic_after_hours_message":"§","keywords":["§","§"],
    "hooks":[{"url":"§","headers":[{"key":"§","value":"§"}]}],"params":{"§":"§","nested":{"§":[{"§":"§"}]}},
    "amd":true,"amd_behavior":"Message","amd_messages":{"§":"§","en-US":"{{§}}"},
    "sample_labels":[{"name":"§","color":"§"}],"evaluation_models":["§"],"§":"§"}`.replaceAll('§', () => text);
}

const texts: Readonly<Record<string, string>> = {
  NUL: '\\u0000',
  'a lone surrogate': '\\ud800',
  'a surrogate pair the wrong way round': '\\udc00\\ud800',
  'a noncharacter': '\\uffff',
  __proto__: '__proto__',
  'a quotation mark, a backslash and a line feed': '\\"\\\\\\n',
  'SQL syntax': "'); DROP TABLE stub_use_cases; -- $1 ? :a \\\\",
};
const strings: readonly HostileInput[] = Object.entries(texts).map(([name, text]) => ({
  name: `${name} in every string`,
  requests: [
    create(200, everywhere(text)),
    update(200, everywhere(text)),
    create(400, `{"name":"x","language":"${text}"}`),
    create(400, `{"name":"x","amd":true,"amd_behavior":"${text}"}`),
    enterState(200, `{"name":"${text}","params":{"${text}":"${text}"}}`),
    enterState(400, `{"${text}":"${text}"}`),
    startScenario(400, `{"because":"x","status":503,"match":{"operation":"${text}"}}`),
    startScenario(201, `{"because":"x","status":503,"match":{"body":{"params":{"${text}":"${text}"}}}}`),
    create(503, everywhere(text)),
    // Replies repeat this reason in a header.
    startScenario(201, `{"because":"${text}","status":503}`),
    get(503, '/use-cases'),
    seed(400, `{"language":"${text}"}`),
  ],
}));

const others: readonly HostileInput[] = [
  body('a key that is there twice', 200, '{"name":"first","name":"last","params":{"a":1,"a":{"b":1,"b":2}}}'),
  body('a key that is there twice, the last one valid', 200, '{"name":1,"name":"last"}'),
  body('a key that is there twice, the last one invalid', 400, '{"name":"first","name":1}'),
  body('__proto__ twice', 200, '{"name":"x","params":{"__proto__":1,"__proto__":{"a":1}}}'),
  body('10,000 hooks of the wrong type', 400, `{"name":"x","hooks":[${'1,'.repeat(DEEP)}1]}`),
  body('10,000 times the same key', 200, `{${'"name":"x",'.repeat(DEEP)}"name":"last"}`),
  body('10,000 unknown keys', 200, `{"name":"x",${namesOf(DEEP)}}`),
  bodyAnywhere('a megabyte of numbers', 400, `[${'1,'.repeat(500_000)}1]`),
  bodyAnywhere('a megabyte of objects', 400, `[${'{},'.repeat(300_000)}{}]`),
  bodyAnywhere('a megabyte of hooks of the wrong type', 400, `{"name":"x","hooks":[${'1,'.repeat(500_000)}1]}`),
  bodyAnywhere('a megabyte of numbers that do not end', 400, `[${'1,'.repeat(500_000)}`),
  body('as many values as a body may have', 200, `{"name":"x","keywords":[${'"a",'.repeat(19_990)}"a"]}`),
  body('a megabyte of commas in a text', 200, `{"name":"${','.repeat(1_000_000)}"}`),
  body('a number that is too large', 400, '{"name":"x","max_duration_mins":1e999}'),
  body(
    'numbers that no double holds',
    200,
    '{"name":"x","max_duration_mins":-0,"params":{"a":9007199254740993,"b":1e-400,"c":1.0,"d":-0.0,"e":123456789012345678901234567890}}',
  ),
  body('a number of 100,000 digits', 400, `{"name":"x","max_duration_mins":${'9'.repeat(100_000)}}`),
];

function namesOf(number: number): string {
  return Array.from({ length: number }, (_, index) => `"typo ${index}":1`).join(',');
}

export const hostileInputs: readonly HostileInput[] = [
  ...nested,
  ...bombs,
  ...sizes,
  ...keys,
  ...encodings,
  ...strings,
  ...others,
];
