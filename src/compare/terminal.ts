import { styleText } from 'node:util';
import { formatWays } from '../contract/standing.ts';
import { plain, short } from '../lib/plain-text.ts';
import { wrapText } from '../lib/wrap-text.ts';
import type { ComparisonReport, ContractChange, DocumentPlace, OperationPlace, Touch } from './comparison-report.ts';

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** Interactions that a change lists. `--json` has all. */
const MOST_TOUCHES = 5;

/**
 * The comparison as text for people, 80 columns wide.
 *
 * @param colour whether the reader is a terminal that shows colours
 */
export function comparisonText(report: ComparisonReport, colour: boolean): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const { changes, problems, skipped, unexplained } = report;
  const [quiet, told] = [changes.filter(isQuiet), changes.filter((each) => !isQuiet(each))];
  const parts = [
    `old  ${plain(report.old.file)} (${plain(report.old.version)})`,
    `new  ${plain(report.new.file)} (${plain(report.new.version)})`,
    ...formatWays(report.assumptions),
    '',
    ...told.flatMap((each) => [formatChange(each, paint), '']),
    ...(quiet.length > 0 ? [...quietLines(quiet), ''] : []),
    ...(unexplained.length > 0
      ? ['New errors that no change of the list explains:', ...touchLines(unexplained, '  '), '']
      : []),
    ...problems.map(({ source, line, id, message }) =>
      wrapText(`${plain([source, line].filter(Boolean).join(':'))}  ${id}: ${short(message, 600)}`, '✗ ', '    '),
    ),
    ...skipped.map(({ source, message }) =>
      wrapText(`${plain(source)}  skipped: ${short(message, 300)}`, '- ', '    '),
    ),
    ...(problems.length + skipped.length > 0 ? [''] : []),
    conclusion(report, paint),
  ];
  return `${parts.join('\n')}\n`;
}

/** Changes that are worth one line. */
function isQuiet({ level, touches }: ContractChange): boolean {
  return level === 'info' && touches.length === 0;
}

function formatChange(
  { id, level, subject, message, operations, old, new: now, touches }: ContractChange,
  paint: Paint,
): string {
  const mark = touches.length > 0 || level === 'error' ? paint('red', '✗') : paint('yellow', '!');
  const place = (name: string, at: DocumentPlace | undefined) =>
    at === undefined ? [] : [wrapText(`${name}  line ${at.line}  ${plain(at.pointer) || '/'}`, '    ', '         ')];
  return [
    `${mark} ${paint('bold', id)}`,
    wrapText(plain([subject, message].filter(Boolean).join(' ')), '    '),
    wrapText(`in ${operations.map(operationName).join(', ')}`, '    ', '       '),
    ...place('old', old),
    ...place('new', now),
    ...(touches.length > 0 ? touchLines(touches, '    ') : []),
  ].join('\n');
}

function operationName({ operationId, status }: OperationPlace): string {
  return plain(status === undefined ? operationId : `${operationId} ${status}`);
}

/** The interactions by pact. */
function touchLines(touches: readonly Touch[], indent: string): string[] {
  return [...Map.groupBy(touches, ({ source }) => source)].flatMap(([source, all]) => {
    const shown = all.slice(0, MOST_TOUCHES);
    const more = all.length - shown.length;
    const [{ consumer }] = all as [Touch];
    return [
      wrapText(`touches ${plain(consumer)}, ${counted(all.length, 'interaction')} in ${plain(source)}:`, indent),
      ...shown.map(({ line, description, states, message }) => {
        const given = states.length === 0 ? '' : `, given ${states.map(plain).join(' and ')}`;
        return wrapText(
          `line ${line}: ${plain(description)}${given}: ${short(message, 200)}`,
          `${indent}  `,
          `${indent}    `,
        );
      }),
      ...(more > 0 ? [`${indent}  and ${more} more; --json has all`] : []),
    ];
  });
}

function quietLines(changes: readonly ContractChange[]): string[] {
  return [
    `${counted(changes.length, 'change')} that ${changes.length === 1 ? 'breaks' : 'break'} nothing:`,
    ...changes.map(({ id, subject, message, operations }) =>
      wrapText(
        `${id}: ${plain([subject, message].filter(Boolean).join(' '))} (${[...new Set(operations.map(operationName))].join(', ')})`,
        '  ',
        '    ',
      ),
    ),
  ];
}

function conclusion({ verdict, counts, pacts }: ComparisonReport, paint: Paint): string {
  const { errors, warnings, consumersTouched, interactionsTouched } = counts;
  const interactions = pacts.reduce((sum, each) => sum + each.interactions, 0);
  const held = `${counted(pacts.length, 'pact')} with ${counted(interactions, 'interaction')}`;
  const breaking = `${counted(errors, 'change')} ${errors === 1 ? 'breaks' : 'break'}`;
  const outcome = {
    touches: () =>
      paint(
        'red',
        `Do not ship it yet: ${counted(interactionsTouched, 'interaction')} of ${counted(consumersTouched, 'consumer')} would break (of ${held}).`,
      ),
    breaking: () =>
      pacts.length === 0
        ? paint('yellow', `${breaking}. Name pacts, and this says which consumers that touches.`)
        : paint('yellow', `${breaking}, but no interaction is touched (${held}).`),
    unreadable: () => paint('red', 'Whom this touches is not known: not every pact could be read.'),
    'not-found': () => paint('red', 'Whom this touches is not known: not every pact was found.'),
    compatible: () =>
      paint(
        'green',
        `${warnings === 0 ? 'Nothing breaks' : `Nothing breaks for certain, ${counted(warnings, 'change')} may`}${pacts.length === 0 ? '' : `, and no interaction is touched (${held})`}.`,
      ),
  }[verdict]();
  return colourless(outcome);
}

/** Lines of a coloured text would be broken too early, but one sentence is rarely longer than a line. */
function colourless(text: string): string {
  // eslint-disable-next-line no-control-regex
  return /\u001b/.test(text) ? text : wrapText(text);
}

function counted(number: number, name: string): string {
  return `${number} ${name}${number === 1 ? '' : 's'}`;
}
