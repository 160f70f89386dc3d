import { problem, type Reply } from '../contract/reply.ts';
import { ClockError, type StubClock } from '../lib/clock.ts';
import type { AdminRequest, AdminServices } from './request.ts';

/** The routes with which tests in any language, and people with a container, move the clock of the stub. */
export const clockHandlers = {
  getClock: (_: AdminRequest, { clock }: AdminServices): Reply => ({ status: 200, body: shown(clock) }),
  setClock({ body }: AdminRequest, { clock }: AdminServices): Reply {
    if ((body as { frozen: boolean }).frozen) clock.freeze();
    else clock.resume();
    return { status: 200, body: shown(clock) };
  },
  async advanceClock({ body, client }: AdminRequest, { clock }: AdminServices): Promise<Reply> {
    const { ms, ...options } = body as { ms: number; waiting?: number; within?: number };
    const gone = new AbortController();
    const forget = client.onGone(() => gone.abort(new ClockError('The client has hung up')));
    try {
      await clock.advance(ms, { ...options, signal: gone.signal });
      return { status: 200, body: shown(clock) };
    } catch (error) {
      if (!(error instanceof ClockError)) throw error;
      return problem('clock-not-advanced', error.message);
    } finally {
      forget();
    }
  },
};

function shown(clock: StubClock): object {
  return { now: new Date(clock.now()).toISOString(), frozen: clock.isFrozen, waiting: clock.waiting };
}
