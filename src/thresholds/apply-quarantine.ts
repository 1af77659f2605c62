/** Quarantined tests: the matching entry of a test, and the build without their failures. */

import { hasFailed } from '../metrics/final-tasks.ts';
import type { Quarantined } from '../model/change.ts';
import type { Problem } from '../model/problem.ts';
import type { Task } from '../model/task.ts';
import { dayMs } from '../model/time-units.ts';
import type { Quarantine } from '../settings/quarantine.ts';
import { matchPattern } from '../settings/regression-rules.ts';

export interface AppliedQuarantine {
  readonly of: (test: string) => Quarantined | null;
  /** The tasks as the thresholds count them: a quarantined failure, and what failed around it, counts as a skip. */
  readonly without: (tasks: readonly Task[]) => readonly Task[];
  readonly problems: readonly Problem[];
}

/** @param nowMs start of the build; null: no entry has expired */
export function applyQuarantine(entries: readonly Quarantine[], nowMs: number | null): AppliedQuarantine {
  const isOver = ({ expires }: Quarantine): boolean =>
    nowMs !== null && nowMs >= Date.parse(`${expires}T00:00:00Z`) + dayMs;
  const valid = entries.filter((entry) => !isOver(entry));
  const of = (test: string): Quarantined | null => {
    const entry = valid.find((each) => matchPattern(each.test, test));
    return entry === undefined ? null : { reason: entry.reason, owner: entry.owner, expires: entry.expires };
  };
  return {
    of,
    without: (tasks) => {
      const apart = new Set<string>();
      const parents = new Map(tasks.map(({ id, parentId }) => [id, parentId]));
      for (const task of valid.length === 0 ? [] : tasks) {
        if (!hasFailed(task) || of(task.name) === null) continue;
        let at: string | null | undefined = task.id;
        for (; at && !apart.has(at); at = parents.get(at)) apart.add(at);
      }
      if (apart.size === 0) return tasks;
      return tasks.map((task) =>
        hasFailed(task) && apart.has(task.id) ? { ...task, result: 'skip' as const } : task,
      );
    },
    problems: entries.filter(isOver).map(({ test, owner, reason, expires, where }) => ({
      level: 'warning',
      code: 'quarantine-expired',
      where,
      what: `The quarantine of \`${test}\` ended on ${expires} (${owner}: ${reason}).`,
      fix: 'Fix the test, renew the entry, or remove it.',
    })),
  };
}
