import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import { createConsoleFiles, isBelowConsole, isConsoleRequest } from './console-files.ts';
import type { Context } from './context.ts';
import { corsHeaders, preflight } from './cors.ts';
import { targetOf } from './request.ts';
import { FAILED } from './walk.ts';

type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Express around a stub: what a program registers, and the console's files. */
export interface ExpressHost {
  /** Answers a request of Node's: directly where nothing is registered, and through Express otherwise. */
  readonly handler: NodeHandler;
  /** The application that a program registers its endpoints and middleware with. */
  app(): Express;
  /** Whether a target's path is one that the stub knows. */
  hasPath(target: string): boolean;
}

/**
 * Express takes some 50 ms to load, and a part of each request's time. So it is loaded by the first request for a file
 * of the console, or by a program that registers something; until then contract operations go past it.
 *
 * @param answer answers what neither the program nor the console does
 */
export function createExpressHost(context: () => Context, answer: NodeHandler): ExpressHost {
  let express: typeof import('express') | undefined;
  let app: Express | undefined;
  let consoleFiles: RequestHandler | undefined;

  function load(): typeof import('express') {
    express ??= createRequire(import.meta.url)('express') as typeof import('express');
    return express;
  }

  function hasRoute(target: string): boolean {
    const { area, path } = targetOf(target);
    return context().areas[area].find(path) !== undefined;
  }

  function hasPath(target: string): boolean {
    return hasRoute(target) || isBelowConsole(target.split('?', 1)[0] ?? '');
  }

  function answerBehindApp(request: IncomingMessage, response: ServerResponse): void {
    const isOpen = context().access.access !== 'off';
    if (!isOpen || !isConsoleRequest(request) || hasRoute(request.url ?? '/')) return answer(request, response);
    consoleFiles ??= createConsoleFiles(load());
    void consoleFiles(request as Request, response as Response, () => answer(request, response));
  }

  /**
   * Lets the application answer first, and the stub what it passes on.
   *
   * @param next the next handler of the application that `stub.app` is mounted into
   */
  function answerThrough(route: Route, request: IncomingMessage, response: ServerResponse, next?: NextFunction): void {
    const target = request.url ?? '/';
    const isOurs = next === undefined || hasPath(target);
    // Express answers OPTIONS itself, with the methods that a program has registered and no others.
    const { cors, areas } = context();
    if (isOurs && cors && areas[targetOf(target).area].policy.isCrossOrigin) {
      const asked = headOf(request);
      if (preflight(asked)) return answerBehindApp(request, response);
      if (next === undefined)
        for (const [name, value] of Object.entries(corsHeaders(asked))) response.setHeader(name, value);
    }
    route(request, response, (error?: unknown) => {
      if (error !== undefined && error !== null) {
        if (next) next(error);
        else reportFailure(response as Response, error, context());
      } else if (next === undefined || hasPath(request.url ?? '/')) answerBehindApp(request, response);
      else next();
    });
  }

  /** An application that passes on to the stub, also where a program gives it to supertest or a server of its own. */
  function createApp(): Express {
    const created = load()().disable('x-powered-by') as Express & { handle: Route };
    const route = created.handle.bind(created);
    created.handle = (request, response, next) => answerThrough(route, request, response, next);
    return created;
  }

  return {
    handler(request, response) {
      // What was registered stands in the router's stack.
      if (app === undefined || app.router.stack.length === 0) answerBehindApp(request, response);
      else app(request, response);
    },
    app() {
      app ??= createApp();
      return app;
    },
    hasPath,
  };
}

/** How Express answers a request, and what it calls when it has not. */
type Route = (request: IncomingMessage, response: ServerResponse, next?: NextFunction) => void;

function headOf({ method = 'GET', headers }: IncomingMessage) {
  return { method, header: (name: string) => headers[name]?.toString() };
}

/** Answers an error of a program's middleware: a client's mistake with its message, any other with 500 and a log line. */
function reportFailure(response: Response, error: unknown, { logger }: Context): void {
  const { message } = error as { readonly message?: string };
  const status = statusOf(error);
  const isClientError = status < 500;
  if (response.headersSent) response.destroy();
  else response.status(status).json({ message: isClientError ? message : FAILED });
  try {
    if (!isClientError) logger?.error({ err: error }, 'a handler or middleware registered with stub.app failed');
  } catch {
    // It may be the logger that fails.
  }
}

/** The status of a client's mistake, which Express and its body parsers write in either way; otherwise 500. */
function statusOf(error: unknown): number {
  const { status, statusCode = status } = error as { readonly status?: unknown; readonly statusCode?: unknown };
  return Number.isInteger(statusCode) && Number(statusCode) >= 400 && Number(statusCode) < 500
    ? Number(statusCode)
    : 500;
}
