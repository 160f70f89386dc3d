import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { run } from '../helpers/cli.ts';
import { pages, root } from '../helpers/pages.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const texts = new Map([...pages(), 'llms.txt'].map((page) => [page, read(page)] as const));

/** Words that leave open who does something. */
const NO_ACTOR = /\b(nobody|somebody|whoever|anybody|it is said)\b/i;

/** A page without its fenced blocks. */
function prose(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, '');
}

/** The anchors that GitHub gives to a page's headings. */
function anchors(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, heading = ''] of prose(text).matchAll(/^#+ (.+)$/gm)) {
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    let anchor = slug;
    for (let number = 1; found.has(anchor); number++) anchor = `${slug}-${number}`;
    found.add(anchor);
  }
  return found;
}

describe('the pages of the documentation', () => {
  it('link to what exists: files, directories and headings', () => {
    let checked = 0;
    for (const [page, text] of texts) {
      for (const [, target = ''] of prose(text).matchAll(/\]\(([^()\s]+(?:\([^()]*\))?)\)/g)) {
        if (/^(https?:|mailto:)/.test(target)) continue;
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? page : relative(root, join(root, dirname(page), path));
        assert.ok(existsSync(join(root, file)), `${page} links to ${target}, which does not exist`);
        if (anchor !== undefined)
          assert.ok(anchors(read(file)).has(anchor), `${page} links to ${target}, which has no such heading`);
        checked++;
      }
    }
    assert.ok(checked > 100);
  });

  it('are all reached from the index and named in llms.txt', () => {
    const index = texts.get('docs/README.md') ?? '';
    const llms = texts.get('llms.txt') ?? '';
    for (const page of texts.keys()) {
      const [, below] = /^docs\/(.+\/.+)$/.exec(page) ?? [];
      if (below === undefined) continue;
      assert.ok(index.includes(`](${below})`), `docs/README.md does not link to ${page}`);
      if (!below.startsWith('decisions/')) assert.ok(llms.includes(`](${page})`), `llms.txt does not name ${page}`);
    }
  });

  it('name the actor, in plain words', () => {
    for (const [page, text] of texts) {
      if (page === 'CHANGELOG.md') continue;
      const [found] = NO_ACTOR.exec(text) ?? [];
      assert.equal(found, undefined, `${page} says "${found}"; name the actor`);
    }
  });

  it('name the actor in comments and messages of the code, too', () => {
    const code = globSync('{src,scripts,openapi,deploy,tools}/**/*.{ts,tsx,mjs,js,sh,yaml}', {
      cwd: root,
      // Generated use cases speak as people do.
      exclude: (path) => /node_modules|archetypes\/texts/.test(path),
    });
    assert.ok(code.length > 200);
    for (const file of [...code, 'Dockerfile']) {
      if (!statSync(join(root, file)).isFile()) continue;
      const [found] = NO_ACTOR.exec(read(file)) ?? [];
      assert.equal(found, undefined, `${file} says "${found}"; name the actor`);
    }
  });

  it('name files of the project that exist', () => {
    for (const [page, text] of texts) {
      if (page === 'CHANGELOG.md') continue;
      for (const [, file = ''] of text.matchAll(
        /`((?:src|test|scripts|openapi|examples|contracts|deploy|soak|bench)\/[\w./-]+)`/g,
      )) {
        if (file.startsWith('bench/results')) continue;
        assert.ok(existsSync(join(root, file)), `${page} names ${file}, which does not exist`);
      }
    }
  });

  it('name scripts and flags that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = [
      'serve',
      'fake',
      'config',
      'verify',
      'check-provider',
      'proxy',
      'compare',
      'probe',
      'fidelity',
      'coverage',
      'record',
      'certify',
      'completion',
      'scenario start',
      'scenario list',
      'scenario end',
    ];
    const helps = commands.map((command) => run([...command.split(' '), '--help']).stdout).join('\n');
    const known = new Set(helps.match(/--[a-z][a-z-]*/g));
    // Of npm, Docker, Kubernetes, Node and the project's own scripts.
    const others =
      /^--(yes|intent-to-add|exit-code|environment|auto-detect-version-properties|consumer-app-version|version|branch|pacticipant|to-environment|check|fix|save-dev|prefix|quick|full|only|rounds|keep|accept-work|help|memory|build|wait|scale|volumes|rm|read-only|tmpfs|cap-drop|omit|ignore-scripts|push|provenance|sbom|build-arg|sbom-format|from-env-file|test|test-name-pattern|test-global-setup|no-[a-z]+)$/;
    for (const [page, text] of texts) {
      if (page === 'CHANGELOG.md') continue;
      for (const [, script = ''] of text.matchAll(/npm run ([\w:-]+)/g))
        assert.ok(script in scripts, `${page} names "npm run ${script}", which package.json does not have`);
      for (const [, flag = ''] of text.matchAll(/(?:^|[\s`(])(--[a-z][a-z-]*)/gm))
        assert.ok(known.has(flag) || others.test(flag), `${page} names ${flag}, which no command has`);
    }
  });
});

describe('README', () => {
  const text = read('README.md');

  it('is one page', () => {
    assert.ok(text.trimEnd().split('\n').length <= 200);
  });

  it('has no long generated table', () => {
    assert.doesNotMatch(text, /<!-- generated:/);
    const tables = text.match(/(^\|.*\n)+/gm) ?? [];
    for (const table of tables) assert.ok(table.trimEnd().split('\n').length <= 12, table);
  });
});

describe('the package', () => {
  it('brings the documentation', () => {
    const { files } = JSON.parse(read('package.json')) as { files: string[] };
    for (const file of ['docs', 'llms.txt', 'openapi', 'CHANGELOG.md']) assert.ok(files.includes(file), file);
    assert.ok(statSync(join(root, 'docs')).isDirectory());
  });
});
