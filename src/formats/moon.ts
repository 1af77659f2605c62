/** moon's run report. Reference: https://moonrepo.dev/docs/guides/ci#reporting-run-results */

import type { TaskDraft } from '../ingest/clean-task.ts';
import { countNames, type Distinguish } from '../ingest/count-names.ts';
import type { Draft } from '../ingest/draft.ts';
import type { Format } from '../ingest/format.ts';
import {
  type Fields,
  isFields,
  lookUp,
  readFields,
  readList,
  readNumber,
  readText,
  readTime,
} from '../ingest/read-fields.ts';
import { readLastDocument } from '../ingest/read-records.ts';
import type { CacheState, Result } from '../model/task.ts';

export const moon: Format = {
  id: 'moon',
  title: 'moon run report',
  versions: 'moon 2.5',
  family: 'builds',
  reference: 'https://moonrepo.dev/docs/guides/ci#reporting-run-results',
  howTo:
    'nothing: `moon ci` and `moon run` write `.moon/cache/ciReport.json` and `.moon/cache/runReport.json`',
  // A killed run leaves the report of the previous run.
  claims: ({ shape, keys, text }) =>
    shape === 'object' &&
    keys.includes('actions') &&
    (keys.includes('context') || keys.length === 1) &&
    /"(?:nodeIndex|allowFailure)"\s*:/.test(text),
  read: async (input, draft) => {
    let distinguish = countNames(draft);
    const start = (): void => {
      distinguish = countNames(draft);
    };
    const visit = (record: Fields, key: string | null): void => {
      if (key !== null) addAction(record, draft, distinguish);
      else readRun(record, draft);
    };
    await readLastDocument(input, draft, ['actions'], { start, visit });
  },
};

const results: Readonly<Record<string, Result>> = {
  passed: 'success',
  cached: 'success',
  'cached-from-remote': 'success',
  failed: 'failure',
  'failed-and-abort': 'failure',
  'timed-out': 'timeout',
  aborted: 'cancellation',
  skipped: 'skip',
  invalid: 'error',
};

function addAction(action: Fields, draft: Draft, distinguish: Distinguish): void {
  const [, type = 'action', target] = /^(\w+)(?:\((.*)\))?$/.exec(readText(action, 'label') ?? '') ?? [];
  // Interactive and persistent tasks have separate words.
  const isTask = /^Run\w*Task$/.test(type);
  const status = readText(action, 'status') ?? '';
  const runs = [
    ...readList(action, 'operations').filter(isFields).filter(isRun),
    // Before moon 1.26.
    ...readList(action, 'attempts').filter(isFields),
  ];
  const name = distinguish(target ?? type, [type]);
  const common = { name, kind: isTask ? 'task' : type } as const;
  for (const [place, run] of runs.slice(0, -1).entries())
    draft.addTask({
      ...common,
      attempt: place + 1,
      ...timesOf(run, draft),
      result: lookUp(results, readText(run, 'status')) ?? 'unknown',
    });
  const isHit = status.startsWith('cached');
  draft.addTask({
    ...common,
    attempt: Math.max(1, runs.length),
    ...timesOf(runs.length > 1 ? (runs.at(-1) as Fields) : action, draft),
    result: lookUp(results, status) ?? 'unknown',
    cache: cacheOf(isTask, isHit, runs.length),
    failure: { message: readText(action, 'error') },
  });
}

/** One of the operations of a task: a run of its command, one per attempt. */
function isRun(operation: Fields): boolean {
  return readText(readFields(operation, 'meta'), 'type') === 'task-execution';
}

function cacheOf(isTask: boolean, isHit: boolean, runs: number): CacheState {
  return isHit ? 'hit' : isTask && runs > 0 ? 'miss' : 'unknown';
}

function timesOf(fields: Fields, { facts }: Draft): Pick<TaskDraft, 'startTimeMs' | 'durationMs'> {
  const startTimeMs = readTime(fields, 'startedAt', () => {
    facts.zoneless = true;
  });
  return { startTimeMs, durationMs: readSpan(readFields(fields, 'duration')) };
}

function readSpan(span: Fields): number | null {
  const seconds = readNumber(span, 'secs');
  return seconds === null ? null : seconds * 1000 + (readNumber(span, 'nanos') ?? 0) / 1e6;
}

/** A run is aborted by a task that failed, or by a signal. */
function readRun(run: Fields, { facts, report }: Draft): void {
  const status = readText(run, 'status');
  facts.durationMs = readSpan(readFields(run, 'duration'));
  if (status === null || status === 'completed' || status === 'failed' || status === 'aborted') return;
  facts.complete = false;
  report('warning', 'unfinished', `The run ended as \`${status.slice(0, 40)}\`.`, '');
}
