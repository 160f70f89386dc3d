/** The two areas of a stub: the API that the contract describes, and the stub's own routes. */
import { adminHandlers } from '../admin/handlers.ts';
import type { AdminServices } from '../admin/request.ts';
import { adminContract } from '../contract/built-in.ts';
import type { Contract, Operation } from '../contract/contract.ts';
import { handlerOf, type UseCaseRequest, type UseCaseServices } from '../use-cases/handlers.ts';
import { createArea, type Area, type AreaPolicy, type HandlerRequest, type OperationAccess } from './context.ts';
import type { createMocks } from './mocks.ts';

const apiPolicy: AreaPolicy = { unknownProperties: 'strip', isPlannable: true, isRecorded: true, isCrossOrigin: true };
const adminPolicy: AreaPolicy = {
  unknownProperties: 'refuse',
  isPlannable: false,
  isRecorded: false,
  isCrossOrigin: false,
};

/** @param mockOf what answers the operations without a handler */
export function apiArea(
  { operations }: Contract,
  services: UseCaseServices,
  mockOf: ReturnType<typeof createMocks>,
): Area {
  const served = operations.map((operation) => {
    const handler = handlerOf(operation);
    const access: OperationAccess = operation.secured ? 'key' : 'optional-key';
    if (handler === undefined) return { ...operation, access, handle: undefined, mock: mockOf(operation) };
    // A handler fits only operations that want an API key, so that there is an organization.
    const handle = (request: object) => handler(request as UseCaseRequest, services);
    return { ...operation, access, handle, mock: undefined };
  });
  return createArea(apiPolicy, served, services.behavior.paths === 'lenient');
}

/** The stub's own routes, about what these services know. */
export function adminArea(services: AdminServices): Area {
  const served = adminContract().operations.map((operation) => {
    const handler = adminHandlers[operation.operationId];
    if (handler === undefined) throw new Error(`no handler is written for ${operation.operationId}`);
    const handle = (request: HandlerRequest) => handler(request, services);
    return { ...operation, access: adminAccess(operation), handle, mock: undefined };
  });
  return createArea(adminPolicy, served);
}

/** What tells how the stub is, without a word about what it serves or to whom. */
const ALWAYS: ReadonlySet<string> = new Set(['getHealth', 'getReadiness', 'describeStub']);

function adminAccess({ operationId, secured, schemes }: Operation): OperationAccess {
  if (!secured) return ALWAYS.has(operationId) ? 'everyone' : 'everyone-unless-off';
  if (operationId === 'revealKey') return 'key-owner';
  return schemes.includes('adminKey') ? 'administrator' : 'own-organization';
}
