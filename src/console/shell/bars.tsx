import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icons.tsx';
import { useApp } from '../context.ts';
import { scenarioInWords } from '../logic/scenario-words.ts';
import { EndDialog } from '../views/misbehave/active.tsx';

/** Above every view: the running scenarios, and one button that ends them all. */
export function ScenarioBar() {
  const { scenarios } = useApp();
  const [ending, setEnding] = useState(false);
  const running = scenarios.value;
  if (running.length === 0) return null;
  const [first, second] = running;
  return (
    <section class="bar bar-warn" aria-label="Misbehaviour">
      <Icon name="misbehave" />
      <p class="bar-text">
        <strong>The API is misbehaving:</strong> {first && scenarioInWords(first)}
        {second && `; ${running.length === 2 ? scenarioInWords(second) : `and ${running.length - 1} more`}`}
      </p>
      <Button onClick={() => setEnding(true)}>End all</Button>
      {ending && <EndDialog onClose={() => setEnding(false)} />}
    </section>
  );
}

/** What is wrong with the files that the stub follows. */
export function NoticeBars() {
  const { notices } = useApp();
  return (
    <>
      {notices.value.map(({ source, message }) => (
        <section key={source} class="bar bar-bad" aria-label={`Notice about ${source}`}>
          <Icon name="stop" />
          <p class="bar-text">
            <strong>{message.startsWith(source) ? '' : `${source}: `}</strong>
            {message} <span class="bar-more">The last good version is served on.</span>
          </p>
        </section>
      ))}
    </>
  );
}
