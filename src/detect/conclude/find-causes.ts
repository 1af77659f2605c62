/**
 * Finds the causes of a change and lists the most likely first. A cause is a difference in data measured before and
 * after the change. A change that is a sum is divided: each cause has its share.
 */
import { openHandles } from '../../history/series-handles.ts';
import { commonKind } from '../../metrics/common-kind.ts';
import { addKnown, hasMeaningfulTime, sumTokens } from '../../metrics/final-tasks.ts';
import { isPartOf } from '../../metrics/name-path.ts';
import type { CauseFacts } from '../../model/cause.ts';
import type { Change } from '../../model/change.ts';
import type { StoredBuild } from '../../model/history.ts';
import { isBuildTime, isTogether } from '../../model/series.ts';
import type { Task } from '../../model/task.ts';
import { taskKey } from '../../model/task-key.ts';
import { medianOfSorted } from '../../stats/sorted.ts';
import type { CollectedBuild } from '../collect/collect-build.ts';
import { findNewestRuns } from '../collect/task-values.ts';
import type { Assessed } from '../judge/assessed.ts';
import type { JudgedBuild } from '../judge/judge-build.ts';
import { roundEstimate } from '../round-number.ts';
import { explainAmount } from './explain-amount.ts';
import { explainDuration, limitShares } from './explain-duration.ts';
import { nameRest } from './name-rest.ts';
import { usualBefore } from './usual-before.ts';
import { findWaits, groupRuns, type Runs, sumWaits, type Waits, waitedRuns } from './waits.ts';

/** Smaller shares and differences are not listed as causes. */
const minShare = 0.1;
const minPoints = 0.05;
const minRise = 0.1;

/** Adds the causes to regressions and improvements. */
export function addCauses(changes: readonly Change[], judged: JudgedBuild): Change<CauseFacts>[] {
  if (changes.length === 0) return [];
  const facts = gather(changes, judged);
  const details = readDetails(changes, judged.collected);
  return changes.map((change) => {
    const found = causesOf(change, facts, details);
    const causes = limitShares(found);
    const all = [...surroundings(change, facts), ...rank([...causes, ...restOf(change, causes, facts)])];
    return { ...change, causes: all.map(roundShare) };
  });
}

function causesOf(change: Change, facts: Facts, details: ReadonlyMap<string, PastDetails>): CauseFacts[] {
  // All its tasks changed: none of them is the cause.
  if (isTogether(change.series)) return [];
  if (change.series.scope === 'build') return causesOfBuild(change, facts);
  if (change.series.scope === 'group') return causesOfGroup(change, facts);
  return causesOfTask(change, facts, details);
}

/** A build without tasks has no causes. */
function restOf(change: Change, causes: readonly CauseFacts[], { tasks }: Facts): CauseFacts[] {
  return tasks.length === 0 || isTogether(change.series) ? [] : nameRest(change, causes);
}

function roundShare(cause: CauseFacts): CauseFacts {
  return cause.share === null ? cause : { ...cause, share: roundEstimate(cause.share) };
}

/** Larger shares first, then in the order of discovery. */
function rank(causes: readonly CauseFacts[]): CauseFacts[] {
  return [...causes].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
}

interface Facts extends CollectedBuild {
  readonly assessed: readonly Assessed[];
  /** Extra time of the build, in ms; negative: less. */
  readonly addedMs: number;
  readonly tasks: readonly Task[];
  readonly runs: Runs;
  readonly waits: Waits;
  /** New tasks, and tasks that came from a cache before, by `taskKey`: they are separate causes. */
  readonly explained: ReadonlySet<string>;
  /** Names of tasks that are new, or have a separate change of their cost. */
  readonly explicable: ReadonlySet<string>;
  /** Names of groups that were judged as slower, or faster, as one. */
  readonly judgedGroups: readonly string[];
  /** Comparable builds of the newest stretch. */
  readonly before: readonly StoredBuild[];
}

const newestBuilds = 20;

function gather(changes: readonly Change[], { collected, assessed: all, tested }: JudgedBuild): Facts {
  const tasks = collected.tasks;
  // Of a rise after a reported regression, its own baseline.
  const decided = new Map(tested.map((each) => [each.series, each]));
  const assessed = all.map((each) => decided.get(each.series) ?? each);
  const { builds } = collected.survey;
  return {
    ...collected,
    assessed,
    addedMs: addedTime(changes, assessed),
    tasks,
    runs: groupRuns(tasks),
    waits: findWaits(collected.build, tasks),
    explicable: new Set([
      ...changes.flatMap(({ series }) => (series.measure === 'cost' ? (series.task ?? []) : [])),
      ...tasks.filter((task) => collected.unknown.has(taskKey(task))).map(({ name }) => name),
    ]),
    judgedGroups: changes.flatMap(({ series, state }) =>
      series.scope === 'group' && (state === 'new' || state === 'open') ? (series.task ?? []) : [],
    ),
    explained: new Set([...collected.unknown, ...collected.usuallyHit]),
    before: builds.filter((build) => hasMeaningfulTime(build.result)).slice(-newestBuilds),
  };
}

