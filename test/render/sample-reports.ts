/** One report of every state that a reader may meet, for the golden files and for viewing. */
import { conclude, type Findings } from '../../src/conclude.ts';
import { makeSeriesKey } from '../../src/detect/series-key.ts';
import { groupChanges } from '../../src/metrics/group-changes.ts';
import { reportWork } from '../../src/metrics/report-work.ts';
import type { ThresholdOutcome } from '../../src/model/alert.ts';
import type { BuildContext } from '../../src/model/build.ts';
import type { Change } from '../../src/model/change.ts';
import type { HealthPoint } from '../../src/model/health.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { Report, TrendPoint } from '../../src/model/report.ts';
import type { SpanReport, TaskReport } from '../../src/model/work.ts';
import { makeBuild, makeTask as makeBuildTask } from '../make.ts';
import { judgedReports } from './judged-reports.ts';

const start = Date.UTC(2026, 10, 20, 14, 30);
const hour = 3_600_000;

/** Numbers that look noisy and are always the same (a linear congruential generator). */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function commit(index: number): string {
  return ((index + 11) * 2_654_435_761).toString(16).padStart(12, '0').repeat(4).slice(0, 40);
}

const context: BuildContext = {
  branch: 'feature/faster-parser',
  commit: commit(0),
  pullRequest: 482,
  event: 'pull_request',
  workflow: 'CI',
  job: 'build',
  runId: '9182736455',
  runAttempt: 1,
  runnerOs: 'Linux',
  runnerArch: 'X64',
  cpuModel: 'AMD EPYC 7763',
  runnerImage: 'ubuntu24/20260105.1.0',
};

function makeTask(index: number, next: () => number): TaskReport {
  const baselineMs = Math.round(500 + next() * next() * 40_000);
  return {
    name: `//src/${['core', 'parser', 'render', 'net', 'store'][index % 5]}:${['lib', 'test', 'bin', 'gen'][index % 4]}_${index}`,
    kind: index % 3 === 0 ? 'test' : 'task',
    attempt: 1,
    startTimeMs: start,
    durationMs: Math.round(baselineMs * (0.95 + next() * 0.1)),
    result: 'success',
    cache: index % 4 === 1 ? 'hit' : 'miss',
    errorType: null,
    failure: null,
    model: null,
    costUsd: null,
    tokens: null,
    baselineMs,
    bandMs: [Math.round(baselineMs * 0.96), Math.round(baselineMs * 1.04)],
    baselineBuilds: 24,
    parent: null,
  };
}

function makeTasks(count: number): TaskReport[] {
  const next = noise(7);
  return Array.from({ length: count }, (_, index) => makeTask(index, next));
}

const packages = ['core', 'parser', 'render', 'net', 'store'];

/** Tasks one after another on four workers, each inside the span of its package, and the values derived from them. */
function makeWork(made: readonly TaskReport[]): Pick<Report, 'tasks' | 'retried' | 'spans' | 'criticalPath'> {
  const freeAt = [start, start, start, start];
  const tasks = made.map((task, index) => {
    const worker = freeAt.indexOf(Math.min(...freeAt));
    const startTimeMs = freeAt[worker] ?? start;
    freeAt[worker] = startTimeMs + (task.durationMs ?? 0);
    return { ...task, startTimeMs, parent: made.length + (index % packages.length) };
  });
  const spans = packages.map((name, index): SpanReport => {
    const inside = tasks.filter((_, at) => at % packages.length === index);
    const begin = Math.min(...inside.map((task) => task.startTimeMs));
    const end = Math.max(...inside.map((task) => task.startTimeMs + (task.durationMs ?? 0)));
    return {
      name: `//src/${name}`,
      startTimeMs: begin,
      durationMs: end - begin,
      result: 'success',
      parent: null,
    };
  });
  const asTasks = tasks.map((task, index) =>
    makeBuildTask({ id: String(index), startTimeMs: task.startTimeMs, durationMs: task.durationMs }),
  );
  const { criticalPath } = reportWork(makeBuild({ tasks: asTasks }), () => undefined);
  return { tasks, retried: [], spans, criticalPath };
}

