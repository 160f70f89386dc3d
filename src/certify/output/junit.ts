import type { Certification, CertifiedRun } from '../certify.ts';
import { weak } from '../judge.ts';
import { escapedXml, quotedXml as quoted } from '../../lib/xml.ts';
import { meanings, outcomeOf, weaknessLines } from './grid.ts';

/** The report as JUnit XML: a suite for each operation, a case for each disturbance. */
export function junitReport(report: Certification): string {
  const { runs, operations, verdict } = report;
  const suites = operations.map((operation) =>
    suiteOf(
      operation,
      runs.filter((run) => run.operation === operation),
      verdict === 'passed',
    ),
  );
  const whole = `  <testsuite name="certify" tests="1" failures="${verdict === 'passed' || verdict === 'weak' ? 0 : 1}">
    <testcase name="the suite as it is" classname="certify" time="${inSeconds(report.undisturbed.milliseconds)}">${
      verdict === 'passed' || verdict === 'weak' ? '' : failure(outcomeOf(report), report.undisturbed.output ?? '')
    }</testcase>
  </testsuite>`;
  const body = [whole, ...(runs.length === 0 ? [] : suites)].join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="certify">\n${body}\n</testsuites>\n`;
}

/** @param isAllowed whether weaknesses are let pass, so that no CI server may count them as failures */
function suiteOf(operation: string, runs: readonly CertifiedRun[], isAllowed: boolean): string {
  const weaknesses = runs.filter(({ verdict }) => weak.has(verdict)).length;
  const unreached = runs.filter(({ verdict }) => verdict === 'unreached').length;
  const failures = isAllowed ? 0 : weaknesses;
  const skipped = unreached + weaknesses - failures;
  const cases = runs.map((run) => {
    const lines = weaknessLines(run);
    const inside = weak.has(run.verdict)
      ? isAllowed
        ? `<skipped message=${quoted(`allowed, though ${run.verdict}: ${lines.slice(1).join('; ')}`)}/>`
        : failure(`${run.verdict}: ${meanings[run.verdict]}`, lines.join('\n'))
      : run.verdict === 'unreached'
        ? '<skipped/>'
        : `<system-out>${escapedXml(meanings[run.verdict])}</system-out>`;
    return `    <testcase name=${quoted(run.what)} classname=${quoted(operation)} time="${inSeconds(run.milliseconds)}">${inside}</testcase>`;
  });
  const head = `name=${quoted(operation)} tests="${runs.length}" failures="${failures}" skipped="${skipped}"`;
  return `  <testsuite ${head}>\n${cases.join('\n')}\n  </testsuite>`;
}

function failure(message: string, details: string): string {
  return `<failure message=${quoted(message)}>${escapedXml(details)}</failure>`;
}

function inSeconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}
