/** Attacks on the memory and on the time of a stub with a small heap. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { residentMemory } from '../bench/processes.ts';
import { Attacker, attacks, crowds } from './attacker.ts';
import type { OthersFigures } from './others.ts';
import { count, kill, serveWithin, type Server } from './servers.ts';

/** MiB that a stub may have besides its heap: Node itself, and buffers. */
const BESIDE_HEAP = 128;
/** How much slower the slowest replies to others may be than where the attack is on another server. */
const MOST_SLOWDOWN = 5;

type AttackName = keyof typeof attacks | keyof typeof crowds;
const all = { ...attacks, ...crowds };

/** What an attack did, and how others fared. */
export interface AttackFigures {
  readonly replies: Readonly<Record<string, number>>;
  /** Without an attack. */
  readonly alone: OthersFigures;
  /** While the same client attacks a server that does nothing: the machine is as busy, the stub is not. */
  readonly elsewhere: OthersFigures;
  readonly meanwhile: OthersFigures;
  /** MiB that the stub had at the end. */
  readonly memory: number | undefined;
}

interface AttackOptions {
  /** MiB that the stub's heap may have. */
  readonly heap: number;
  readonly requests: number;
  /** How long the attack goes on. With 0 there is none elsewhere. */
  readonly milliseconds: number;
}

/**
 * Attacks a stub while another client goes on.
 *
 * @throws AssertionError when the stub ends or takes too much memory, another client is refused, or a refusal says no
 *   reason
 */
export async function withstand(
  name: AttackName,
  { heap, requests, milliseconds }: AttackOptions,
): Promise<AttackFigures> {
  const server = await serveWithin(heap);
  const attacker = new Attacker(new URL('/', server.url).href);
  const others = followOthers(server);
  try {
    await others.figures();
    await pause(milliseconds / 4 + 500);
    const alone = await others.figures();
    if (milliseconds > 0) await attackSink(name, requests, milliseconds / 2);
    const elsewhere = await others.figures();
    const ended = once(server.child, 'exit').then(() => true as const);
    const attack = all[name](attacker, { requests, until: performance.now() + milliseconds });
    const isOver = await Promise.race([ended, attack.then(() => false as const)]);
    assert.ok(!isOver, `${name} ended the stub after ${JSON.stringify(attacker.replies)}`);
    const meanwhile = await others.figures();
    assert.deepEqual(meanwhile.failed, {}, `${name}: replies to another client`);
    for (const reply of Object.keys(attacker.replies))
      assert.match(reply, /^2\d\d$|^[45]\d\d [\w-]+$/, `${name}: a reply without a reason`);
    const memory = residentMemory(server.child.pid as number);
    // Bodies lie outside the heap, which therefore says nothing about them.
    assert.ok((memory ?? 0) < heap + BESIDE_HEAP, `${name}: ${memory?.toFixed(0)} MiB`);
    return { replies: attacker.replies, alone, elsewhere, meanwhile, memory };
  } finally {
    attacker.end();
    others.end();
    await kill(server);
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The same attack on a server that does nothing. */
async function attackSink(name: AttackName, requests: number, milliseconds: number): Promise<void> {
  const sink = fork(fileURLToPath(new URL('./sink.ts', import.meta.url)));
  const [address] = (await once(sink, 'message')) as [string];
  const attacker = new Attacker(address);
  try {
    const until = performance.now() + milliseconds;
    await Promise.race([all[name](attacker, { requests, until }), pause(milliseconds)]);
  } finally {
    attacker.end();
    sink.kill('SIGKILL');
  }
}

function followOthers({ url }: Server) {
  const child = fork(fileURLToPath(new URL('./others.ts', import.meta.url)), [url]);
  return {
    async figures(): Promise<OthersFigures> {
      child.send('figures');
      const [figures] = (await once(child, 'message')) as [OthersFigures];
      return figures;
    },
    end: () => child.kill('SIGKILL'),
  };
}

/** Attacks a stub with all of some attacks, each for a time. @returns a summary */
async function withstandEach(
  names: readonly AttackName[],
  { heap, requests, milliseconds }: AttackOptions,
): Promise<string> {
  const parts: string[] = [];
  const slow: string[] = [];
  for (const name of names) {
    const { replies, alone, elsewhere, meanwhile, memory } = await withstand(name, { heap, requests, milliseconds });
    const [first, second, third] = [alone, elsewhere, meanwhile].map(({ p99 }) => p99);
    const ratio = meanwhile.p99 / elsewhere.p99;
    const times = `others' p99 ${first?.toFixed(1)} ms alone, ${second?.toFixed(1)} ms with the attack elsewhere, ${third?.toFixed(1)} ms under it: ${ratio.toFixed(1)} times`;
    const sent = Object.entries(replies).map(([reply, times]) => `${count(times)} x ${reply}`);
    parts.push(`${name}: ${sent.join(', ') || 'no reply'}; ${times}; ${memory?.toFixed(0)} MiB`);
    if (ratio > MOST_SLOWDOWN) slow.push(name);
  }
  const figures = `heap of ${heap} MiB\n        ${parts.join('\n        ')}`;
  assert.deepEqual(slow, [], `${figures}: others were slowed down more than ${MOST_SLOWDOWN} times`);
  return figures;
}

/** Runs every attack of one client for a time. @returns a summary */
export function withstandAll(heap: number, milliseconds: number): Promise<string> {
  return withstandEach(Object.keys(attacks) as AttackName[], { heap, requests: heap, milliseconds });
}

/** Lets crowds come for a time. @param requests how many API keys that the stub does not know @returns a summary */
export function withstandCrowds(heap: number, requests: number, milliseconds: number): Promise<string> {
  return withstandEach(Object.keys(crowds) as AttackName[], { heap, requests, milliseconds });
}
