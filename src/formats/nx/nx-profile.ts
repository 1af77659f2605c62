/** Nx's task profile. Reference: https://nx.dev/docs/troubleshooting/performance-profiling */

import type { Draft } from '../../ingest/draft.ts';
import type { Format, Sample } from '../../ingest/format.ts';
import { type Fields, readDuration, readFields, readNumber, readText } from '../../ingest/read-fields.ts';
import { readLastDocument } from '../../ingest/read-records.ts';
import type { CacheState, Result } from '../../model/task.ts';

export const nxProfile: Format = {
  id: 'nx-profile',
  title: 'Nx profile',
  versions: 'Nx 24.0',
  family: 'builds',
  reference: 'https://nx.dev/docs/troubleshooting/performance-profiling',
  howTo: '`NX_PROFILE=profile.json nx run-many -t build test`',
  claims: isNxProfile,
  read: async (input, draft) => {
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    const start = (): void => {
      first = Number.POSITIVE_INFINITY;
      last = Number.NEGATIVE_INFINITY;
    };
    const visit = (event: Fields): void => {
      const ran = readTask(event, draft);
      first = Math.min(first, ran?.startUs ?? first);
      last = Math.max(last, ran?.endUs ?? last);
    };
    await readLastDocument(input, draft, [], { start, visit });
    const { facts } = draft;
    if (facts.complete && first < dated && last >= first) facts.durationMs = (last - first) / 1000;
  },
};

/** Older versions count from the start of the machine, newer ones from 1970: this is the year 2001, in µs. */
const dated = 1e15;

/** Threads named after groups of tasks, and tasks with their target and status. */
export function isNxProfile({ shape, records }: Sample): boolean {
  return shape === 'array' && records.length > 0 && records.every((event) => isTask(event) || isGroup(event));
}

function isTask(event: Fields): boolean {
  const args = readFields(event, 'args');
  const project = readText(readFields(args, 'target'), 'project');
  return event['ph'] === 'X' && project !== null && readText(args, 'status') !== null;
}

function isGroup(event: Fields): boolean {
  const name = readText(readFields(event, 'args'), 'name') ?? '';
  return event['ph'] === 'M' && event['name'] === 'thread_name' && /^Group #\d+$/.test(name);
}

const statuses: ReadonlyMap<string, readonly [Result, CacheState]> = new Map([
  ['success', ['success', 'miss']],
  ['failure', ['failure', 'miss']],
  ['skipped', ['skip', 'unknown']],
  ['stopped', ['cancellation', 'unknown']],
  ['local-cache', ['success', 'hit']],
  ['local-cache-kept-existing', ['success', 'hit']],
  ['remote-cache', ['success', 'hit']],
]);

/** Nx's task ids are project, target, configuration. @returns when it ran, by Nx's clock; null when it did not */
function readTask(event: Fields, draft: Draft): { readonly startUs: number; readonly endUs: number } | null {
  if (!isTask(event)) return null;
  const [result, cache] = statuses.get(readText(readFields(event, 'args'), 'status') ?? '') ?? [
    'unknown',
    'unknown',
  ];
  // Tasks that still ran when Nx was stopped may be missing.
  if (result === 'cancellation') draft.facts.complete = false;
  const startUs = readNumber(event, 'ts');
  const durationUs = readDuration(event, 'dur');
  const ran = result !== 'skip';
  const lane = readNumber(event, 'tid');
  draft.addTask({
    name: readText(event, 'name') ?? 'task',
    kind: 'task',
    ...(lane === null ? {} : { lane: `Group #${lane + 1}` }),
    startTimeMs: ran && startUs !== null && startUs >= dated ? startUs / 1000 : null,
    durationMs: ran && durationUs !== null ? durationUs / 1000 : null,
    result,
    cache,
  });
  return ran && startUs !== null ? { startUs, endUs: startUs + (durationUs ?? 0) } : null;
}
