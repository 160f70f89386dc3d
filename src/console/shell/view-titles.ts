import type { IconName } from '../components/icons.tsx';
import type { ViewName } from '../router.ts';

/** The views with their titles and icons, in the order of the navigation. */
export const viewTitles: readonly (readonly [name: ViewName, title: string, icon: IconName])[] = [
  ['requests', 'Requests', 'requests'],
  ['use-cases', 'Use cases', 'useCases'],
  ['misbehave', 'Misbehave', 'misbehave'],
  ['states', 'States', 'states'],
  ['reference', 'Reference', 'reference'],
  ['coverage', 'Coverage', 'coverage'],
];
