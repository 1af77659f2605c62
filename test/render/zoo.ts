/** One report of every state that a reader may meet, for the golden files and for looking at. */
import { keyOf } from '../../src/detect/series-key.ts';
import { reportWork } from '../../src/metrics/report-work.ts';
import type {
  Alert,
  BuildContext,
  Change,
  HealthPoint,
  Problem,
  Report,
  SpanReport,
  TaskReport,
  ThresholdOutcome,
  TrendPoint,
} from '../../src/model.ts';
import { makeBuild, makeTask as makeBuildTask } from '../make.ts';
import { stories } from './stories.ts';

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

/** Tasks one after another on four workers, each inside the span of its package, and what follows of that. */
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
    costUsd: null,
    successRate: index === 9 ? 0.9 : 1,
    cacheHitRate: 0.7 + next() * 0.1,
    tokens: null,
    tasks: 40,
    failedTasks: index === 9 ? 4 : 0,
    runner: index % 8 === 5 ? 'Linux/X64 · AMD EPYC 9V74' : 'Linux/X64 · AMD EPYC 7763',
  }));
}

/** A threshold that did not fire. */
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

/** A calm build with 24 builds behind it. */
const pass: Report = {
  schemaVersion: '1.0',
  toolVersion: '0.1.0',
  name: 'CI/build',
  verdict: 'pass',
  headline: 'Nothing got slower: 3 m 21 s, as usual.',
  failOn: 'critical',
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
  alerts: [],
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
  nextSteps: [],
};

const buildSlower: Change = {
  verdict: 'confirmed',
  state: 'new',
  series: keyOf('duration', null),
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
  since: { buildId: 'run-22', commit: commit(3), lastGoodCommit: commit(4), buildsAgo: 3 },
  spark: makeTrend((index) => (index < 21 ? 201_000 : 245_400)).map((point) => point.durationMs ?? 0),
  sparkBuilds: makeTrend(() => 201_000).map((point) => point.buildId),
  baselineSpan: ['run-2', 'run-21'],
  corrected: null,
  openedBy: null,
  causes: [
    { kind: 'slower-task', text: '//src/parser:lib_6 takes 41.5 s more', share: 0.93 },
    { kind: 'cache', text: 'cache hits 81 % → 34 %', share: null },
  ],
  acknowledgement: null,
  level: 'error',
};

const taskSlower: Change = {
  ...buildSlower,
  series: keyOf('duration', { name: '//src/parser:lib_6', kind: 'task' }),
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
  series: keyOf('duration', { name: '//src/net:test_18', kind: 'test' }),
  from: 4_200,
  to: 5_150,
  ratio: 0.226,
  interval: null,
  p: 0.04,
  newest: 1,
  newestAbove: 1,
  since: { buildId: 'run-25', commit: commit(0), lastGoodCommit: commit(1), buildsAgo: 0 },
  band: [4_080, 4_350],
  spark: [42, 41, 43, 42, 44, 41, 42, 43, 42, 51.5].map((tenths) => tenths * 100),
  level: 'warning',
};

const taskFaster: Change = {
  ...taskSlower,
  verdict: 'improvement',
  series: keyOf('duration', { name: '//src/store:gen_9', kind: 'task' }),
  from: 30_400,
  to: 9_100,
  ratio: -0.7,
  interval: [-0.73, -0.66],
  newestAbove: 0,
  band: [29_500, 31_000],
  spark: [30, 31, 30, 30, 29, 31, 9.3, 9.1, 9, 9.1].map((s) => s * 1000),
  level: null,
};

const slowAlert: Alert = {
  id: 'regression:build:duration:',
  level: 'error',
  source: 'regression',
  message: 'Build time rose from 3 m 21 s to 4 m 5 s (+22 %).',
  action:
    'Look at what changed after the last good commit; `//src/parser:lib_6` explains +41 s of the +44 s.',
  value: 245_400,
  limit: 241_200,
  unit: 'ms',
  context: { 'largest contributor': '//src/parser:lib_6', 'cache hits': '81 % → 34 %' },
};

const regression: Report = {
  ...pass,
  verdict: 'warn',
  headline: 'The build got 22 % slower: 3 m 21 s → 4 m 5 s, confirmed over 4 builds.',
  build: { ...pass.build, durationMs: 245_000 },
  alerts: [
    slowAlert,
    {
      ...slowAlert,
      id: 'regression:task:duration://src/parser:lib_6',
      message: 'Task `//src/parser:lib_6` rose from 12.3 s to 53.8 s (×4.4).',
      action: 'Compare the inputs of `//src/parser:lib_6` before and after the commit.',
      context: {},
    },
  ],
  changes: [buildSlower, taskSlower, taskSuspect, taskFaster],
  trend: makeTrend((index) => (index < 21 ? 201_000 : 245_400)),
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
  nextSteps: [
    'Look at the commits after the last good one; `//src/parser:lib_6` explains +41 s of the +44 s.',
  ],
};

