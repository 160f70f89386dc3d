import { ChangedValues } from '../../components/changed-values.tsx';
import type { Changes } from '../../logic/history.ts';
import { hashOf } from '../../router.ts';

/** What an update changed, or what a create filled in. */
export function ChangeList({ changes: { against, list } }: { readonly changes: Changes }) {
  return (
    <section class="part">
      <h3>{against === 'body' ? 'Filled in by the API' : 'Changed'}</h3>
      <ChangedValues list={list} />
      <p class="quiet small">
        {against === 'body' ? (
          'Compared with the body of the request.'
        ) : (
          <>
            Compared with the reply to <a href={hashOf('requests', [String(against)])}>request {against}</a>, the latest
            of this page that has the use case. Changes that left no request in the journal are among these.
          </>
        )}
      </p>
    </section>
  );
}
