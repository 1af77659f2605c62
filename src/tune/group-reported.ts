/** Regressions of one build in one package, folder, file or suite, grouped as in its report. */
import { findGroups } from '../metrics/find-groups.ts';
import type { Level } from '../model/level.ts';
import { isAtLeast } from '../model/level-order.ts';
import { isTaskTime } from '../model/series.ts';
import type { ReportedRegression } from './tune.ts';

export interface ReportedGroup {
  /** The common part of their names; null: a single regression. */
  readonly name: string | null;
  /** The largest first. */
  readonly regressions: readonly [ReportedRegression, ...ReportedRegression[]];
  /** The most severe of them. */
  readonly level: Level | null;
  /** `open` if one of them is. */
  readonly end: ReportedRegression['end'];
}

/** @param names of all followed tasks: a group is one where most of its tasks regressed */
export function groupReported(
  reported: readonly ReportedRegression[],
  names: readonly string[],
): ReportedGroup[] {
  const builds = Map.groupBy(reported, ({ buildId, effect }) => `${effect > 0} ${buildId}`);
  return [...builds.values()]
    .flatMap((own) => groupBuild(own, names))
    .sort((a, b) => a.regressions[0].timeMs - b.regressions[0].timeMs);
}

function groupBuild(own: readonly ReportedRegression[], names: readonly string[]): ReportedGroup[] {
  const times = new Map(
    own.flatMap((each) => (isTaskTime(each.series) ? [[each.series.task ?? '', each] as const] : [])),
  );
  const members = [...new Set(names)].map((name) => ({ name, moved: times.has(name) }));
  const groups = times.size < 3 ? [] : findGroups(members);
  const inGroup = groups.map(({ name, moved }) =>
    join(
      name,
      moved.flatMap((at) => times.get(members[at]?.name ?? '') ?? []),
    ),
  );
  const grouped = new Set(inGroup.flatMap((group) => group?.regressions ?? []));
  const alone = own.filter((each) => !grouped.has(each)).map((each) => join(null, [each]));
  return [...inGroup, ...alone].flatMap((group) => group ?? []);
}

const ends = ['open', 'accepted', 'recovered'] as const;

function join(name: string | null, regressions: readonly ReportedRegression[]): ReportedGroup | null {
  const [largest, ...others] = regressions.toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
  if (largest === undefined) return null;
  const levels = regressions.flatMap(({ level }) => level ?? []);
  const level = levels.find((each) => levels.every((other) => isAtLeast(each, other))) ?? null;
  const end = ends.find((each) => regressions.some((one) => one.end === each)) ?? 'open';
  return { name, regressions: [largest, ...others], level, end };
}
