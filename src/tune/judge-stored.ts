/** Judges builds of the history again, each against what was stored before it, as it was judged when it ran. */
import { analyze } from '../analyze.ts';
import { restoreBuilds } from '../history/restore-builds.ts';
import type { Alert } from '../model/alert.ts';
import type { History } from '../model/history.ts';
import type { Config } from '../settings/config.ts';
import type { GateOn } from '../settings/options.ts';

/** A stored build and what would be said of it. */
export interface JudgedBuild {
  readonly id: string;
  readonly startTimeMs: number;
  readonly durationMs: number | null;
  readonly commit: string | null;
  /** Most severe first. */
  readonly alerts: readonly Alert[];
}

/** The newest `count` builds, newest first. Events are not stored: nothing of theirs is judged. */
export function judgeStored(
  history: History,
  config: Config,
  { baselineBranch, gateOn }: { readonly baselineBranch: string | null; readonly gateOn: GateOn },
  count: number,
): JudgedBuild[] {
  const newest = new Set(history.builds.slice(-count));
  const problems = [] as const;
  return restoreBuilds(history, (build) => newest.has(build))
    .map((build) => {
      const { alerts } = analyze({
        build,
        loaded: { status: 'found', history, problems },
        config,
        options: { failOn: 'never', failOnTests: 'never', gateOn, onMissingBaseline: 'pass' },
        baselineBranch,
        problems,
      });
      const { id, startTimeMs, durationMs, context } = build;
      return { id, startTimeMs: startTimeMs ?? 0, durationMs, commit: context.commit, alerts };
    })
    .reverse();
}
