/** Nx's record of its last run. Reference: https://github.com/nrwl/nx/blob/master/packages/nx/src/tasks-runner/life-cycles/store-run-information-life-cycle.ts */

import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import { type Fields, isFields, readNumber, readText, readTime } from '../../ingest/read-fields.ts';
import { readLastDocument } from '../../ingest/read-records.ts';
import type { CacheState } from '../../model/task.ts';

export const nx: Format = {
  id: 'nx',
  title: 'Nx run',
  versions: 'Nx 24.0',
  family: 'builds',
  reference:
    'https://github.com/nrwl/nx/blob/master/packages/nx/src/tasks-runner/life-cycles/store-run-information-life-cycle.ts',
  howTo: '`NX_CACHE_DIRECTORY=.nx/cache nx run-many -t build`, which writes `.nx/cache/run.json`',
  claims: ({ shape, keys, records }) =>
    shape === 'object' && keys.includes('run') && keys.includes('tasks') && records.every(isTask),
  read: async (input, draft) => {
    let failed = 0;
    const start = (): void => {
      failed = 0;
    };
    const visit = (record: Fields, key: string | null): void => {
      if (key === 'tasks') failed += readTask(record, draft) === 'failure' ? 1 : 0;
      else if (isFields(record['run'])) readRun(record['run'], draft);
    };
    await readLastDocument(input, draft, ['tasks'], { start, visit });
    if (failed === 0) return;
    // Nx does not record the result of the run, and tasks that did not start are not in the file.
    draft.facts.complete = false;
    const what = 'A task failed or was stopped; tasks that did not start after it are not in the file.';
    draft.report('info', 'unstarted-tasks', what);
  },
};

/** In a run without tasks the run itself is the only record. */
function isTask(record: Fields): boolean {
  const run = record['run'];
  if (isFields(run)) return 'command' in run && 'startTime' in run;
  return 'taskId' in record && 'cacheStatus' in record;
}

function readRun(run: Fields, { facts }: Draft): void {
  const start = readTime(run, 'startTime');
  const end = readTime(run, 'endTime');
  facts.startTimeMs = start;
  facts.durationMs = start === null || end === null ? null : end - start;
}

const cacheStates: ReadonlyMap<string, CacheState> = new Map([
  ['local-cache-hit', 'hit'],
  ['remote-cache-hit', 'hit'],
  ['cache-miss', 'miss'],
]);

/** The times of a hit are those of restoring its outputs. */
function readTask(task: Fields, draft: Draft) {
  const name = readText(task, 'taskId');
  if (name === null) {
    draft.report('warning', 'unnamed-task', 'A task without a name is left out.');
    return null;
  }
  const start = readTime(task, 'startTime');
  const end = readTime(task, 'endTime');
  const status = readNumber(task, 'status');
  return draft.addTask({
    name,
    kind: readText(task, 'target') ?? 'task',
    startTimeMs: start,
    durationMs: start === null || end === null ? null : end - start,
    result: status === null ? 'unknown' : status === 0 ? 'success' : 'failure',
    cache: cacheStates.get(readText(task, 'cacheStatus') ?? '') ?? 'unknown',
  }).result;
}
