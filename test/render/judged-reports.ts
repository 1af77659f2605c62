/** Reports of whole builds with their history, judged like any other: what people really read. */

import { analyze } from '../../src/analyze.ts';
import type { Build } from '../../src/model/build.ts';
import type { History, LoadedHistory, StoredBuild, TaskSeries } from '../../src/model/history.ts';
import type { Report } from '../../src/model/report.ts';
import { allResults } from '../../src/model/results.ts';
import type { Task } from '../../src/model/task.ts';
import { readConfig } from '../../src/settings/config.ts';
import { makeBuild, makeContext, makeSeries, makeTask, storeBuild } from '../make.ts';

const packages = ['core', 'parser', 'render', 'net', 'store'];
const steps = [
  { name: 'compile', kind: 'compile', ms: 9_000 },
  { name: 'lint', kind: 'lint', ms: 2_500 },
  { name: 'unit', kind: 'test', ms: 14_000 },
  { name: 'browser', kind: 'test', ms: 21_000 },
  { name: 'bundle', kind: 'bundle', ms: 6_000 },
] as const;

interface Work {
  readonly name: string;
  readonly kind: string;
  readonly usualMs: number;
}

const works: readonly Work[] = packages.flatMap((folder, p) =>
  steps.map(({ name, kind, ms }, s) => ({
    name: `${folder}:${name}`,
    kind,
    usualMs: Math.round(ms * (0.7 + ((p * 7 + s * 3) % 10) / 10)),
  })),
);

interface Story {
  /** How many times its usual duration a task takes in a build; the last build is the reported one. */
  readonly factor?: (work: Work, index: number) => number;
  readonly cpu?: (index: number) => string;
  /** How many of the newest stored builds belong to the pull request itself. */
  readonly pushes?: number;
  readonly stored?: number;
  readonly config?: string;
  readonly change?: (build: Build) => Build;
  /** The result of a task in a stored build; `flaked`: it failed, and passed when it was retried. */
  readonly ended?: (work: Work, index: number) => 'passed' | 'failed' | 'flaked';
  readonly loaded?: Partial<LoadedHistory>;
}

const begin = Date.UTC(2026, 10, 2, 9, 12);
const gapMs = 7 * 3_600_000;
const workers = 4;

/** Noise of 2 % that is always the same (a linear congruential generator, summed to be bell-shaped). */
function makeNoise(): () => number {
  let state = 42;
  const next = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  return () => 1 + (next() + next() + next() - 1.5) * 0.04;
}

function commitOf(index: number): string {
  return ((index + 3) * 2_654_435_761).toString(16).padStart(9, 'c').repeat(5).slice(0, 40);
}

/** Tasks one after another on four workers. */
function schedule(startMs: number, durations: readonly number[]): Task[] {
  const freeAt = new Array<number>(workers).fill(startMs);
  return works.map(({ name, kind }, index) => {
    const worker = freeAt.indexOf(Math.min(...freeAt));
    const startTimeMs = freeAt[worker] ?? startMs;
    const durationMs = durations[index] ?? 0;
    freeAt[worker] = startTimeMs + durationMs;
    return makeTask({
      id: name,
      name,
      kind,
      startTimeMs,
      durationMs,
      cache: index % 5 === 1 ? 'hit' : 'miss',
    });
  });
}

function wallOf(tasks: readonly Task[]): number {
  return (
    Math.max(...tasks.map((t) => (t.startTimeMs ?? 0) + (t.durationMs ?? 0))) - (tasks[0]?.startTimeMs ?? 0)
  );
}

