/** A stub without a port, as the service that a probe asks. */
import type { Send } from '../../src/check-provider/client.ts';
import type { Fidelity } from '../../src/contract/fidelity.ts';
import { probe, type ProbeOptions } from '../../src/fidelity/probe.ts';
import { createStub } from '../../src/index.ts';

export const url = 'http://localhost/api/v1';
export const key = 'sk-the-key-of-the-probe';

/** A stub without a port, and what it was sent. */
export function service() {
  const stub = createStub({ seedCount: 2 });
  const sent: string[] = [];
  const send: Send = (target, init) => {
    sent.push(`${init.method} ${new URL(target).pathname}`);
    return stub.fetch(new Request(target, init));
  };
  return { stub, sent, send };
}

export function ask(options: Partial<ProbeOptions> & Pick<ProbeOptions, 'send'>) {
  return probe({
    url,
    headers: { authorization: `Bearer ${key}` },
    readOnly: false,
    timeout: 30_000,
    longestPause: 600_000,
    ...options,
  });
}

export const decided = ({ assumptions }: Fidelity) =>
  Object.values(assumptions).filter(({ result }) => result !== 'undecided').length;
