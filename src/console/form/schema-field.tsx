import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { toPointer } from '../../lib/json-pointer.ts';
import { Button } from '../components/button.tsx';
import { FindingGlyph } from '../components/finding-glyph.tsx';
import { Prose } from '../components/prose.tsx';
import { beginningOf, fieldsOf, isNullable, isSmall, kindOf, smallFirst, type Kind } from '../logic/form-model.ts';
import { isObject, objectOf, type Json } from '../../lib/json.ts';
import { propertiesOf, resolved, words, type Document, type Schema } from '../logic/merged-schema.ts';
import { textOf } from '../logic/text-of.ts';
import { keepFocus } from './focus-message.ts';
import { useForm, type ControlIds, type FormMessage, type ValueProps } from './form-context.ts';
import { Leaf } from './leaf.tsx';
import { OriginTip } from './origin.tsx';

/** Values that are sent, although nothing is seen of them. */
const EMPTY = ['""', 'null', '[]', '{}'];

interface SchemaFieldProps extends ValueProps {
  readonly label: string;
  readonly required?: boolean;
  /** The stored value: the field shows when its own differs, and can be put back to it. */
  readonly stored?: Json | undefined;
  /** Whether the field can be left out by its own button. */
  readonly optional?: boolean;
  /** Shows the control alone where the name stands above a column, or is none. */
  readonly bare?: boolean;
}

/** One field of a form that is derived from a schema: label, control, help, and the stub's messages about it. */
export function SchemaField(props: SchemaFieldProps) {
  const { schema, value, path, label, required = false, onChange, stored, optional = true, bare = false } = props;
  const { document, messages } = useForm();
  const id = useId();
  const kind = kindOf(document, schema, value, path.length);
  const said = messages.get(toPointer(path)) ?? [];
  const hasIssue = said.some((each) => each.kind === 'issue');
  const description = !bare && typeof schema['description'] === 'string' ? schema['description'] : undefined;
  const described = [description && `${id}-hint`, said.length > 0 && `${id}-said`].filter(Boolean).join(' ');
  const ids: ControlIds = {
    id,
    ...(described !== '' && { 'aria-describedby': described }),
    ...(hasIssue && { 'aria-invalid': 'true' }),
  };
  const isCompound = kind.kind === 'list' || kind.kind === 'map' || kind.kind === 'group';
  const differs = stored !== undefined && JSON.stringify(stored) !== JSON.stringify(value);
  const type = typeInWords(kind, schema);
  const hint = description && (
    <p class="field-hint" id={`${id}-hint`}>
      <Prose text={description} />
    </p>
  );
  const Name = isCompound ? 'span' : 'label';
  const classes = [
    'form-field',
    widthClass(document, kind),
    value !== undefined && stored === undefined ? 'form-given' : '',
    differs ? 'form-given' : '',
    hasIssue ? 'form-bad' : said.length > 0 ? 'form-warn' : '',
  ];
  return (
    <div
      class={classes.filter(Boolean).join(' ')}
      data-pointer={toPointer(path)}
      {...(isCompound && {
        role: 'group',
        'aria-labelledby': `${id}-label`,
        ...(described !== '' && { 'aria-describedby': described }),
      })}
    >
      <div class={`form-head${bare ? ' form-bare' : ''}`}>
        <Name class="form-name" id={`${id}-label`} {...(!isCompound && { for: id })}>
          {label}
        </Name>
        {required && <span class="form-required">required</span>}
        {type !== '' && <span class="form-type">{type}</span>}
        {!bare && <OriginTip schema={schema} path={path} label={label} described={isCompound} />}
        {isCompound && hint}
        <span class="form-head-tools">
          {!bare && isNullable(schema) && value !== null && (
            <Button kind="plain" onClick={() => onChange(null)}>
              Set to null
            </Button>
          )}
          {optional && (stored === undefined ? value !== undefined : differs) && (
            <Button
              kind="plain"
              aria-label={`${stored === undefined ? 'Leave out' : 'Put back'} ${label}`}
              onClick={({ currentTarget }) => {
                keepFocus(currentTarget);
                onChange(stored);
              }}
            >
              {stored === undefined ? 'Leave out' : 'Put back'}
            </Button>
          )}
        </span>
      </div>
      {isCompound ? (
        <Compound {...{ schema, value, path, onChange, kind, label, bare }} />
      ) : (
        <Leaf {...{ schema, value, path, onChange, kind, ids, label }} />
      )}
      <Messages id={`${id}-said`} said={said} {...(kind.kind === 'text' && { onUse: onChange })} />
      {!bare && EMPTY.includes(JSON.stringify(value)) && (
        <p class="field-hint">
          Sent as <code>{JSON.stringify(value)}</code>.
        </p>
      )}
      {!isCompound && hint}
    </div>
  );
}

interface MessagesProps {
  readonly id: string;
  readonly said: readonly FormMessage[];
  readonly onUse?: (value: string) => void;
}

