import { refusal, problem, type Reply } from '../contract/reply.ts';
import { expectationIssues, found, unmet, type Expectation, type UnmetExpectation } from '../requests/expectation.ts';
import { queryIssues, type RequestQuery } from '../requests/query.ts';
import type { Pool } from '../lib/budget.ts';
import { waitForRequest } from '../requests/wait.ts';
import { organizationOf, type AdminRequest, type AdminServices } from './request.ts';

/** The routes with which tests in any language ask what their client has sent, by `operationId`. */
export const requestHandlers = {
  async markRequests(request: AdminRequest, { journal }: AdminServices): Promise<Reply> {
    const { latest } = await journal.read(organizationOf(request).id, { most: 1 });
    return { status: 200, body: { mark: latest } };
  },
  async searchRequests(request: AdminRequest, { journal, contract }: AdminServices): Promise<Reply> {
    const query = (request.body ?? {}) as RequestQuery;
    const issues = queryIssues(query, contract);
    if (issues.length > 0) return refusal(issues);
    const { entries } = await journal.read(organizationOf(request).id);
    return { status: 200, body: found(query, entries) };
  },
  async waitForRequest(request: AdminRequest, services: AdminServices): Promise<Reply> {
    const { watched, closing, contract, budget } = services;
    const { request: query, within = 5_000 } = request.body as { request: RequestQuery; within?: number };
    const issues = queryIssues(query, contract, ['request']);
    if (issues.length > 0) return refusal(issues);
    const { id } = organizationOf(request);
    const release = takePlace(id, budget.watchers);
    const waiting = waitForRequest(id, query, within, watched, closing(), request.client);
    const { request: came, why } = await waiting.finally(release);
    return why ? unmetReply(why) : { status: 200, body: came };
  },
  async expectRequests(request: AdminRequest, { journal, contract }: AdminServices): Promise<Reply> {
    const expectation = request.body as Expectation;
    const issues = expectationIssues(expectation, contract);
    if (issues.length > 0) return refusal(issues);
    const { entries } = await journal.read(organizationOf(request).id);
    const why = unmet(expectation, entries);
    return why ? unmetReply(why) : { status: 204 };
  },
};

/** Takes a place in a pool. @returns what gives it back, once @throws OverBudget */
export function takePlace(owner: string, pool: Pool): () => void {
  pool.take(owner, 1);
  let isTaken = true;
  return () => {
    if (isTaken) pool.give(owner, 1);
    isTaken = false;
  };
}

function unmetReply({ message, ...details }: UnmetExpectation): Reply {
  return { ...problem('expectation-unmet', message), body: { message, ...details } };
}
