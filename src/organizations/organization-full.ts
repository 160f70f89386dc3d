import type { Reply } from '../contract/reply.ts';

/** The organization has as many use cases as it may have. */
export class OrganizationFull extends Error {
  override readonly name = 'OrganizationFull';

  constructor(most: number) {
    super(`This organization has created ${most} use cases; there is no room for more`);
  }
}

/** The reply to who wants one more; other errors are thrown again. */
export function replyToFull(error: unknown): Reply {
  if (!(error instanceof OrganizationFull)) throw error;
  return { status: 503, body: { message: error.message }, error: 'organization-full' };
}
