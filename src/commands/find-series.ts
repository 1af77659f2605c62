/** Finds the stored series that a user means: by its name, or by a part of it. */
import { readStoredSeries, type StoredSeries } from '../detect/collect/stored-series.ts';
import type { History } from '../model/history.ts';
import type { Measure, SeriesKey } from '../model/series.ts';
import type { Config } from '../settings/config.ts';
import { suggest } from '../settings/suggest.ts';
import type { Arguments } from './command.ts';
import type { Stored } from './open-recorded.ts';
import { readChoice, refuse } from './view.ts';

function readMeasure(args: Arguments): Measure {
  return readChoice(
    args,
    'measure',
    ['duration', 'cost', 'tokens', 'cache_hit_rate', 'value'] as const,
    'duration',
  );
}

export function readWanted(
  args: Arguments,
  wanted: string,
  history: History,
  config: Config,
  branch: string | null,
): StoredSeries[] {
  const measure = readMeasure(args);
  const isWanted = (key: SeriesKey): boolean => {
    const { kind } = args.flags;
    // A task of that name is meant where its kind is given.
    if (wanted === 'build' && kind === undefined) return key.scope === 'build' && key.measure === measure;
    if (key.task !== wanted || (kind !== undefined && key.kind !== kind)) return false;
    return key.scope === 'metric' || key.measure === measure;
  };
  return readStoredSeries(history, branch, config.regressions, isWanted);
}

export function pickSeries(
  args: Arguments,
  wanted: string,
  stored: Stored,
  config: Config,
  branch: string | null,
): StoredSeries {
  const found = readWanted(args, wanted, stored.history, config, branch);
  const [only, ...others] = found;
  if (only === undefined) return refuseSeries(wanted, readMeasure(args), stored, branch);
  if (others.length > 0)
    refuse(
      wanted,
      `It is of several kinds: ${found.map(({ key }) => key.kind ?? '').join(', ')}.`,
      'Choose one with `--kind`.',
    );
  return only;
}

/** Says why there is no such series, and which there is. */
function refuseSeries(
  wanted: string,
  measure: Measure,
  { history, label }: Stored,
  branch: string | null,
): never {
  if (history.builds.length === 0)
    refuse(
      wanted,
      `There is no series in ${label}.`,
      'Name the folder with `--history DIR`, the series of builds with `--name`.',
    );
  const names = ['build', ...new Set(Array.from(history.series, ({ name }) => name))];
  if (!names.includes(wanted)) {
    const near = suggest(wanted, names);
    const fix = near.startsWith('Did you')
      ? near
      : 'Name it as the report does; `build-telemetry performance` lists the tasks.';
    return refuse(wanted, `There is no such series in ${label}.`, fix);
  }
  const measures = readStoredSeries(history, branch, [], ({ scope, task }) =>
    wanted === 'build' ? scope === 'build' : task === wanted,
  ).map(({ key }) => key.measure);
  return measures.length === 0
    ? refuse(
        wanted,
        `Nothing of it was measured in builds of ${branch ?? 'a branch'}.`,
        'Builds of pull requests are left out.',
      )
    : refuse(
        wanted,
        `It has no ${measure} in ${label}.`,
        `Choose with \`--measure\`: ${[...new Set(measures)].join(', ')}.`,
      );
}
