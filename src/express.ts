/** `use-case-stub/express`: mounts a stub into an Express application. */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Stub } from './stub.ts';

/**
 * Middleware that lets a stub answer below whatever path it is mounted at. Requests to paths that are neither of the
 * contract nor of the stub's own routes go on to the next handler. Close the stub when the application ends.
 *
 *     app.use('/backend', stubMiddleware(createStub()));   // http://localhost:3000/backend/api/v1/use-cases
 *
 * @param stub need not listen
 * @returns middleware for `app.use`
 */
export function stubMiddleware(stub: Stub): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) =>
    stub.hasPath(request.url) ? stub.handler(request, response) : next();
}
