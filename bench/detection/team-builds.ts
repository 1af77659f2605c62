/**
 * The builds of a simulated team: 500 tasks with the noise of real histories, three classes of runners, a factor that
 * each build shares, failures, pull requests, and inserted regressions.
 */
import type { Build } from '../../src/model/build.ts';
import type { Task } from '../../src/model/task.ts';
import { unknownTask } from '../../src/model/unknown-task.ts';
import { medianOfSorted } from '../../src/stats/sorted.ts';
import { openRandom } from '../builds.ts';
import type { Row } from './histories.ts';

/** A lasting step of one task, or of the whole build (`task` null), from a push to main on. */
export interface Step {
  readonly task: number | null;
  readonly from: number;
  /** Push that reverts it; null: it stays. */
  readonly until: number | null;
  /** 0.2: +20%. */
  readonly size: number;
}

/** A pull request that makes one task slower, from its first run on. */
export interface Carried {
  readonly pullRequest: number;
  readonly task: number;
  readonly size: number;
}

export interface Team {
  readonly builds: readonly Build[];
  readonly steps: readonly Step[];
  /** By pull request. */
  readonly carried: ReadonlyMap<number, Carried>;
}

const tasks = 500;
const buildsADay = 50;
/** Tasks that run side by side. */
const workers = 8;
const shareOfMain = 0.4;
const shareOfFailures = 0.06;
const sizes = [0.1, 0.2, 0.5, 1] as const;
/** One pull request in so many carries a regression, of one of these sizes. */
const everyCarried = 5;
const carriedSizes = [0.2, 0.5, 1, 2] as const;

/** Processors of hosted runners, how often one comes, and how much slower it is, on logarithms. */
const runners = [
  { cpuModel: 'AMD EPYC 7763', share: 0.6, slower: 0 },
  { cpuModel: 'Intel Xeon Platinum 8370C', share: 0.3, slower: 0.15 },
  { cpuModel: 'AMD EPYC 9V74', share: 0.1, slower: -0.12 },
] as const;

const startMs = Date.UTC(2026, 0, 5, 6);
const dayMs = 86_400_000;

/** @param days working days of 50 builds */
export function makeTeam(stationary: readonly Row[], days: number, seed: number): Team {
  const random = openRandom(seed);
  const count = days * buildsADay;
  const noises = Array.from({ length: tasks + 1 }, () => drawNoise(stationary, count, random));
  const levels = Array.from({ length: tasks }, () => 200 * 300 ** random());
  const steps = placeSteps(Math.floor(count * shareOfMain), random);
  let pushes = 0;
  let pullRequest = 0;
  const carried = new Map<number, Carried>();
  const builds = Array.from({ length: count }, (_, number): Build => {
    const isMain = random() < shareOfMain;
    if (isMain) pushes += 1;
    else if (random() < 0.4 || pullRequest === 0) pullRequest += 1;
    const own = isMain ? null : carry(pullRequest);
    if (own !== null) carried.set(pullRequest, own);
    const runner = pickRunner(random());
    const shared = drawShared(random);
    const active = steps.filter(({ from, until }) => from <= pushes && (until === null || pushes < until));
    const stepOf = (task: number | null): number =>
      active.reduce((sum, step) => (step.task === task ? sum + Math.log1p(step.size) : sum), 0);
    const hasFailed = random() < shareOfFailures;
    const list = levels.map((level, task): Task => {
      const noise = (noises[task] as Float64Array)[number] as number;
      const added = own?.task === task ? Math.log1p(own.size) : 0;
      const durationMs = level * Math.exp(noise + runner.slower + shared + stepOf(task) + added);
      return makeTask(task, durationMs, hasFailed && task < 2);
    });
    const whole = (noises[tasks] as Float64Array)[number] as number;
    const sumMs = list.reduce((sum, { durationMs }) => sum + (durationMs as number), 0);
    const durationMs = (sumMs / workers) * Math.exp(whole + stepOf(null));
    const at = startMs + Math.floor(number / buildsADay) * dayMs + (number % buildsADay) * 600_000;
    return makeBuild(number, at, durationMs, list, hasFailed, isMain ? null : pullRequest, runner.cpuModel);
  });
  return { builds, steps, carried };
}

function carry(pullRequest: number): Carried | null {
  if (pullRequest % everyCarried !== 0) return null;
  const place = pullRequest / everyCarried;
  return {
    pullRequest,
    task: (place * 37) % tasks,
    size: carriedSizes[place % carriedSizes.length] as number,
  };
}

/** Blocks of ten successive residuals of one real history: its shape, its outliers and its memory. */
function drawNoise(stationary: readonly Row[], count: number, random: () => number): Float64Array {
  const { values } = stationary[Math.floor(random() * stationary.length)] as Row;
  const logs = values.map((value) => Math.log(value));
  const middle = medianOfSorted(Float64Array.from(logs).sort());
  let at = 0;
  return new Float64Array(count).map((_, i) => {
    if (i % 10 === 0) at = Math.floor(random() * (logs.length - 9));
    return (logs[at + (i % 10)] as number) - middle;
  });
}

/** Most builds share 3%; one in fifty has a busy machine and is a quarter slower. */
function drawShared(random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return 0.03 * normal + (random() < 0.02 ? Math.log(1.25) : 0);
}

function pickRunner(at: number): (typeof runners)[number] {
  let left = at;
  for (const runner of runners) {
    if (left < runner.share) return runner;
    left -= runner.share;
  }
  return runners[0];
}

/** Every tenth push three tasks become slower, half of them for 60 pushes; once the whole build does. */
function placeSteps(pushes: number, random: () => number): Step[] {
  const steps: Step[] = [];
  for (let from = 60; from < pushes - 15; from += 10) {
    for (let i = 0; i < 3; i++) {
      const size = sizes[steps.length % sizes.length] as number;
      const until = steps.length % 2 === 0 ? null : from + 60;
      steps.push({ task: Math.floor(random() * tasks), from, until, size });
    }
  }
  const middle = Math.floor(pushes / 2);
  return [...steps, { task: null, from: middle, until: middle + 40, size: 0.5 }];
}

function makeTask(task: number, durationMs: number, hasFailed: boolean): Task {
  return {
    ...unknownTask,
    id: String(task),
    name: nameTask(task),
    kind: 'task',
    durationMs,
    result: hasFailed ? 'failure' : 'success',
  };
}

export function nameTask(task: number): string {
  return `:module-${task % 50}:task-${task}`;
}

function makeBuild(
  number: number,
  startTimeMs: number,
  durationMs: number,
  list: readonly Task[],
  hasFailed: boolean,
  pullRequest: number | null,
  cpuModel: string,
): Build {
  return {
    id: `build-${number}`,
    name: 'ci',
    startTimeMs,
    durationMs,
    result: hasFailed ? 'failure' : 'success',
    complete: true,
    degraded: false,
    formats: ['gradle'],
    tasks: list,
    events: [],
    metrics: [],
    spans: [],
    machine: [],
    problems: [],
    context: {
      branch: pullRequest === null ? 'main' : `topic-${pullRequest}`,
      commit: number.toString(16).padStart(40, '0'),
      pullRequest,
      event: pullRequest === null ? 'push' : 'pull_request',
      workflow: 'CI',
      job: 'build',
      runId: String(number),
      runAttempt: 1,
      runnerOs: 'Linux',
      runnerArch: 'X64',
      cpuModel,
      runnerImage: 'ubuntu24/20260105.1.0',
    },
  };
}
