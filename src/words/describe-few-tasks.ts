/** Reports that most of the tasks or measurements of the baseline are missing: little was compared. */
import type { PartialRun } from '../detect/conclude/conclude-build.ts';
import { minBaseline } from '../model/baseline.ts';
import type { Problem } from '../model/problem.ts';
import type { Task } from '../model/task.ts';
import { nounOf } from './noun-of.ts';
import { formatCount, plural } from './numbers.ts';

const codes = ['few-tasks', 'few-measurements'] as const;

export function describeFewTasks(partial: PartialRun | null, tasks: readonly Task[]): Problem[] {
  if (partial === null) return [];
  const what = `${countFew(partial, nounOf(tasks.map(({ kind }) => kind)))} ran: each of the newest ${minBaseline} builds had at least as many.`;
  const fix =
    'If they were not removed, renamed or skipped on purpose, check that all of them ran, and that `events` names all logs.';
  return [{ level: 'info', code: codes[0], where: 'history', what, fix }];
}

export function describeFewMeasurements(unmeasured: PartialRun | null): Problem[] {
  if (unmeasured === null) return [];
  const verb = unmeasured.ran > 1 ? 'are' : 'is';
  const what = `${countFew(unmeasured, 'measurement')} ${verb} in the log: each of the newest ${minBaseline} successful builds had all of them.`;
  const fix =
    'If they were not removed or renamed on purpose, check that all of them were measured, and that `events` names all logs.';
  return [{ level: 'info', code: codes[1], where: 'history', what, fix }];
}

/** `Only 1 of the usual 5 tests` */
function countFew({ ran, usual }: PartialRun, noun: string): string {
  return `${ran === 0 ? 'None' : `Only ${formatCount(ran)}`} of the usual ${plural(usual, noun)}`;
}

/** `only 1 of the usual 5 tests ran`; '' if most tasks ran and most measurements were taken. */
export function phraseFewTasks(problems: readonly Problem[]): string {
  const few = problems.find(({ code }) => codes.some((own) => own === code));
  const [phrase = ''] = few?.what.split(':') ?? [];
  return phrase.replace(/^[NO]/, (letter) => letter.toLowerCase());
}
