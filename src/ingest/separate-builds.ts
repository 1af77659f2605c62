/** Separates the builds of a log that grows from build to build, and reads the newest or all of them. */
import { plural } from '../model/counts.ts';
import type { Draft } from './draft.ts';

/** @param read the last build of the file, or the newest by its time */
export function reportSeveralBuilds(draft: Draft, builds: number, read: 'last' | 'newest'): void {
  const what = `The file holds ${plural(builds, 'build')}: only the ${read} one is read.`;
  if (builds > 1) draft.report('info', 'older-builds', what);
}

/** The fields of a record that identify its build. */
export interface BuildMark {
  readonly buildId: string | null;
  readonly sessionId: string | null;
  readonly timeMs: number | null;
  /** `work`: something was done; `other` does not identify a build by itself. */
  readonly role: 'build-start' | 'build-end' | 'work' | 'other';
}

interface Followed {
  readonly ids: Set<string>;
  timeMs: number | null;
  isOpened: boolean;
  isEnded: boolean;
  hasWork: boolean;
}

/**
 * A build begins with its start event, or with a build or session id that is new. Records without an id belong to the
 * current build.
 * @param startOver discards the current build
 * @returns a function: does a record belong to the newest build so far?
 */
export function separateNewest(
  draft: Draft,
  startOver: () => void,
): { readonly take: (mark: BuildMark) => boolean; readonly finish: () => void } {
  const olderIds = new Set<string>();
  let followed: Followed = begin(null);
  let older = 0;
  /** The ids of the last record; equal ids in the next one mean the same build. */
  let last: (Pick<BuildMark, 'buildId' | 'sessionId'> & { readonly isTaken: boolean }) | null = null;

  const leave = (left: Followed): void => {
    for (const id of left.ids) olderIds.add(id);
    if (left.hasWork || left.isOpened) older += 1;
  };
  const open = (mark: BuildMark, ids: readonly string[]): boolean => {
    const next = begin(mark.timeMs);
    for (const id of ids) next.ids.add(id);
    const isOlder = ids.length > 0 && mark.timeMs !== null && mark.timeMs < (followed.timeMs ?? 0);
    if (isOlder) {
      leave({ ...next, isOpened: true });
      return false;
    }
    leave(followed);
    for (const id of ids) olderIds.delete(id);
    if (followed.hasWork || followed.isOpened) startOver();
    followed = next;
    return true;
  };
  const isOfNewest = (mark: BuildMark): boolean => {
    const ids = idsOf(mark);
    if (beginsBuild(mark, ids, followed, olderIds)) {
      if (!open(mark, ids)) return false;
    } else if (ids.some((id) => olderIds.has(id)) && !ids.some((id) => followed.ids.has(id))) return false;
    for (const id of ids) if (!olderIds.has(id)) followed.ids.add(id);
    return true;
  };
  return {
    take: (mark) => {
      const { buildId, sessionId } = mark;
      const isSame =
        last !== null &&
        last.buildId === buildId &&
        last.sessionId === sessionId &&
        mark.role !== 'build-start';
      if (last === null || !isSame) last = { buildId, sessionId, isTaken: isOfNewest(mark) };
      if (!last.isTaken) return false;
      followed.timeMs ??= mark.timeMs;
      followed.isOpened ||= mark.role === 'build-start';
      followed.isEnded ||= mark.role === 'build-end';
      followed.hasWork ||= mark.role === 'work';
      return true;
    },
    finish: () => reportSeveralBuilds(draft, older + 1, 'newest'),
  };
}

/**
 * Separates all builds by the same rules.
 * @param open returns the reader of a build, by its id if it has one; null: the build is left out
 * @returns a function that returns the reader for the build of a record
 */
export function followAll<R>(open: (buildId: string | null, place: number) => R | null): {
  readonly take: (mark: BuildMark) => R | null;
} {
  const builds = new Map<string, Followed & { readonly reader: R | null }>();
  let place = 0;
  const start = (mark: BuildMark): Followed & { readonly reader: R | null } => {
    place += 1;
    return { ...begin(mark.timeMs), reader: open(mark.buildId, place) };
  };
  let current: ReturnType<typeof start> | null = null;
  return {
    take: (mark) => {
      const ids = idsOf(mark);
      const others = new Set(ids.filter((id) => builds.has(id) && builds.get(id) !== current));
      current ??= start(mark);
      let build = current;
      if (beginsBuild(mark, ids, current, others)) {
        current = start(mark);
        build = current;
      } else if (!ids.some((id) => current?.ids.has(id))) {
        build = ids.map((id) => builds.get(id)).find((known) => known !== undefined) ?? current;
      }
      for (const id of ids) {
        if (build !== current && builds.has(id)) continue;
        build.ids.add(id);
        builds.set(id, build);
      }
      build.isOpened ||= mark.role === 'build-start';
      build.isEnded ||= mark.role === 'build-end';
      build.hasWork ||= mark.role === 'work';
      return build.reader;
    },
  };
}

function begin(timeMs: number | null): Followed {
  return { ids: new Set(), timeMs, isOpened: false, isEnded: false, hasWork: false };
}

function idsOf({ buildId, sessionId }: BuildMark): string[] {
  return [
    ...(buildId === null ? [] : [`build ${buildId}`]),
    ...(sessionId === null ? [] : [`session ${sessionId}`]),
  ];
}

function beginsBuild(
  mark: BuildMark,
  ids: readonly string[],
  followed: Followed,
  olderIds: ReadonlySet<string>,
): boolean {
  const shared = ids.some((id) => followed.ids.has(id));
  if (mark.role === 'build-start') {
    // A session may continue after one of its builds was killed.
    const isOther = mark.buildId !== null && !followed.ids.has(`build ${mark.buildId}`);
    if (isOther && [...followed.ids].some((id) => sortOf(id) === 'build')) return true;
    if (shared) return followed.isEnded;
    return followed.isOpened || followed.hasWork;
  }
  if (shared || ids.some((id) => olderIds.has(id))) return false;
  // A different id of the same type means another build; a new type belongs to the current one.
  const sorts = new Set([...followed.ids].map(sortOf));
  return ids.some((id) => sorts.has(sortOf(id)));
}

function sortOf(id: string): string {
  return id.slice(0, id.indexOf(' '));
}
