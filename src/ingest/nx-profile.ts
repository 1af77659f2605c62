/** Nx's task profile. Reference: https://nx.dev/docs/troubleshooting/performance-profiling */
import type { CacheState, Result } from '../model.ts';
import type { Draft } from './draft.ts';
import type { Format, Sample } from './format.ts';
import { type Fields, readDuration, readFields, readNumber, readText } from './read-fields.ts';
import { readRecords } from './read-records.ts';

export const nxProfile: Format = {
  id: 'nx-profile',
  title: 'Nx profile',
  reference: 'https://nx.dev/docs/troubleshooting/performance-profiling',
  howTo: '`NX_PROFILE=profile.json nx run-many -t build test`',
  claims: isNxProfile,
  read: (input, draft) => readRecords(input, draft, [], (event) => readTask(event, draft)),
};

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

/** Nx counts from 1970, as no other writer of traces promises. Its task ids are project, target, configuration. */
function readTask(event: Fields, draft: Draft): void {
  if (!isTask(event)) return;
  const [result, cache] = statuses.get(readText(readFields(event, 'args'), 'status') ?? '') ?? [
    'unknown',
    'unknown',
  ];
  // Tasks that still ran when Nx was stopped may be missing beside this one.
  if (result === 'cancellation') draft.facts.complete = false;
  const startUs = readNumber(event, 'ts');
  const durationUs = readDuration(event, 'dur');
  const ran = result !== 'skip';
  draft.addTask({
    name: readText(event, 'name') ?? 'task',
    kind: 'task',
    startTimeMs: ran && startUs !== null ? startUs / 1000 : null,
    durationMs: ran && durationUs !== null ? durationUs / 1000 : null,
    result,
    cache,
  });
}