function makeTrend(level: (index: number) => number): TrendPoint[] {
  const next = noise(3);
  return Array.from({ length: 25 }, (_, index) => ({
    buildId: `run-${index + 1}`,
    timeMs: start - (24 - index) * 7 * hour,
    durationMs: Math.round(level(index) * (0.97 + next() * 0.06)),
    result: index === 9 ? 'failure' : 'success',
    complete: true,
    commit: commit(24 - index),
    pullRequest: index === 24 ? 482 : null,
    runId: String(9_182_736_000 + index),
    costUsd: null,
    successRate: index === 9 ? 0.9 : 1,
    cacheHitRate: 0.7 + next() * 0.1,
    tokens: null,
    tasks: 40,
    failedTasks: index === 9 ? 4 : 0,
    runner: index % 8 === 5 ? 'Linux/X64 · AMD EPYC 9V74' : 'Linux/X64 · AMD EPYC 7763',
  }));
}

/** A threshold that was not exceeded. */
function quiet(
  id: string,
  metric: string,
  limit: number,
  unit: ThresholdOutcome['unit'],
  rest: Partial<ThresholdOutcome> = {},
): ThresholdOutcome {
  return {
    id,
    metric,
    comparison: 'above',
    limit,
    unit,
    level: 'warning',
    value: 0,
    fired: false,
    superseded: false,
    waived: null,
    preset: 'all',
    ...rest,
  };
}

const thresholds: ThresholdOutcome[] = [
  quiet('low_success_rate', 'success_rate', 0.8, 'ratio', { comparison: 'below', value: 1 }),
  quiet('high_error_rate', 'error_rate', 0.1, 'ratio'),
  quiet('critical_error_rate', 'error_rate', 0.25, 'ratio', { level: 'critical' }),
  quiet('daily_cost', 'daily_cost', 10, 'usd', { value: null }),
  quiet('duration', 'duration', 221_000, 'ms', { value: 201_000, preset: 'config' }),
  quiet('security_violations', 'security_violations', 0, 'count', { level: 'critical' }),
];

/** The report of these findings. */
function reportOf(found: Findings): Report {
  return conclude(found, { onMissingBaseline: 'pass', gateOn: 'confirmed' });
}

/** A stable build with 24 stable builds before it. */
const pass = reportOf({
  schemaVersion: '1.0',
  toolVersion: '0.1.0',
  name: 'CI/build',
  failOn: 'critical',
  failOnTests: 'never',
  failures: [],
  groups: [],
  build: {
    id: 'run-25',
    name: 'CI/build',
    startTimeMs: start,
    durationMs: 201_000,
    result: 'success',
    complete: true,
    degraded: false,
    formats: ['bazel-bep'],
    context,
  },
  baseline: {
    status: 'ready',
    builds: 24,
    historyBuilds: 31,
    branch: 'main',
    oldestTimeMs: start - 24 * 7 * hour,
    newestTimeMs: start - 7 * hour,
    runners: [
      { runner: 'Linux/X64 · AMD EPYC 7763', builds: 21 },
      { runner: 'Linux/X64 · AMD EPYC 9V74', builds: 3 },
    ],
  },
  preset: 'all',
  metrics: {
    durationMs: 201_000,
    tasks: 40,
    failedTasks: 0,
    skippedTasks: 0,
    successRate: 1,
    errorRate: 0,
    errors: 0,
    securityViolations: 0,
    cacheHitRate: 0.71,
    taskDurationMs: 410_000,
    meanTaskMs: 10_250,
    p50TaskMs: 7_100,
    p95TaskMs: 31_000,
    p99TaskMs: 38_400,
    maxTaskMs: 39_211,
    costUsd: null,
    tokens: null,
    dailyCostUsd: null,
    hourlyCostUsd: null,
    topErrors: [],
    models: [],
  },
  changes: [],
  thresholds,
  testing: { series: 41, learning: 2, expectedFalseAlarms: 0.02 },
  ...makeWork(makeTasks(40)),
  events: [],
  measurements: [{ name: 'peak memory', value: 1_932_735_283, unit: 'By', better: 'lower', samples: null }],
  health: null,
  trend: makeTrend(() => 201_000),
  problems: [],
  environment: null,
  flaky: [],
});

