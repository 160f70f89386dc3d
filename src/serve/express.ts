import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import { createConsoleFiles, isBelowConsole, isConsoleRequest } from './console-files.ts';
import type { Context } from './context.ts';
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

  function answerBehindApp(request: IncomingMessage, response: ServerResponse): void {
    const isOpen = context().access.access !== 'off';
    if (!isOpen || !isConsoleRequest(request) || hasRoute(request.url ?? '/')) return answer(request, response);
    consoleFiles ??= createConsoleFiles(load());
    void consoleFiles(request as Request, response as Response, () => answer(request, response));
  }

  return {
    handler(request, response) {
      // What was registered stands in the router's stack.
      if (app === undefined || app.router.stack.length === 0) return answerBehindApp(request, response);
      const next: NextFunction = (error?: unknown) => {
        if (error === undefined || error === null) answerBehindApp(request, response);
        else reportFailure(response as Response, error, context());
      };
      app(request as Request, response as Response, next);
    },
    app() {
      app ??= load()().disable('x-powered-by');
      return app;
    },
    hasPath: (target) => hasRoute(target) || isBelowConsole(target.split('?', 1)[0] ?? ''),
  };
}

/** Answers an error of a program's middleware: a client's mistake with its message, any other with 500 and a log line. */
function reportFailure(response: Response, error: unknown, { logger }: Context): void {
  const { status = 500, message } = error as { readonly status?: number; readonly message?: string };
  const isClientError = status >= 400 && status < 500;
  if (!isClientError) logger?.error({ err: error }, 'a handler or middleware registered with stub.app failed');
  if (response.headersSent) response.destroy();
  else response.status(isClientError ? status : 500).json({ message: isClientError ? message : FAILED });
}
