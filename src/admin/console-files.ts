import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { problem, type Reply } from '../contract/reply.ts';
import type { Exchange } from '../serve/exchange.ts';
import type { Door } from '../serve/access.ts';

/** Hands out the files of the console; undefined for a path that is not one of them. */
export type ConsolePage = (exchange: Exchange, door: Door) => Promise<Reply | undefined>;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json; charset=utf-8',
  woff2: 'font/woff2',
  png: 'image/png',
};

/** What a page of ours may do: load from and talk to this stub, and nothing that stands in the page itself. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const SWITCHED_OFF = 'The console is switched off; start the stub with an admin key, or with --admin on';

/** What people put into a browser, and the way to the page from there. */
const PLACES: Readonly<Record<string, string>> = Object.assign(Object.create(null) as object, {
  '/': '__stub/',
  '/api/v1': '../__stub/',
  '/api/v1/': '../../__stub/',
});

/** Where the build puts the page; the same seen from src/admin and from dist/admin. */
const DIRECTORY = new URL('../../dist/console/', import.meta.url);

/** @param directory where the files are */
export function createConsolePage(directory: URL = DIRECTORY): ConsolePage {
  let files: Promise<ReadonlySet<string>> | undefined;

  /** The names are known beforehand, so that no path leads anywhere else. */
  function listFiles(): Promise<ReadonlySet<string>> {
    files ??= readdir(directory, { recursive: true, withFileTypes: true }).then(
      (entries) =>
        new Set(
          entries
            .filter((entry) => entry.isFile())
            .map((entry) =>
              `${entry.parentPath}/${entry.name}`.slice(fileURLToPath(directory).length).replace(/^\//, ''),
            ),
        ),
      () => {
        // The next one who asks may find it built.
        files = undefined;
        return new Set<string>();
      },
    );
    return files;
  }

  return async (exchange, { access }) => {
    const { method, incoming, path } = exchange;
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    if (access === 'off') return path === '/__stub' ? problem('admin-off', SWITCHED_OFF) : undefined;
    const [target = ''] = (incoming.url ?? '').split('?');
    const place = PLACES[target];
    if (place !== undefined && incoming.headers.accept?.includes('text/html')) return redirect(place);
    if (path === '/__stub') return target.endsWith('/') ? index(await listFiles()) : redirect('__stub/');
    if (!path.startsWith('/__stub/')) return undefined;
    const name = path.slice('/__stub/'.length);
    let known = await listFiles();
    if (name.startsWith('assets/') && !known.has(name)) {
      // It may have been built anew.
      files = undefined;
      known = await listFiles();
    }
    if (known.has(name)) return fileReply(name);
    if (!known.has(`${name}/index.html`)) return undefined;
    return target.endsWith('/') ? fileReply(`${name}/index.html`) : redirect(`${name.split('/').at(-1)}/`);
  };

  function index(known: ReadonlySet<string>): Reply | Promise<Reply> {
    if (known.has('index.html')) return fileReply('index.html');
    return problem('console-missing', 'The console has not been built; run "npm run build"');
  }

  async function fileReply(name: string): Promise<Reply> {
    const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    const framed = name.includes('/') && name.endsWith('.html');
    return {
      status: 200,
      headers: {
        'content-type': type,
        // The build names such files by their content.
        'cache-control': /(^|\/)assets\//.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
        'content-security-policy': `${POLICY}; frame-ancestors ${framed ? "'self'" : "'none'"}`,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      },
      body: await readFile(new URL(name, directory)),
    };
  }
}

function redirect(location: string): Reply {
  return { status: 302, headers: { location, 'cache-control': 'no-store' } };
}
