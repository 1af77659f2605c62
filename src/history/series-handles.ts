/** The series of a history with names first, whether its rows are in memory or not yet read. */
import type { History, SeriesHandle } from '../model/history.ts';

/** @param builds indexes of the relevant builds, ascending */
export function openHandles(
  { series, handles }: History,
  builds: readonly number[],
  names: ReadonlySet<string>,
): Iterable<SeriesHandle> {
  return handles?.(builds, names) ?? wrap(series);
}

/** The names of all series; a name may come more than once. */
export function listNames({ series, names }: History): Iterable<string> {
  return names?.() ?? Array.from(series, ({ name }) => name);
}

function* wrap(series: History['series']): Generator<SeriesHandle> {
  for (const each of series) yield { name: each.name, kind: each.kind, read: () => each };
}
