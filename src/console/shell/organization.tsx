import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { Icon } from '../components/icons.tsx';
import type { OrganizationSummary } from '../api.ts';
import { useApp } from '../context.ts';
import { loadOrganizations } from '../follow.ts';
import { dayAndTime, timeOfDay } from '../logic/format.ts';
import { nicknameOf, shortId, shownChoice, shownOrganization } from '../session.ts';
import { ANONYMOUS } from '../../store/port.ts';
import { KeyForm } from './key-form.tsx';

/** Milliseconds between two requests for the list while it is open. */
const EVERY = 2_000;

/** Shows the chosen organization, and opens the list to choose another. */
export function OrganizationButton() {
  const { session } = useApp();
  const [open, setOpen] = useState(false);
  const chosen = session.chosen.value;
  return (
    <>
      <Button class="organization" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="key" />
        <span class="sr-only">Organization: </span>
        <span class="organization-name mono">
          {chosen ? (nicknameOf(session, chosen) ?? shownChoice(chosen)) : 'choose an organization'}
        </span>
        <Icon name="down" />
      </Button>
      {open && <OrganizationDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** The organizations that were seen recently, and a field for any other API key. */
export function OrganizationDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const { organizations, connection } = app;
  const recent = organizations.value;
  // After a refusal, each request would be refused again and ask for the key again.
  const isRefused = connection.value === 'refused';
  useEffect(() => {
    if (isRefused) return;
    const load = () => void loadOrganizations(app).catch(() => undefined);
    load();
    const timer = setInterval(load, EVERY);
    return () => clearInterval(timer);
  }, [isRefused]);

  return (
    <Dialog title="Which organization?" onClose={onClose}>
      {recent === undefined ? (
        <p class="quiet">To see all organizations, open the address that the stub printed at its start.</p>
      ) : recent.length === 0 ? (
        <p class="quiet">No request has come in yet. The first API key that sends one is shown here.</p>
      ) : (
        <ul class="organizations" aria-label="Seen recently">
          {recent.map((organization) => (
            <OrganizationItem key={organization.id} organization={organization} onDone={onClose} />
          ))}
        </ul>
      )}
      {recent !== undefined && recent.length > 0 && (
        <p class="quiet small">
          The digits are the beginning of an organization's id; replies have it as <code>organization_id</code>.
        </p>
      )}
      <KeyForm onDone={onClose} />
    </Dialog>
  );
}

/** One organization of the list: to choose, to name, and its key behind a button. */
function OrganizationItem({ organization, onDone }: OrganizationItemProps) {
  const { api, session } = useApp();
  const [name, setName] = useState<string>();
  const [revealed, setRevealed] = useState<{ readonly key?: string; readonly wrong?: string }>();
  const { id, key, name: given, seenAt } = organization;
  const chosen = session.chosen.value;
  const nickname = session.nicknames.value[id];
  const isAnonymous = id === ANONYMOUS;
  const choose = () => {
    session.choose({ by: 'id', id, shown: shownOrganization(organization) });
    onDone();
  };
  const reveal = () =>
    void api
      .get('/organizations/{id}/key', { params: { id } })
      .then(setRevealed, (error: unknown) => setRevealed({ wrong: (error as Error).message }));
  const save = (event: Event) => {
    event.preventDefault();
    session.setNickname(id, (name ?? '').trim());
    setName(undefined);
  };
  return (
    <li>
      <button
        type="button"
        class="organizations-item fades"
        aria-current={chosen?.by === 'id' && chosen.id === id}
        onClick={choose}
      >
        <span class="mono">
          {key}
          {!isAnonymous && <span class="quiet"> · {shortId(id)}</span>}
        </span>
        {(nickname ?? given) !== undefined && <strong class="anywhere">{nickname ?? given}</strong>}
        {nickname !== undefined && given !== undefined && <span class="quiet anywhere">{given}</span>}
        <time class="quiet small" dateTime={seenAt} title={dayAndTime(seenAt)}>
          {timeOfDay(seenAt)}
        </time>
      </button>
      {!isAnonymous && (
        <>
          <Button kind="plain" icon="edit" label={`Name ${shortId(id)}`} onClick={() => setName(nickname ?? '')} />
          <Button
            kind="plain"
            icon="key"
            label={`${revealed ? 'Hide' : 'Reveal'} the key of ${shortId(id)}`}
            onClick={revealed ? () => setRevealed(undefined) : reveal}
          />
        </>
      )}
      {name !== undefined && (
        <form class="inline-form" onSubmit={save}>
          <Field label="Name" hint="Kept in this browser only. Empty: no name of its own.">
            {(control) => (
              <input
                {...control}
                class="input"
                maxLength={60}
                autocomplete="off"
                value={name}
                onInput={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
          <Button type="submit">Save</Button>
        </form>
      )}
      {revealed?.key !== undefined && (
        <div class="copyable">
          <code class="anywhere">{revealed.key}</code>
          <CopyButton compact what="the API key" text={() => revealed.key ?? ''} />
        </div>
      )}
      {revealed?.wrong !== undefined && (
        <p class="field-wrong" role="alert">
          {revealed.wrong}
        </p>
      )}
    </li>
  );
}

interface OrganizationItemProps {
  readonly organization: OrganizationSummary;
  readonly onDone: () => void;
}

/** Asks for the admin key when the stub wants one. */
export function AdminKeyDialog() {
  const { adminKeyWanted, session } = useApp();
  const [key, setKey] = useState('');
  const again = session.adminKey.value !== undefined;
  function submit(event: Event): void {
    event.preventDefault();
    adminKeyWanted.value = false;
    session.setAdminKey(key);
  }
  return (
    <Dialog title="Admin key" onClose={() => (adminKeyWanted.value = false)}>
      <p>
        {again ? 'The stub does not take this admin key. ' : 'This stub wants its admin key. '}
        It is what was set as <code>--admin-key</code> or <code>USE_CASE_STUB_ADMIN_KEY</code>.
      </p>
      <form class="inline-form" onSubmit={submit}>
        <Field label="Admin key" hint="Kept in this tab until it is closed.">
          {(control) => (
            <input
              {...control}
              class="input mono"
              type="password"
              autocomplete="off"
              required
              value={key}
              onInput={(event) => setKey(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button kind="primary" type="submit">
          Continue
        </Button>
      </form>
    </Dialog>
  );
}
