/** Bazel's JSON trace profile. Reference: https://bazel.build/advanced/performance/json-trace-profile */

import type { Draft } from '../../ingest/draft.ts';
import type { Format, Input, Sample } from '../../ingest/format.ts';
import {
  type Fields,
  parseTime,
  readDuration,
  readFields,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import { readLastDocument } from '../../ingest/read-records.ts';
import { stripRoots } from '../../ingest/strip-roots.ts';
import { plural } from '../../model/counts.ts';
import type { CacheState } from '../../model/task.ts';

export const bazelProfile: Format = {
  id: 'bazel-profile',
  title: 'Bazel profile',
  versions: 'Bazel 4.2, and a profile of 2022',
  family: 'builds',
  reference: 'https://bazel.build/advanced/performance/json-trace-profile',
  howTo: '`bazel build --profile=profile.json.gz //...`',
  claims: isBazelProfile,
  read: readProfile,
};

/** Bazel opens its trace with the thread of the critical path, or its first phase. */
export function isBazelProfile({ shape, keys, records }: Sample): boolean {
  return shape === 'object' && keys.includes('traceEvents') && records.some(isBazelEvent);
}

function isBazelEvent(event: Fields): boolean {
  if (event['cat'] === phaseCategory) return true;
  return event['name'] === 'thread_name' && readText(readFields(event, 'args'), 'name') === 'Critical Path';
}

const phaseCategory = 'build phase marker';

interface Timed {
  readonly name: string;
  readonly startUs: number;
  readonly durationUs: number | null;
}

interface Action extends Timed {
  readonly kind: string;
  readonly thread: unknown;
  /** Its id in the draft; known after it was added. */
  id: string;
}

type CacheStep = 'check' | 'download' | 'execution';

interface Profile {
  readonly actions: Action[];
  /** Names by thread. */
  readonly threads: Map<unknown, string>;
  readonly phases: Timed[];
  readonly criticalPath: Timed[];
  /** By thread: the work inside actions, with times. */
  readonly cacheSteps: Map<unknown, { readonly startUs: number; readonly of: CacheStep }[]>;
  /** Events of a few milliseconds that Bazel merged, without their names. */
  merged: number;
  endUs: number | null;
  clockMs: number | null;
}

function emptyProfile(): Profile {
  return {
    actions: [],
    threads: new Map(),
    phases: [],
    criticalPath: [],
    cacheSteps: new Map(),
    merged: 0,
    endUs: null,
    clockMs: null,
  };
}

async function readProfile(input: Input, draft: Draft): Promise<void> {
  let profile = emptyProfile();
  const start = (): void => {
    profile = emptyProfile();
  };
  const visit = (record: Fields, key: string | null): void => {
    if (key === null) profile.clockMs = readClock(readFields(record, 'otherData'));
    else readEvent(record, profile);
  };
  await readLastDocument(input, draft, ['traceEvents'], { start, visit });
  if (profile.endUs === null && draft.facts.complete) {
    draft.facts.complete = false;
    const fix = 'Read the profile after Bazel has ended.';
    draft.report('warning', 'no-end', 'The profile has no record that Bazel finished.', fix);
  }
  if (profile.merged > 0) {
    const what = `Bazel merged ${plural(profile.merged, 'short event')}; short actions may be among them.`;
    draft.report('info', 'merged-events', what, 'Use `--noslim_profile` to record each of them.');
  }
  addActions(profile, draft);
  addPhases(profile, draft);
}

/** Milliseconds or a date, by version; the text of a date is unambiguous only in these time zones. */
function readClock(other: Fields): number | null {
  const start = readNumber(other, 'profile_start_ts');
  if (start !== null) return start;
  const date = readText(other, 'date') ?? '';
  let isZoneless = false;
  const iso = parseTime(date, () => {
    isZoneless = true;
  });
  if (iso !== null) return isZoneless ? null : iso;
  const isClear = /^\w{3} \w{3} \d\d \d\d:\d\d:\d\d (?:UTC|GMT|E[SD]T|CDT|M[SD]T|P[SD]T) \d{4}$/.test(date);
  const time = isClear ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

function readEvent(event: Fields, profile: Profile): void {
  const category = readText(event, 'cat');
  const name = readText(event, 'name') ?? '';
  const startUs = readNumber(event, 'ts');
  if (name === 'thread_name')
    profile.threads.set(event['tid'], readText(readFields(event, 'args'), 'name') ?? '');
  if (startUs === null || category === null) return;
  const timed: Timed = { name, startUs, durationUs: readDuration(event, 'dur') };
  if (category === 'action processing') {
    const kind = readText(readFields(event, 'args'), 'mnemonic') ?? 'action';
    profile.actions.push({ ...timed, kind, thread: event['tid'], id: '' });
  } else if (category === phaseCategory) profile.phases.push(timed);
  else if (category === 'critical path component') profile.criticalPath.push(timed);
  else if (category === 'general information' && name === 'Finishing') profile.endUs = startUs;
  profile.merged += Number(/^merged (\d+) events$/.exec(name)?.[1] ?? 0);
  const of = readCacheStep(category, name);
  if (of === null) return;
  const inside = profile.cacheSteps.get(event['tid']) ?? [];
  if (inside.length === 0) profile.cacheSteps.set(event['tid'], inside);
  inside.push({ startUs, of });
}

/** Bazel's names of its work for an action with a remote or disk cache, and with processes. */
function readCacheStep(category: string, name: string): CacheStep | null {
  switch (category) {
    case 'remote action cache check':
      return 'check';
    case 'remote output download':
      return 'download';
    case 'local action execution':
    case 'remote action execution':
      return 'execution';
    case 'general information':
      return name === 'subprocess.run' ? 'execution' : name === 'remote.download' ? 'download' : null;
  }
  return null;
}

function addActions({ actions, threads, cacheSteps, clockMs }: Profile, draft: Draft): void {
  for (const inside of cacheSteps.values()) inside.sort((a, b) => a.startUs - b.startUs);
  for (const action of actions) {
    const lane = threads.get(action.thread);
    const task = draft.addTask({
      name: nameAction(action.name),
      kind: action.kind,
      startTimeMs: clockMs === null ? null : clockMs + action.startUs / 1000,
      durationMs: action.durationUs === null ? null : action.durationUs / 1000,
      cache: judgeCache(action, cacheSteps.get(action.thread) ?? []),
      ...(lane ? { lane } : {}),
    });
    action.id = task.id;
  }
}

/** Numbers of sources, and configurations in output paths, differ from build to build. */
function nameAction(name: string): string {
  return stripRoots(name)
    .replaceAll(/ \(\d+ (?:source )?(?:files?|jars?)[^()]*\)/g, '')
    .replaceAll(/\b(?:bazel|blaze)-out\/[^/\s]+\/(?:bin|genfiles|testlogs)\//g, '');
}

/** An action with a cache lookup: it was run, or its outputs were fetched. */
function judgeCache(action: Action, inside: readonly { startUs: number; of: CacheStep }[]): CacheState {
  const end = action.startUs + (action.durationUs ?? 0);
  const found = new Set<CacheStep>();
  for (let i = findFirst(inside, action.startUs); i < inside.length; i++) {
    const { startUs, of } = inside[i] as (typeof inside)[number];
    if (startUs > end) break;
    found.add(of);
  }
  if (!found.has('check')) return 'unknown';
  if (found.has('execution')) return 'miss';
  return found.has('download') ? 'hit' : 'unknown';
}

function findFirst(sorted: readonly { startUs: number }[], startUs: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as { startUs: number }).startUs < startUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** From the launch of the client to the end, as Bazel's own "Elapsed time". Each phase lasts until the next one. */
function addPhases({ actions, phases, criticalPath, endUs, clockMs }: Profile, draft: Draft): void {
  const toMs = (us: number): number | null => (clockMs === null ? null : clockMs + us / 1000);
  const addSpan = (id: string, parentId: string | null, { name, startUs, durationUs }: Timed): void =>
    draft.addSpan({
      id,
      parentId,
      name: nameAction(name),
      startTimeMs: toMs(startUs),
      durationMs: durationUs === null ? null : durationUs / 1000,
      result: 'unknown',
    });
  phases.sort((a, b) => a.startUs - b.startUs);
  for (const [i, phase] of phases.entries()) {
    const next = phases[i + 1]?.startUs ?? endUs;
    const durationUs = phase.durationUs ?? (next === null ? null : next - phase.startUs);
    addSpan(`phase-${i + 1}`, null, { ...phase, durationUs });
  }
  const first = phases[0];
  if (first !== undefined) draft.facts.startTimeMs = toMs(first.startUs);
  if (first !== undefined && endUs !== null && draft.facts.complete)
    draft.facts.durationMs = (endUs - first.startUs) / 1000;
  if (criticalPath.length > 0) addCriticalPath(criticalPath, actions, draft, addSpan);
}

function addCriticalPath(
  components: readonly Timed[],
  actions: readonly Action[],
  draft: Draft,
  addSpan: (id: string, parentId: string | null, timed: Timed) => void,
): void {
  for (const [i, component] of components.entries()) addSpan(`critical-path-${i + 1}`, null, component);
  nameOnPath(components, actions, draft);
  const sum = components.reduce((total, { durationUs }) => total + (durationUs ?? Number.NaN), 0) / 1000;
  if (sum >= 0 && sum < Number.POSITIVE_INFINITY)
    draft.addMetric({ name: 'critical path', value: sum, unit: 'ms', better: 'lower', samples: null });
}

/** Bazel's own critical path. Its components are the actions, with a word before the name, and without a thread. */
function nameOnPath(components: readonly Timed[], actions: readonly Action[], draft: Draft): void {
  const byName = new Map(actions.map((action) => [action.name, action]));
  const onPath = components.flatMap(({ name, startUs, durationUs }) => {
    const action = byName.get(/^action '(.*)'$/s.exec(name)?.[1] ?? name);
    if (action === undefined) return [];
    const isThen =
      action.startUs <= startUs + (durationUs ?? 0) && startUs <= action.startUs + (action.durationUs ?? 0);
    return isThen ? [action] : [];
  });
  onPath.sort((a, b) => a.startUs - b.startUs);
  if (onPath.length > 0 && !draft.isSummedUp()) draft.nameCriticalPath(onPath.map(({ id }) => id));
}
