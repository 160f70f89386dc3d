import { EmptyState } from '../components/empty-state.tsx';

/** The view "Use cases". */
export function UseCasesView() {
  return <EmptyState icon="useCases" title="Use cases" />;
}
