import { EmptyState } from '../components/empty-state.tsx';

/** The view "Requests". */
export function RequestsView() {
  return <EmptyState icon="requests" title="Requests" />;
}