const criticalAlert: Alert = {
  id: 'critical_error_rate',
  level: 'critical',
  source: 'threshold',
  message: 'Error rate is 31 %, above 25 %.',
  action: 'Mend the failing tasks first: 9 of 12 end in `AssertionError`.',
  value: 0.31,
  limit: 0.25,
  unit: 'ratio',
  context: { 'top error': 'AssertionError (9)', 'failed tasks': '12 of 40' },
};

const critical: Report = {
  ...pass,
  verdict: 'fail',
  headline: 'The error rate is 31 %, above its critical threshold of 25 %.',
  build: { ...pass.build, result: 'failure' },
  alerts: [criticalAlert],
  thresholds: thresholds.map((threshold) =>
    threshold.metric === 'error_rate'
      ? { ...threshold, value: 0.31, fired: true, superseded: threshold.level === 'warning' }
      : threshold,
  ),
  metrics: {
    ...pass.metrics,
    failedTasks: 12,
    successRate: 0.7,
    errorRate: 0.31,
    errors: 12,
    topErrors: [
      { type: 'AssertionError', count: 9 },
      { type: 'TimeoutError', count: 3 },
    ],
  },
  tasks: pass.tasks.map((task, index) =>
    index < 12
      ? {
          ...task,
          result: index < 9 ? 'failure' : 'timeout',
          errorType: index < 9 ? 'AssertionError' : 'TimeoutError',
        }
      : task,
  ),
  nextSteps: ['Mend the failing tasks, then look at speed again.'],
};

const learning: Report = {
  ...pass,
  headline: 'Still learning: 4 comparable builds so far, regressions are judged from 12 on',
  baseline: {
    ...pass.baseline,
    status: 'learning',
    builds: 4,
    historyBuilds: 4,
    oldestTimeMs: start - 28 * hour,
    runners: [{ runner: 'Linux/X64 · AMD EPYC 7763', builds: 4 }],
  },
  testing: { series: 0, learning: 41, expectedFalseAlarms: 0 },
  tasks: pass.tasks.map((task) => ({ ...task, baselineMs: null, bandMs: null, baselineBuilds: 0 })),
  trend: pass.trend.slice(-5),
  nextSteps: ['Eight more builds on `main` and the next one is judged.'],
};

const missing: Report = {
  ...learning,
  headline: 'No baseline yet: this is the first build of this series.',
  baseline: {
    status: 'missing',
    builds: 0,
    historyBuilds: 0,
    branch: 'main',
    oldestTimeMs: null,
    newestTimeMs: null,
    runners: [],
  },
  trend: pass.trend.slice(-1),
  nextSteps: [],
};

const denied: Report = {
  ...missing,
  verdict: 'warn',
  headline: 'No baseline: the history could not be read.',
  baseline: { ...missing.baseline, status: 'denied' },
  problems: [
    {
      level: 'warning',
      code: 'history-denied',
      where: 'GET /repos/{owner}/{repo}/actions/caches',
      what: 'GitHub answered 403.',
      fix: 'Grant the job `actions: read`.',
    },
  ],
};

const suspect: Report = {
  ...pass,
  verdict: 'warn',
  headline: 'One task may have got slower; one more build decides.',
  changes: [taskSuspect],
  alerts: [
    {
      ...slowAlert,
      id: 'regression:task:duration://src/net:test_18',
      level: 'warning',
      message: 'Test `//src/net:test_18` took 5.15 s, 23 % more than usual; not confirmed.',
      action: 'Re-run this job twice: two more slow runs confirm it.',
      context: {},
    },
  ],
  nextSteps: ['Re-run this job twice: two more slow runs confirm it.'],
};

const improvement: Report = {
  ...pass,
  headline: 'One task got 70 % faster.',
  changes: [taskFaster],
};

const incomplete: Report = {
  ...pass,
  verdict: 'warn',
  headline: 'The log of this build is incomplete: nothing was judged.',
  build: { ...pass.build, complete: false, durationMs: null, result: 'unknown' },
  alerts: [
    {
      ...slowAlert,
      id: 'incomplete',
      level: 'warning',
      source: 'build',
      message: 'The event log ends before the build did.',
      action: 'Upload the log after the build has ended, also when it fails (`if: always()`).',
      value: null,
      limit: null,
      context: {},
    },
  ],
  problems: [
    {
      level: 'warning',
      code: 'truncated',
      where: 'bep.json, line 4211',
      what: 'The last line is cut off.',
      fix: 'Write the log to the end before this step runs.',
    },
  ],
  changes: [],
};

