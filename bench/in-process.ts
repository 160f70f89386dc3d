/** Creates of `stub.fetch` inside a program, against creates of the stub over a socket. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, progress, requestsFor, startSubject, type Run } from './run.ts';
import { chooseSubjects, type Subject } from './subjects.ts';
import { leastDisturbed } from './throughput.ts';

/** Creates per second, one figure per round. */
export interface InProcess {
  readonly fetch: number[];
  readonly socket: number[];
}

export async function measureInProcess(run: Run): Promise<InProcess> {
  const result: InProcess = { fetch: [], socket: [] };
  const [ours] = chooseSubjects(run.project, run.inputs, ['ours']).subjects as [Subject];
  const body = join(run.directory, 'body.json');
  writeFileSync(body, run.inputs.validBody);
  const { seconds, warmUpSeconds, rounds } = run.options;
  const args = [join(run.project, 'bench', 'subjects', 'in-process.js'), body, String(seconds)];
  for (let round = 0; round < rounds; round++) {
    result.fetch.push(Number(await run.processes.output({ file: process.execPath, args }, run.cores.subject)));
    const running = await startSubject(run, ours, true);
    const what = { requests: requestsFor(run, running, 'create', []), expect: 200 };
    await load(run, running, { ...what, seconds: warmUpSeconds });
    result.socket.push((await leastDisturbed(run, running, { ...what, seconds })).perSecond);
    await run.processes.stop(running.child);
    const [inside, outside] = [result.fetch, result.socket].map((all) => (all.at(-1) as number).toFixed(0));
    progress(`in process ${String(round + 1)}: ${String(inside)} creates/s, over a socket ${String(outside)}/s`);
  }
  return result;
}
