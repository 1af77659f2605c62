/** Judges the current state of a history: the report of its newest build on the baseline branch. */
import { analyze } from '../analyze.ts';
import { findBranch } from '../history/find-branch.ts';
import { restoreBuilds } from '../history/restore-builds.ts';
import { hasMeaningfulTime } from '../metrics/final-tasks.ts';
import type { Build } from '../model/build.ts';
import type { Change } from '../model/change.ts';
import type { History, StoredBuild } from '../model/history.ts';
import type { Report } from '../model/report.ts';
import type { Config } from '../settings/config.ts';
import type { GateOn } from '../settings/options.ts';

export interface JudgeOptions {
  readonly config: Config;
  readonly gateOn: GateOn;
  /** null: the usual name of a default branch with stored builds; else all except pull requests. */
  readonly branch: string | null;
  readonly ownersOf: (name: string, file: string | null) => readonly string[];
}

/** Whether a build may be part of a baseline. */
export function isOfBaseline(build: StoredBuild, branch: string | null): boolean {
  const { complete, degraded, pullRequest } = build;
  return complete && !degraded && pullRequest === null && (branch === null || build.branch === branch);
}

export interface JudgedHistory {
  /** The newest build of the baseline branch, and its index in the history. */
  readonly build: Build;
  readonly at: number;
  readonly report: Report;
  /** Of each series; for the build's own series, if the newest build failed, those of the newest with a time. */
  readonly changes: readonly Change[];
}

/** null if no build belongs to the baseline branch. Events are not stored: rules on events are not judged. */
export function judgeHistory(history: History, options: JudgeOptions): JudgedHistory | null {
  const branch = findBranch(history, options.branch);
  const trunk = history.builds.filter((build) => isOfBaseline(build, branch));
  const newest = trunk.at(-1);
  if (newest === undefined) return null;
  const { build, report } = judge(newest, history, branch, options);
  const judged = { build, at: history.builds.indexOf(newest), report };
  if (hasMeaningfulTime(newest.result)) return { ...judged, changes: report.changes };
  const timed = trunk.findLast(({ result }) => hasMeaningfulTime(result));
  const ofBuild = timed === undefined ? [] : judge(timed, history, branch, options).report.changes;
  return {
    ...judged,
    changes: [...report.changes, ...ofBuild.filter(({ series }) => series.scope === 'build')],
  };
}

function judge(
  stored: StoredBuild,
  history: History,
  branch: string | null,
  { config, gateOn, ownersOf }: JudgeOptions,
): Pick<JudgedHistory, 'build' | 'report'> {
  const build = restoreBuilds(history, (each) => each === stored)[0] as Build;
  const problems = [] as const;
  const report = analyze({
    build,
    loaded: { status: 'found', history, problems },
    config,
    options: { failOn: 'never', failOnTests: 'never', gateOn, onMissingBaseline: 'pass' },
    baselineBranch: branch,
    problems,
    ownersOf,
  });
  return { build, report };
}
