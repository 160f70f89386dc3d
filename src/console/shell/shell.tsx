import { useApp } from '../context.ts';
import { viewNames, hashOf } from '../router.ts';
import { ToastList } from '../components/toast.tsx';
import { RequestsView } from '../views/requests.tsx';
import { UseCasesView } from '../views/use-cases.tsx';
import { MisbehaveView } from '../views/misbehave.tsx';
import { StatesView } from '../views/states.tsx';
import { ReferenceView } from '../views/reference.tsx';
import { CoverageView } from '../views/coverage.tsx';

const views = {
  requests: RequestsView,
  'use-cases': UseCasesView,
  misbehave: MisbehaveView,
  states: StatesView,
  reference: ReferenceView,
  coverage: CoverageView,
};

/** The frame around every view. */
export function Shell() {
  const { router } = useApp();
  const View = views[router.route.value.view];
  return (
    <div class="shell">
      <nav>
        {viewNames.map((name) => (
          <a key={name} href={hashOf(name)}>
            {name}
          </a>
        ))}
      </nav>
      <main id="main">
        <View />
      </main>
      <ToastList />
    </div>
  );
}
