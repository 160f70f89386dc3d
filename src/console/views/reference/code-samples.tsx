import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { curlLine, fetchCode, type CodeSource } from '../../logic/request-code.ts';

interface CodeSamplesProps {
  readonly source: CodeSource;
  /** Address of the stub. */
  readonly origin: string;
}

const languages = { curl: curlLine, fetch: fetchCode };

/** The request of the form as something to paste elsewhere. */
export function CodeSamples({ source, origin }: CodeSamplesProps) {
  const [language, setLanguage] = useState<keyof typeof languages>('curl');
  const code = languages[language](source, origin).trim();
  return (
    <section class="reference-code" aria-label="Code samples">
      <div class="reference-examples-head">
        {(['curl', 'fetch'] as const).map((each) => (
          <Button key={each} class="mono" aria-pressed={each === language} onClick={() => setLanguage(each)}>
            {each}
          </Button>
        ))}
        <CopyButton compact what={`the ${language} code`} text={() => code} />
      </div>
      <pre class="json json-text" tabIndex={0} role="region" aria-label={`As ${language}`}>
        {code}
      </pre>
    </section>
  );
}