/** Judges a story: 36 builds of main followed by a build of a pull request. */
function reportStory(story: Story): Report {
  const { factor = () => 1, cpu = () => 'AMD EPYC 7763', pushes = 0, stored = 36 } = story;
  const noise = makeNoise();
  const rows: number[][] = works.map(() => []);
  const builds: StoredBuild[] = [];
  const contextOf = (index: number) => {
    const isOfPullRequest = index >= stored - pushes;
    return makeContext({
      branch: isOfPullRequest ? 'feature/faster-parser' : 'main',
      pullRequest: isOfPullRequest ? 482 : null,
      event: isOfPullRequest ? 'pull_request' : 'push',
      workflow: 'CI',
      job: 'build',
      commit: commitOf(index),
      runId: String(9_182_736_000 + index),
      cpuModel: cpu(index),
    });
  };
  const durationsOf = (index: number): number[] =>
    works.map((work) => Math.round(work.usualMs * factor(work, index) * noise()));
  for (let index = 0; index < stored; index++) {
    const durations = durationsOf(index);
    for (const [at, ms] of durations.entries()) rows[at]?.push(ms);
    const startTimeMs = begin + index * gapMs;
    const tasks = schedule(startTimeMs, durations);
    builds.push(
      storeBuild({
        ...contextOf(index),
        id: `run-${index + 1}`,
        name: 'CI/build',
        startTimeMs,
        durationMs: wallOf(tasks),
        tasks: works.length,
        cacheHits: 5,
        cacheLookups: works.length,
      }),
    );
  }
  const startTimeMs = begin + stored * gapMs;
  const tasks = schedule(startTimeMs, durationsOf(stored));
  const build = makeBuild({
    id: `run-${stored + 1}`,
    name: 'CI/build',
    formats: ['bazel-bep'],
    startTimeMs,
    durationMs: wallOf(tasks),
    tasks,
    context: contextOf(stored),
  });
  const series = works.map((work, at): TaskSeries => {
    const made = makeSeries(work.name, rows[at] ?? []);
    const cached = at % 5 === 1 ? new Uint8Array(stored).fill(1) : made.cached;
    return endTasks({ ...made, kind: work.kind, cached }, (index) => story.ended?.(work, index) ?? 'passed');
  });
  const history: History = { builds, series };
  const { config } = readConfig(story.config ?? '', '.github/build-telemetry.yml');
  return analyze({
    build: story.change?.(build) ?? build,
    loaded: { status: stored > 0 ? 'found' : 'missing', history, problems: [], ...story.loaded },
    config,
    options: { failOn: 'critical', failOnTests: 'never', gateOn: 'confirmed', onMissingBaseline: 'pass' },
    baselineBranch: 'main',
    problems: [],
  });
}

/** Each row as the story defines it; a flake has a row for each attempt. */
function endTasks(series: TaskSeries, ended: (index: number) => 'passed' | 'failed' | 'flaked'): TaskSeries {
  const rows = Array.from(series.build).flatMap((build, row) =>
    ended(build) === 'flaked'
      ? [
          { build, row, attempt: 1, result: 'failure' as const },
          { build, row, attempt: 2, result: 'success' as const },
        ]
      : [
          {
            build,
            row,
            attempt: 1,
            result: ended(build) === 'failed' ? ('failure' as const) : ('success' as const),
          },
        ],
  );
  return {
    ...series,
    build: Int32Array.from(rows, ({ build }) => build),
    durationMs: Float64Array.from(rows, ({ row }) => series.durationMs[row] ?? Number.NaN),
    result: Uint8Array.from(rows, ({ result }) => allResults.indexOf(result)),
    cached: Uint8Array.from(rows, ({ row }) => series.cached[row] ?? 0),
    attempt: Uint8Array.from(rows, ({ attempt }) => attempt),
  };
}

const slowParser = (from: number, times: number) => (work: Work, index: number) =>
  work.name === 'parser:browser' && index >= from ? times : 1;

/** The first tasks of the build fail. */
const failing = (count: number) => (build: Build) => ({
  ...build,
  result: 'failure' as const,
  tasks: build.tasks.map((task, index): Task => {
    if (index >= count) return task;
    const isLate = index % 4 === 3;
    return {
      ...task,
      cache: 'miss',
      result: isLate ? 'timeout' : 'failure',
      errorType: isLate ? 'TimeoutError' : 'AssertionError',
    };
  }),
});

