/**
 * Follows the requests of an organization as the console does, and parses every event.
 * Run by companions.ts as `node follow.ts JSON` (see FollowOptions).
 */
import { onStop, reportRunning } from './companions.ts';

export interface FollowOptions {
  readonly port: number;
  readonly key: string;
}

export interface FollowReport {
  /** Requests that were received. */
  readonly entries: number;
  /** Requests that the stub skipped. */
  readonly skipped: number;
  readonly bytes: number;
}

const tally = { entries: 0, skipped: 0, bytes: 0 };

async function follow({ port, key }: FollowOptions): Promise<void> {
  const url = `http://127.0.0.1:${String(port)}/__stub/requests/stream`;
  const { status, body } = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  if (status !== 200 || body === null) throw new Error(`${url} answered ${String(status)}`);
  let text = '';
  let hasBegun = false;
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    tally.bytes += chunk.length;
    events.forEach(take);
    if (hasBegun || events.length === 0) continue;
    // The first event contains earlier requests; only later ones are counted.
    hasBegun = true;
    Object.assign(tally, { entries: 0, skipped: 0, bytes: 0 });
    reportRunning();
  }
  throw new Error('the stub ended the stream');
}

function take(event: string): void {
  const name = /^event: (.*)$/m.exec(event)?.[1];
  const data = /^data: (.*)$/m.exec(event)?.[1];
  if (data === undefined) return;
  const value = JSON.parse(data) as unknown;
  if (name === 'requests') tally.entries += (value as unknown[]).length;
  if (name === 'skipped') tally.skipped += (value as { count: number }).count;
}

onStop(() => tally);
await follow(JSON.parse(process.argv[2] ?? '{}') as FollowOptions);
