/** The result of a run, and how it compares with the targets. */
import { BACKGROUND, type Change, type ConsoleCost, type Pair } from './console.ts';
import type { Databases, StoreName, StoreWork } from './databases.ts';
import type { KeptRun } from './history.ts';
import type { InProcess } from './in-process.ts';
import type { MemoryPoint, Stored } from './library.ts';
import type { LENGTHS, Lists } from './lists.ts';
import { BURDENS, type Neighbours } from './neighbours.ts';
import type { Options } from './options.ts';
import type { ProxyCost, Route } from './proxy.ts';
import { ONE_STUB, replicaFigures, THREE_STUBS } from './replicas.ts';
import type { Sample } from './run.ts';
import type { Starts } from './start.ts';
import { median, medianOfRatios, ratios } from './stats.ts';
import type { Scenario, SubjectName } from './subjects.ts';
import { FOREIGN_LIMIT, type Throughput } from './throughput.ts';
import type { Verify } from './verify.ts';

export interface Result {
  readonly takenAt: string;
  /** How long the whole run took. */
  readonly minutes: number;
  readonly machine: Machine;
  readonly settings: Options;
  readonly subjects: readonly { readonly name: SubjectName; readonly title: string; readonly version: string }[];
  readonly skipped: readonly string[];
  readonly throughput: Throughput;
  readonly starts: Starts;
  /** Milliseconds of each. */
  readonly lifecycle?: readonly number[];
  readonly stored?: { readonly create: Stored; readonly read: Stored };
  readonly memory?: readonly MemoryPoint[];
  readonly verify?: Verify;
  readonly console?: ConsoleCost;
  readonly lists?: Lists;
  readonly inProcess?: InProcess;
  readonly neighbours?: Neighbours;
  readonly databases?: Databases;
  readonly proxy?: ProxyCost;
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** Whether subject and generator had a processor each. */
  readonly pinned: boolean;
  readonly loadAverageBefore: number;
}

/** One target, and whether it is met. */
export interface Verdict {
  readonly what: string;
  readonly goal: number;
  /** Whether more is better. */
  readonly isAtLeast: boolean;
  /** `undefined`: not measured in this run. */
  readonly measured: Ratio | undefined;
  readonly isMet: boolean | undefined;
}

