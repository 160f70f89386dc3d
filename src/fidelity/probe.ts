/** Asks a service the requests that tell the ways of each assumption apart. */
import { createClient, TestStopped, type Exchange, type Send } from '../check-provider/client.ts';
import { assumptionIds, type AssumptionId } from '../contract/assumptions.ts';
import { FIDELITY_VERSION, type AssumptionFinding, type Fidelity } from '../contract/fidelity.ts';
import { secretMask, takeCredentials } from '../lib/remote.ts';
import { isCredential } from '../lib/secrets.ts';
import { version } from '../lib/version.ts';
import { bodyParts } from './bodies.ts';
import { CannotGoOn, createContext, failureOf, type Part, type ProbeContext } from './context.ts';
import { creatingParts } from './creating.ts';
import { machineParts } from './machines.ts';
import { NOT_WRITTEN, type ProbeReport, type ProbeRequest, type ProbeVerdict } from './probe-report.ts';
import { readingParts } from './reading.ts';
import { isTaken, listIn } from './reply.ts';

export interface ProbeOptions {
  /** Base URL; the paths of the API are put behind it. */
  readonly url: string;
  /** Headers for every request, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sends nothing but GET. */
  readonly readOnly: boolean;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
  /** Most milliseconds that a reply of 429 or 503 may ask to wait. */
  readonly longestPause: number;
  /** What an earlier probe of the same service has found out, which is not asked again. */
  readonly earlier?: Fidelity;
  readonly send: Send;
  /** Ends the probe. */
  readonly signal?: AbortSignal;
  readonly now?: () => Date;
  /** Waits as long as a reply asks for. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** Is told before it waits. @param status the reply that asks for it, 429 or 503 */
  readonly onPause?: (status: number, milliseconds: number) => void;
  /** @param settled how many assumptions are settled so far */
  readonly onAsk?: (asked: string, settled: number) => void;
  /** Gets what is known so far, after each part. */
  readonly onSettled?: (fidelity: Fidelity) => Promise<void>;
}

/** In this order: what a part needs to know is settled before. */
const parts: readonly Part[] = [...readingParts, ...creatingParts, ...machineParts, ...bodyParts];

/**
 * Probes a service.
 *
 * @returns what was found; it throws for nothing that a service does
 */
export async function probe(options: ProbeOptions): Promise<ProbeReport> {
  const { readOnly, signal, earlier, now = () => new Date(), onAsk, onSettled } = options;
  const { url, headers: credentials } = takeCredentials(options.url);
  const base = url.replace(/\/+$/, '');
  const headers = { ...credentials, ...options.headers };
  const mask = secretMask(headers);
  const startedAt = now().toISOString();
  const mark = earlier?.mark ?? `use-case-stub probe ${startedAt.slice(0, 16)}Z`;
  const findings = new Map<AssumptionId, AssumptionFinding>();
  for (const [id, finding] of Object.entries(earlier?.assumptions ?? {}) as [AssumptionId, AssumptionFinding][])
    if (finding.result !== 'undecided') findings.set(id, finding);
  const created = [...(earlier?.created ?? [])];
  const client = createClient({
    url: base,
    headers,
    timeout: options.timeout,
    longestPause: options.longestPause,
    most: Number.POSITIVE_INFINITY,
    send: options.send,
    signal,
    waitsFor503: true,
    onPause: options.onPause,
    ...(options.pause && { pause: options.pause }),
  });
  const given = Object.keys(headers).filter(isCredential);
  const context = createContext({
    client,
    credentials: given,
    mark,
    findings,
    created,
    now,
    onAsk: (asked) => onAsk?.(asked, findings.size),
  });
  const fidelity = (isDone: boolean): Fidelity => ({
    version: FIDELITY_VERSION,
    tool: version,
    service: base,
    startedAt: earlier?.startedAt ?? startedAt,
    ...(isDone && { finishedAt: now().toISOString() }),
    readOnly,
    mark,
    created: created.map(mask),
    assumptions: inOrder(findings, mask),
  });
  if (given.length === 0 && !findings.has('missing-key'))
    context.leaveOpen('missing-key', 'no key was given that could be left out');
  const ending = await run(context, findings, readOnly, () => onSettled?.(fidelity(false)));
  const isDone = ending.verdict === 'done';
  for (const id of assumptionIds)
    if (!findings.has(id)) context.leaveOpen(id, isDone ? 'nothing was sent that tells' : 'the probe ended before');
  return {
    schemaVersion: 1,
    verdict: ending.verdict,
    dryRun: false,
    ...(ending.stopped !== undefined && { stopped: mask(ending.stopped) }),
    requests: client.exchanges.map((exchange) => requestOf(exchange, mask)),
    fidelity: fidelity(isDone),
  };
}

