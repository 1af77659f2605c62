/**
 * A team's month through the whole engine, build by build with a growing history: what is reported to it, correctly
 * and falsely.
 */

import { analyze } from '../../src/analyze.ts';
import { listOpened } from '../../src/detect/conclude/conclude-series.ts';
import type { Alert } from '../../src/model/alert.ts';
import type { Build } from '../../src/model/build.ts';
import type { Change } from '../../src/model/change.ts';
import type { Report } from '../../src/model/report.ts';
import { seriesId } from '../../src/model/series.ts';
import { readConfig } from '../../src/settings/config.ts';
import { medianOfSorted } from '../../src/stats/sorted.ts';
import { closesGate } from '../../src/words/write-alerts.ts';
import { growHistory } from './growing-history.ts';
import type { Row } from './histories.ts';
import { type Carried, makeTeam, nameTask, type Step } from './team-builds.ts';

/** Gates from the default to the strictest. */
export const gates = ['critical', 'error', 'warning'] as const;

export interface TeamScore {
  readonly days: number;
  readonly builds: number;
  readonly seriesABuild: number;
  /** Builds that fail without cause, by gate. */
  readonly falseFailures: Readonly<Record<(typeof gates)[number], number>>;
  /** New alerts of regressions that were not inserted: confirmed, suspected, drifts. */
  readonly falseConfirmed: number;
  readonly falseSuspects: number;
  readonly falseDrifts: number;
  readonly environments: number;
  /** Of the inserted steps, by size. */
  readonly found: readonly {
    readonly size: number;
    readonly steps: number;
    /** Confirmed within so many builds of main. */
    readonly within5: number;
    readonly within15: number;
    readonly medianDelay: number | null;
  }[];
  /** What its pull requests were told, in runs of the job. */
  readonly pullRequests: {
    readonly count: number;
    readonly runs: number;
    /** Whose check failed without cause, at the default gate and at `error`. */
    readonly falseGates: Readonly<Record<'critical' | 'error', number>>;
    readonly carried: readonly {
      readonly size: number;
      readonly count: number;
      /** Confirmed by the pull request's first, second or any run; the others were merged unconfirmed. */
      readonly byFirst: number;
      readonly bySecond: number;
      readonly confirmed: number;
    }[];
  };
  readonly millisecondsABuild: number;
}

const baselineBranch = 'main';

/** @param days working days of 50 builds */
export function runTeam(stationary: readonly Row[], days: number, seed = 1): TeamScore {
  const { builds, steps, carried } = makeTeam(stationary, days, seed);
  const pulls = new Map<number, Pull>();
  const { config } = readConfig('', 'config');
  const history = growHistory(builds.length);
  const seen = new Map<Step, number>();
  const falseFailures = { critical: 0, error: 0, warning: 0 };
  const counts = { confirmed: 0, suspect: 0, drift: 0, improvement: 0, environments: 0, series: 0 };
  let pushes = 0;
  const started = process.cpuUsage();
  for (const build of builds) {
    const isMain = build.context.pullRequest === null;
    if (isMain) pushes += 1;
    const report = judge(build, history.read(), config);
    history.add({ ...build, opened: listOpened(report.changes) });
    const own = carried.get(build.context.pullRequest ?? 0);
    const isOwn = ({ series }: Pick<Change, 'series'>): boolean =>
      own !== undefined && series.task === nameTask(own.task);
    const blame = (change: Pick<Change, 'series'>): Step[] => findSteps(change, steps, pushes);
    const news = report.changes.filter(({ state, level }) => state === 'new' && level !== null);
    const wrong = news.filter((change) => !isOwn(change) && blame(change).length === 0);
    for (const { verdict } of wrong) counts[verdict] += 1;
    counts.environments += report.environment === null ? 0 : 1;
    counts.series = Math.max(counts.series, report.testing.series);
    const falseAlerts = report.alerts.filter((alert) => isFalse(alert, build, wrong));
    for (const gate of gates)
      if (falseAlerts.some((alert) => closesGate(alert, gate))) falseFailures[gate] += 1;
    if (!isMain)
      followPull(
        pulls,
        build,
        news.some((change) => change.verdict === 'confirmed' && isOwn(change)),
        falseAlerts,
      );
    const confirmed = isMain ? news.filter(({ verdict }) => verdict === 'confirmed') : [];
    for (const step of confirmed.flatMap(blame)) {
      if (!seen.has(step)) seen.set(step, pushes - step.from + 1);
    }
  }
  const used = process.cpuUsage(started);
  return {
    days,
    builds: builds.length,
    seriesABuild: counts.series,
    falseFailures,
    falseConfirmed: counts.confirmed,
    falseSuspects: counts.suspect,
    falseDrifts: counts.drift,
    environments: counts.environments,
    found: describeFound(steps, seen),
    pullRequests: describePulls(pulls, carried),
    millisecondsABuild: (used.user + used.system) / 1000 / builds.length,
  };
}