function causesOfBuild(change: Change, facts: Facts): CauseFacts[] {
  const { measure } = change.series;
  if (measure === 'duration') {
    const added = change.to - change.from;
    return [
      ...newTasks(added, change, facts),
      ...lostHits(added, facts),
      ...explainDuration(added, { ...facts, usualOf: usualBefore(change, facts.survey) }),
      ...retries(facts),
    ];
  }
  if (measure === 'cost' || measure === 'tokens') return causesOfAmount(change, measure, facts);
  if (measure === 'success_rate') return failures(facts);
  return [];
}

/** The part of a wall time that work explains: only work that the wall time depends on has a cost. */
function shareOf(ms: number, added: number): number {
  return Math.max(0, Math.min(1, ms / added));
}

/** Tasks with a new name; and of those that share a known one, what is more than any build of the baseline had. */
function listNew({ baselineSpan }: Change, { tasks, unknown, history, comparable }: Facts): Task[] {
  const byName = Map.groupBy(tasks, taskKey);
  const added = [...byName].flatMap(([key, own]) => (unknown.has(key) ? own : []));
  const repeated = new Set(
    [...byName.values()].flatMap((own) => (own.length > 1 ? (own[0]?.name ?? []) : [])),
  );
  const [first, last] = (baselineSpan ?? []).map((id) =>
    history.builds.findIndex((build) => build.id === id),
  );
  if (repeated.size === 0 || first === undefined || last === undefined) return added;
  const before = comparable.past.filter((index) => index >= first && index <= last).slice(-newestBuilds);
  for (const { name, kind, read } of openHandles(history, before, repeated)) {
    const own = byName.get(taskKey({ name, kind })) ?? [];
    const stored = own.length > 1 ? read() : null;
    if (!stored) continue;
    const countIn = (index: number): number =>
      stored.build.filter((build, row) => build === index && (stored.attempt[row] as number) <= 1).length;
    const usual = Math.max(0, ...before.map(countIn));
    if (usual > 0) added.push(...own.slice(usual));
  }
  return added;
}

function newTasks(added: number, change: Change, facts: Facts): CauseFacts[] {
  const unknown = added <= 0 || !facts.hasPastTasks ? [] : listNew(change, facts);
  if (unknown.length === 0) return [];
  const share = shareOf(sumWaits(unknown, facts.waits), added);
  if (share < minShare) return [];
  const took = addKnown(unknown.map((task) => task.durationMs));
  const taskKind = commonKind(unknown.map(({ kind }) => kind));
  return [{ kind: 'tasks', count: unknown.length, taskKind, durationMs: took, share }];
}

function lostHits(added: number, facts: Facts): CauseFacts[] {
  const rateOf = (build: StoredBuild): number[] =>
    build.cacheLookups > 0 ? [build.cacheHits / build.cacheLookups] : [];
  const before = middle(facts.before.flatMap(rateOf));
  const hits = facts.tasks.filter((task) => task.cache === 'hit').length;
  const lookups = hits + facts.tasks.filter((task) => task.cache === 'miss').length;
  if (before === null || lookups === 0 || (before - hits / lookups) * Math.sign(added) < minPoints) return [];
  const lost = facts.tasks.filter((task) => task.cache === 'miss' && facts.usuallyHit.has(taskKey(task)));
  const share = added <= 0 ? null : shareOf(sumWaits(lost, facts.waits), added);
  return [{ kind: 'cache', from: before, to: hits / lookups, share }];
}

function retries({ tasks, before }: Facts): CauseFacts[] {
  const now = tasks.filter((task) => task.attempt > 1).length;
  const usual = middle(before.map((build) => build.retries));
  if (usual === null || now <= usual) return [];
  return [{ kind: 'retries', from: usual, to: now, share: null }];
}

function failures({ build, before }: Facts): CauseFacts[] {
  const now = build.events.filter(({ severity }) => severity === 'error' || severity === 'critical').length;
  const usual = middle(before.map((stored) => stored.errors));
  if (usual === null || now <= usual) return [];
  return [{ kind: 'errors', from: usual, to: now, share: null }];
}

