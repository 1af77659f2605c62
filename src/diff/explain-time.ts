/**
 * Explains why the second of two builds took longer, or less: its critical path and the share of each part, as far as
 * the data show. The parts add up to the whole difference; the rest is named as unexplained.
 */
import type { DiffCause, DiffReason, DiffSide, FactChange, FileChange } from '../model/build-diff.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { Task } from '../model/task.ts';
import { formatDuration } from '../words/numbers.ts';
import type { ComparedTasks, TaskPair } from './compare-tasks.ts';

export interface Evidence {
  readonly compared: ComparedTasks;
  readonly inputs: readonly FileChange[];
  readonly environment: readonly FactChange[];
}

const mostTasks = 8;
/** A smaller difference of two single builds needs no reason. */
const leastMs = 100;
const leastRatio = 0.05;
/** A smaller share of the difference is not listed. */
const leastShare = 0.02;

export function explainTime(a: DiffSide, b: DiffSide, evidence: Evidence): DiffReason[] {
  if (a.durationMs === null || b.durationMs === null) return [];
  const byMs = b.durationMs - a.durationMs;
  if (Math.abs(byMs) < leastMs || Math.abs(byMs) < leastRatio * a.durationMs) return [];
  const { compared, environment } = evidence;
  const isTimed = compared.onPath !== null;
  const parts = compared.pairs.flatMap((pair): TaskReason[] => {
    const part = describePair(pair, compared.onPath);
    return part === null ? [] : [part];
  });
  // If tasks ran in parallel and no log has their times, a task's time is divided by the number of parallel tasks.
  const divisor = isTimed ? 1 : Math.max(1, b.meanParallelism ?? 1);
  const scaled = parts
    .map((part) => ({ ...part, byMs: part.byMs / divisor }))
    .sort((x, y) => Math.abs(y.byMs) - Math.abs(x.byMs));
  const large = scaled.filter((part) => part.isNamed && Math.abs(part.byMs) >= leastShare * Math.abs(byMs));
  const named = large.slice(0, mostTasks);
  const others = scaled.filter((part) => !named.includes(part));
  const reasons: DiffReason[] = named.map((part) => {
    const { kind, task, text } = part;
    return { kind, task, byMs: part.byMs, text, causes: findCauses(part, evidence) };
  });
  reasons.push(...sumOthers(others, leastShare * Math.abs(byMs)));
  const rest = byMs - reasons.reduce((sum, reason) => sum + reason.byMs, 0);
  reasons.push(...describeRest(rest, byMs, a, b, environment));
  return reasons.sort((x, y) => rankOf(y, byMs) - rankOf(x, byMs));
}

/** Parts in the direction of the build's change come first. */
function rankOf({ byMs }: DiffReason, wholeMs: number): number {
  return byMs * Math.sign(wholeMs);
}

interface TaskReason extends Omit<DiffReason, 'causes' | 'task'> {
  readonly task: string;
  /** False: only a usual variation, which counts only in the sum. */
  readonly isNamed: boolean;
}

/** Only the critical path of the second build adds time, and only that of the first saves time. */
function describePair(
  { id, before, after, change }: TaskPair,
  onPath: ComparedTasks['onPath'],
): TaskReason | null {
  const task = (after ?? before) as Task;
  const [from, to] = [timeOf(before), timeOf(after)];
  const grownMs = to - from;
  const byMs =
    onPath === null || onPath.after.has(id) ? grownMs : onPath.before.has(id) ? Math.min(0, grownMs) : 0;
  if (byMs === 0) return null;
  const moved = byMs > 0 ? 'slower' : 'faster';
  const kind = change === null || change === 'result' ? moved : change;
  const times = `${formatDuration(from, to)} → ${formatDuration(to, from)}`;
  const how: Readonly<Record<typeof kind, string>> = {
    slower: `slower (${times})`,
    faster: `faster (${times})`,
    added: `new (${formatDuration(to)})`,
    gone: `gone (${formatDuration(from)})`,
    missed: `no longer from the cache (${formatDuration(to)})`,
    hit: `from the cache now (was ${formatDuration(from)})`,
  };
  return { kind, task: task.name, byMs, text: how[kind], isNamed: change !== null };
}

