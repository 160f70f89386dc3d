import type { JournalEntry } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { useApp } from '../../context.ts';
import { interactionOf } from '../../../record/interaction.ts';
import { fixtureOf } from '../../logic/fixture.ts';
import { pactTests } from '../../logic/pact-code.ts';
import { curlLine, fetchCode, isCut } from '../../logic/request-code.ts';
import { resend } from './resend.tsx';

const CUT = 'The body is longer than what the journal keeps';

/** Buttons that send a request again or copy it as code. */
export function Copies({ entry, onEdit }: { readonly entry: JournalEntry; readonly onEdit: () => void }) {
  const app = useApp();
  const { origin, contract } = app;
  const cut = isCut(entry.body) ? { disabled: true, title: CUT } : {};
  const pact = interactionOf(entry, contract.value);
  const fixture = fixtureOf(entry);
  const noPact = 'why' in pact ? { disabled: true, title: pact.why } : {};
  const whyNoFixture =
    entry.verdict === 'accepted' ? 'There is no whole use case in it' : 'Only an accepted request makes a fixture';
  const noFixture = fixture ? {} : { disabled: true, title: whyNoFixture };
  return (
    <div class="copies" role="group" aria-label="Use this request">
      <Button icon="send" {...cut} onClick={() => void resend(app, entry)}>
        Send again
      </Button>
      <Button icon="edit" onClick={onEdit}>
        Edit and send
      </Button>
      <span class="copies-as quiet small" aria-hidden="true">
        Copy as
      </span>
      <CopyButton icon={null} what="curl" text={() => curlLine(entry, origin)} {...cut} />
      <CopyButton icon={null} what="fetch" text={() => fetchCode(entry, origin)} {...cut} />
      <CopyButton icon={null} what="Pact" text={() => pactTests([entry], contract.value)} {...noPact} />
      <CopyButton icon={null} what="Fixture" text={() => `${JSON.stringify(fixture, null, 2)}\n`} {...noFixture} />
    </div>
  );
}
