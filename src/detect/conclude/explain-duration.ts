/**
 * Divides the extra time of a build among its tasks, each in proportion to how much of its time the build
 * waits for: groups that moved together, single tasks, the sum of all others, and the unexplained rest.
 */
import type { CauseFacts } from '../../model/cause.ts';
import { isTaskTime } from '../../model/series.ts';
import { taskKey } from '../../model/task-key.ts';
import type { Assessed } from '../judge/assessed.ts';
import { divideMoves, leastListedShare, type Move } from './group-moves.ts';
import type { UsualOf } from './usual-before.ts';
import { type Runs, type Waits, waitedRuns, waitsBefore } from './waits.ts';

interface Work {
  readonly assessed: readonly Assessed[];
  readonly runs: Runs;
  readonly waits: Waits;
  /** Tasks with a separate cause, by `taskKey`. */
  readonly explained: ReadonlySet<string>;
  /** Groups of tasks that were judged as one. */
  readonly judgedGroups: readonly string[];
  readonly usualOf: UsualOf;
}

/** @param addedMs extra time of the build; negative: less */
export function explainDuration(addedMs: number, work: Work): CauseFacts[] {
  const waits = addedMs < 0 ? waitsBefore(work.waits) : work.waits;
  const onCriticalPath = waits.onPath !== null;
  // Work that overlaps with other work adds less to the build than its own extra time.
  const factsOf = (ms: number) => {
    const share = Math.max(0, Math.min(1, ms / addedMs));
    return { byMs: share * addedMs, onCriticalPath, share };
  };
  const { named, rest } = divideMoves(listMoves({ ...work, waits }), addedMs, work.judgedGroups);
  const waitedFor = (by: number): number => (isWholeChange(by / waits.part, addedMs) ? addedMs : by);
  const hasRest = rest.count > 0 && rest.by / addedMs >= leastListedShare;
  return [
    ...named.map(({ name, by, count, taskKind, isOneName }): CauseFacts => {
      const facts = factsOf(onCriticalPath ? by : waitedFor(by));
      return count === 1
        ? { kind: 'slower-task', task: name, ...facts }
        : { kind: 'slower-tasks', group: name, isOneName, count, taskKind, ...facts };
    }),
    ...(hasRest
      ? [
          {
            kind: 'slower-tasks' as const,
            group: null,
            isOneName: false,
            count: rest.count,
            taskKind: rest.taskKind,
            ...factsOf(rest.by),
          },
        ]
      : []),
  ];
}

/** Tests of one suite run one after another: if they took as much longer as the build, it waited for all of it. */
function isWholeChange(ownMs: number, addedMs: number): boolean {
  return Math.abs(ownMs - addedMs) <= 0.1 * Math.abs(addedMs);
}

/**
 * Causes that would explain more than the whole change are scaled down: parallel work was counted in each.
 */
export function limitShares(causes: readonly CauseFacts[]): CauseFacts[] {
  const total = causes.reduce((sum, { share }) => sum + (share ?? 0), 0);
  if (total <= 1) return [...causes];
  return causes.map((cause) => {
    if (cause.share === null) return cause;
    const share = cause.share / total;
    return 'byMs' in cause ? { ...cause, share, byMs: cause.byMs / total } : { ...cause, share };
  });
}

function listMoves({ assessed, runs, waits, explained, usualOf }: Work): Move[] {
  return assessed.flatMap((each) => {
    const { key, scale, scaled } = each.series;
    const { judgement } = each.assessment;
    if (!isTaskTime(key) || judgement.learning) return [];
    const own = taskKey({ kind: key.kind ?? '', name: key.task ?? '' });
    const ofTask = runs.get(own) ?? [];
    const waited = waitedRuns(ofTask, waits);
    if (explained.has(own) || waited === 0) return [];
    const by = scale.from(scaled.at(-1) as number) - scale.from(usualOf(each));
    return [{ name: key.task ?? '', taskKind: key.kind ?? '', by: by * waited, count: ofTask.length }];
  });
}