/** A fifth slower since the 22nd build. */
const slowTrend = makeTrend((index) => (index < 21 ? 201_000 : 245_400));

const buildSlower: Change = {
  verdict: 'confirmed',
  state: 'new',
  series: makeSeriesKey('duration', null),
  from: 201_000,
  to: 245_400,
  ratio: 0.2209,
  interval: [0.182, 0.269],
  p: 0.000_21,
  newest: 4,
  newestAbove: 4,
  baselineBuilds: 20,
  band: [196_000, 206_500],
  noise: 0.021,
  detectable: 0.05,
  deterministic: false,
  slowBuilds: 4,
  buildsNeeded: null,
  lastingSince: null,
  since: {
    buildId: 'run-22',
    commit: commit(3),
    lastGoodCommit: commit(4),
    buildsAgo: 3,
    series: 1,
    movedFrom: null,
  },
  spark: makeTrend((index) => (index < 21 ? 201_000 : 245_400)).map((point) => point.durationMs ?? 0),
  sparkBuilds: makeTrend(() => 201_000).map((point) => point.buildId),
  baselineSpan: ['run-2', 'run-21'],
  corrected: null,
  openedBy: null,
  causes: [
    { kind: 'slower-task', text: '//src/parser:lib_6 takes 41.5 s more', share: 0.93 },
    { kind: 'cache', text: 'cache hits 81% → 34%', share: null },
  ],
  acknowledgement: null,
  level: 'error',
};

const taskSlower: Change = {
  ...buildSlower,
  series: makeSeriesKey('duration', { name: '//src/parser:lib_6', kind: 'task' }),
  from: 12_300,
  to: 53_800,
  ratio: 3.374,
  interval: [3.01, 3.71],
  band: [11_800, 12_900],
  spark: [12.1, 12.2, 12.9, 12.3, 12.2, 11.6, 12.4, 13, 12.3, 12.1, 53, 54.4, 52.6, 53.8].map(
    (s) => s * 1000,
  ),
};

const taskSuspect: Change = {
  ...taskSlower,
  verdict: 'suspect',
  series: makeSeriesKey('duration', { name: '//src/net:test_18', kind: 'test' }),
  from: 4_200,
  to: 5_150,
  ratio: 0.226,
  interval: null,
  p: 0.04,
  newest: 1,
  newestAbove: 1,
  slowBuilds: 1,
  buildsNeeded: 3,
  since: {
    buildId: 'run-25',
    commit: commit(0),
    lastGoodCommit: commit(1),
    buildsAgo: 0,
    series: 1,
    movedFrom: null,
  },
  band: [4_080, 4_350],
  spark: [42, 41, 43, 42, 44, 41, 42, 43, 42, 51.5].map((tenths) => tenths * 100),
  level: 'warning',
};

const taskFaster: Change = {
  ...taskSlower,
  verdict: 'improvement',
  series: makeSeriesKey('duration', { name: '//src/store:gen_9', kind: 'task' }),
  from: 30_400,
  to: 9_100,
  ratio: -0.7,
  interval: [-0.73, -0.66],
  newestAbove: 0,
  band: [29_500, 31_000],
  spark: [30, 31, 30, 30, 29, 31, 9.3, 9.1, 9, 9.1].map((s) => s * 1000),
  level: null,
};

