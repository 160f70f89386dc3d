/** `use-case-stub/express`: mounts a stub into an Express application. */
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import type { Stub } from './stub.ts';

/**
 * Middleware that lets a stub answer below whatever path it is mounted at, with what is registered with `stub.app`.
 * Requests to other paths go on to the next handler. Close the stub when the application ends.
 *
 *     app.use('/backend', stubMiddleware(createStub()));   // http://localhost:3000/backend/api/v1/use-cases
 *
 * @param stub need not listen
 * @returns middleware for `app.use`
 */
export function stubMiddleware(stub: Stub): RequestHandler {
  const { app } = stub;
  return (request: Request, response: Response, next: NextFunction) => {
    if (app.router.stack.length > 0) answerBy(app, request, response, next);
    else if (stub.hasPath(request.url)) stub.handler(request, response);
    else next();
  };
}

/** Lets a mounted application answer. It takes a request for its own, which what it passes on must not stay. */
function answerBy(app: Express, request: Request, response: Response, next: NextFunction): void {
  const prototypes = [request, response].map((each) => Object.getPrototypeOf(each) as object);
  app(request, response, (error?: unknown) => {
    for (const [index, each] of [request, response].entries()) Object.setPrototypeOf(each, prototypes[index] ?? null);
    next(error);
  });
}
