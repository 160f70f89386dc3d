import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { useApp } from '../context.ts';
import { OrganizationDialog } from './organization.tsx';

/** Shown instead of a view while the stub refuses this console: why, and what to do. */
export function Refused() {
  const { about, refusal, adminKeyWanted, session } = useApp();
  const [choosing, setChoosing] = useState(false);
  if (about.value?.admin === 'off') {
    return (
      <EmptyState
        icon="key"
        title="The stub's own routes are switched off"
        command="npx use-case-stub --admin-key YOUR_ADMIN_KEY"
      >
        <p>The person who runs the stub can switch them on for clients with a key:</p>
      </EmptyState>
    );
  }
  const lacksKey = about.value?.admin === 'key' && session.adminKey.value === undefined;
  return (
    <EmptyState icon="key" title={lacksKey ? 'The stub wants its admin key' : 'The stub does not let you in'}>
      <p>{refusal.value}</p>
      <div class="dialog-actions">
        {about.value?.admin === 'key' && (
          <Button kind={lacksKey ? 'primary' : 'normal'} onClick={() => (adminKeyWanted.value = true)}>
            Enter the admin key
          </Button>
        )}
        <Button onClick={() => setChoosing(true)}>Choose another organization</Button>
      </div>
      {choosing && <OrganizationDialog onClose={() => setChoosing(false)} />}
    </EmptyState>
  );
}