const regression = reportOf({
  ...pass,
  build: { ...pass.build, durationMs: slowTrend.at(-1)?.durationMs ?? null },
  changes: [buildSlower, taskSlower, taskSuspect, taskFaster],
  trend: slowTrend,
  metrics: { ...pass.metrics, cacheHitRate: 0.34 },
  health: makeHealth(),
  ...makeWork(
    pass.tasks.map((task, index) =>
      index === 36
        ? {
            ...task,
            name: '//src/parser:lib_6',
            durationMs: 53_800,
            baselineMs: 12_300,
            bandMs: [11_800, 12_900],
          }
        : task,
    ),
  ),
});

/** When flakes were seen, and what they cost. */
const seen = {
  firstSeen: { buildId: 'run-9', commit: commit(15), timeMs: start - 112 * hour },
  lastSeen: { buildId: 'run-23', commit: commit(1), timeMs: start - 14 * hour },
  rerunMs: 34_000,
  owners: ['@octo/web'],
  quarantine: null,
};

/** Text that has broken one renderer or another. */
export const hostileTexts = [
  '<img src=x onerror=alert(1)>',
  '</script><script>window.hacked=1</script>',
  'a|b\\|c\\\\|d',
  '`tick` ``two`` \\',
  '@everyone #123 GH-7 octo/repo#9 https://evil.example/x www.evil.example deadbeef1',
  '##[add-mask]x',
  '::error::boom',
  '<!-- build-telemetry:leg:x:start v=pass o=0 r=9 a=9 -->',
  '=HYPERLINK("http://evil.example","x")',
  '\u202Egnp.exe\u2066 \u0000\u001b[31mred\u001b[0m\r\nnext line',
  '"]\n```\n# heading\n| - | - |',
  '**bold** _under_ [link](javascript:alert(1)) ![i](http://x) $x$ :smile:',
  '\ud800lone',
  'a'.repeat(1_000),
] as const;

function hostileAt(index: number): string {
  return hostileTexts[index % hostileTexts.length] ?? '';
}

const hostileProblem: Problem = {
  level: 'warning',
  code: 'hostile',
  where: hostileAt(0),
  what: hostileTexts.slice(0, 9).join(' '),
  fix: hostileAt(11),
};

const hostileGroups = 4;

function groupSeries(task: string): Change['series'] {
  return { scope: 'group', measure: 'duration', task, kind: 'test', unit: 'ms', better: 'lower' };
}

