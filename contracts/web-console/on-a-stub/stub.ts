/** The stub that `use-case-stub record` and `use-case-stub certify` start for the tests. */
import type { StateName, StateParameters } from 'use-case-stub';
import { useCasesAt } from '../client.ts';

const { USE_CASE_STUB_CLIENT_URL: url = '', USE_CASE_STUB_CLIENT_API_KEY: key = '' } = process.env;

/** The console's client, connected to the stub. */
export const client = useCasesAt(url, key);

const states = url.replace(/\/api\/v1$/, '/__stub/states');
const authorization = `Bearer ${key}`;

/** Puts the organization of the tests into a state, and into no other. */
export async function given<Name extends StateName>(name: Name, parameters: StateParameters<Name>): Promise<void> {
  await ask('DELETE', states);
  await ask('PUT', `${states}/${encodeURIComponent(name)}`, parameters);
}

async function ask(method: string, address: string, body?: object): Promise<void> {
  const response = await fetch(address, {
    method,
    headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${address} is answered with ${response.status}`);
}
