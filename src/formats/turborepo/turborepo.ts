/** Turborepo's run summary. Reference: https://turborepo.com/docs/reference/run#--summarize */

import type { TaskDraft } from '../../ingest/clean-task.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  readFields,
  readFlag,
  readList,
  readNumber,
  readText,
  readTime,
} from '../../ingest/read-fields.ts';
import { readLastDocument } from '../../ingest/read-records.ts';
import { formatCount } from '../../model/counts.ts';
import type { CacheState, Result } from '../../model/task.ts';

export const turborepo: Format = {
  id: 'turborepo',
  title: 'Turborepo run summary',
  versions: 'Turborepo 2.11',
  family: 'builds',
  reference: 'https://turborepo.com/docs/reference/run#--summarize',
  howTo: '`turbo run build --summarize`, which writes `.turbo/runs/*.json`',
  claims: ({ shape, keys }) =>
    shape === 'object' && ['turboVersion', 'tasks', 'execution'].every((key) => keys.includes(key)),
  refuses: ({ shape, keys }) => {
    const isPlan = keys.includes('turboVersion') && keys.includes('tasks') && !keys.includes('execution');
    if (shape !== 'object' || !isPlan) return null;
    const what = 'It is the plan of a dry run (`turbo run --dry=json`): nothing was run or timed.';
    const fix = 'Run with `--summarize` in place of `--dry=json`, and read `.turbo/runs/*.json`.';
    return { code: 'not-a-run', what, fix };
  },
  read: async (input, draft) => {
    let tasks: TaskDraft[] = [];
    let succeeded: number | null = null;
    const start = (): void => {
      // Until the whole contains the result of the run, it is unknown.
      Object.assign(draft.facts, { complete: false, result: 'unknown' });
      tasks = [];
      succeeded = null;
    };
    const visit = (record: Fields, key: string | null): void => {
      if (key === null && isFields(record['execution'])) {
        readExecution(record['execution'], draft);
        succeeded = readNumber(record['execution'], 'success');
      }
      const task = key === 'tasks' ? readTask(record, draft) : null;
      // Tasks beyond the limit are summed up.
      if (task !== null && tasks.length < draft.limits.tasks) tasks.push(task);
      else if (task !== null) draft.addTask(task);
    };
    await readLastDocument(input, draft, ['tasks'], { start, visit });
    for (const task of markKilledUnknown(tasks, succeeded)) draft.addTask(task);
  },
};

/** Turborepo before 1.12 lists killed tasks after a failure as quick successes; its total does not count them. */
function markKilledUnknown(tasks: readonly TaskDraft[], succeeded: number | null): readonly TaskDraft[] {
  const hasRun = ({ result, cache }: TaskDraft): boolean => result === 'success' && cache !== 'hit';
  if (succeeded === null || tasks.filter(hasRun).length <= succeeded) return tasks;
  return tasks.map((task) => (hasRun(task) ? { ...task, result: 'unknown', durationMs: null } : task));
}

/** An interrupted run records exit code 0 and no failure; its started tasks are only counted. */
function readExecution(execution: Fields, { facts, report }: Draft): void {
  const count = (key: string): number => readNumber(execution, key) ?? 0;
  const done = count('success') + count('failed') + count('cached');
  const start = readTime(execution, 'startTime');
  const end = readTime(execution, 'endTime');
  facts.startTimeMs = start;
  facts.durationMs = start === null || end === null ? null : end - start;
  const attempted = readNumber(execution, 'attempted');
  facts.complete = done === attempted;
  const exitCode = readNumber(execution, 'exitCode');
  if (exitCode !== null && exitCode !== 0) facts.result = stopped.get(exitCode) ?? 'failure';
  else if (facts.complete && exitCode === 0) facts.result = count('failed') > 0 ? 'failure' : 'success';
  if (facts.complete) return;
  const what = `${formatCount(done)} of ${attempted === null ? 'the' : formatCount(attempted)} started tasks ended: the run was stopped.`;
  report('warning', 'unfinished', what);
}

/** Exit codes of a process that was interrupted or received a signal. */
const stopped: ReadonlyMap<number, Result> = new Map([
  [130, 'cancellation'],
  [143, 'cancellation'],
]);

function readTask(task: Fields, draft: Draft): TaskDraft | null {
  const name = readText(task, 'taskId') ?? readText(task, 'task');
  if (name === null) {
    draft.report('warning', 'unnamed-task', 'A task without a name is left out.');
    return null;
  }
  const execution = readFields(task, 'execution');
  const cache = readCache(task);
  const start = readTime(execution, 'startTime');
  const end = readTime(execution, 'endTime');
  const durationMs = start === null || end === null || cache === 'hit' ? null : end - start;
  return {
    id: name,
    name,
    kind: readText(task, 'task') ?? 'task',
    ...readDependencies(task),
    startTimeMs: start,
    durationMs,
    result: readResult(task),
    cache,
    savedMs: cache === 'hit' ? readNumber(readFields(task, 'cache'), 'timeSaved') : null,
  };
}

/** Older versions do not list them: they are unknown. */
function readDependencies(task: Fields): Pick<TaskDraft, 'dependsOn'> {
  if (!Array.isArray(task['dependencies'])) return {};
  return { dependsOn: readList(task, 'dependencies').filter((id) => typeof id === 'string') };
}

/** A task without an exit code could not be started, or was killed. */
function readResult(task: Fields): Result {
  if (!isFields(task['execution'])) return 'unknown';
  const exitCode = readNumber(task['execution'], 'exitCode');
  return exitCode === null ? 'error' : exitCode === 0 ? 'success' : 'failure';
}

/** Older versions record where a task was found, but not that it was. */
function readCache(task: Fields): CacheState {
  const cache = readFields(task, 'cache');
  const status = readText(cache, 'status');
  if (status === 'HIT') return 'hit';
  if (status === null && (readFlag(cache, 'local') || readFlag(cache, 'remote'))) return 'hit';
  if (readFlag(readFields(task, 'resolvedTaskDefinition'), 'cache') === false) return 'bypass';
  return isFields(task['cache']) ? 'miss' : 'unknown';
}
