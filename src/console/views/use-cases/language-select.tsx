import { useApp } from '../../context.ts';
import { languagesIn } from './use-case.ts';

interface LanguageSelectProps {
  readonly control: { readonly id?: string; readonly 'aria-label'?: string; readonly 'aria-describedby'?: string };
  readonly value: string;
  readonly onChange: (language: string) => void;
  /** The label of the choice that means any language. */
  readonly any: string;
}

/** One of the contract's languages, or any. */
export function LanguageSelect({ control, value, onChange, any }: LanguageSelectProps) {
  const { contract } = useApp();
  return (
    <select {...control} class="input" value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      <option value="">{any}</option>
      {languagesIn(contract.value).map((each) => (
        <option key={each}>{each}</option>
      ))}
    </select>
  );
}
