import { escapedXml, quotedXml as quoted } from '../../lib/xml.ts';
import type { ProviderFinding, ProviderReport } from '../report.ts';

/**
 * The report as JUnit XML, which CI servers read: a suite for each operation, a case for each request.
 *
 * @param strict whether warnings fail as well
 */
export function junitReport(report: ProviderReport, strict: boolean): string {
  const { requests, provider, stopped, verdict } = report;
  const operations = [...new Set(requests.map(({ operationId }) => operationId))];
  const suites = operations.map((operationId) => suiteOf(report, operationId, strict));
  const isFailure = !['passed', 'broken'].includes(verdict);
  const ending = stopped !== undefined && isFailure ? endingSuite(verdict, stopped) : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name=${quoted(`check-provider ${provider}`)}>\n${suites.join('')}${ending}</testsuites>\n`;
}

function suiteOf({ requests, findings }: ProviderReport, operationId: string, strict: boolean): string {
  const own = requests.filter((each) => each.operationId === operationId);
  let failures = 0;
  const cases = own.map(({ check, milliseconds }) => {
    const about = findings.filter((each) => each.operationId === operationId && each.check === check);
    const failed = about.find(({ severity }) => strict || severity === 'error');
    const open = `    <testcase classname=${quoted(operationId)} name=${quoted(check)} time="${milliseconds / 1_000}"`;
    if (about.length === 0) return `${open}/>\n`;
    const text = escapedXml(about.map(formatFinding).join('\n\n'));
    if (failed === undefined) return `${open}>\n      <system-out>${text}</system-out>\n    </testcase>\n`;
    failures++;
    return `${open}>\n      <failure type=${quoted(failed.id)} message=${quoted(failed.message)}>${text}</failure>\n    </testcase>\n`;
  });
  const seconds = own.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1_000;
  return `  <testsuite name=${quoted(operationId)} tests="${own.length}" failures="${failures}" errors="0" skipped="0" time="${seconds}">\n${cases.join('')}  </testsuite>\n`;
}

function endingSuite(verdict: string, stopped: string): string {
  return `  <testsuite name="check-provider" tests="1" failures="0" errors="1">\n    <testcase classname="check-provider" name="the test runs to its end">\n      <error type=${quoted(verdict)} message=${quoted(stopped)}/>\n    </testcase>\n  </testsuite>\n`;
}

function formatFinding({ id, severity, message, pointer, contractPointer, source, curl }: ProviderFinding): string {
  return [
    `${severity} ${id}: ${message}`,
    ...(pointer === undefined ? [] : [`at ${pointer}`]),
    `contract: ${contractPointer} (${source})`,
    curl,
  ].join('\n');
}
