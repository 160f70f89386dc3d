/** The page of the API reference: Stoplight Elements, given the contract with its sources. */
import '@stoplight/elements/styles.min.css';
import './reference.css';
import library from '@stoplight/elements/web-components.min.js?url';
import type { Rule } from '../api.ts';
import { annotateContract } from '../logic/annotate-contract.ts';
import { createSession } from '../session.ts';
import { adoptStyles } from './adopt-styles.ts';
import { asOrganization } from './as-organization.ts';
import { mendAsItGrows } from './mend.ts';
import { followTheme } from './theme.ts';

const page = new URL(location.href.split('#')[0] ?? '');
const stub = new URL('..', page);
/** As people see it, and as the console asks it in the name of an organization. */
const api = new URL('../api/v1', stub);
const ownApi = new URL('./api/v1', stub);

followTheme(localStorage, document.documentElement);
adoptStyles(document);
// Whatever is typed in as a token is gone with the tab, as in the rest of the console.
Object.defineProperty(window, 'localStorage', { value: sessionStorage });
// The session is read anew each time: the console may have gone to another organization meanwhile.
window.fetch = asOrganization(window.fetch.bind(window), api, ownApi, () =>
  createSession(sessionStorage).credentials(),
);

try {
  const [contract, rules] = await Promise.all([load('contract'), load('rules'), loadLibrary()]);
  const shown = annotateContract(contract as { [name: string]: unknown }, rules as Rule[], api.href);
  show(shown);
} catch (error) {
  fail(error as Error);
}

async function load(path: string): Promise<unknown> {
  const response = await fetch(new URL(path, stub), { cache: 'no-store' });
  if (!response.ok) throw new Error(`The stub answered ${response.status} instead of its ${path}.`);
  return response.json();
}

function loadLibrary(): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = library;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error('The stub did not answer.')));
    document.head.append(script);
  });
}

function show(contract: object): void {
  const reference = document.createElement('elements-api');
  for (const [name, value] of Object.entries({
    router: 'hash',
    layout: 'responsive',
    tryItCredentialsPolicy: 'omit',
  })) {
    reference.setAttribute(name, value);
  }
  const place = document.getElementById('reference') as HTMLElement;
  place.replaceChildren(reference);
  place.removeAttribute('aria-busy');
  mendAsItGrows(place);
  Object.assign(reference, { apiDescriptionDocument: JSON.stringify(contract) });
}

function fail({ message }: Error): void {
  const note = document.createElement('p');
  note.className = 'note';
  note.setAttribute('role', 'alert');
  note.textContent = `The reference cannot be shown. ${message} Is the stub still running? Then reload this page.`;
  document.getElementById('reference')?.replaceChildren(note);
}