const messages: Readonly<Record<string, Task['failure']>> = {
  'parser:unit': {
    message: 'AssertionError: expected 3 tokens, got 4\n\nExpected: 3\nReceived: 4',
    file: 'packages/parser/test/tokens.test.ts',
    line: 41,
  },
  'net:browser': {
    message: 'TimeoutError: page.click: Timeout 30000ms exceeded.\n  waiting for selector `#pay`',
    file: 'e2e/checkout.spec.ts',
    line: 12,
  },
  'store:unit': {
    message: 'Error: connect ECONNREFUSED 127.0.0.1:5432',
    file: 'packages/store/test/db.test.ts',
    line: 8,
  },
};

/** A new failure, one that main has had for three builds, and one that flakes. */
const failTests = (build: Build): Build => ({
  ...build,
  result: 'failure',
  tasks: build.tasks.map((task) => {
    const failure = messages[task.name];
    return failure === undefined
      ? task
      : { ...task, cache: 'miss', result: 'failure', errorType: null, failure };
  }),
});

/** A database that is down: most tests fail with one message, and one with its own. */
const loseDatabase = (build: Build): Build => ({
  ...build,
  result: 'failure',
  tasks: build.tasks.map((task) => {
    if (task.kind !== 'test') return task;
    const [folder = ''] = task.name.split(':');
    const own = task.name === 'net:unit' ? messages['parser:unit'] : messages['store:unit'];
    const failure = own && { ...own, file: `packages/${folder}/test/${task.kind}.test.ts` };
    return { ...task, cache: 'miss', result: 'failure', errorType: null, failure: failure ?? null };
  }),
});

const acknowledge = ['build', 'parser:browser'].map(
  (series) => `  - series: ${series}
    reason: the browser tests cover the new parser too
    owner: octocat
    expires: 2027-01-31`,
);

/** States by name. */
export const judgedReports = {
  clean: reportStory({}),
  suspect: reportStory({ factor: slowParser(36, 1.5) }),
  confirmed: reportStory({ factor: slowParser(33, 3.4), pushes: 3 }),
  critical: reportStory({ change: failing(8) }),
  'failed-build': reportStory({ change: failing(2) }),
  'failed-tests': reportStory({
    change: failTests,
    ended: ({ name }, index) => {
      if (name === 'store:unit' && index >= 33) return 'failed';
      return name === 'net:browser' && [22, 30].includes(index) ? 'flaked' : 'passed';
    },
  }),
  outage: reportStory({ change: loseDatabase }),
  improvement: reportStory({ factor: slowParser(33, 0.4), pushes: 3 }),
  environment: reportStory({
    factor: (_, index) => (index >= 34 ? 1.27 : 1),
    cpu: (index) => (index >= 34 ? 'AMD EPYC 7552' : 'AMD EPYC 7763'),
    pushes: 2,
  }),
  acknowledged: reportStory({
    factor: slowParser(33, 3.4),
    pushes: 3,
    config: `acknowledge:\n${acknowledge.join('\n')}\n`,
  }),
  learning: reportStory({ stored: 4 }),
  missing: reportStory({ stored: 0 }),
  denied: reportStory({
    stored: 0,
    loaded: {
      status: 'denied',
      problems: [
        {
          level: 'warning',
          code: 'history-denied',
          where: 'Actions cache',
          what: 'GitHub answered 403.',
          fix: 'Grant the job `actions: read`.',
        },
      ],
    },
  }),
  incomplete: reportStory({
    change: (build) => ({
      ...build,
      complete: false,
      durationMs: null,
      result: 'unknown',
      tasks: build.tasks.slice(0, 17),
      problems: [
        {
          level: 'warning',
          code: 'truncated',
          where: 'bep.json, line 4211',
          what: 'The last line is cut off.',
          fix: 'Write the log to the end before this step runs.',
        },
      ],
    }),
  }),
} as const satisfies Record<string, Report>;