interface Pull {
  runs: number;
  /** Run that confirmed its regression. */
  confirmedBy: number | null;
  readonly falseGates: Set<'critical' | 'error'>;
}

function followPull(
  pulls: Map<number, Pull>,
  build: Build,
  isConfirmed: boolean,
  falseAlerts: readonly Alert[],
): void {
  const number = build.context.pullRequest as number;
  const pull = pulls.get(number) ?? { runs: 0, confirmedBy: null, falseGates: new Set() };
  pulls.set(number, pull);
  pull.runs += 1;
  if (isConfirmed) pull.confirmedBy ??= pull.runs;
  for (const gate of ['critical', 'error'] as const)
    if (falseAlerts.some((alert) => closesGate(alert, gate))) pull.falseGates.add(gate);
}

function describePulls(
  pulls: ReadonlyMap<number, Pull>,
  carried: ReadonlyMap<number, Carried>,
): TeamScore['pullRequests'] {
  const all = [...pulls.values()];
  const falseOf = (gate: 'critical' | 'error'): number =>
    all.filter(({ falseGates }) => falseGates.has(gate)).length;
  const sizes = [...new Set([...carried.values()].map(({ size }) => size))].sort((a, b) => a - b);
  return {
    count: all.length,
    runs: all.reduce((sum, { runs }) => sum + runs, 0),
    falseGates: { critical: falseOf('critical'), error: falseOf('error') },
    carried: sizes.map((size) => {
      const own = [...carried.values()]
        .filter((each) => each.size === size)
        .map(({ pullRequest }) => pulls.get(pullRequest));
      const within = (runs: number): number =>
        own.filter((pull) => (pull?.confirmedBy ?? Number.POSITIVE_INFINITY) <= runs).length;
      return { size, count: own.length, byFirst: within(1), bySecond: within(2), confirmed: within(1000) };
    }),
  };
}

function judge(
  build: Build,
  history: ReturnType<ReturnType<typeof growHistory>['read']>,
  config: Parameters<typeof analyze>[0]['config'],
): Report {
  return analyze({
    build,
    loaded: { status: history.builds.length > 0 ? 'found' : 'missing', history, problems: [] },
    config,
    options: { failOn: 'critical', failOnTests: 'never', gateOn: 'lasting', onMissingBaseline: 'pass' },
    baselineBranch,
    problems: [],
  });
}

/** The steps that a change can report: in force, and of this task; the build is slower when any is. */
function findSteps({ series }: Pick<Change, 'series'>, steps: readonly Step[], pushes: number): Step[] {
  return steps.filter(
    ({ task, from, until }) =>
      from <= pushes &&
      (until === null || pushes < until) &&
      (task === null ? series.scope === 'build' : series.task === nameTask(task)),
  );
}

/** A gate that closes on a build that failed closes correctly. */
function isFalse(alert: Alert, build: Build, wrong: readonly Change[]): boolean {
  if (alert.source !== 'regression') return build.result === 'success';
  return wrong.some(({ series }) => alert.id.endsWith(`:${seriesId(series)}`));
}

function describeFound(steps: readonly Step[], seen: ReadonlyMap<Step, number>): TeamScore['found'] {
  const sizes = [...new Set(steps.map(({ size }) => size))].sort((a, b) => a - b);
  return sizes.map((size) => {
    const own = steps.filter((step) => step.size === size);
    const delays = own.flatMap((step) => seen.get(step) ?? []).sort((a, b) => a - b);
    return {
      size,
      steps: own.length,
      within5: delays.filter((delay) => delay <= 5).length,
      within15: delays.filter((delay) => delay <= 15).length,
      medianDelay: delays.length > 0 ? medianOfSorted(delays) : null,
    };
  });
}
