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

/** The names of the series of a kind, perhaps with some of others; null: of all. */
export function listNames({ series, names }: History, only: string | null): ReadonlySet<string> {
  return (
    names?.(only) ??
    new Set(Array.from(series, ({ name, kind }) => ((only ?? kind) === kind ? [name] : [])).flat())
  );
}

function* wrap(series: History['series']): Generator<SeriesHandle> {
  for (const each of series) yield { name: each.name, kind: each.kind, read: () => each };
}
