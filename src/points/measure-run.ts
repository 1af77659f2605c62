/** The contribution of one build to the metrics of builds and agents, beyond its stored row. */
import { finalTasks, hasFailed } from '../metrics/final-tasks.ts';
import { isWait } from '../metrics/queue-time.ts';
import type { Build } from '../model/build.ts';
import type { Labels, MetricAmount } from '../model/metric-point.ts';
import type { Report } from '../model/report.ts';
import type { Task, Tokens } from '../model/task.ts';
import { agentMetrics } from './agent-metrics.ts';
import { observeWork, unknownLabel } from './observe-work.ts';
import { pipelineMetrics } from './pipeline-metrics.ts';
import { addAmounts, observed, runDuration } from './run-totals.ts';

export interface MeasureOptions {
  /** Selects by name the tasks with a separate series of durations. */
  readonly isMeasured: (task: string) => boolean;
}

/** Label sets of a metric per build: a log may contain any names. */
const maxSets = 100;
/** Tasks with a separate series of durations. */
const maxTasks = 50;

const specs = new Map([...pipelineMetrics, ...agentMetrics].map((spec) => [spec.name, spec]));
const pipelineLabel = 'cicd.pipeline.name';

export function measureRun(
  build: Build,
  { alerts, changes }: Pick<Report, 'alerts' | 'changes'>,
  { isMeasured }: MeasureOptions,
): MetricAmount[] {
  const pipeline = { [pipelineLabel]: build.name };
  const tasks = finalTasks(build.tasks);
  const one = (name: string, labels: Labels = {}, amount = 1): MetricAmount => ({
    name,
    labels: { ...pipeline, ...labels },
    amount,
  });
  const isNew = changes.filter(({ verdict, state }) => verdict === 'confirmed' && state === 'new');
  const lists = [
    build.spans.filter(isWait).map((span) => runDuration(build.name, 'pending', null, span.durationMs ?? 0)),
    listErrors(build, tasks).map((type) => one('cicd.pipeline.run.errors', { 'error.type': type })),
    alerts.map(({ level }) => one('build_telemetry.alerts', { level })),
    isNew.map(() => one('build_telemetry.regressions')),
    countTasks(tasks).map(({ kind, result, count }) =>
      one(
        'build_telemetry.tasks',
        { 'cicd.pipeline.task.type': kind, 'cicd.pipeline.task.run.result': result },
        count,
      ),
    ),
    build.tasks.flatMap((task) => listUsage(task, one)),
    measureTasks(tasks, isMeasured, pipeline),
    measureAgents(build.tasks),
  ];
  return addAmounts(lists, maxSets);
}

/** Tasks of each kind and result, in the order in which they came. */
function countTasks(tasks: readonly Task[]): (Pick<Task, 'kind' | 'result'> & { readonly count: number })[] {
  const counts = new Map<string, Pick<Task, 'kind' | 'result'> & { count: number }>();
  for (const { kind, result } of tasks) {
    const key = `${result} ${kind}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { kind, result, count: 1 });
  }
  return [...counts.values()];
}

/** The reasons of a failed build: each type of error once. */
function listErrors({ result }: Build, tasks: readonly Task[]): readonly string[] {
  if (!hasFailed({ result })) return [];
  const types = new Set(tasks.filter(hasFailed).map((task) => task.errorType ?? task.result));
  return types.size === 0 ? [result] : [...types].slice(0, 20);
}

function listUsage(
  { model, tokens, costUsd }: Task,
  one: (name: string, labels: Labels, amount: number) => MetricAmount,
): MetricAmount[] {
  const of = { 'gen_ai.request.model': model ?? unknownLabel };
  const cost = costUsd === null || costUsd <= 0 ? [] : [one('build_telemetry.cost.usd', of, costUsd)];
  if (tokens === null) return cost;
  const counts = (Object.entries(tokens) as [keyof Tokens, number][]).filter(([, count]) => count > 0);
  return [
    ...cost,
    ...counts.map(([type, count]) =>
      one('build_telemetry.tokens', { ...of, 'gen_ai.token.type': tokenTypes[type] }, count),
    ),
  ];
}

const tokenTypes: Readonly<Record<keyof Tokens, string>> = {
  input: 'input',
  output: 'output',
  cacheRead: 'cache_read',
  cacheCreation: 'cache_creation',
};

function measureTasks(
  tasks: readonly Task[],
  isMeasured: (task: string) => boolean,
  pipeline: Labels,
): MetricAmount[] {
  const name = 'build_telemetry.task.duration';
  const bounds = specs.get(name)?.bounds ?? [];
  const names = new Set<string>();
  return tasks.flatMap((task): MetricAmount[] => {
    if (task.durationMs === null || task.cache === 'hit' || !isMeasured(task.name)) return [];
    if (!names.has(task.name) && names.size >= maxTasks) return [];
    names.add(task.name);
    const labels = {
      ...pipeline,
      'cicd.pipeline.task.name': task.name,
      'cicd.pipeline.task.type': task.kind,
    };
    return [{ name, labels, amount: observed(bounds, task.durationMs / 1000) }];
  });
}

/**
 * For a log with agents, tools or model calls all work counts; a build of compilers and tests has no such
 * metrics.
 */
function measureAgents(tasks: readonly Task[]): MetricAmount[] {
  if (!tasks.some(({ kind }) => kind === 'agent' || kind === 'tool' || kind === 'model')) return [];
  const amounts: MetricAmount[] = [];
  for (const task of tasks)
    observeWork(task, (name, labels, value) => {
      const bounds = specs.get(name)?.bounds;
      amounts.push({ name, labels, amount: bounds === undefined ? value : observed(bounds, value) });
    });
  return amounts;
}
