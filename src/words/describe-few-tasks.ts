/** Reports that most of the tasks that the baseline ran are missing: little was compared. */
import type { PartialRun } from '../detect/conclude/conclude-build.ts';
import { minBaseline } from '../model/baseline.ts';
import type { Problem } from '../model/problem.ts';
import type { Task } from '../model/task.ts';
import { nounOf } from './noun-of.ts';
import { formatCount, plural } from './numbers.ts';

const code = 'few-tasks';

export function describeFewTasks(partial: PartialRun | null, tasks: readonly Task[]): Problem[] {
  if (partial === null) return [];
  const { ran, usual } = partial;
  const noun = nounOf(tasks.map(({ kind }) => kind));
  const what = `${ran === 0 ? 'None' : `Only ${formatCount(ran)}`} of the usual ${plural(usual, noun)} ran: each of the newest ${minBaseline} builds had at least as many.`;
  const fix =
    'If they were not removed, renamed or skipped on purpose, check that all of them ran, and that `events` names all logs.';
  return [{ level: 'info', code, where: 'history', what, fix }];
}

/** `only 1 of the usual 5 tests ran`; '' if most tasks ran. */
export function phraseFewTasks(problems: readonly Problem[]): string {
  const [phrase = ''] = problems.find((problem) => problem.code === code)?.what.split(':') ?? [];
  return phrase.replace(/^[NO]/, (letter) => letter.toLowerCase());
}
