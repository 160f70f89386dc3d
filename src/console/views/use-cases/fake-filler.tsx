import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useApp } from '../../context.ts';
import type { Schema } from '../../logic/merged-schema.ts';
import { LanguageSelect } from './language-select.tsx';

/** Fills the form with a realistic use case in a language. */
export function FakeFiller({ onFill }: { readonly onFill: (fake: Schema) => void }) {
  const { api, attempt } = useApp();
  const [language, setLanguage] = useState('');
  const fill = () => attempt(async () => onFill((await api.get('/fake', { query: { language } })) as Schema));
  return (
    <div class="fake">
      <Button onClick={() => void fill()}>Fill with a realistic one</Button>
      <LanguageSelect
        control={{ 'aria-label': 'Language to fill in' }}
        value={language}
        onChange={setLanguage}
        any="any language"
      />
    </div>
  );
}
