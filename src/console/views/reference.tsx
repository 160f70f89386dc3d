import { useApp } from '../context.ts';

/** The view "Reference": a page of its own in a frame, so that its library is loaded only here and styles only itself. */
export function ReferenceView() {
  const { session, about } = useApp();
  const chosen = session.chosen.value;
  return (
    <div class="reference">
      <div class="reference-head">
        <h1>Reference</h1>
        <p class="quiet small">
          {chosen === undefined
            ? 'To send a request from here, type in any API key as the token.'
            : 'Requests that you send from here are in the name of the chosen organization, unless you type in another API key as the token.'}
        </p>
        <a class="button fades" href="reference/index.html" target="_blank" rel="noopener">
          In a tab of its own
        </a>
      </div>
      {/* Another stub may serve another contract, and a frame that is loaded twice is loaded in vain. */}
      {about.value && (
        <iframe key={about.value.startedAt} class="reference-frame" src="reference/index.html" title="API reference" />
      )}
    </div>
  );
}