/** The stub's messages about a value. */
function Messages({ id, said, onUse }: MessagesProps) {
  if (said.length === 0) return null;
  return (
    <ul class="form-said" id={id}>
      {said.map(({ kind, text, suggestion, rule }, index) => (
        <li key={index} class={`form-message form-${kind}`}>
          <FindingGlyph kind={kind} />
          <span>
            {text} {rule !== undefined && <code class="quiet">{rule}</code>}
            {suggestion !== undefined && (
              <>
                {' '}
                Did you mean <code>{suggestion}</code>?{' '}
                {onUse && (
                  <Button kind="plain" onClick={() => onUse(suggestion)}>
                    Use it
                  </Button>
                )}
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What the control does not show by itself: a range, or a shape that the contract puts in words. */
function typeInWords({ kind }: Kind, schema: Schema): string {
  const [least, most, title] = [schema['minimum'], schema['maximum'], schema['title']];
  if (typeof least === 'number' && typeof most === 'number') return `${least} to ${most}`;
  return kind === 'any' && typeof title === 'string' ? title : '';
}

/** How much room a field takes beside others: one part, half of the form, or all of it. */
function widthClass(document: Document, kind: Kind): string {
  if (kind.kind === 'map' || kind.kind === 'group') return 'form-tall';
  if (kind.kind === 'list') {
    const inside = fieldsOf(document, kind.items, undefined);
    return inside.length < 3 && inside.every(([, each]) => isSmall(document, each)) ? 'form-wide' : 'form-tall';
  }
  return kind.kind === 'any' || (kind.kind === 'text' && kind.long) ? 'form-wide' : '';
}

interface CompoundProps extends ValueProps {
  readonly kind: Kind;
  readonly label: string;
  readonly bare: boolean;
}

/** The control for a list, a map or an object. */
function Compound({ kind, bare, ...props }: CompoundProps) {
  if (kind.kind === 'list') return <List {...props} items={kind.items} />;
  if (kind.kind === 'map') return <ByName {...props} values={kind.values} />;
  return <FieldGroup {...props} bare={bare} />;
}

type InsideProps = Omit<CompoundProps, 'kind' | 'bare'>;

interface FieldGroupProps extends ValueProps {
  /** The stored object, when an existing one is edited. */
  readonly stored?: Schema | undefined;
  /** Those that are shown, if not all; the small ones first if undefined. */
  readonly fields?: readonly (readonly [string, Schema])[];
  /** Shows the controls alone, in one line. */
  readonly bare?: boolean;
}

/** The fields of an object. */
export function FieldGroup({ schema, value, path, stored, onChange, fields, bare = false }: FieldGroupProps) {
  const { document } = useForm();
  const object = objectOf(value);
  const required = words(resolved(document, schema)['required']);
  const shown = fields ?? smallFirst(document, fieldsOf(document, schema, value));
  return (
    <div class={bare ? 'form-cells' : 'form-grid'}>
      {shown.map(([name, inside]) => (
        <SchemaField
          key={name}
          label={name}
          schema={inside}
          required={required.includes(name)}
          value={object[name]}
          stored={stored?.[name]}
          path={[...path, name]}
          bare={bare}
          optional={!bare}
          onChange={(next) => onChange(withField(object, name, next))}
        />
      ))}
    </div>
  );
}

/** The entries of a list, which can be added, removed and put into another order. */
function List({ value, path, onChange, items, label }: InsideProps & { readonly items: Schema }) {
  const { document } = useForm();
  const list: readonly Json[] = Array.isArray(value) ? value : [];
  const schema = resolved(document, items);
  // Entries have no names, so each gets a number that it keeps while it is shown.
  const [numbers, setNumbers] = useState<readonly number[]>(() => list.map((_, index) => index));
  const keys = list.map((_, index) => numbers[index] ?? index + 1_000_000);
  const change = (next: readonly Json[], nextKeys: readonly number[]) => {
    setNumbers(nextKeys);
    onChange(next);
  };
  const entries = useRef<HTMLDivElement>(null);
  const grown = useRef(false);
  useLayoutEffect(() => {
    const last = [...(entries.current?.querySelectorAll(':scope > .form-entry') ?? [])].at(-1);
    if (grown.current) last?.querySelector<HTMLElement>('input, textarea, select, [data-adds]')?.focus();
    grown.current = false;
  }, [list.length]);
  const move = (from: number, to: number) => change(moved(list, from, to), moved(keys, from, to));
  const add = () => {
    const first = beginningOf(kindOf(document, schema, undefined, path.length + 1)) ?? null;
    grown.current = true;
    change([...list, first], [...keys, Math.max(-1, ...keys) + 1]);
  };
  const columns = columnsOf(document, schema, list);
  const isPlain = !['group', 'list', 'map'].includes(kindOf(document, schema, undefined, path.length + 1).kind);
  // The first widths stay, since columns that moved during typing would confuse.
  const [widths] = useState(() => columns?.map((column) => widthOf(document, column, list)).join(' '));
  const layout = columns ? 'form-rows' : isPlain ? 'form-plain' : '';
  return (
    <div class={`form-inside form-list ${layout}`} ref={entries} style={{ '--columns': widths }}>
      <Button kind="plain" icon="plus" class="form-more" data-adds="" aria-label={`Add to ${label}`} onClick={add}>
        Add
      </Button>
      {columns && list.length > 0 && (
        <div class="form-columns">
          {columns.map(([name, inside]) => (
            <span key={name} class="form-name">
              {name}
              <OriginTip schema={inside} path={[...path, 0, name]} label={name} described />
            </span>
          ))}
        </div>
      )}
      {list.map((item, index) => (
        <div key={keys[index]} class="form-entry">
          <SchemaField
            label={`${label} ${index + 1}`}
            schema={schema}
            value={item}
            path={[...path, index]}
            optional={false}
            bare={isPlain || columns !== undefined}
            onChange={(next) => onChange(list.with(index, next ?? null))}
          />
          <div class="form-entry-tools">
            <Button
              kind="plain"
              icon="up"
              label={`Move ${label} ${index + 1} up`}
              disabled={index === 0}
              onClick={() => move(index, index - 1)}
            />
            <Button
              kind="plain"
              icon="trash"
              label={`Remove ${label} ${index + 1}`}
              onClick={({ currentTarget }) => {
                keepFocus(currentTarget);
                change(list.toSpliced(index, 1), keys.toSpliced(index, 1));
              }}
            />
          </div>
        </div>
      ))}
    </div>
  );
}

type Column = readonly [name: string, schema: Schema];

/** The columns of a list whose entries each fit into one line; undefined for other lists. */
function columnsOf(document: Document, schema: Schema, list: readonly Json[]): readonly Column[] | undefined {
  if (kindOf(document, schema, undefined).kind !== 'group') return undefined;
  const columns = propertiesOf(document, schema);
  const names = columns.map(([name]) => name);
  const fits = columns.every(([, inside]) => isSmall(document, inside));
  const isKnown = list.every((item) => isObject(item) && Object.keys(item).every((name) => names.includes(name)));
  return fits && isKnown ? columns : undefined;
}

/** Pixels for what is chosen from a few values, and otherwise a share by the longest text. */
function widthOf(document: Document, [name, schema]: Column, list: readonly Json[]): string {
  const kind = kindOf(document, schema, undefined);
  if (kind.kind === 'boolean') return '80px';
  if (kind.kind === 'choice' || (kind.kind === 'text' && kind.suggestions.length > 0)) return '112px';
  const longest = Math.max(...list.map((item) => textOf(objectOf(item)[name] ?? '').length));
  return `minmax(15%, ${Math.min(60, Math.max(10, longest))}fr)`;
}

/** Values under freely chosen names. */
function ByName({ value, path, onChange, values, label }: InsideProps & { readonly values: Schema }) {
  const [name, setName] = useState('');
  const object = objectOf(value);
  const isTaken = Object.hasOwn(object, name);
  const add = () => {
    const first = typeof values['type'] === 'string' && values['type'] !== 'string' ? null : '';
    onChange({ ...object, [name]: first });
    setName('');
  };
  return (
    <div class="form-inside form-named">
      {Object.keys(object).map((each) => (
        <div key={each} class="form-entry">
          <SchemaField
            label={each}
            schema={values}
            value={object[each]}
            path={[...path, each]}
            optional={false}
            onChange={(next) => onChange({ ...object, [each]: next ?? null })}
          />
          <div class="form-entry-tools">
            <Button
              kind="plain"
              icon="trash"
              label={`Remove ${each} from ${label}`}
              onClick={({ currentTarget }) => {
                keepFocus(currentTarget);
                onChange(withField(object, each, undefined));
              }}
            />
          </div>
        </div>
      ))}
      <div class="form-add">
        <input
          class="input"
          data-adds=""
          aria-label={`Name to add to ${label}`}
          placeholder="name"
          autocomplete="off"
          spellcheck={false}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (!isTaken && name !== '') add();
          }}
        />
        <Button icon="plus" disabled={isTaken || name === ''} onClick={add}>
          Add to {label}
        </Button>
      </div>
    </div>
  );
}

/** A copy of an object with another value under a name, or without it. Names such as `__proto__` are names. */
export function withField(object: Schema, name: string, value: Json | undefined): Schema {
  const { [name]: _old, ...others } = object;
  if (value === undefined) return others;
  return Object.hasOwn(object, name)
    ? Object.fromEntries(Object.entries(object).map(([each, old]) => [each, each === name ? value : old]))
    : Object.fromEntries([...Object.entries(object), [name, value]]);
}

function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const without = list.toSpliced(from, 1);
  return without.toSpliced(to, 0, list[from] as T);
}
