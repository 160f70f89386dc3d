import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { agrees, likeShown, readCommands, startSession } from '../helpers/console-blocks.ts';
import { pages, root } from '../helpers/pages.ts';

/**
 * Every `console` block of the documentation is typed into a shell, page by page, against the built command line.
 * `UPDATE_DOCS=1 node --test test/docs/outputs.slow.test.ts` writes what came into the pages instead.
 */
const update = process.env['UPDATE_DOCS'] === '1';

/** Some pages shorten JSON with jq, which not every machine has. */
const hasJq = spawnSync('jq', ['--version']).status === 0;

const all = pages().map((page) => {
  const text = readFileSync(join(root, page), 'utf8');
  return { page, text, ...readCommands(text) };
});

describe('the commands that the documentation shows', { skip: process.platform === 'win32' }, () => {
  for (const { page, text, commands, files } of all) {
    if (commands.length === 0) continue;
    it(`print what ${page} says`, async (t) => {
      const session = startSession(t, files);
      let updated = text;
      // From the end, so that places in the text stay right.
      const changes: { start: number; end: number; output: string }[] = [];
      for (const { command, output, start, end } of commands) {
        if (/\bjq\b/.test(command) && !hasJq) {
          t.diagnostic(`not run, since this machine has no jq: ${command}`);
          continue;
        }
        const printed = await settled(async () => likeShown(await session.run(command), output), command, output);
        if (agrees(printed, output)) continue;
        if (update) changes.unshift({ start, end, output: printed });
        else assert.equal(printed, output, `$ ${command}`);
      }
      for (const { start, end, output } of changes) updated = updated.slice(0, start) + output + updated.slice(end);
      if (updated !== text) writeFileSync(join(root, page), updated);
    });
  }

  it('are many, and few of them are not run', () => {
    assert.ok(all.flatMap(({ commands }) => commands).length >= 1);
    const notRun = all.flatMap(({ page, notRun: blocks }) => blocks.map(({ reason }) => `${page}: ${reason}`));
    assert.ok(notRun.length <= 20, notRun.join('\n'));
    for (const line of notRun)
      assert.match(
        line,
        /: needs (Docker|a cluster|a broker|npm's registry|minutes|a terminal|an editor|a browser|git)/,
      );
  });

  it('are marked by no "console" or "sh" block that a test leaves out without a reason', () => {
    const known = /^(npm (start|test|run|ci|install|i|pack)\b|node |npx |use-case-stub\b|cd |echo |git clone |#|$)/;
    for (const { page, text } of all) {
      const marked = new Set(readCommands(text).notRun.map((block) => block.text));
      for (const [, content = ''] of text.matchAll(/^```sh\n([^]*?)^```$/gm)) {
        if (marked.has(content)) continue;
        for (const line of content.replaceAll('\\\n', ' ').split('\n'))
          assert.match(
            line,
            known,
            `${page} shows a command that no test knows; mark it with <!-- not run: REASON -->`,
          );
      }
    }
  });
});

/** Commands that look at what the stub writes or notices a moment later. */
const LATER = /^(cat|tail) |__stub\/notices/;

/** Repeats a command that looks at something a moment later, until it prints what the page shows, or twenty seconds. */
async function settled(run: () => Promise<string>, command: string, output: string): Promise<string> {
  const until = Date.now() + 20_000;
  for (;;) {
    const printed = await run();
    const done = output === '' && update ? /\w/.test(printed) : agrees(printed, output);
    if (done || !LATER.test(command) || Date.now() > until) return printed;
  }
}