/** The tasks behind the change if there are few; otherwise causes of all tasks. */
function causesOfAmount(change: Change, measure: 'cost' | 'tokens', facts: Facts): CauseFacts[] {
  const usualOf = usualBefore(change, facts.survey);
  const tasks = explainAmount(change.to - change.from, measure, {
    ...{ ...facts, usualOf },
    added: listNew(change, facts),
  });
  const named = tasks.filter((cause) => cause.kind !== 'larger-tasks' || cause.group !== null);
  const together = measure === 'cost' ? tokensOfBuild(change, facts) : [];
  if (together.length === 0) return tasks;
  const share = named.reduce((sum, cause) => sum + (cause.share ?? 0), 0);
  if (share < 0.5) return together;
  // A new task needs no reason, and a task with a separate change has its reason there.
  const isExplained = named.some((cause) => cause.kind === 'larger-task' && facts.explicable.has(cause.task));
  return isExplained ? tasks : [...tasks, ...together.map((cause) => ({ ...cause, share: null }))];
}

function tokensOfBuild(change: Change, { build, before }: Facts): CauseFacts[] {
  const now = addKnown(build.tasks.map(sumTokens));
  const usual = middle(before.flatMap((stored) => stored.tokens ?? []));
  return tokenCause(change, now, usual);
}

/** Cost is tokens times price: on logarithms the two add up. */
function tokenCause(change: Change, now: number | null, usual: number | null): CauseFacts[] {
  if (now === null || usual === null || usual === 0 || now === 0) return [];
  const ratio = now / usual - 1;
  const share = Math.log(now / usual) / Math.log(change.to / change.from);
  if (Math.abs(ratio) < minRise || share < minShare) return [];
  return [{ kind: 'tokens', ratio, share: Math.min(1, share) }];
}

/** The effect of another price for the same tokens on a cost; null if tokens are not known. */
function priceShare({ series, from, to }: Change, task: Task, usual: number | null): number | null {
  const now = sumTokens(task);
  if (series.measure !== 'cost' || !now || !usual || !(from > 0) || !(to > 0) || from === to) return null;
  return Math.max(0, Math.min(1, 1 - Math.log(now / usual) / Math.log(to / from)));
}

/** What a task usually needs besides its time; null when not known. */
interface PastDetails {
  readonly model: string | null;
  readonly tokens: number | null;
  readonly cpuMs: number | null;
  readonly memoryBytes: number | null;
}

/** Read only for changed tasks, as most of a history is of others. */
function readDetails(
  changes: readonly Change[],
  { history, comparable }: CollectedBuild,
): Map<string, PastDetails> {
  const wanted = changes.filter(({ series }) => series.scope === 'task');
  const keys = new Set(
    wanted.map(({ series }) => taskKey({ kind: series.kind ?? '', name: series.task ?? '' })),
  );
  const names = new Set(wanted.map(({ series }) => series.task ?? ''));
  const past = new Set(comparable.past);
  const found = new Map<string, PastDetails>();
  for (const { name, kind, read } of names.size === 0 ? [] : openHandles(history, comparable.past, names)) {
    const key = taskKey({ kind, name });
    if (!keys.has(key)) continue;
    const series = read();
    const rows = findNewestRuns(series, past);
    found.set(key, {
      model: newestText(series.model, rows),
      tokens: usualOf(series.tokens, rows),
      cpuMs: usualOf(series.cpuMs, rows),
      memoryBytes: usualOf(series.memoryBytes, rows),
    });
  }
  return found;
}

function causesOfTask(change: Change, facts: Facts, details: ReadonlyMap<string, PastDetails>): CauseFacts[] {
  const key = taskKey({ kind: change.series.kind ?? '', name: change.series.task ?? '' });
  const task = facts.tasks.find((each) => taskKey(each) === key);
  const past = details.get(key);
  if (task === undefined || change.series.scope !== 'task') return [];
  const causes =
    change.series.measure === 'duration' ? criticalPath(change, facts.runs.get(key) ?? [], facts) : [];
  if (past === undefined) return causes;
  const { model, tokens } = past;
  if (model && task.model && model !== task.model)
    causes.push({ kind: 'model', from: model, to: task.model, share: priceShare(change, task, tokens) });
  if (change.series.measure === 'cost') causes.push(...tokenCause(change, sumTokens(task), tokens));
  if (change.series.measure === 'duration')
    causes.push(...processor(change, task, past.cpuMs), ...memory(change, task, past.memoryBytes));
  const { errorType } = task;
  if (change.series.measure === 'success_rate' && errorType)
    causes.push({ kind: 'errors', errorType, share: null });
  return causes;
}

