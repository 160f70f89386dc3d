import { useRef } from 'preact/hooks';
import { useForm, type ValueProps } from '../../form/form-context.ts';
import { FieldGroup } from '../../form/schema-field.tsx';
import { grouped } from '../../logic/form-groups.ts';
import { fieldsOf } from '../../logic/form-model.ts';
import { objectOf } from '../../../lib/json.ts';
import type { Schema } from '../../logic/merged-schema.ts';

interface FieldGroupsProps extends ValueProps {
  readonly stored: Schema | undefined;
}

/** The fields in their groups, with a list of the groups beside them that tells where something was given. */
export function FieldGroups(props: FieldGroupsProps) {
  const { schema, value, stored } = props;
  const { document, messages } = useForm();
  const all = useRef<HTMLDivElement>(null);
  const groups = grouped(fieldsOf(document, schema, value));
  const isGiven = (name: string) => JSON.stringify(objectOf(value)[name]) !== JSON.stringify(stored?.[name]);
  const isWrong = (name: string) => [...messages.keys()].some((place) => place.split('/')[1] === name);

  function show(index: number): void {
    const section = all.current?.children[index];
    section?.scrollIntoView();
    section?.querySelector('h2')?.focus({ preventScroll: true });
  }

  return (
    <div class="groups">
      <nav class="groups-list" aria-label="Groups of fields">
        {groups.map(([title, fields], index) => {
          const names = fields.map(([name]) => name);
          const given = names.filter(isGiven).length;
          const wrong = names.filter(isWrong).length;
          return (
            <button key={title} type="button" class="nav-item fades" onClick={() => show(index)}>
              {title}
              {wrong > 0 ? (
                <span class="tag tone-bad">
                  {wrong}
                  <span class="sr-only"> with a message</span>
                </span>
              ) : (
                given > 0 && (
                  <span class="tag tone-accent">
                    {given}
                    <span class="sr-only"> {stored === undefined ? 'given' : 'changed'}</span>
                  </span>
                )
              )}
            </button>
          );
        })}
      </nav>
      <div ref={all} class="groups-all">
        {groups.map(([title, fields]) => (
          <section key={title} class="card group" aria-label={title}>
            <h2 tabIndex={-1}>{title}</h2>
            <FieldGroup {...props} fields={fields} />
          </section>
        ))}
      </div>
    </div>
  );
}
