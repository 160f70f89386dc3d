import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { replaceFile } from '../../../src/pact/consumer/replace-file.ts';

function emptyDirectory(context: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'replace-file-'));
  context.after(() => rmSync(dir, { recursive: true }));
  return dir;
}

const append = (text: string) => (before: string | undefined) => `${before ?? ''}${text}`;

describe('a file that several change', () => {
  it('has the changes of all, one after the other, and nothing beside it', async (t) => {
    const dir = emptyDirectory(t);
    const file = join(dir, 'deep/er/file');
    await Promise.all(Array.from({ length: 20 }, () => replaceFile(file, append('x'))));
    assert.equal(readFileSync(file, 'utf8'), 'x'.repeat(20));
    assert.deepEqual(readdirSync(join(dir, 'deep/er')), ['file']);
  });

  it('is not touched by a change that changes nothing', async (t) => {
    const file = join(emptyDirectory(t), 'file');
    await replaceFile(file, append('x'));
    const { ino } = statSync(file);
    await replaceFile(file, append(''));
    assert.equal(statSync(file).ino, ino);
  });

  it('stays as it is when a change throws, and can be changed again', async (t) => {
    const dir = emptyDirectory(t);
    const file = join(dir, 'file');
    await replaceFile(file, append('x'));
    const fail = () => {
      throw new Error('no');
    };
    await assert.rejects(replaceFile(file, fail), /no/);
    assert.deepEqual(readdirSync(dir), ['file']);
    await replaceFile(file, append('y'));
    assert.equal(readFileSync(file, 'utf8'), 'xy');
  });

  it('is not locked for ever by a process that died', async (t) => {
    const dir = emptyDirectory(t);
    const file = join(dir, 'file');
    mkdirSync(`${file}.lock`);
    writeFileSync(join(`${file}.lock`, 'draft'), 'half a fi');
    await Promise.all([replaceFile(file, append('x'), 40), replaceFile(file, append('x'), 40)]);
    assert.equal(readFileSync(file, 'utf8'), 'xx');
    assert.deepEqual(readdirSync(dir), ['file']);
  });

  it('loses nothing when the lock of a process that only slept is removed', async (t) => {
    const dir = emptyDirectory(t);
    const file = join(dir, 'file');
    const lock = `${file}.lock`;
    const seen: (string | undefined)[] = [];
    await replaceFile(
      file,
      (before) => {
        if (seen.push(before) === 1) {
          // Meanwhile a second process loses patience and changes the file, and a third one takes the lock and dies.
          renameSync(lock, join(dir, 'elsewhere'));
          writeFileSync(file, 'theirs ');
          mkdirSync(lock);
        }
        return `${before ?? ''}ours`;
      },
      40,
    );
    assert.deepEqual(seen, [undefined, 'theirs ']);
    assert.equal(readFileSync(file, 'utf8'), 'theirs ours');
  });

  it('that cannot be written is an error, not a wait', async (t) => {
    const file = join(emptyDirectory(t), 'file');
    mkdirSync(file);
    await assert.rejects(replaceFile(file, append('x')), { code: 'EISDIR' });
    await assert.rejects(replaceFile(join(file, '\0'), append('x')), { code: 'ERR_INVALID_ARG_VALUE' });
  });
});
