import { refusal, problem, type Reply } from '../contract/reply.ts';
import { expectationIssues, found, unmet, type Expectation, type UnmetExpectation } from '../requests/expectation.ts';
import { queryIssues, type RequestQuery } from '../requests/query.ts';
import { waitUntilMet } from '../requests/wait.ts';
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
  async waitForRequest(request: AdminRequest, { watched, closing, contract }: AdminServices): Promise<Reply> {
    const { request: query, within = 5_000 } = request.body as { request: RequestQuery; within?: number };
    const issues = queryIssues(query, contract, ['request']);
    if (issues.length > 0) return refusal(issues);
    const { id } = organizationOf(request);
    const { entries, why } = await waitUntilMet(id, { request: query }, within, watched, closing(), request.client);
    return why ? unmetReply(why) : { status: 200, body: found(query, entries)[0] };
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

function unmetReply({ message, ...details }: UnmetExpectation): Reply {
  return { ...problem('expectation-unmet', message), body: { message, ...details } };
}
