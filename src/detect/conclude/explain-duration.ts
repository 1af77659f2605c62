/**
 * Divides what a build takes longer among the tasks that its time hangs on: groups that moved together, single tasks,
 * all others in one, and what stays unexplained.
 */
import { findGroups } from '../../metrics/find-groups.ts';
import type { CauseFacts } from '../../model/cause.ts';
import type { Task } from '../../model/task.ts';
import { medianOfSorted } from '../../stats/sorted.ts';
import { taskKey } from '../collect/task-values.ts';
import type { Assessed } from '../judge/assessed.ts';

interface Work {
  readonly assessed: readonly Assessed[];
  readonly tasks: readonly Task[];
  /** Ids of the tasks that the wall time hangs on; null when the log does not tell. */
  readonly onPath: ReadonlySet<string> | null;
  /** Tasks that have a cause of their own, by `taskKey`. */
  readonly explained: ReadonlySet<string>;
}

/** What one task takes longer, or less. */
interface Move {
  readonly name: string;
  readonly byMs: number;
}

/** So many are named; of the others the sum. */
const maxNamed = 3;
/** A smaller part of the change is not named. */
const leastShare = 0.02;

/** @param addedMs what the build takes longer; negative: less */
export function explainDuration(addedMs: number, work: Work): CauseFacts[] {
  const onPath = work.onPath;
  const moves = listMoves(work);
  const parts = [...groupMoves(moves)]
    .filter(({ byMs }) => byMs / addedMs >= leastShare)
    .sort((a, b) => Math.abs(b.byMs) - Math.abs(a.byMs));
  const share = (ms: number): number | null =>
    onPath === null ? null : Math.max(0, Math.min(1, ms / addedMs));
  // What overlaps with other work adds less to the build than it takes longer.
  const added = (ms: number): number => (onPath === null ? ms : Math.min(1, ms / addedMs) * addedMs);
  const named = parts.slice(0, maxNamed);
  const rest = moves.length - named.reduce((sum, { count }) => sum + count, 0);
  const restMs = sum(moves) - sum(named);
  const others: CauseFacts[] =
    rest > 0 && onPath !== null && restMs / addedMs >= leastShare
      ? [
          {
            kind: 'slower-tasks',
            group: null,
            count: rest,
            byMs: added(restMs),
            onCriticalPath: true,
            share: share(restMs),
          },
        ]
      : [];
  return [
    ...named.map(({ name, byMs, count }): CauseFacts => {
      const facts = { byMs: added(byMs), onCriticalPath: onPath !== null, share: share(byMs) };
      return count === 1
        ? { kind: 'slower-task', task: name, ...facts }
        : { kind: 'slower-tasks', group: name, count, ...facts };
    }),
    ...others,
  ];
}

/** Causes that would explain more than the whole change share it: work of one moment was counted in each. */
export function limitShares(causes: readonly CauseFacts[]): CauseFacts[] {
  const total = causes.reduce((sum, { share }) => sum + (share ?? 0), 0);
  if (total <= 1) return [...causes];
  return causes.map((cause) => {
    if (cause.share === null) return cause;
    const share = cause.share / total;
    return 'byMs' in cause ? { ...cause, share, byMs: cause.byMs / total } : { ...cause, share };
  });
}

/** What the causes leave of the change; [] when nothing worth a word, or when they cannot be added up. */
export function nameRest(addedMs: number, causes: readonly CauseFacts[]): CauseFacts[] {
  const shares = causes.flatMap(({ share }) => share ?? []);
  const share = 1 - shares.reduce((total, each) => total + each, 0);
  if (shares.length === 0 || share < 0.05) return [];
  return [{ kind: 'unexplained', byMs: share * addedMs, share }];
}

function sum(moves: readonly { readonly byMs: number }[]): number {
  return moves.reduce((total, { byMs }) => total + byMs, 0);
}

function listMoves({ assessed, tasks, onPath, explained }: Work): Move[] {
  const idsByKey = new Map(tasks.map((task) => [taskKey(task.kind, task.name), task.id]));
  return assessed.flatMap(({ series: { key, scale, scaled }, assessment: { judgement } }) => {
    if (key.scope !== 'task' || key.measure !== 'duration' || judgement.learning) return [];
    const own = taskKey(key.kind ?? '', key.task ?? '');
    const id = idsByKey.get(own);
    if (explained.has(own) || (onPath !== null && (id === undefined || !onPath.has(id)))) return [];
    const byMs = scale.from(scaled.at(-1) as number) - scale.from(medianOfSorted(judgement.baseline));
    return [{ name: key.task ?? '', byMs }];
  });
}

/** Moves of one package, file or suite as one, where most of it moved the same way. */
function* groupMoves(moves: readonly Move[]): Generator<Move & { readonly count: number }> {
  const total = sum(moves);
  // What moved by noise alone, a fifth of an even part, makes no group wider.
  const isPart = (byMs: number): boolean => (byMs / total) * moves.length > 0.2;
  const moved = moves.map(({ name, byMs }) => ({ name, moved: isPart(byMs) }));
  const groups = moves.length > maxNamed ? findGroups(moved) : [];
  const grouped = new Set(groups.flatMap((group) => group.moved));
  for (const { name, moved: members } of groups)
    yield { name, count: members.length, byMs: sum(members.map((at) => moves[at] as Move)) };
  for (const [at, move] of moves.entries()) if (!grouped.has(at)) yield { ...move, count: 1 };
}
