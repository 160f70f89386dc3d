import type { IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { RequestHandler, Response } from 'express';
import { withoutOrigin } from './request.ts';

/** The output of the build. The path is the same from src/serve and from dist/serve. */
const DIRECTORY = new URL('../../dist/console/', import.meta.url);

/** Pages of the console may only load from this stub and send requests to it. Inline scripts and styles are blocked. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Paths that people enter in a browser, each with the path of the console. Relative, for proxies that cut paths. */
const PLACES: ReadonlyMap<string, string> = new Map([
  ['/', '__stub/'],
  ['/api/v1', '../__stub/'],
  ['/api/v1/', '../../__stub/'],
  ['/__stub', '__stub/'],
]);

/** Every file has an ending. Other paths must not load Express, which holds everything up for 60 ms. */
const FILE_NAME = /\/[\w-]+(\.[\w-]+)+$/;

/** Whether a request may be for a file of the console, or comes from a browser that should be sent there. */
export function isConsoleRequest({ method, url = '', headers }: IncomingMessage): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const path = pathOf(url);
  if (path === '/__stub' || path === '/__stub/') return true;
  if (PLACES.has(path)) return headers.accept?.includes('text/html') === true;
  return isBelowConsole(path) && FILE_NAME.test(path);
}

/** Whether a path is below that of the console. */
export function isBelowConsole(path: string): boolean {
  return path === '/__stub' || path.startsWith('/__stub/');
}

/**
 * Serves the files of the console, and redirects browsers there. Requests for other files are passed on.
 *
 * @param directory the built console
 */
export function createConsoleFiles(express: typeof import('express'), directory: URL = DIRECTORY): RequestHandler {
  const root = fileURLToPath(directory);
  const files = express.static(root, { cacheControl: false, redirect: false, setHeaders });
  const router = express.Router().use('/__stub', files);
  return (request, response, next) => {
    const place = PLACES.get(pathOf(request.url));
    if (place === undefined) return void router(request, response, next);
    response.writeHead(302, { location: place, 'cache-control': 'no-store', 'content-length': '0' }).end();
  };
}

function pathOf(target: string): string {
  const url = withoutOrigin(target);
  const mark = url.indexOf('?');
  return mark < 0 ? url : url.slice(0, mark);
}

function setHeaders(response: Response, file: string): void {
  // The build puts a hash of the content into the names of assets.
  const isImmutable = /[/\\]assets[/\\]/.test(file);
  response.setHeader('cache-control', isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('content-security-policy', CONTENT_POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
}
