/** Follows the newest build of a log that grows from build to build. */
import type { Draft } from './draft.ts';

/** What a record says of the build that it belongs to. */
export interface BuildMark {
  readonly buildId: string | null;
  readonly sessionId: string | null;
  readonly timeMs: number | null;
  /** `work`: something was done; `other` tells nothing of a build by itself. */
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
 * A build begins with its start event, or with a build or session id that is new. Records without an id belong
 * to the build that is followed.
 * @param startOver forgets the build that was followed so far
 * @returns says of a record whether it belongs to the newest build so far
 */
export function followNewest(
  draft: Draft,
  startOver: () => void,
): { readonly take: (mark: BuildMark) => boolean; readonly finish: () => void } {
  const olderIds = new Set<string>();
  let followed: Followed = begin(null);
  let older = 0;

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
  return {
    take: (mark) => {
      const ids = idsOf(mark);
      if (beginsBuild(mark, ids, followed, olderIds)) {
        if (!open(mark, ids)) return false;
      } else if (ids.some((id) => olderIds.has(id)) && !ids.some((id) => followed.ids.has(id))) return false;
      for (const id of ids) if (!olderIds.has(id)) followed.ids.add(id);
      followed.timeMs ??= mark.timeMs;
      followed.isOpened ||= mark.role === 'build-start';
      followed.isEnded ||= mark.role === 'build-end';
      followed.hasWork ||= mark.role === 'work';
      return true;
    },
    finish: () => {
      if (older === 0) return;
      const what = `The file holds ${older + 1} builds: the newest is read, ${older} older ${older === 1 ? 'is' : 'are'} left out.`;
      draft.report('info', 'older-builds', what);
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
    if (shared) return followed.isEnded;
    return followed.isOpened || followed.hasWork;
  }
  if (shared || ids.some((id) => olderIds.has(id))) return false;
  // Another id of the same sort is another build; a sort that was not seen yet belongs to this one.
  const sorts = new Set([...followed.ids].map(sortOf));
  return ids.some((id) => sorts.has(sortOf(id)));
}

function sortOf(id: string): string {
  return id.slice(0, id.indexOf(' '));
}
