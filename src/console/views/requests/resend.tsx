import { useState } from 'preact/hooks';
import type { ApiRequest, JournalEntry } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { AreaField, SelectField, TextField } from '../../components/controls.tsx';
import { Dialog } from '../../components/dialog.tsx';

import { useApp } from '../../context.ts';
import { headersIn } from '../../logic/headers.ts';
import { parsed } from '../../../lib/json.ts';
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
  const { headers, wrong: wrongHeaders } = headersIn(lines);
  const bodiless = method === 'GET' || method === 'HEAD';
  const wrongPath = path.startsWith('/') ? undefined : 'A path begins with a slash';

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (wrongPath !== undefined || wrongHeaders !== undefined) return;
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
          <SelectField
            label="Method"
            value={method}
            options={METHODS.includes(entry.method) ? METHODS : [entry.method, ...METHODS]}
            onChange={setMethod}
          />
          <TextField label="Path" wrong={wrongPath} value={path} onChange={setPath} />
        </div>
        <AreaField
          label="Headers"
          hint="One a line. Without authorization, the chosen organization sends it."
          wrong={wrongHeaders}
          rows={3}
          value={lines}
          onChange={setLines}
        />
        <SelectField
          label="Preference"
          hint="Asks the stub for this reply, in the header prefer."
          value={preference}
          options={[
            ['', 'None'],
            ...(preference === '' || PREFERENCES.includes(preference) ? PREFERENCES : [preference, ...PREFERENCES]),
          ]}
          onChange={setPreference}
        />
        <AreaField
          label="Body"
          hint={bodyHint(entry, bodiless, body)}
          disabled={bodiless}
          rows={12}
          value={body}
          onChange={setBody}
        />
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
