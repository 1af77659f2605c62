/** Finds the stored series for a user's argument: by its name, or by a part of it. */

import { readStoredSeries, type StoredSeries } from '../detect/collect/stored-series.ts';
import { listSome, plural } from '../model/counts.ts';
import type { History } from '../model/history.ts';
import type { Measure, SeriesKey } from '../model/series.ts';
import type { Config } from '../settings/config.ts';
import { suggest } from '../settings/suggest.ts';
import type { Arguments } from './command.ts';
import type { Stored } from './open-recorded.ts';
import { readChoiceFlag, refuse } from './view.ts';

export const measures = ['duration', 'cost', 'tokens', 'cache_hit_rate', 'value'] as const;

function readMeasure(args: Arguments): Measure {
  return readChoiceFlag(args, 'measure', measures, 'duration');
}

/** The series of this name, of the requested measure and kind. */
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
    // If its kind is given, a task of that name is meant.
    if (wanted === 'build' && kind === undefined) return key.scope === 'build' && key.measure === measure;
    if (key.task !== wanted || (kind !== undefined && key.kind !== kind)) return false;
    return key.scope === 'metric' || key.measure === measure;
  };
  return readStoredSeries(history, branch, config.regressions, isWanted);
}

/** The single matching series. Ends the command with a list if there is none, or more than one. */
export function pickSeries(
  args: Arguments,
  wanted: string,
  stored: Stored,
  config: Config,
  branch: string | null,
): StoredSeries {
  const name = completeName(wanted, stored);
  const found = readWanted(args, name, stored.history, config, branch);
  const [only, ...others] = found;
  if (only === undefined) return refuseMeasure(name, args, stored, branch);
  if (others.length > 0) {
    const kinds = found.map(({ key }) => key.kind ?? '');
    refuse(
      name,
      `Several kinds share this name: ${kinds.join(', ')}.`,
      `Choose one: \`--kind ${kinds[0]}\`.`,
    );
  }
  return only;
}

const maxListed = 10;

/** The exact name, or the only one that ends in it as a whole, or that contains it, in any case. */
function completeName(wanted: string, { history, label }: Stored): string {
  const names = ['build', ...new Set(Array.from(history.series, ({ name }) => name))];
  if (names.includes(wanted)) return wanted;
  const part = wanted.toLowerCase();
  const matching = names.filter((name) => name.toLowerCase().includes(part));
  const [only] = matching;
  if (only === undefined)
    return refuse(wanted, `No such series in ${label}.`, describeNearest(wanted, names));
  if (matching.length === 1) return only;
  for (const isMeant of [isSame, isLastPart]) {
    const [meant, ...others] = matching.filter((name) => isMeant(name.toLowerCase(), part));
    if (meant !== undefined && others.length === 0) return meant;
  }
  const listed = listSome(
    matching.map((name) => `\`${name}\``),
    maxListed,
  );
  return refuse(
    wanted,
    `It matches ${plural(matching.length, 'name')}: ${listed}.`,
    'Write more of the name.',
  );
}

function isSame(name: string, part: string): boolean {
  return name === part;
}

/** `case 2` means the test of that name, not `case 21`. */
function isLastPart(name: string, part: string): boolean {
  return name.endsWith(` › ${part}`);
}

function describeNearest(wanted: string, names: readonly string[]): string {
  const near = suggest(wanted, names);
  return near.startsWith('Did you') ? near : 'List the series with `build-telemetry explain`.';
}

/** Lists the existing kinds or measures instead. */
function refuseMeasure(
  name: string,
  args: Arguments,
  { history, label }: Stored,
  branch: string | null,
): never {
  const { kind } = args.flags;
  const measure = readMeasure(args);
  const isBuild = name === 'build' && kind === undefined;
  const keys = readStoredSeries(history, branch, [], ({ scope, task }) =>
    isBuild ? scope === 'build' : task === name,
  ).map(({ key }) => key);
  const kinds = [...new Set(keys.map((key) => key.kind ?? ''))];
  if (kind !== undefined && kinds.length > 0 && !kinds.includes(kind))
    refuse('--kind', `No \`${name}\` of this kind: \`${kind}\`.`, suggest(kind, kinds));
  const known = keys.map((key) => key.measure);
  return known.length === 0
    ? refuse(
        name,
        `No ${isBuild ? 'time of the whole build' : 'value'} in ${branch === null ? 'builds' : `builds of ${branch}`} outside pull requests, in ${label}.`,
        'List the series with `build-telemetry explain`.',
      )
    : refuse(
        name,
        `No ${measure} in ${label}.`,
        `Choose with \`--measure\`: ${[...new Set(known)].join(', ')}.`,
      );
}
