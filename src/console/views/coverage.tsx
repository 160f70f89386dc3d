import { EmptyState } from '../components/empty-state.tsx';

/** The view "Coverage". */
export function CoverageView() {
  return <EmptyState icon="coverage" title="Coverage" />;
}
