import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Icon } from '../components/icons.tsx';
import { ToastList } from '../components/toast.tsx';
import { reveal } from '../components/reveal.ts';
import { useKeys } from '../components/use-keys.ts';
import { useApp } from '../context.ts';
import { hashOf } from '../router.ts';
import { isAnonymous } from '../session.ts';
import { themes } from '../theme.ts';
import { CoverageView } from '../views/coverage.tsx';
import { MisbehaveView } from '../views/misbehave.tsx';
import { ReferenceView } from '../views/reference.tsx';
import { RequestsView } from '../views/requests.tsx';
import { StatesView } from '../views/states.tsx';
import { UseCasesView } from '../views/use-cases.tsx';
import { NoticeBars, ScenarioBar } from './bars.tsx';
import { ConnectionState } from './connection.tsx';
import { KeyForm } from './key-form.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { AdminKeyDialog, OrganizationButton } from './organization.tsx';
import { Refused } from './refused.tsx';
import { UnsavedDialog } from './unsaved-dialog.tsx';
import { viewTitles } from './view-titles.ts';

const views = {
  requests: RequestsView,
  'use-cases': UseCasesView,
  misbehave: MisbehaveView,
  states: StatesView,
  reference: ReferenceView,
  coverage: CoverageView,
};

/** Views that need an organization. */
const OF_AN_ORGANIZATION = ['use-cases', 'misbehave', 'states'];

/** Header, navigation and messages around every view. */
export function Shell() {
  const { router, connection, adminKeyWanted, session, contract, toasts, unsaved } = useApp();
  const [keysOpen, setKeysOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { view } = router.route.value;
  const title = viewTitles.find(([name]) => name === view)?.[1] ?? '';
  useEffect(() => {
    document.title = `${title} · use-case-stub`;
  }, [title]);
  const lastView = useRef(view);
  useEffect(() => {
    if (lastView.current !== view) toasts.clear();
    lastView.current = view;
  }, [view]);
  useKeys({
    '?': () => setKeysOpen(true),
    '/': () => focusFilter(),
    ...Object.fromEntries(viewTitles.map(([name], index) => [String(index + 1), () => router.go(hashOf(name))])),
  });
  const View = views[view];
  // The reference needs no organization, only the contract; and a form that waits for a key must not lose its input.
  const isOpen = (view === 'reference' && contract.value !== undefined) || unsaved.isDirty();
  const isShut = connection.value === 'refused' && !isOpen;
  const chosen = session.chosen.value;
  const isWithoutOrganization = (chosen === undefined || isAnonymous(chosen)) && OF_AN_ORGANIZATION.includes(view);
  return (
    <div class="shell">
      <button type="button" class="skip button" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <Header onKeys={() => setKeysOpen(true)} />
      <Navigation />
      <div class="content">
        <div class="bars">
          <NoticeBars />
          <ScenarioBar />
        </div>
        <main ref={main} class={`main main-${view}`} tabIndex={-1}>
          {isShut ? <Refused /> : isWithoutOrganization ? <NoOrganization /> : <View />}
        </main>
        <ToastList />
      </div>
      {adminKeyWanted.value && <AdminKeyDialog />}
      {unsaved.asking.value && <UnsavedDialog />}
      {keysOpen && <KeysDialog onClose={() => setKeysOpen(false)} />}
    </div>
  );
}

/** Shown instead of a view that needs an organization. */
function NoOrganization() {
  const { session } = useApp();
  return (
    <EmptyState icon="key" title="No organization">
      <p>
        {isAnonymous(session.chosen.value)
          ? 'These requests have no organization: they came without an API key, or with one that is not known.'
          : 'This view shows one organization, and none is chosen: no API key has sent a request yet. Type in a key:'}
      </p>
      {session.chosen.value === undefined && <KeyForm />}
    </EmptyState>
  );
}

function Header({ onKeys }: { readonly onKeys: () => void }) {
  const { about, theme } = useApp();
  const next = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'system';
  return (
    <header class="top">
      <p class="brand">
        <img src="./icon.svg" alt="" width={22} height={22} />
        <span class="brand-name">use-case-stub</span>
        <span class="brand-version quiet small">{about.value?.version}</span>
      </p>
      <OrganizationButton />
      <ConnectionState />
      <div class="top-tools">
        <Button
          kind="plain"
          icon={theme.value === 'system' ? 'system' : theme.value === 'light' ? 'sun' : 'moon'}
          label={`Colours: ${theme.value}. Switch to ${next}`}
          onClick={() => (theme.value = next)}
        />
        <Button kind="plain" icon="keyboard" label="Keys" onClick={onKeys} />
      </div>
    </header>
  );
}

function Navigation() {
  const { router } = useApp();
  const { view } = router.route.value;
  const bar = useRef<HTMLElement>(null);
  // On a narrow screen some of them are out of sight.
  useEffect(() => {
    reveal(bar.current, bar.current?.querySelector('[aria-current]'));
  }, [view]);
  return (
    <nav ref={bar} class="nav" aria-label="Views">
      <ul>
        {viewTitles.map(([name, title, icon]) => (
          <li key={name}>
            <a class="nav-item fades" href={hashOf(name)} aria-current={name === view ? 'page' : undefined}>
              <Icon name={icon} />
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function focusFilter(): boolean {
  const filter = document.querySelector<HTMLInputElement>('[data-filter]');
  filter?.focus();
  filter?.select();
  return filter !== null;
}