const failedBuild: Report = {
  ...critical,
  verdict: 'warn',
  headline: 'The build failed: 12 of 40 tasks. Its times are not compared.',
  alerts: [{ ...criticalAlert, id: 'high_error_rate', level: 'warning' }],
};

/** Text that has broken one renderer or another. */
export const hostile = [
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
  return hostile[index % hostile.length] ?? '';
}

const hostileProblem: Problem = {
  level: 'warning',
  code: 'hostile',
  where: hostileAt(0),
  what: hostile.slice(0, 9).join(' '),
  fix: hostileAt(11),
};

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
    runners: hostile.map((runner) => ({ runner, builds: 1 })),
  },
  alerts: hostile.map((text, index) => ({
    ...slowAlert,
    id: text,
    level: index % 2 === 0 ? 'error' : 'warning',
    source: index % 3 === 0 ? 'threshold' : 'regression',
    message: text,
    action: text,
    context: { [text]: text },
  })),
  changes: hostile.map((task, index) => ({
    ...taskSlower,
    series: keyOf('duration', { name: task, kind: hostileAt(index + 1) }),
    since: { buildId: task, commit: task, lastGoodCommit: task, buildsAgo: index },
  })),
  thresholds: hostile.map((id) => quiet(id, id, 1, 'count', { preset: id, fired: true, value: 2 })),
  metrics: {
    ...critical.metrics,
    topErrors: hostile.map((type) => ({ type, count: 2 })),
    models: hostile.map((model) => ({ model, tasks: 1, costUsd: 0.01, tokens: 10 })),
  },
  tasks: hostile.map((name, index) => ({
    ...makeTask(index, noise(index + 1)),
    name,
    kind: hostileAt(index + 2),
    result: 'failure',
    errorType: hostileAt(index + 3),
    model: hostileAt(index + 4),
    parent: index === 0 ? null : index % 3 === 0 ? index - 1 : hostile.length + index,
  })),
  retried: hostile.map((name, index) => ({ ...makeTask(index, noise(index)), name, result: 'failure' })),
  spans: hostile.map((name) => ({
    name,
    startTimeMs: start,
    durationMs: 9_000,
    result: 'success',
    parent: null,
  })),
  events: hostile.map((text, index) => ({
    id: text,
    type: text,
    severity: 'error',
    timeMs: start + index,
    taskId: text,
    message: text,
    attributes: { [text]: text },
  })),
  measurements: hostile.map((name) => ({ name, value: 3, unit: name, better: 'lower', samples: [1, 3] })),
  trend: pass.trend.map((point, index) => ({
    ...point,
    buildId: hostileAt(index),
    commit: hostileAt(index + 1),
  })),
  problems: [hostileProblem],
  nextSteps: hostile.slice(0, 12),
};

const manyTasks: Report = {
  ...regression,
  metrics: { ...regression.metrics, tasks: 5_000 },
  ...makeWork(makeTasks(5_000)),
};

const manyAlerts: Report = {
  ...regression,
  headline: '200 tasks got slower.',
  alerts: Array.from({ length: 200 }, (_, index) => ({
    ...slowAlert,
    id: `regression:task:duration:task ${index}`,
    level: index % 3 === 0 ? 'error' : 'warning',
    message: `Task \`//src/core:lib_${index}\` rose by ${20 + index} %.`,
    action: `Look at //src/core:lib_${index}.`,
    context: {},
  })),
  changes: Array.from({ length: 200 }, (_, index) => ({
    ...taskSlower,
    series: keyOf('duration', { name: `//src/core:lib_${index}`, kind: 'task' }),
    level: index % 3 === 0 ? 'error' : 'warning',
  })),
};

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

