import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { keep, readHistory } from '../bench/history.ts';
import { readOptions } from '../bench/options.ts';
import { renderKeptRun } from '../bench/page.ts';
import { keptRun, type Result } from '../bench/result.ts';

const project = join(import.meta.dirname, '..');
const page = readFileSync(join(project, 'docs/explanation/performance.md'), 'utf8');

/** Of a whole run, what the tests look at. */
function result(): Result {
  const sample = (perSecond: number, foreign: number) => ({
    ...{ replies: 1, seconds: 1, perSecond, p50: 1, p99: 1, busy: 0.5, subjectBusy: 1, foreign },
  });
  const perStore = <Value>(one: Value, three: Value) => ({
    ...{ memory: [], SQLite: [], PostgreSQL: [one], '3 replicas over PostgreSQL': [three] },
  });
  const stores = perStore(1_000, 900);
  const one = { stub: 300, database: 400, clients: 100 };
  const costs = perStore(one, { ...one, stub: 330 });
  return {
    takenAt: '2026-01-02T03:04:05.000Z',
    minutes: 42.3,
    machine: {
      ...{ processor: 'a processor', cores: 2, memoryGiB: 8, system: 'Linux 6', node: '24.0.0', pinned: true },
      loadAverageBefore: 0.1,
    },
    settings: readOptions(['--keep']) as Result['settings'],
    subjects: [
      { name: 'ours', title: 'use-case-stub', version: '1.0.0' },
      { name: 'express', title: 'bare Express + Ajv', version: 'express 5' },
    ],
    skipped: ['WireMock is skipped: there is no java here'],
    starts: {},
    throughput: {
      create: {
        ours: [sample(120, 0), sample(130, 0), sample(140, 0.5)],
        express: [sample(100, 0), sample(100, 0), sample(100, 0)],
      },
      refuse: { ours: [sample(100, 0)], express: [sample(100, 0)] },
      read: {},
    },
    databases: {
      stores: { 'creates of 1 organization': stores, 'creates of 16 organizations': stores, reads: stores },
      costs: { 'creates of 1 organization': costs, 'creates of 16 organizations': costs, reads: costs },
      limits: { 'fsyncs of a page': [], 'round trips to PostgreSQL': [], 'commits to PostgreSQL': [] },
    },
  };
}

describe('the page on performance', () => {
  it('has no figures but those of the last run that was kept', () => {
    const shown = renderKeptRun(readHistory(project).at(-1));
    assert.ok(page.includes(`<!-- generated: kept-run -->\n\n${shown}\n<!-- end -->`), 'run "npm run generate"');
    assert.doesNotMatch(page.replace(shown, ''), /\d\.\d|\d{4}-\d\d-\d\d|\d (ms|%)/);
  });

  it('says that there are no figures while no run has been kept', (t) => {
    const directory = temporary(t);
    assert.match(renderKeptRun(readHistory(directory).at(-1)), /^No whole run has been kept yet/);
  });

  it('shows of a kept run its conditions, each target, each alternative and what replicas would do elsewhere', (t) => {
    const directory = temporary(t);
    keep(directory, { ...keptRun('0123456789ab', result()), date: '2025-01-01' });
    keep(directory, keptRun('abcdef012345', result()));
    const text = renderKeptRun(readHistory(directory).at(-1));
    assert.match(text, /^Measured on 2026-01-02, commit abcdef012345, in 42 minutes, /);
    for (const line of [
      '- Machine: 2 processors (a processor), 8 GiB, Linux 6, Node.js 24.0.0.',
      '- Other programs: a load average of 0.1 before; they disturbed 1 of 8 measurements, however often these were repeated.',
      '- WireMock is skipped: there is no java here.',
      '| creates per second, against bare Express | >= 1.05 | 1.30 | 1.20 to 1.40 | met |',
      '| refused creates per second, against bare Express | >= 1.3 | 1.00 | - | **missed** |',
      '| creates per second, against WireMock | >= 1.5 | - | - | not measured |',
      '| bare Express + Ajv (express 5) | 1.30 (1.20 to 1.40) | 1.00 (1.00 to 1.00) | - | - | - |',
      '| reads | 300 | 400 | 100 | 330 | 400 | 100 |',
      // 800 / 830; 4 / 730 us against 1 / 300 us; 3 / 330 us, which 8 processors do not exceed, against the same.
      '| reads | 0.90 | 0.96 | 1.64 | 2.73 | 2.73 |',
    ])
      assert.ok(text.includes(`${line}\n`), `${line}\n\n${text}`);
  });
});

describe('npm run bench -- --keep', () => {
  it('refuses to keep a part of a run or a short one', () => {
    const refusal = { message: '--keep: only whole runs are kept. Leave out --only and --quick.' };
    for (const flags of [['--only', 'lists'], ['--quick']])
      assert.throws(() => readOptions(['--keep', ...flags]), refusal);
  });
});

function temporary(t: { after: (end: () => void) => void }): string {
  const directory = mkdtempSync(join(tmpdir(), 'bench-test-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  mkdirSync(join(directory, 'bench'));
  writeFileSync(join(directory, 'bench/history.json'), '[]');
  return directory;
}