const hostileReport: Report = {
  ...regression,
  name: hostileAt(4),
  headline: `${hostileAt(0)} ${hostileAt(7)} ${hostileAt(4)}`,
  build: {
    ...regression.build,
    id: hostileAt(1),
    name: hostileAt(4),
    formats: [hostileAt(0)],
    context: {
      ...context,
      branch: hostileAt(2),
      commit: hostileAt(0),
      workflow: hostileAt(1),
      job: hostileAt(3),
      runnerOs: hostileAt(0),
      cpuModel: hostileAt(5),
      runnerImage: hostileAt(6),
    },
  },
  baseline: {
    ...pass.baseline,
    branch: hostileAt(3),
    runners: hostileTexts.map((runner) => ({ runner, builds: 1 })),
  },
  alerts: hostileTexts.map((text, index) => ({
    value: 2,
    limit: 1,
    unit: 'count',
    id: text,
    level: index % 2 === 0 ? 'error' : 'warning',
    source: index % 3 === 0 ? 'threshold' : 'regression',
    message: text,
    action: text,
    context: { [text]: text },
  })),
  changes: hostileTexts.map((task, index) => ({
    ...taskSlower,
    // The first ones belong to groups that were judged as one.
    series:
      index < hostileGroups
        ? groupSeries(task)
        : makeSeriesKey('duration', { name: task, kind: hostileAt(index + 1) }),
    since: {
      buildId: task,
      commit: task,
      lastGoodCommit: task,
      buildsAgo: index,
      series: 1,
      movedFrom: null,
    },
    causes: [{ kind: 'slower-task', text: hostileAt(index + 5), share: 0.5 }],
    state: index % 4 === 3 ? 'acknowledged' : 'new',
    acknowledgement:
      index % 4 === 3
        ? { owner: hostileAt(index + 2), reason: hostileAt(index + 6), expires: hostileAt(index + 9) }
        : null,
  })),
  groups: hostileTexts.slice(0, hostileGroups).map((name, index) => ({
    ...{ name, by: 'place', kind: hostileAt(index + 1), asOne: true },
    changes: index === 0 ? [0, hostileGroups] : [index],
    ...{ tasks: 12, unit: 'ms', from: 12_300, to: 53_800, all: 60_000 },
  })),
  environment: {
    by: 'build',
    ratio: 0.2,
    series: 9,
    fromRunner: hostileAt(4),
    toRunner: hostileAt(9),
  },
  flaky: hostileTexts.map((name, index) => ({
    name,
    kind: hostileAt(index + 1),
    flakes: 2,
    builds: 40,
    interval: [0.01, 0.16],
    now: true,
    ...seen,
    owners: [hostileAt(index + 2)],
    quarantine: { reason: hostileAt(index + 3), owner: hostileAt(index + 4), expires: hostileAt(index + 5) },
  })),
  thresholds: hostileTexts.map((id) => quiet(id, id, 1, 'count', { preset: id, fired: true, value: 2 })),
  metrics: {
    ...regression.metrics,
    topErrors: hostileTexts.map((type) => ({ type, count: 2 })),
    models: hostileTexts.map((model) => ({ model, tasks: 1, costUsd: 0.01, tokens: 10 })),
  },
  tasks: hostileTexts.map((name, index) => ({
    ...makeTask(index, noise(index + 1)),
    name,
    kind: hostileAt(index + 2),
    result: 'failure',
    errorType: hostileAt(index + 3),
    failure: {
      message: `${hostileAt(index + 1)}\n${hostileAt(index + 10)}`,
      file: hostileAt(index),
      line: 3,
    },
    model: hostileAt(index + 4),
    parent: index === 0 ? null : index % 3 === 0 ? index - 1 : hostileTexts.length + index,
  })),
  failures: hostileTexts.map((_, task) => ({
    task,
    state: (['new', 'known', 'flaky'] as const)[task % 3] ?? 'new',
    since: { buildId: hostileAt(task), commit: hostileAt(task + 1), builds: 2 },
    flakes: 1,
    failed: 2,
    builds: 20,
    sameError: false,
    owners: [hostileAt(task + 3)],
    quarantine:
      task % 5 === 4
        ? { reason: hostileAt(task), owner: hostileAt(task + 4), expires: hostileAt(task + 5) }
        : null,
  })),
  retried: hostileTexts.map((name, index) => ({ ...makeTask(index, noise(index)), name, result: 'failure' })),
  spans: hostileTexts.map((name) => ({
    name,
    startTimeMs: start,
    durationMs: 9_000,
    result: 'success',
    parent: null,
  })),
  events: hostileTexts.map((text, index) => ({
    id: text,
    type: text,
    severity: 'error',
    timeMs: start + index,
    taskId: text,
    message: text,
    attributes: { [text]: text },
  })),
  measurements: hostileTexts.map((name) => ({
    name,
    value: 3,
    unit: name,
    better: 'lower',
    samples: [1, 3],
  })),
  trend: pass.trend.map((point, index) => ({
    ...point,
    buildId: hostileAt(index),
    commit: hostileAt(index + 1),
    runner: hostileAt(index + 2),
  })),
  problems: [hostileProblem],
  nextSteps: hostileTexts.slice(0, 12),
};

const manyTasks = reportOf({
  ...regression,
  metrics: { ...regression.metrics, tasks: 5_000 },
  ...makeWork(makeTasks(5_000)),
});

const manyAlerts = reportOf({
  ...regression,
  changes: Array.from({ length: 200 }, (_, index) => ({
    ...taskSlower,
    series: makeSeriesKey('duration', { name: `//src/core:lib_${index}`, kind: 'task' }),
    level: index % 3 === 0 ? 'error' : 'warning',
  })),
});

/** 10,000 tests, of which 400 of one package got slower. */
const grouped = makeGrouped();