const agent: Report = {
  ...pass,
  name: 'agents/nightly',
  verdict: 'warn',
  headline: 'The build costs 61 % more: $1.42 → $2.29.',
  preset: 'agent',
  alerts: [
    {
      ...slowAlert,
      id: 'regression:build:cost:',
      level: 'warning',
      message: 'Build cost rose from $1.42 to $2.29 (+61 %).',
      action: 'Look at `review-pr`: its input tokens doubled.',
      value: 2.29,
      limit: 1.49,
      unit: 'usd',
      context: { 'tokens per task': '18,200 → 31,900' },
    },
  ],
  changes: [
    {
      ...buildSlower,
      series: keyOf('cost', null),
      from: 1.42,
      to: 2.29,
      ratio: 0.6127,
      interval: [0.51, 0.7],
      band: [1.2, 1.6],
      level: 'warning',
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
  trend: pass.trend.map((point, index) => ({ ...point, costUsd: index < 21 ? 1.42 : 2.29 })),
  nextSteps: ['Look at `review-pr`: its input tokens doubled.'],
};

/** A build whose machine was sampled, and ran short of memory in the middle. */
const sampled: Report = {
  ...pass,
  measurements: [
    ...pass.measurements,
    { name: 'system.cpu.utilization', value: 61, unit: '%', better: 'lower', samples: [40, 80] },
  ],
  health: makeHealth(),
};

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

const noAlert = { ...pass, changes: [] as readonly Change[] };

/** Told of by an earlier build: listed, and no alert. */
const tracked: Report = {
  ...noAlert,
  headline: 'Nothing new: 1 known regression still open (//src/parser:lib_6 ×4.4), compared with 24 builds',
  changes: [
    { ...taskSlower, state: 'open', openedBy: 'run-23', p: null, level: null },
    {
      ...taskSlower,
      state: 'recovered',
      series: keyOf('duration', { name: '//src/net:test_18', kind: 'test' }),
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
      series: keyOf('duration', { name: '//src/store:gen_9', kind: 'task' }),
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
};

const acknowledged: Report = {
  ...noAlert,
  headline: 'Nothing got worse, compared with 24 builds',
  changes: [
    {
      ...buildSlower,
      state: 'acknowledged',
      acknowledgement: {
        reason: 'the new parser checks types',
        owner: '@team-parser',
        expires: '2026-12-31',
      },
      level: null,
    },
  ],
};

const environment: Report = {
  ...noAlert,
  verdict: 'warn',
  headline:
    'The build is 12 % slower on this class of runner: the runner changed from Linux/X64 · AMD EPYC 7763 to Linux/X64 · Intel Xeon 8370C',
  environment: {
    by: 'runner',
    ratio: 0.12,
    series: 31,
    fromRunner: 'Linux/X64 · AMD EPYC 7763',
    toRunner: 'Linux/X64 · Intel Xeon 8370C',
  },
  alerts: [
    {
      id: 'environment',
      level: 'warning',
      source: 'regression',
      message:
        'The build is 12 % slower on this class of runner: the runner changed from Linux/X64 · AMD EPYC 7763 to Linux/X64 · Intel Xeon 8370C',
      action: 'Run the job again; when it lasts, look at the runner and at what all tasks share.',
      value: 0.12,
      limit: null,
      unit: 'ratio',
      context: { 'series that moved with it': '31' },
    },
  ],
};

/** Rates, a measurement and a drift: what is followed beside time. */
const rates: Report = {
  ...noAlert,
  verdict: 'warn',
  headline: 'login.spec flakes 20 points more often and 3 more alerts',
  changes: [
    {
      ...taskSlower,
      series: keyOf('flake_rate', { name: 'login.spec', kind: 'test' }),
      from: 0.01,
      to: 0.21,
      ratio: 0.2,
      interval: [0.08, 0.41],
      newest: 20,
      newestAbove: 4,
      baselineBuilds: 100,
      spark: [0, 0, 0, 1, 0, 0, 1, 0, 1, 1],
      causes: [],
      level: 'warning',
    },
    {
      ...taskSlower,
      series: keyOf('success_rate', { name: 'upload.spec', kind: 'test' }),
      from: 0.99,
      to: 0.75,
      ratio: -0.24,
      interval: [-0.46, -0.1],
      newest: 20,
      newestAbove: 5,
      baselineBuilds: 100,
      spark: [0, 0, 0, 1, 0, 1, 1, 0, 1, 1],
      causes: [{ kind: 'errors', text: 'it ends in TimeoutError', share: null }],
      level: 'warning',
    },
    {
      ...buildSlower,
      series: keyOf('cache_hit_rate', null),
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
    { name: 'login.spec', kind: 'test', flakes: 5, builds: 100, interval: [0.02, 0.11], now: true },
    { name: 'search.spec', kind: 'test', flakes: 2, builds: 100, interval: [0.006, 0.07], now: false },
  ],
};

/** Every state by name. */
export const zoo = {
  tracked,
  acknowledged,
  environment,
  rates,
  pass,
  learning,
  missing,
  denied,
  suspect,
  regression,
  critical,
  improvement,
  incomplete,
  'failed-build': failedBuild,
  hostile: hostileReport,
  'many-tasks': manyTasks,
  'many-alerts': manyAlerts,
  agent,
  sampled,
  ...stories,
} as const satisfies Record<string, Report>;

/** What went wrong around the analysis, as a host reports it. */
export const notices: readonly Problem[] = [
  {
    level: 'warning',
    code: 'comment-denied',
    where: 'pull request comment',
    what: 'The comment could not be written: GitHub answered 403.',
    fix: 'Grant the job `pull-requests: write`.',
  },
];

/** A report with as many tasks as it takes. */
export function withTasks(count: number): Report {
  return { ...regression, metrics: { ...regression.metrics, tasks: count }, ...makeWork(makeTasks(count)) };
}