/** A cached task took almost no time. */
function timeOf(task: Task | null): number {
  return task === null || task.cache === 'hit' ? 0 : (task.durationMs ?? 0);
}

function sumOthers(others: readonly TaskReason[], leastPartMs: number): DiffReason[] {
  const byMs = others.reduce((sum, part) => sum + part.byMs, 0);
  if (others.length === 0 || Math.abs(byMs) < leastPartMs) return [];
  const [only] = others;
  if (only !== undefined && others.length === 1)
    return [{ kind: only.kind, task: only.task, byMs, text: only.text, causes: [] }];
  return [{ kind: 'others', task: null, byMs, text: plural(others.length, 'other task'), causes: [] }];
}

/** Work that waits for workers, or is not in the log. */
function describeRest(
  restMs: number,
  byMs: number,
  a: DiffSide,
  b: DiffSide,
  environment: readonly FactChange[],
): DiffReason[] {
  if (Math.abs(restMs) < leastShare * Math.abs(byMs)) return [];
  const [from, to] = [a.meanParallelism, b.meanParallelism];
  const isWider = from !== null && to !== null && to > from * 1.05;
  const isNarrower = from !== null && to !== null && to < from * 0.95;
  if (restMs > 0 ? isNarrower : isWider) {
    const text = `${restMs > 0 ? 'fewer' : 'more'} tasks at once (${formatCount(round(from))} → ${formatCount(round(to))} on average)`;
    const facts = environment.filter(({ name }) => name === 'workers' || name === 'CPUs');
    const causes = facts.map((fact): DiffCause => ({ link: 'alike', text: describeFact(fact) }));
    return [{ kind: 'parallelism', task: null, byMs: restMs, text, causes }];
  }
  const text = 'not explained by the logged tasks: waiting time, or work that is not logged';
  return [{ kind: 'rest', task: null, byMs: restMs, text, causes: causesOfAll(environment) }];
}

function round(value: number | null): number {
  return Math.round((value ?? 0) * 10) / 10;
}

const mostCauses = 4;

function findCauses({ task, kind }: TaskReason, { inputs, environment }: Evidence): DiffCause[] {
  if (kind === 'gone' || kind === 'hit') return [];
  const named = inputs.filter((input) => input.task === task);
  const words = wordsOf(task);
  const similar = inputs.filter(
    (input) => input.task === null && wordsOf(input.path).some((word) => words.includes(word)),
  );
  const own = named.length > 0 ? named : similar;
  const link = named.length > 0 ? 'named' : 'alike';
  const causes = listFiles(own, link);
  if (causes.length === 0 && inputs.length > 0) causes.push(...listFiles(inputs, 'possible'));
  return [...causes, ...causesOfAll(environment)];
}

function listFiles(files: readonly FileChange[], link: DiffCause['link']): DiffCause[] {
  const causes = files
    .slice(0, mostCauses)
    .map(
      ({ path, change }): DiffCause => ({ link, text: `${path} ${change === 'gone' ? 'is gone' : change}` }),
    );
  const more = files.length - causes.length;
  return more > 0 ? [...causes, { link, text: `${plural(more, 'more changed file')}` }] : causes;
}

/** A cause for every task. */
function causesOfAll(environment: readonly FactChange[]): DiffCause[] {
  return environment
    .filter(({ name }) => !/^(?:git|kernel|memory|workers)/.test(name))
    .slice(0, mostCauses)
    .map((fact) => ({ link: 'possible', text: describeFact(fact) }));
}

function describeFact({ name, before, after }: FactChange): string {
  return `${name} ${before ?? 'none'} → ${after ?? 'none'}`;
}

/** Common folders of projects do not show which part a file belongs to. */
const common = new Set(
  'src lib test tests main java kotlin packages apps cmd pkg internal build dist index mod task command'.split(
    ' ',
  ),
);

/** The names of a path's folders and of its file, without its extension. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9_-]+/)
    .filter((word) => word.length > 2 && !common.has(word));
}