function makeGrouped(): Report {
  const next = noise(5);
  const tests = Array.from({ length: 10_000 }, (_, index): TaskReport => {
    const isBilling = index < 410;
    const folder = isBilling ? 'billing' : (['cart', 'user', 'search', 'mail'][index % 4] ?? '');
    const baselineMs = 80 + Math.round(next() * 60);
    return {
      ...makeTask(index, next),
      name: `packages/${folder}/src/part${Math.floor(index / 50)}.test.ts › part ${Math.floor(index / 50)} › case ${index}`,
      kind: 'test',
      cache: 'unknown',
      startTimeMs: null,
      baselineMs,
      bandMs: [baselineMs - 10, baselineMs + 10],
      durationMs: isBilling && index < 402 ? Math.round(baselineMs * 1.9) : baselineMs + 1,
    };
  });
  const firstSlow = taskSlower.spark.length - taskSlower.newest;
  const changes = tests.slice(0, 402).map(({ name, baselineMs, bandMs, durationMs }): Change => {
    const [from, to] = [baselineMs ?? 0, durationMs ?? 0];
    return {
      ...{ ...taskSlower, series: makeSeriesKey('duration', { name, kind: 'test' }), from, to, ratio: 0.9 },
      ...{ interval: [0.82, 0.97], band: bandMs ?? taskSlower.band, causes: [], level: 'warning' },
      spark: taskSlower.spark.map((_, at) => (at < firstSlow ? from : to)),
    };
  });
  const all = [buildSlower, ...changes];
  return reportOf({
    ...regression,
    metrics: { ...regression.metrics, tasks: tests.length },
    changes: all,
    groups: groupChanges(all, tests),
    tasks: tests,
    spans: [],
    criticalPath: null,
  });
}

/** The same where the file was judged as one: its tests have no alert of their own, and a far slower one has. */
const pooled = makePooled();

function makePooled(): Report {
  const name = 'packages/billing/src/part0.test.ts › part 0';
  const [ofBuild, ...ofTests] = grouped.changes;
  const members = ofTests.slice(0, 50).map((change) => ({ ...change, level: null }));
  const own: Change = {
    ...buildSlower,
    ...{ series: groupSeries(name), from: 5_600, to: 10_640, ratio: 0.9, interval: [0.8, 1] },
    ...{ band: [5_400, 5_800], causes: [], level: 'error' },
    spark: buildSlower.spark.map((_, at) => (at < 21 ? 5_600 : 10_640) + at),
  };
  const [first, ...others] = members;
  if (ofBuild === undefined || first === undefined) throw new Error('The group has tests.');
  const far: Change = { ...first, to: first.from * 9, ratio: 8, level: 'warning' };
  const changes = [own, ofBuild, far, ...others];
  const tasks = grouped.tasks.slice(0, 60);
  return reportOf({ ...grouped, tasks, changes, groups: groupChanges(changes, tasks) });
}

/** Dollars per build: more expensive since the 22nd. */
const agentCost = makeTrend((index) => (index < 21 ? 1_420 : 2_290)).map(
  (point) => (point.durationMs ?? 0) / 1_000,
);

const agentTasks = ['review-pr', 'write-tests', 'triage', 'fix-lint', 'summarise', 'plan'].map(
  (name, index): TaskReport => ({
    ...makeTask(index, noise(index + 20)),
    name,
    kind: 'agent',
    attempt: name === 'fix-lint' ? 2 : 1,
    cache: 'unknown',
    model: index < 4 ? 'large-model-2' : 'small-model-1',
    costUsd: 0.1 + index * 0.11,
    tokens: 12_000 + index * 7_000,
  }),
);