/** A ratio, or a difference, with the smallest and the largest of its rounds. */
export interface Ratio {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Ours divided by theirs. */
export function throughputRatio(result: Result, scenario: Scenario, other: SubjectName): Ratio | undefined {
  const of = (name: SubjectName) => result.throughput[scenario][name]?.map(({ perSecond }) => perSecond);
  return ratioOf(of('ours'), of(other));
}

export function startRatio(result: Result, other: SubjectName): Ratio | undefined {
  const of = (name: SubjectName) => result.starts[name]?.map(({ milliseconds }) => milliseconds);
  return ratioOf(of('ours'), of(other));
}

export function residentRatio(result: Result, other: SubjectName): Ratio | undefined {
  const of = (name: SubjectName) => result.starts[name]?.flatMap(({ resident }) => resident ?? []);
  return ratioOf(of('ours'), of(other));
}

/** Ours divided by Pact's own. */
export function verifyRatio(verify: Verify | undefined, what: Exclude<keyof Verify, 'version'>): Ratio | undefined {
  return ratioOf(verify?.[what].ours, verify?.[what].theirs);
}

/** Speed with many stored use cases, divided by the speed with few. */
export function storedRatio(stored: Stored | undefined): Ratio | undefined {
  const of = (side: 'few' | 'many') => stored?.[side].map(({ perSecond }) => perSecond);
  return ratioOf(of('many'), of('few'));
}

/** Lists per second, ours divided by those of bare Express. */
function listRatio({ lists }: Result, length: (typeof LENGTHS)[number]): Ratio | undefined {
  const of = (side: 'ours' | 'express') => lists?.[length][side].map(({ perSecond }) => perSecond);
  return ratioOf(of('ours'), of('express'));
}

/** The measurements that were repeated while other programs disturbed them. */
export function loadSamples({ throughput, lists, console, proxy }: Result): Sample[] {
  return [
    ...Object.values(throughput).flatMap((bySubject) => Object.values(bySubject).flat()),
    ...Object.values(lists ?? {}).flatMap(({ ours, express }) => [...ours, ...express]),
    ...Object.values(console?.open ?? {}).flatMap((pair) => [...pair.without, ...pair.with]),
    ...Object.values(console?.closed ?? {})
      .flatMap((pair) => [...pair.without, ...pair.with])
      .flatMap(({ before, after }) => [before, after]),
    ...Object.values(proxy ?? {}).flatMap(({ direct, through }) => [...direct, ...through]),
  ];
}

/** Whether other programs took so much of a processor meanwhile that the figure is not reliable. */
export function isDisturbed({ foreign }: Sample): boolean {
  return (foreign ?? 0) > FOREIGN_LIMIT;
}

/** What some stubs do per second, divided by what others do. */
function storeRatio(
  { databases }: Result,
  work: StoreWork,
  store: StoreName,
  other: StoreName = 'memory',
): Ratio | undefined {
  return ratioOf(databases?.stores[work][store], databases?.stores[work][other]);
}

/** Requests per second with a follower, divided by those without. */
export function followedRatio(pair: Pair<Sample> | undefined): Ratio | undefined {
  const of = (side: keyof Pair<Sample>) => pair?.[side].map(({ perSecond }) => perSecond);
  return ratioOf(of('with'), of('without'));
}

/** The same of the stub's processor time for a request, those in the background included. */
export function followedCpuRatio(pair: Pair<Sample>): Ratio | undefined {
  const of = (side: keyof Pair<Sample>) =>
    pair[side].map(({ subjectBusy = NaN, perSecond }) => subjectBusy / (perSecond + BACKGROUND));
  return ratioOf(of('with'), of('without'));
}

/** How much faster a stub became that was followed meanwhile, divided by the same of one that was not. */
export function closedRatio(pair: Pair<Change> | undefined): Ratio | undefined {
  return changeRatio(pair, ({ perSecond }) => perSecond);
}

/** The same of the stub's processor time for a request. */
export function closedCpuRatio(pair: Pair<Change>): Ratio | undefined {
  return changeRatio(pair, ({ subjectBusy = NaN, perSecond }) => subjectBusy / (perSecond + BACKGROUND));
}

/** Milliseconds that a request takes longer at the median through the proxy. */
export function addedByProxy(proxy: ProxyCost | undefined, route: Route): Ratio | undefined {
  const { direct = [], through = [] } = proxy?.[route] ?? {};
  const all = through.map(({ p50 }, round) => p50 - (direct[round]?.p50 ?? NaN));
  if (all.length === 0) return undefined;
  return { median: median(all), lowest: Math.min(...all), highest: Math.max(...all) };
}

function changeRatio(pair: Pair<Change> | undefined, figure: (sample: Sample) => number): Ratio | undefined {
  const of = (side: keyof Pair<Change>) => pair?.[side].map(({ before, after }) => figure(after) / figure(before));
  return ratioOf(of('with'), of('without'));
}

function ratioOf(ours: readonly number[] | undefined, theirs: readonly number[] | undefined): Ratio | undefined {
  if (!ours?.length || !theirs?.length) return undefined;
  const all = ratios(ours, theirs);
  return { median: medianOfRatios(ours, theirs), lowest: Math.min(...all), highest: Math.max(...all) };
}

export function verdictsOn(result: Result): Verdict[] {
  const throughput = (scenario: Scenario, other: SubjectName) => throughputRatio(result, scenario, other);
  const { memory, console } = result;
  const followed = (pair: Pair<Sample> | undefined) => followedRatio(pair);
  const growth =
    memory && memory.length > 1 ? exactly((memory.at(-1)?.resident ?? NaN) / (memory[0]?.resident ?? NaN)) : undefined;
  return [
    atLeast('creates per second, against bare Express', 1.05, throughput('create', 'express')),
    atLeast('refused creates per second, against bare Express', 1.3, throughput('refuse', 'express')),
    atLeast('reads per second, against bare Express', 1.3, throughput('read', 'express')),
    atLeast('creates per second, against bare node:http', 0.55, throughput('create', 'http')),
    atLeast('refused creates per second, against bare node:http', 0.55, throughput('refuse', 'http')),
    atLeast('reads per second, against bare node:http', 0.5, throughput('read', 'http')),
    atLeast('creates per second, against Prism CLI', 5, throughput('create', 'prism')),
    atLeast('creates per second, against WireMock', 1.5, throughput('create', 'wiremock')),
    atMost('start to first create, against bare Express', 0.8, startRatio(result, 'express')),
    atMost('start to first create, against Prism CLI', 1 / 3, startRatio(result, 'prism')),
    atMost('memory after the start, against bare Express', 1.1, residentRatio(result, 'express')),
    atMost('memory after a million requests, against 100,000', 1.1, growth),
    atMost('createStub + listen + close in milliseconds', 10, result.lifecycle && exactly(median(result.lifecycle))),
    atLeast('creates with 100,000 stored, against 10', 0.9, storedRatio(result.stored?.create)),
    atLeast('reads with 100,000 stored, against 10', 0.9, storedRatio(result.stored?.read)),
    atMost("verifying 100 interactions, against Pact's Verifier", 1.1, verifyRatio(result.verify, 'hundred')),
    atMost("verifying 1,000 interactions, against Pact's Verifier", 1.1, verifyRatio(result.verify, 'thousand')),
    atLeast('lists of 12, against bare Express', 1.2, listRatio(result, 12)),
    atLeast('lists of 1,000, against bare Express', 1.2, listRatio(result, 1_000)),
    atLeast('creates in process, against a socket', 3, ratioOf(result.inProcess?.fetch, result.inProcess?.socket)),
    ...BURDENS.map((burden) => {
      const waits = result.neighbours?.[burden];
      return atMost(
        `p99 of others beside ${burden}, against the median alone`,
        3,
        ratioOf(waits?.beside, waits?.alone),
      );
    }),
    atLeast('creates on SQLite full, against memory', 0.6, storeRatio(result, ONE, 'SQLite')),
    atLeast('creates on PostgreSQL, against memory', 0.5, storeRatio(result, ONE, 'PostgreSQL')),
    atLeast('reads on PostgreSQL, against memory', 0.6, storeRatio(result, 'reads', 'PostgreSQL')),
    atLeast('creates of three replicas, against one', 0.9, storeRatio(result, ONE, THREE_STUBS, ONE_STUB)),
    atLeast(
      'creates while the console follows another organization',
      0.95,
      followed(console?.open['create elsewhere']),
    ),
    atLeast('reads while the console follows another organization', 0.95, followed(console?.open['read elsewhere'])),
    atLeast('creates while the console follows the same one', 0.95, followed(console?.open['create watched'])),
    atLeast('reads while the console follows the same one', 0.95, followed(console?.open['read watched'])),
    atLeast('creates there, after the console was closed', 0.98, closedRatio(console?.closed.create)),
    atLeast('reads there, after the console was closed', 0.98, closedRatio(console?.closed.read)),
    atMost('milliseconds that the proxy adds to a create', 2, addedByProxy(result.proxy, 'create')),
    atMost('milliseconds that the proxy adds to a read', 2, addedByProxy(result.proxy, 'read')),
  ];
}

const ONE = 'creates of 1 organization';

/** A figure that was not measured in rounds. */
function exactly(figure: number): Ratio {
  return { median: figure, lowest: figure, highest: figure };
}

function atLeast(what: string, goal: number, measured: Ratio | undefined): Verdict {
  return { what, goal, isAtLeast: true, measured, isMet: measured && measured.median >= goal };
}

function atMost(what: string, goal: number, measured: Ratio | undefined): Verdict {
  return { what, goal, isAtLeast: false, measured, isMet: measured && measured.median <= goal };
}

/** @returns of a result what is kept */
export function keptRun(commit: string, result: Result): KeptRun {
  const { takenAt, minutes, machine, settings, skipped, subjects, databases } = result;
  const { rounds, seconds, starts, storedRounds, verifyRounds, consoleRounds } = settings;
  const samples = loadSamples(result);
  return {
    commit,
    date: takenAt.slice(0, 10),
    minutes,
    machine,
    rounds: { rounds, seconds, starts, storedRounds, verifyRounds, consoleRounds },
    measurements: { all: samples.length, disturbed: samples.filter(isDisturbed).length },
    skipped,
    targets: verdictsOn(result).map((verdict) => ({ ...verdict, measured: rounded(verdict.measured) })),
    peers: subjects
      .filter(({ name }) => name !== 'ours' && result.throughput.create[name] !== undefined)
      .map(({ name, title, version }) => ({
        title,
        version,
        create: rounded(throughputRatio(result, 'create', name)),
        refuse: rounded(throughputRatio(result, 'refuse', name)),
        read: rounded(throughputRatio(result, 'read', name)),
        start: rounded(startRatio(result, name)),
        resident: rounded(residentRatio(result, name)),
      })),
    replicas: databases === undefined ? [] : replicaFigures(databases),
  };
}

function rounded(ratio: Ratio | undefined): Ratio | undefined {
  if (ratio === undefined) return undefined;
  const round = (value: number) => Number(value.toFixed(3));
  return { median: round(ratio.median), lowest: round(ratio.lowest), highest: round(ratio.highest) };
}
