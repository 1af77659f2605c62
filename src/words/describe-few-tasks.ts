/** Reports that many of the tasks or measurements of the baseline are missing: less was compared. */
import type { PartialRun } from '../detect/conclude/conclude-build.ts';
import { minBaseline } from '../model/baseline.ts';
import type { Build, BuildContext } from '../model/build.ts';
import { coarseKinds } from '../model/coarse-kinds.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import type { Task } from '../model/task.ts';
import { mostZeros } from './describe-zeros.ts';
import { nounOf } from './noun-of.ts';

/** At most half of them, or none with a time; if fewer are missing, there is a note alone. */
const codes = ['few-tasks', 'few-measurements', 'zero-times', mostZeros] as const;

export function describeFewTasks(
  partial: PartialRun | null,
  tasks: readonly Task[],
  { pullRequest }: Pick<BuildContext, 'pullRequest'>,
): Problem[] {
  if (partial === null) return [];
  // A pull request skips jobs that have conditions, such as a deployment.
  if (pullRequest !== null && partial.ran > 0 && tasks.every(({ kind }) => coarseKinds.includes(kind)))
    return [];
  const what = `${countFew(partial, nounOf(tasks.map(({ kind }) => kind)))} ran: each of the newest ${plural(minBaseline, 'build')} had at least as many.`;
  const fix =
    'If they were not removed, renamed or skipped on purpose, check that all of them ran, and that `events` names all logs.';
  return [{ level: 'info', code: isFew(partial) ? codes[0] : 'fewer-tasks', where: 'history', what, fix }];
}

export function describeFewMeasurements(
  unmeasured: PartialRun | null,
  { tasks, context }: Pick<Build, 'tasks' | 'context'>,
): Problem[] {
  if (unmeasured === null) return [];
  const verb = unmeasured.ran > 1 ? 'were' : 'was';
  const what = `${countFew(unmeasured, 'measurement')} ${verb} taken: each of the newest ${plural(minBaseline, 'successful build')} had all of them.`;
  const fix =
    'If they were not removed or renamed on purpose, check that all of them were measured, and that `events` names all logs.';
  // Many projects measure their main branch alone.
  const isSpared = unmeasured.ran === 0 && context.pullRequest !== null && tasks.length > 0;
  const code = isFew(unmeasured) && !isSpared ? codes[1] : 'fewer-measurements';
  return [{ level: 'info', code, where: 'history', what, fix }];
}

/** Reporters may measure less. */
const leastUsualMs = 10;

/** A log that lost its times has zeros, which look like improvements. */
export function describeZeroTimes(tasks: Report['tasks']): Problem[] {
  const isLost = tasks.every(({ durationMs, cache }) => cache !== 'hit' && (durationMs ?? 0) === 0);
  const usual = tasks.filter(
    ({ durationMs, baselineMs }) => durationMs === 0 && (baselineMs ?? 0) > leastUsualMs,
  );
  if (!isLost || usual.length < 2 || usual.length * 2 <= tasks.length) return [];
  const noun = nounOf(tasks.map(({ kind }) => kind));
  const what = `All ${plural(tasks.length, noun)} took 0 ms: ${formatCount(usual.length)} of them usually take longer.`;
  const fix = 'Check that the tool still writes times into its log, and that no test replaces the clock.';
  return [{ level: 'info', code: codes[2], where: 'history', what, fix }];
}

function isFew({ ran, usual }: PartialRun): boolean {
  return ran * 2 <= usual;
}

/** `Only 1 of the usual 5 tests` */
function countFew({ ran, usual }: PartialRun, noun: string): string {
  return `${ran === 0 ? 'None' : `Only ${formatCount(ran)}`} of the usual ${plural(usual, noun)}`;
}

/** `only 1 of the usual 5 tests ran`, `all 5 tests took 0 ms`, `all 3 measurements are suddenly 0`; '' if more than half of the tasks ran, and of the measurements were taken. */
export function phraseFewTasks(problems: readonly Problem[]): string {
  const few = problems.find(({ code }) => codes.some((own) => own === code));
  const [phrase = ''] = few?.what.split(':') ?? [];
  return phrase.replace(/^[ANOT]/, (letter) => letter.toLowerCase());
}