const agent = reportOf({
  ...pass,
  name: 'agents/nightly',
  preset: 'agent',
  changes: [
    {
      ...buildSlower,
      series: makeSeriesKey('cost', null),
      from: 1.42,
      to: 2.29,
      ratio: 0.6127,
      interval: [0.51, 0.7],
      band: [1.2, 1.6],
      spark: agentCost,
      causes: [{ kind: 'larger-task', text: '`review-pr` +$0.81', share: 0.93 }],
      level: 'critical',
    },
    {
      ...taskSlower,
      series: makeSeriesKey('cost', { name: 'review-pr', kind: 'agent' }),
      from: 0.21,
      to: 1.02,
      ratio: 3.857,
      interval: [3.4, 4.2],
      band: [0.18, 0.25],
      spark: agentCost.map((usd) => usd - 1.25),
      causes: [
        { kind: 'model', text: 'model small-model-1 → large-model-2', share: 0.5 },
        { kind: 'tokens', text: 'tokens +112%', share: 0.5 },
      ],
      level: 'error',
    },
  ],
  metrics: {
    ...pass.metrics,
    tasks: 6,
    costUsd: 2.29,
    tokens: 191_400,
    dailyCostUsd: 8.7,
    hourlyCostUsd: 2.29,
    models: [
      { model: 'large-model-2', tasks: 4, costUsd: 2.11, tokens: 150_000 },
      { model: 'small-model-1', tasks: 2, costUsd: 0.18, tokens: 41_400 },
    ],
  },
  ...makeWork(agentTasks),
  retried: agentTasks
    .filter((task) => task.attempt === 2)
    .map((task) => ({ ...task, attempt: 1, result: 'failure', errorType: 'RateLimitError' })),
  events: [
    {
      id: 'e1',
      type: 'RATE_LIMIT',
      severity: 'warning',
      timeMs: start + 61_000,
      taskId: 't1',
      message: 'Waited 12 s for the provider.',
      attributes: { provider: 'example', waitedMs: 12_000 },
    },
  ],
  trend: pass.trend.map((point, index) => ({ ...point, costUsd: agentCost[index] ?? null })),
});

/** A build on a sampled machine that ran short of memory in the middle. */
const sampled = reportOf({
  ...pass,
  measurements: [
    ...pass.measurements,
    { name: 'system.cpu.utilization', value: 61, unit: '%', better: 'lower', samples: [40, 80] },
  ],
  health: makeHealth(),
});

function makeHealth(): NonNullable<Report['health']> {
  const next = noise(11);
  const points = Array.from({ length: 100 }, (_, index): HealthPoint => {
    const short = index >= 40 && index < 55;
    return {
      timeMs: start + index * 2000,
      cpuRatio: index === 0 ? null : 0.4 + 0.5 * next(),
      memoryUsedBytes: Math.round((short ? 15.4 : 4 + 0.08 * index) * 2 ** 30),
      memoryTotalBytes: 16 * 2 ** 30,
      diskReadBytesPerSecond: index < 30 ? Math.round(next() * 4e7) : 0,
      diskWriteBytesPerSecond: Math.round(next() * 1e7),
      networkReceivedBytesPerSecond: index < 20 ? Math.round(next() * 2e7) : 0,
      networkSentBytesPerSecond: 0,
      processes: 180 + Math.round(next() * 40),
      workers: Math.round(next() * 4),
      completedTasks: Math.floor(index * 0.4),
      failedTasks: 0,
      status: short ? 'DEGRADED' : 'HEALTHY',
    };
  });
  return { status: 'HEALTHY', worstStatus: 'DEGRADED', trend: 'stable', samples: 201, points };
}

/** Reported by an earlier build: listed, without an alert. */
const tracked = reportOf({
  ...pass,
  changes: [
    { ...taskSlower, state: 'open', openedBy: 'run-23', p: null, level: null },
    {
      ...taskSlower,
      state: 'recovered',
      series: makeSeriesKey('duration', { name: '//src/net:test_18', kind: 'test' }),
      from: 4_200,
      to: 4_190,
      ratio: -0.0024,
      interval: [-0.01, 0.01],
      openedBy: 'run-17',
      p: null,
      causes: [],
      level: null,
    },
    {
      ...taskSlower,
      state: 'accepted',
      series: makeSeriesKey('duration', { name: '//src/store:gen_9', kind: 'task' }),
      from: 30_400,
      to: 34_100,
      ratio: 0.1217,
      interval: [0.1, 0.14],
      openedBy: 'run-1',
      p: null,
      causes: [],
      level: null,
    },
  ],
});