function requestOf({ check, curl, text, body, reply }: Exchange, mask: (text: string) => string): ProbeRequest {
  const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    asked: check,
    curl: mask(curl),
    ...(sent !== undefined && { body: mask(sent) }),
    ...(reply && { status: reply.status }),
  };
}

interface Ending {
  readonly verdict: ProbeVerdict;
  readonly stopped?: string;
}

async function run(
  context: ProbeContext,
  findings: ReadonlyMap<AssumptionId, AssumptionFinding>,
  readOnly: boolean,
  save: () => Promise<void> | undefined,
): Promise<Ending> {
  try {
    const refusal = await greet(context);
    if (refusal !== undefined) return refusal;
    for (const part of parts) {
      const open = part.settles.filter((id) => !findings.has(id));
      if (open.length === 0) continue;
      if (readOnly && !part.isReading) for (const id of open) context.leaveOpen(id, NOT_WRITTEN);
      else await runPart(part, open, context);
      await save();
    }
    return { verdict: 'done' };
  } catch (error) {
    if (!(error instanceof TestStopped)) throw error;
    const verdict = error.reason === 'interrupted' ? 'interrupted' : 'unreachable';
    return { verdict, stopped: error.message };
  }
}

async function runPart(part: Part, open: readonly AssumptionId[], context: ProbeContext): Promise<void> {
  try {
    await part.run(context);
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error;
    for (const id of open) context.leaveOpen(id, error.message);
  }
}

/** Asks for the list: what is no such API is sent nothing else. */
async function greet(context: ProbeContext): Promise<Ending | undefined> {
  const reply = await context.list();
  if (isTaken(reply) && listIn(reply) !== undefined) return undefined;
  const { status, failure } = reply;
  if (status === 401 || status === 403) return { verdict: 'refused', stopped: `the list is answered with ${status}` };
  const what =
    failureOf(reply) ??
    `the list is answered with ${status}, and not as one: --url must be the address before /use-cases`;
  return { verdict: 'unreachable', stopped: failure === undefined ? what : failure };
}

function inOrder(
  findings: ReadonlyMap<AssumptionId, AssumptionFinding>,
  mask: (text: string) => string,
): Fidelity['assumptions'] {
  const rows = assumptionIds.flatMap((id) => {
    const finding = findings.get(id);
    if (finding === undefined) return [];
    const { because, seen } = finding;
    const masked = { ...(because !== undefined && { because: mask(because) }), ...(seen && { seen: seen.map(mask) }) };
    return [[id, { ...finding, ...masked }] as const];
  });
  return Object.fromEntries(rows);
}

/** What would be sent: a stub inside the process answers in place of the service. It takes any key, in one header. */
export async function rehearse(options: Omit<ProbeOptions, 'send'>): Promise<ProbeReport> {
  const { createStub } = await import('../fetch.ts');
  const stub = createStub({ seedCount: 2, journal: 0 });
  const { url, headers: ofUrl } = takeCredentials(options.url);
  const key = { authorization: 'Bearer rehearsal' };
  const asGiven = { ...ofUrl, ...options.headers };
  const given: Readonly<Record<string, string>> = Object.keys(asGiven).some(isCredential)
    ? asGiven
    : { ...asGiven, ...key };
  const send: Send = (target, { headers, ...init }) => {
    const all = Object.entries(headers as Record<string, string>);
    const [ofUser, others] = [
      all.filter(([name, value]) => given[name] === value),
      all.filter(([name, value]) => given[name] !== value),
    ];
    const hasKey = ofUser.some(([name]) => isCredential(name));
    const sent = { ...init, headers: { ...(hasKey && key), ...Object.fromEntries(others) } };
    return stub.fetch(new Request(target.replace(url.replace(/\/+$/, ''), 'http://localhost/api/v1'), sent));
  };
  const report = await probe({ ...options, headers: given, send });
  return { ...report, dryRun: true, fidelity: { ...report.fidelity, created: [] } };
}
