import type { Certification } from '../certify.ts';
import { weak, type Verdict } from '../judge.ts';
import { cellOf, meanings, outcomeOf, requestsOf, rowsOf, weaknessLines } from './grid.ts';
import { escapedXml as escaped, quotedXml as quoted } from '../../lib/xml.ts';

/** The report as one HTML page that needs nothing else: no script, and nothing from elsewhere. */
export function htmlReport(report: Certification): string {
  const { command, operations, runs, undisturbed } = report;
  const rows = rowsOf(report).map(({ what, group, runs: cells }) => {
    const row = cells.map((run) => {
      const verdict = run?.verdict ?? 'unreached';
      const kind = weak.has(verdict) ? 'weak' : verdict;
      const details =
        run === undefined ? meanings.unreached : [meanings[verdict], ...weaknessLines(run).slice(1)].join('\n');
      return `<td class="${kind}" title=${quoted(details)}>${escaped(cellOf(run))}</td>`;
    });
    return `<tr><th scope="row"><small>${group}</small> ${escaped(what)}</th>${row.join('')}</tr>`;
  });
  const grid =
    runs.length === 0
      ? ''
      : `<div class="wide"><table><thead><tr><th></th>${operations.map((id) => `<th scope="col">${escaped(id)}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
  const found = runs.filter(({ verdict }) => weak.has(verdict));
  const weaknesses = found.map((run) => {
    const [first = '', ...others] = weaknessLines(run);
    return `<li><strong>${escaped(first)}</strong>${others.map((line) => `<br><code>${escaped(line)}</code>`).join('')}</li>`;
  });
  const words = (Object.keys(meanings) as Verdict[]).map(
    (verdict) => `<dt>${verdict}</dt><dd>${escaped(meanings[verdict])}</dd>`,
  );
  const output = undisturbed.output === undefined ? '' : `<pre>${escaped(undisturbed.output)}</pre>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>certify: ${escaped(command.join(' '))}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>certify: <code>${escaped(command.join(' '))}</code></h1>
<p><strong>${escaped(outcomeOf(report))}</strong></p>
<p>Undisturbed: ${undisturbed.milliseconds} ms, ${requestsOf(report)}.</p>
${output}${grid}
${weaknesses.length === 0 ? '' : `<h2>Weaknesses</h2><ul>${weaknesses.join('\n')}</ul>`}
<h2>Words</h2><dl>${words.join('')}</dl>
</main>
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: .25rem .6rem; border: 1px solid #8886; text-align: left; white-space: nowrap; }
.weak { background: #b3261e; color: #fff; font-weight: bold; }
.unnoticed { background: #f5d76e; color: #222; }
.held { background: #2e7d3226; }
code, pre { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; }
dt { font-weight: bold; } dd { margin: 0 0 .4rem 1rem; }
`;
