import type { Changes } from '../../logic/history.ts';
import { hashOf } from '../../router.ts';

/** Characters of a value that are shown. */
const MOST = 200;

/** What an update changed, or what a create filled in. */
export function ChangeList({ changes: { against, list } }: { readonly changes: Changes }) {
  return (
    <section class="part">
      <h3>{against === 'body' ? 'Filled in by the API' : 'Changed'}</h3>
      {list.length === 0 ? (
        <p class="quiet">Nothing</p>
      ) : (
        <dl class="changes mono">
          {list.map(({ name, before, after }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {before !== undefined && <del>{before.slice(0, MOST)}</del>}{' '}
                {after === undefined ? <span class="quiet">removed</span> : <ins>{after.slice(0, MOST)}</ins>}
              </dd>
            </div>
          ))}
        </dl>
      )}
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
