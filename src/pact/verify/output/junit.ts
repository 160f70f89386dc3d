import { standingInWords } from '../../../contract/standing.ts';
import { escapedXml, quotedXml as quoted } from '../../../lib/xml.ts';
import { formatShortfall } from '../../../coverage/text.ts';
import type { UnitCoverage } from '../../../coverage/units.ts';
import { placeOf } from './terminal.ts';
import type { Finding, InteractionReport, PactReport, VerificationReport } from '../verification-report.ts';

/** The report as JUnit XML, which CI servers read: a suite for each pact, a case for each interaction. */
export function junitReport({ pacts, problems, provider, units }: VerificationReport): string {
  const suites = [
    ...pacts.map(suiteOf),
    ...(problems.length > 0 ? [problemSuite(problems)] : []),
    ...coverageSuite(units),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name=${quoted(`pacts with ${provider}`)}>\n${suites.join('')}</testsuites>\n`;
}

function suiteOf({ consumer, source, interactions, milliseconds, pending }: PactReport): string {
  const broken = (each: InteractionReport) => each.verdict === 'failed' && !pending;
  const waits = (each: InteractionReport) => each.verdict !== 'passed' && !broken(each);
  const cases = interactions.map((each) => {
    const { description, states, findings, line } = each;
    const given = states.length === 0 ? '' : ` given ${states.join(' and ')}`;
    const open = `    <testcase classname=${quoted(consumer)} name=${quoted(description + given)} file=${quoted(source)} line="${line}"`;
    if (findings.length === 0) return `${open}/>\n`;
    const text = findings.map(formatFinding).join('\n\n');
    if (broken(each)) {
      const first = findings.find(({ severity }) => severity === 'error');
      return `${open}>\n      <failure type=${quoted(first?.id ?? '')} message=${quoted(first?.message ?? '')}>${escapedXml(text)}</failure>\n    </testcase>\n`;
    }
    const skipped = !waits(each) ? '' : '      <skipped message="pending"/>\n';
    return `${open}>\n${skipped}      <system-out>${escapedXml(text)}</system-out>\n    </testcase>\n`;
  });
  const [failures, skipped] = [interactions.filter(broken).length, interactions.filter(waits).length];
  return `  <testsuite name=${quoted(consumer)} tests="${interactions.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${milliseconds / 1_000}">\n${cases.join('')}  </testsuite>\n`;
}

function problemSuite(problems: VerificationReport['problems']): string {
  const cases = problems.map(
    (problem) =>
      `    <testcase classname="not verified" name=${quoted(problem.source)} file=${quoted(problem.source)}>\n      <error type=${quoted(problem.id)} message=${quoted(problem.message)}>${escapedXml(placeOf(problem))}</error>\n    </testcase>\n`,
  );
  return `  <testsuite name="not verified" tests="${problems.length}" failures="0" errors="${problems.length}">\n${cases.join('')}  </testsuite>\n`;
}

/** A case for each unit of which coverage is required. */
function coverageSuite(units: readonly UnitCoverage[]): string[] {
  const required = units.filter((each) => each.required !== undefined);
  if (required.length === 0) return [];
  const cases = required.map((unit) => {
    const open = `    <testcase classname="coverage" name=${quoted(unit.unit)}`;
    const [message = '', ...missing] = formatShortfall(unit);
    if (message === '') return `${open}/>\n`;
    return `${open}>\n      <failure type="uncovered" message=${quoted(message)}>${escapedXml(missing.join('\n'))}</failure>\n    </testcase>\n`;
  });
  const failures = required.filter(({ isEnough }) => !isEnough).length;
  return [
    `  <testsuite name="coverage" tests="${required.length}" failures="${failures}" errors="0" skipped="0">\n${cases.join('')}  </testsuite>\n`,
  ];
}

function formatFinding(finding: Finding): string {
  const { id, message, line, pactPointer, contractPointer, fix } = finding;
  const standing = standingInWords(finding);
  return [
    `${id}: ${message}`,
    `at line ${line}, ${pactPointer}`,
    ...(contractPointer === undefined ? [] : [`contract: ${contractPointer}`]),
    ...(standing === '' ? [] : [`standing: ${standing}`]),
    ...(fix === undefined ? [] : [`fix: ${fix}`]),
  ].join('\n');
}
