import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { App } from './state.ts';

/** Carries the app's state, which main.tsx creates, to every component. */
export const AppContext = createContext<App | undefined>(undefined);

/** The app's state. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (app === undefined) throw new Error('a component is outside of AppContext');
  return app;
}
