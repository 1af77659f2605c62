/** The series of a history as names first, whether its rows are in memory or still to be read. */
import type { History, SeriesHandle } from '../model/history.ts';

/** @param from index of the oldest build that matters */
export function openHandles(
  { series, handles }: History,
  from: number,
  names: ReadonlySet<string>,
): Iterable<SeriesHandle> {
  return handles?.(from, names) ?? wrap(series);
}

function* wrap(series: History['series']): Generator<SeriesHandle> {
  for (const each of series) yield { name: each.name, kind: each.kind, read: () => each };
}
