/**
 * One first slow build per event: series that moved within a build or two of each other moved with the same
 * build.
 */
import type { Change } from '../../model/change.ts';
import { seriesId } from '../../model/series.ts';
import type { BuildPoint } from '../collect/survey-builds.ts';
import { changePointAt } from './describe-change.ts';

/** Number of builds by which noise may shift the first slow build. */
const reach = 2;

/**
 * Moves each change to the nearby build with which most series moved, and counts them.
 * @param order index of each build, by id
 * @param pointsOf builds of a series' values, by its id
 */
export function shareFirstBuilds<T extends Change<unknown>>(
  changes: readonly T[],
  order: ReadonlyMap<string, number>,
  pointsOf: (id: string) => readonly BuildPoint[],
): T[] {
  const votes = new Map<string, number>();
  for (const change of changes)
    if (moves(change)) votes.set(voteOf(change), (votes.get(voteOf(change)) ?? 0) + 1);
  const moved = changes.map((change) => (moves(change) ? moveTo(change, votes, order, pointsOf) : change));
  const counts = new Map<string, number>();
  for (const change of moved)
    if (moves(change)) counts.set(voteOf(change), (counts.get(voteOf(change)) ?? 0) + 1);
  return moved.map((change) =>
    change.since === null
      ? change
      : { ...change, since: { ...change.since, series: counts.get(voteOf(change)) ?? 1 } },
  );
}

function moves({ verdict, state, since }: Change<unknown>): boolean {
  return verdict === 'confirmed' && since !== null && (state === 'new' || state === 'open');
}

/** Only changes that were reported together are one event. */
function voteOf({ openedBy, since }: Change<unknown>): string {
  return `${openedBy ?? ''} ${since?.buildId}`;
}

function moveTo<T extends Change<unknown>>(
  change: T,
  votes: ReadonlyMap<string, number>,
  order: ReadonlyMap<string, number>,
  pointsOf: (id: string) => readonly BuildPoint[],
): T {
  const points = pointsOf(seriesId(change.series));
  const own = points.findIndex(({ id }) => id === change.since?.buildId);
  const place = order.get(change.since?.buildId ?? '');
  if (own < 0 || place === undefined) return change;
  let best = own;
  let most = votes.get(voteOf(change)) ?? 0;
  for (let at = Math.max(0, own - reach); at <= Math.min(points.length - 1, own + reach); at++) {
    const { id } = points[at] as BuildPoint;
    const here = votes.get(`${change.openedBy ?? ''} ${id}`) ?? 0;
    if (here <= most || Math.abs((order.get(id) ?? Number.NaN) - place) > reach) continue;
    most = here;
    best = at;
  }
  const since = changePointAt(best, points);
  return best === own || since === null ? change : { ...change, since, slowBuilds: since.buildsAgo + 1 };
}
