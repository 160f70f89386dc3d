import { EmptyState } from '../components/empty-state.tsx';

/** The view "Misbehave". */
export function MisbehaveView() {
  return <EmptyState icon="misbehave" title="Misbehave" />;
}
