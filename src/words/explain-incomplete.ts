/** Why a build is incomplete, and how to complete its log, from its problems. */
import type { Problem } from '../model/problem.ts';
import { isInWorkflow, type Run, readWhole } from './advise-here.ts';
import { joinPhrase } from './phrases.ts';

const reasons: Readonly<Record<string, string>> = {
  'no-events': 'a log is missing or empty',
  'left-over': 'a log is from another build',
  'job-cancelled': 'the job was cancelled',
  'too-many-tasks': 'there are more tasks than the limit',
  'too-many-records': 'there are more records than the limit',
  'lost-record': 'a record of a log could not be read',
};

export function explainIncomplete(
  problems: readonly Problem[],
  run: Run,
): { reason: string; action: string } {
  const found = problems.filter(({ code, level }) => code in reasons || level === 'error');
  const [first] = found;
  const reason = first ? (reasons[first.code] ?? 'a log could not be read') : 'the log is not complete';
  if (first === undefined || first.fix === '')
    return {
      reason,
      action: `${isInWorkflow(run) ? 'Check the job log for why' : 'Check why'} the build stopped. ${readWhole(run)}`,
    };
  if (first.where === 'job') return { reason, action: first.fix };
  const similar = found.filter(({ code, fix }) => code === first.code && fix === first.fix);
  const names = similar.slice(0, 3).map(({ where }) => joinPhrase([{ name: where }]));
  return { reason, action: `${names.join(', ')}${similar.length > 3 ? ' …' : ''}: ${first.fix}` };
}
