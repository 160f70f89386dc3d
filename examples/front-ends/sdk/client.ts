import createClient from 'openapi-fetch';
import type { paths } from 'use-case-stub';

/** The stub, unless the environment names the real API. */
const { USE_CASES_URL = 'http://127.0.0.1:4010/api/v1', USE_CASES_KEY = 'demo' } = process.env;

export const api = createClient<paths>({
  baseUrl: USE_CASES_URL,
  headers: { authorization: `Bearer ${USE_CASES_KEY}` },
});
