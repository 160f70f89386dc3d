/**
 * Judges the corpus of foreign pacts. `UPDATE_CORPUS=1` asks Pact's core again what it says of each of them, and writes
 * that into the manifest.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Finding, VerificationReport } from '../../../src/pact/verify/verification-report.ts';
import { verifyPacts } from '../../../src/pact/verify/verify.ts';
import { createPactVerifier } from '../../helpers/pact-verdict.ts';
import { fixtures } from '../../helpers/pacts.ts';

/** A pact of the corpus, as the manifest describes it. */
interface ForeignPact {
  readonly file: string;
  readonly shows: string;
  /** The point of issue 12 that it was judged wrongly by. */
  readonly issue?: number;
  readonly verdict: 'passed' | 'failed' | 'refused';
  /** Id of the problem, if it is refused. */
  readonly problem?: string;
  /** Errors, each as `id pointer`. */
  readonly findings?: readonly string[];
  readonly warnings?: readonly string[];
  /** What Pact's core says without us; `not asked` where it would look for a plugin. */
  pact: 'passed' | 'failed' | 'unreadable' | 'not asked';
  /** Why the two differ. */
  readonly why?: string;
}

const directory = join(fixtures, 'foreign');
const manifest = join(directory, 'corpus.json');
const corpus = JSON.parse(readFileSync(manifest, 'utf8')) as ForeignPact[];
const TOOLS = ['go', 'js', 'jvm', 'net', 'php', 'python', 'ruby', 'rust'];
const pathOf = ({ file }: ForeignPact) => join(directory, file);

describe('foreign pacts', () => {
  let report: VerificationReport;
  before(async () => {
    if (process.env['UPDATE_CORPUS']) await askPact();
    report = await verifyPacts({ pacts: corpus.map(pathOf) });
  });

  it('are all listed, in a folder for each tool', () => {
    const found = readdirSync(directory, { recursive: true, encoding: 'utf8' });
    const files = found.filter((file) => /\/.*\.json$/.test(file)).sort();
    assert.deepEqual(corpus.map(({ file }) => file).sort(), files);
    assert.deepEqual([...new Set(files.map((file) => file.split('/', 1)[0]))], TOOLS);
    assert.ok(files.length >= 150);
  });

  for (const each of corpus) {
    it(`${each.file}: ${each.shows}`, () => assert.deepEqual(judged(report, each), wanted(each)));
  }

  it('have a reason where Pact says otherwise', () => {
    const differing = corpus.filter(
      ({ verdict, pact }) => pact === 'not asked' || (verdict === 'passed') !== (pact === 'passed'),
    );
    assert.deepEqual(
      corpus.filter(({ why }) => why !== undefined).map(({ file }) => file),
      differing.map(({ file }) => file),
    );
  });
});

function wanted({ verdict, problem, findings = [], warnings = [] }: ForeignPact) {
  return { verdict, problem, findings: [...findings].sort(), warnings: [...warnings].sort() };
}

function judged({ pacts, problems }: VerificationReport, each: ForeignPact): ReturnType<typeof wanted> {
  const path = pathOf(each);
  const pact = pacts.find(({ source }) => source === path);
  const listed = (severity: Finding['severity']) =>
    [
      ...new Set(
        pact?.interactions.flatMap(({ findings }) =>
          findings
            .filter((finding) => finding.severity === severity)
            .map(({ id, pactPointer }) => `${id} ${pactPointer}`),
        ),
      ),
    ].sort();
  return {
    verdict: pact?.verdict ?? 'refused',
    problem: pact ? undefined : problems.find(({ source }) => source === path)?.id,
    findings: listed('error'),
    warnings: listed('warning'),
  };
}

async function askPact() {
  const verifier = await createPactVerifier();
  for (const each of corpus) {
    const tool = each.file.split('/', 1)[0] ?? '';
    each.pact = each.problem === 'plugins' ? 'not asked' : await verifier.verdictOf(pathOf(each), `corpus-${tool}`);
  }
  verifier.close();
  writeFileSync(manifest, `${JSON.stringify(corpus, null, 2)}\n`);
}
