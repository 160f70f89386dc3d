import type { VerificationReport } from '../verification-report.ts';

/** The findings as lines that GitHub Actions shows as annotations in the pact files. */
export function githubAnnotations({ pacts, problems }: VerificationReport): string[] {
  const annotation = (level: 'error' | 'warning', file: string, line: number, title: string, message: string) =>
    `::${level} file=${property(file)},line=${line},title=${property(title)}::${data(message)}`;
  return [
    ...problems.map(({ source, line = 1, id, message }) => annotation('error', source, line, `Pact: ${id}`, message)),
    ...pacts.flatMap(({ source, interactions, pending }) =>
      interactions.flatMap(({ findings, description, verdict }) =>
        findings.map(({ severity, id, line, message, fix }) =>
          annotation(
            severity === 'error' && !pending && verdict === 'failed' ? 'error' : 'warning',
            source,
            line,
            `Pact: ${id}`,
            `${description}: ${message}${fix === undefined ? '' : `\nFix: ${fix}`}`,
          ),
        ),
      ),
    ),
  ];
}

/** Escapes a message as GitHub's own toolkit does. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
