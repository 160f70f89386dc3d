import { render } from 'preact';
import { Shell } from './shell/shell.tsx';
import { AppContext } from './context.ts';
import { follow } from './follow.ts';
import { createApp } from './state.ts';
import './styles/index.css';

const app = createApp(new URL('.', location.href.split('#')[0]));
render(
  <AppContext.Provider value={app}>
    <Shell />
  </AppContext.Provider>,
  document.getElementById('app') as HTMLElement,
);
follow(app);
