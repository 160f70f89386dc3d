import type { Change } from '../logic/history.ts';

/** Characters of a value that are shown. */
const MOST = 200;

/** Properties with their values before and after. */
export function ChangedValues({ list }: { readonly list: readonly Change[] }) {
  if (list.length === 0) return <p class="quiet">Nothing</p>;
  return (
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
  );
}
