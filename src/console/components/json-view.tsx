import { useMemo, useState } from 'preact/hooks';
import { placeFindings, type Finding, type PlacedFinding } from '../logic/findings.ts';
import { parsed } from '../../lib/json.ts';
import { jsonLines, type JsonLine } from '../logic/json-lines.ts';
import { count, counted } from '../logic/format.ts';
import { Button } from './button.tsx';
import { FindingGlyph, Meant } from './finding-glyph.tsx';
import { Prose } from './prose.tsx';

interface JsonViewProps {
  /** Shown line by line if it is JSON, otherwise as the text that it is. */
  readonly text: string;
  readonly label: string;
  /** Marked at their places. */
  readonly findings?: readonly Finding[];
}

/** Lines that are drawn at once; a button draws the rest. */
const MOST_LINES = 1_500;
/** Deeper lines are not indented further, so that their text stays visible. */
const DEEPEST = 24;

/** A JSON text with foldable parts and marks. */
export function JsonView({ text, label, findings = [] }: JsonViewProps) {
  const lines = useMemo(() => (parsed(text) === undefined ? undefined : jsonLines(text)), [text]);
  if (lines === undefined) {
    return (
      <pre class="json json-text" tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
    );
  }
  return <Lines lines={lines} label={label} findings={findings} />;
}

interface LinesProps {
  readonly lines: readonly JsonLine[];
  readonly label: string;
  readonly findings: readonly Finding[];
}

function Lines({ lines, label, findings }: LinesProps) {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [all, setAll] = useState(false);
  const placed = useMemo(() => placeFindings(lines, findings), [lines, findings]);
  const toggle = (index: number) => {
    const next = new Set(folded);
    if (!next.delete(index)) next.add(index);
    setFolded(next);
  };
  const shown = visible(lines, folded);
  const cut = all ? shown : shown.slice(0, MOST_LINES);
  return (
    <div class="json" role="region" aria-label={label} tabIndex={0}>
      {cut.map((index) => (
        <Line
          key={index}
          line={lines[index] as JsonLine}
          folded={folded.has(index)}
          marks={placed.get(index) ?? []}
          onToggle={() => toggle(index)}
        />
      ))}
      {cut.length < shown.length && (
        <Button kind="plain" onClick={() => setAll(true)}>
          Show all {count(shown.length)} lines
        </Button>
      )}
    </div>
  );
}

/** Numbers of the lines that are not inside a folded one. */
function visible(lines: readonly JsonLine[], folded: ReadonlySet<number>): number[] {
  const shown: number[] = [];
  for (let index = 0; index < lines.length; index++) {
    shown.push(index);
    if (folded.has(index)) index = lines[index]?.close ?? index;
  }
  return shown;
}

interface LineProps {
  readonly line: JsonLine;
  readonly folded: boolean;
  readonly marks: readonly PlacedFinding[];
  readonly onToggle: () => void;
}

function Line({ line, folded, marks, onToggle }: LineProps) {
  const { depth, key, text, kind, comma, size = 0, pointer } = line;
  const worst = marks.some(({ finding }) => finding.kind === 'issue') ? 'bad' : 'warn';
  const indent = { '--depth': String(Math.min(depth, DEEPEST)) };
  return (
    <>
      <div
        class={`json-line${marks.length > 0 ? ` json-marked json-${worst}` : ''}`}
        style={indent}
        data-pointer={kind === 'close' ? undefined : pointer}
        tabIndex={marks.length > 0 ? -1 : undefined}
      >
        {kind === 'open' && (
          <button
            type="button"
            class="json-fold"
            aria-expanded={!folded}
            aria-label={`${key ?? 'the value'}, ${counted(size, 'value')}`}
            onClick={onToggle}
          />
        )}
        {key !== undefined && (
          <>
            <span class="json-key">{key}</span>
            {': '}
          </>
        )}
        <span class={`json-${kind}`}>{text}</span>
        {folded && (
          <>
            <span class="json-folded"> {count(size)} … </span>
            {text === '{' ? '}' : ']'}
          </>
        )}
        {comma && ','}
      </div>
      {marks.map(({ finding, missing }, index) => (
        <p key={index} class={`json-note json-${finding.kind === 'issue' ? 'bad' : 'warn'}`} style={indent}>
          <FindingGlyph kind={finding.kind} />
          <span>
            {missing !== undefined && <code>{missing}</code>}
            {missing !== undefined && ' is missing: '}
            <Prose text={finding.message} />
            <Meant finding={finding} />
          </span>
        </p>
      ))}
    </>
  );
}
