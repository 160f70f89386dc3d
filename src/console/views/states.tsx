import { EmptyState } from '../components/empty-state.tsx';

/** The view "States". */
export function StatesView() {
  return <EmptyState icon="states" title="States" />;
}
