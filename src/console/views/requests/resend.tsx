import { useState } from 'preact/hooks';
import type { ApiRequest, JournalEntry } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { useApp } from '../../context.ts';
import { parsed } from '../../logic/json.ts';
import { headersToRepeat, isCut } from '../../logic/request-code.ts';
import { hashOf } from '../../router.ts';
import type { App } from '../../state.ts';
import { faults } from '../../../store/port.ts';

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'];

const PREFERENCES = [
  ...[400, 401, 404, 429, 500, 503].map((status) => `code=${status}`),
  ...faults.map((fault) => `fault=${fault}`),
  'delay=2000',
];

/** A form to change a request in before it is sent. */
export function Resend({ entry, onClose }: { readonly entry: JournalEntry; readonly onClose: () => void }) {
  const app = useApp();
  const [method, setMethod] = useState(entry.method);
  const [path, setPath] = useState(entry.url);
  const [body, setBody] = useState(readable(entry.body));
  const [given] = useState(() => requestOf(entry).headers ?? {});
  const [lines, setLines] = useState(() => linesOf(given));
  const [preference, setPreference] = useState(given['prefer'] ?? '');
  const headers = headersIn(lines);
  const bodiless = method === 'GET' || method === 'HEAD';
  const wrongPath = path.startsWith('/') ? undefined : 'A path begins with a slash';

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (wrongPath !== undefined || headers === undefined) return;
    const { authorization, ...others } = headers;
    const request = {
      method,
      path,
      headers: { ...others, ...(preference !== '' && { prefer: preference }) },
      ...(authorization !== undefined && { apiKey: authorization.replace(/^Bearer\s+/i, '') }),
    };
    const withBody = !bodiless && body !== '';
    const sent = await send(app, { ...request, ...(withBody && { body }) }, withBody);
    if (sent) onClose();
  }

  return (
    <Dialog title="Edit and send" wide onClose={onClose}>
      <form class="resend" onSubmit={(event) => void submit(event)}>
        <div class="resend-target">
          <Field label="Method">
            {(control) => (
              <select
                {...control}
                class="input"
                value={method}
                onChange={(event) => setMethod(event.currentTarget.value)}
              >
                {(METHODS.includes(entry.method) ? METHODS : [entry.method, ...METHODS]).map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Path" wrong={wrongPath}>
            {(control) => (
              <input
                {...control}
                class="input mono"
                spellcheck={false}
                value={path}
                onInput={(event) => setPath(event.currentTarget.value)}
              />
            )}
          </Field>
        </div>
        <Field
          label="Headers"
          hint="One a line. Without authorization, the chosen organization sends it."
          wrong={headers === undefined ? 'Each line is a name, a colon and a value' : undefined}
        >
          {(control) => (
            <textarea
              {...control}
              class="input mono"
              rows={3}
              spellcheck={false}
              value={lines}
              onInput={(event) => setLines(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label="Preference" hint="Asks the stub for this reply, in the header prefer.">
          {(control) => (
            <select
              {...control}
              class="input"
              value={preference}
              onChange={(event) => setPreference(event.currentTarget.value)}
            >
              <option value="">None</option>
              {(preference === '' || PREFERENCES.includes(preference) ? PREFERENCES : [preference, ...PREFERENCES]).map(
                (each) => (
                  <option key={each}>{each}</option>
                ),
              )}
            </select>
          )}
        </Field>
        <Field label="Body" hint={bodyHint(entry, bodiless, body)}>
          {(control) => (
            <textarea
              {...control}
              class="input"
              rows={12}
              spellcheck={false}
              disabled={bodiless}
              value={body}
              onInput={(event) => setBody(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="dialog-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" icon="send" type="submit">
            Send
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Sends a request once more, as it was. */
export async function resend(app: App, entry: JournalEntry): Promise<void> {
  const { body } = entry;
  await send(app, { ...requestOf(entry), ...(body !== undefined && { body }) }, body !== undefined);
}

function linesOf(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .filter(([name]) => name !== 'prefer')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** The headers that lines stand for; undefined when one of them is none. */
function headersIn(lines: string): Record<string, string> | undefined {
  const headers: Record<string, string> = {};
  for (const line of lines.split('\n').filter((each) => each.trim() !== '')) {
    const [, name, value] = /^\s*([\w!#$%&'*+.^`|~-]+)\s*:\s*([\x20-\xff]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return undefined;
    headers[name.toLowerCase()] = value.trim();
  }
  return headers;
}

function requestOf(entry: JournalEntry): ApiRequest {
  // The key is masked in the journal; the chosen organization stands in for it.
  const { authorization: _key, ...headers } = headersToRepeat(entry);
  return { method: entry.method, path: entry.url, headers };
}

/** Sends the request and shows the status of the reply. @returns whether there was a reply */
async function send(app: App, request: ApiRequest, withBody: boolean): Promise<boolean> {
  const { 'content-type': type = 'application/json', ...others } = request.headers ?? {};
  const headers = { ...others, ...(withBody && { 'content-type': type }) };
  return app.attempt(async () => {
    const { status, headers: replied } = await app.api.send({ ...request, headers });
    app.toasts.show(`Sent: ${request.method} ${request.path.slice(0, 80)} was answered with ${status}`);
    app.whenSeen(replied.get('x-request-id'), ({ number }) =>
      app.router.go(hashOf('requests', [String(number)], app.router.route.value.query)),
    );
  });
}

/** JSON on several lines, so that it can be edited. Numbers that would lose digits stay as they are. */
function readable(body: string | undefined): string {
  const json = parsed(body);
  if (json === undefined) return body ?? '';
  const again = JSON.stringify(json);
  return again.length === (body ?? '').replace(/\s/g, '').length || again === body
    ? JSON.stringify(json, null, 2)
    : (body ?? '');
}

function bodyHint(entry: JournalEntry, bodiless: boolean, body: string): string | undefined {
  if (bodiless) return 'This method has no body.';
  if (isCut(entry.body)) return 'The journal has only the first 16,384 characters of it.';
  return body !== '' && parsed(body) === undefined ? 'This is not JSON. It is sent all the same.' : undefined;
}
