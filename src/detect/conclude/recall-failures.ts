/** Whether a failure is new: the results of the task in the newest builds of the baseline branch. */

import type { FailurePast } from '../../model/failed-task.ts';
import { taskKey } from '../../model/task-key.ts';
import type { CollectedBuild } from '../collect/collect-build.ts';
import { newestRuns, type Outcome, type Outcomes } from '../collect/outcomes.ts';
import { countOutcome } from '../judge/judge-rates.ts';

/** @param print fingerprint of this build's failure */
export type RecallFailure = (kind: string, name: string, print: string | null) => FailurePast;

/** The earlier results of a task that failed in this build. */
export function recallFailures({
  outcomes,
  comparable,
}: Pick<CollectedBuild, 'outcomes' | 'comparable'>): RecallFailure {
  const byTask = new Map(outcomes.map((each) => [taskKey(each), each]));
  const hasPast = comparable.past.length > 0;
  return (kind, name, print) => {
    const found = byTask.get(taskKey({ kind, name }));
    return found === undefined
      ? { ...noPast, state: hasPast ? 'new' : 'unknown' }
      : { ...recall(found, hasPast), sameError: compare(found.failurePrint, print) };
  };
}

function compare(before: string | null, now: string | null): boolean | null {
  return before === null || now === null ? null : before === now;
}

const noPast = { since: null, flakes: 0, failed: 0, builds: 0, sameError: null };

function recall({ list, builds, isCurrent }: Outcomes, hasPast: boolean): Omit<FailurePast, 'sameError'> {
  const isFlake = isCurrent && list.at(-1) === 'flaked';
  const before = isCurrent ? list.slice(0, -1) : list;
  const row = before.length - 1 - before.findLastIndex((outcome) => outcome !== 'failed');
  const newest = before.slice(-newestRuns);
  const counts = {
    flakes: countOutcome(newest, 'flaked') + Number(isFlake),
    failed: countOutcome(newest, 'failed'),
    builds: newest.length + Number(isFlake),
  };
  const comesAndGoes = counts.flakes > 0 || countStreaks(newest) >= leastStreaks;
  if (isFlake || (row === 0 && comesAndGoes)) return { ...counts, state: 'flaky', since: null };
  if (row === 0) return { ...counts, state: hasPast ? 'new' : 'unknown', since: null };
  const { id: buildId, commit } = builds[before.length - row]!;
  return { ...counts, state: 'known', since: { buildId, commit, builds: row } };
}

/** A test that broke and was fixed this often in the newest builds is flaky, not newly broken. */
const leastStreaks = 3;

/** How often it started to fail. */
function countStreaks(list: readonly Outcome[]): number {
  return list.filter((outcome, at) => outcome === 'failed' && list[at - 1] !== 'failed').length;
}