/** Rates, a measurement and a drift: what is followed in addition to time. */
const rates = reportOf({
  ...pass,
  changes: [
    {
      ...taskSlower,
      series: makeSeriesKey('flake_rate', { name: 'login.spec', kind: 'test' }),
      from: 0.01,
      to: 0.21,
      ratio: 0.2,
      interval: [0.08, 0.41],
      band: [0.01, 0.01],
      newest: 20,
      newestAbove: 4,
      baselineBuilds: 100,
      spark: [0, 0, 0, 1, 0, 0, 1, 0, 1, 1],
      causes: [],
      level: 'warning',
    },
    {
      ...taskSlower,
      series: makeSeriesKey('success_rate', { name: 'upload.spec', kind: 'test' }),
      from: 0.99,
      to: 0.75,
      ratio: -0.24,
      interval: [-0.46, -0.1],
      band: [0.99, 0.99],
      newest: 20,
      newestAbove: 5,
      baselineBuilds: 100,
      spark: [0, 0, 0, 1, 0, 1, 1, 0, 1, 1],
      causes: [{ kind: 'errors', text: 'newest failures: TimeoutError', share: null }],
      level: 'warning',
    },
    {
      ...buildSlower,
      series: makeSeriesKey('cache_hit_rate', null),
      from: 0.81,
      to: 0.34,
      ratio: -0.47,
      interval: [-0.52, -0.4],
      band: [0.77, 0.84],
      spark: [0.8, 0.81, 0.82, 0.8, 0.35, 0.34, 0.33],
      causes: [],
      level: 'warning',
    },
    {
      ...buildSlower,
      series: {
        scope: 'metric',
        measure: 'value',
        task: 'bundle size',
        kind: 'metric',
        unit: 'By',
        better: 'lower',
      },
      from: 1_843_200,
      to: 2_150_400,
      ratio: 0.1667,
      interval: null,
      p: null,
      newest: 1,
      newestAbove: 1,
      band: [1_843_200, 1_843_200],
      noise: 0,
      deterministic: true,
      spark: [1_843_200, 1_843_200, 1_843_200, 2_150_400],
      causes: [],
      level: 'warning',
    },
    {
      ...buildSlower,
      verdict: 'drift',
      from: 201_000,
      to: 226_000,
      ratio: 0.1244,
      interval: null,
      newest: 31,
      since: null,
      baselineSpan: null,
      causes: [],
      level: 'warning',
    },
  ],
  flaky: [
    { name: 'login.spec', kind: 'test', flakes: 5, builds: 100, interval: [0.02, 0.11], now: true, ...seen },
    {
      name: 'search.spec',
      kind: 'test',
      flakes: 2,
      builds: 100,
      interval: [0.006, 0.07],
      now: false,
      ...seen,
    },
  ],
});

/** Every state by name. */
export const sampleReports = {
  pass,
  regression,
  tracked,
  rates,
  hostile: hostileReport,
  'many-tasks': manyTasks,
  'many-alerts': manyAlerts,
  grouped,
  pooled,
  agent,
  sampled,
  ...judgedReports,
} as const satisfies Record<string, Report>;

/** Problems around the analysis, as a host reports them. */
export const sampleNotices: readonly Problem[] = [
  {
    level: 'warning',
    code: 'comment-denied',
    where: 'pull request comment',
    what: 'The comment could not be written: GitHub answered 403.',
    fix: 'Grant the job `pull-requests: write`.',
  },
];

/** A report with any number of tasks. */
export function withTasks(count: number): Report {
  return reportOf({
    ...regression,
    metrics: { ...regression.metrics, tasks: count },
    ...makeWork(makeTasks(count)),
  });
}
