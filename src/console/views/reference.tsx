import { EmptyState } from '../components/empty-state.tsx';

/** The view "Reference". */
export function ReferenceView() {
  return <EmptyState icon="reference" title="Reference" />;
}