/** The part of the group's time that the build waits for. */
function causesOfGroup(change: Change, facts: Facts): CauseFacts[] {
  const own = facts.tasks.filter(({ name }) => isPartOf(name, change.series.task));
  const allMs = addKnown(own.map((task) => task.durationMs));
  if (facts.waits.onPath === null || !allMs) return [];
  const onPathMs = sumWaits(own, facts.waits);
  return pathCauses(change, onPathMs > 0, onPathMs / allMs, facts);
}

function criticalPath(change: Change, runs: readonly Task[], facts: Facts): CauseFacts[] {
  const { onPath } = facts.waits;
  if (onPath === null) return [];
  const waited = waitedRuns(runs, facts.waits);
  return pathCauses(change, waited > 0, waited, facts);
}

/**
 * Whether a change costs any wall time at all, and how much.
 * @param part the part that the build waits for; of several tasks with one name, their number
 */
function pathCauses({ from, to }: Change, isOnPath: boolean, part: number, { addedMs }: Facts): CauseFacts[] {
  // A task that got faster may have been on the path before.
  if (!isOnPath) return to < from ? [] : [{ kind: 'critical-path', onPath: false, share: null }];
  const own = (to - from) * part;
  const longer = own > 0 && addedMs > own * minShare ? { ownMs: own, buildMs: addedMs } : null;
  return [{ kind: 'critical-path', onPath: true, longer, share: null }];
}

/**
 * Extra time of the build: from its reported change, otherwise compared with its baseline; 0 when not known.
 */
function addedTime(changes: readonly Change[], assessed: readonly Assessed[]): number {
  const ofBuild = changes.find(({ series }) => isBuildTime(series));
  if (ofBuild !== undefined) return ofBuild.to - ofBuild.from;
  const total = assessed.find(({ series: { key } }) => isBuildTime(key));
  if (total === undefined || total.assessment.judgement.learning) return 0;
  const { scale, scaled } = total.series;
  return (
    scale.from(scaled.at(-1) as number) - scale.from(medianOfSorted(total.assessment.judgement.baseline))
  );
}

/** More CPU time is more work; unchanged CPU time is waiting. */
function processor(change: Change, task: Task, usual: number | null): CauseFacts[] {
  if (task.cpuMs === null || usual === null || usual === 0) return [];
  const ratio = task.cpuMs / usual - 1;
  const share = Math.log(task.cpuMs / usual) / Math.log(change.to / change.from);
  if (share >= 0.5) return [{ kind: 'cpu', ratio, share: Math.min(1, share) }];
  if (share > 0.2 || change.to < change.from) return [];
  return [{ kind: 'cpu', ratio: null, share: null }];
}

function memory(change: Change, task: Task, usual: number | null): CauseFacts[] {
  if (task.memoryBytes === null || usual === null || usual === 0) return [];
  const rise = (task.memoryBytes / usual - 1) * Math.sign(change.ratio);
  if (rise < 2 * minRise) return [];
  return [{ kind: 'memory', from: usual, to: task.memoryBytes, share: null }];
}

/** Runner and image affect the whole build. */
function surroundings(change: Change, { survey, build, before }: Facts): CauseFacts[] {
  if (change.verdict === 'drift' || change.series.measure === 'tokens' || change.series.measure === 'cost')
    return [];
  const { runnerBefore, runnerNow } = survey;
  const causes: CauseFacts[] = [];
  if (
    runnerBefore !== null &&
    runnerNow !== null &&
    runnerBefore !== runnerNow &&
    change.corrected !== 'runner'
  )
    causes.push({ kind: 'runner', from: runnerBefore, to: runnerNow, share: null });
  const first = change.since === null ? -1 : before.findIndex(({ id }) => id === change.since?.buildId);
  const last = (first > 0 ? before[first - 1] : before.at(-1))?.runnerImage ?? null;
  const image = build.context.runnerImage;
  if (last !== null && image !== null && last !== image)
    causes.push({ kind: 'image', from: last, to: image, share: null });
  return causes;
}

function middle(values: readonly number[]): number | null {
  return values.length > 0 ? medianOfSorted([...values].sort((a, b) => a - b)) : null;
}

/** Median of the known values in these rows. */
function usualOf(values: Float64Array | null, rows: readonly number[]): number | null {
  if (values === null) return null;
  return middle(rows.map((row) => values[row] as number).filter((value) => !Number.isNaN(value)));
}

function newestText(values: readonly (string | null)[] | null, rows: readonly number[]): string | null {
  const row = rows.find((each) => typeof values?.[each] === 'string');
  return row === undefined ? null : (values?.[row] ?? null);
}
