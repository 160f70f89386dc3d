import { asObject } from '../../lib/guards.ts';
import { text, type RuleTable } from './rule.ts';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** With or without seconds: which of both the API writes is an assumption. */
const ANY_TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
/** The keys of detailed work hours, Monday first. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Assumed rules about when a use case takes calls. */
export const workHourRules: RuleTable = [
  {
    id: 'work-hours-format',
    source: 'assumed',
    fields: ['work_start', 'work_end'],
    explanation: 'Hours are written as HH:mm on a 24-hour clock; as HH:mm:ss where the API wants that.',
    check(fields, report, { hasSeconds }) {
      const [form, example] = hasSeconds ? ['HH:mm:ss', '08:30:00'] : ['HH:mm', '08:30'];
      for (const name of ['work_start', 'work_end']) {
        const time = text(fields, name);
        if (time !== undefined && !(ANY_TIME.test(time) && time.length === form.length))
          report([name], `not a time in the form ${form}, such as ${example}`, padded(time, form));
      }
    },
  },
  {
    id: 'work-hours-order',
    source: 'assumed',
    fields: ['work_start', 'work_end'],
    explanation: 'The working day begins before it ends.',
    check(fields, report) {
      const [start, end] = [text(fields, 'work_start'), text(fields, 'work_end')];
      if (start === undefined || end === undefined || !ANY_TIME.test(start) || !ANY_TIME.test(end)) return;
      if (start >= end) report(['work_end'], `the working day ends at ${end}, not after its start at ${start}`);
    },
  },
  {
    id: 'work-hours-pair',
    source: 'assumed',
    fields: ['work_start', 'work_end'],
    explanation: 'A start without an end, or an end without a start, has no meaning.',
    check(fields, report) {
      const [start, end] = [fields['work_start'], fields['work_end']];
      if (start !== undefined && end === undefined) report(['work_end'], 'work_start is set, but work_end is not');
      if (end !== undefined && start === undefined) report(['work_start'], 'work_end is set, but work_start is not');
    },
  },
  {
    id: 'timezone-iana',
    source: 'assumed',
    fields: ['timezone'],
    explanation: 'Time zones are named as in the IANA database, such as America/Chicago.',
    check(fields, report, { isTimeZone }) {
      const zone = text(fields, 'timezone');
      if (zone !== undefined && !isTimeZone(zone))
        report(['timezone'], 'not an IANA time zone, such as America/Chicago');
    },
  },
  {
    id: 'detailed-work-hours-shape',
    source: 'assumed',
    fields: ['detailed_work_hours'],
    explanation:
      'Detailed hours are keyed by English weekday in lower case; a day is { start, end } in HH:mm, or null when closed.',
    check(fields, report) {
      for (const [name, day] of Object.entries(asObject(fields['detailed_work_hours']) ?? {})) {
        const path = ['detailed_work_hours', name];
        if (!WEEKDAYS.includes(name.toLowerCase() as (typeof WEEKDAYS)[number])) report(path, 'not a day of the week');
        else if (!WEEKDAYS.includes(name as (typeof WEEKDAYS)[number]))
          report(path, 'weekdays are in lower case', name.toLowerCase());
        else if (day !== null && !isDay(day))
          report(path, 'not { "start": "HH:mm", "end": "HH:mm" } with start before end, or null');
      }
    },
  },
  {
    id: 'detailed-work-hours-missing',
    source: 'assumed',
    fields: ['enable_detailed_work_hours', 'detailed_work_hours'],
    explanation: 'Detailed hours can only be shown when there are some.',
    check(fields, report) {
      if (fields['enable_detailed_work_hours'] !== true) return;
      const hours = asObject(fields['detailed_work_hours']);
      if (hours === undefined || Object.keys(hours).length === 0) {
        report(['detailed_work_hours'], 'enable_detailed_work_hours is true, but there are no detailed hours');
      }
    },
  },
];

function isDay(value: unknown): boolean {
  const day = asObject(value);
  const [start, end] = [day?.['start'], day?.['end']];
  return typeof start === 'string' && typeof end === 'string' && TIME.test(start) && TIME.test(end) && start < end;
}

/** Suggests `08:30` for `8:30`. */
function padded(time: string, form: string): string | undefined {
  return ANY_TIME.test(`0${time}`) && time.length + 1 === form.length ? `0${time}` : undefined;
}
