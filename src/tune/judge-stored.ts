/** Judges stored builds again, each against the builds stored before it, as when it ran. */
import { analyze } from '../analyze.ts';
import { restoreBuilds } from '../history/restore-builds.ts';
import type { Alert } from '../model/alert.ts';
import type { History } from '../model/history.ts';
import type { Report } from '../model/report.ts';
import type { Config } from '../settings/config.ts';
import type { GateOn } from '../settings/options.ts';

/** A stored build and the findings of its report. */
export interface JudgedStored {
  readonly id: string;
  readonly startTimeMs: number;
  readonly durationMs: number | null;
  readonly commit: string | null;
  /** Most severe first. */
  readonly alerts: readonly Alert[];
}

/** The settings to judge stored builds. */
export interface JudgeStoredOptions {
  readonly baselineBranch: string | null;
  readonly gateOn: GateOn;
}

/** The newest `count` builds, newest first. Events are not stored: rules on events are not judged. */
export function judgeStored(
  history: History,
  config: Config,
  options: JudgeStoredOptions,
  count: number,
): JudgedStored[] {
  const newest = new Set(history.builds.slice(-count).map(({ id }) => id));
  return reportStored(history, config, options, newest)
    .map(({ build: { id, startTimeMs, durationMs, context }, alerts }) => {
      return { id, startTimeMs: startTimeMs ?? 0, durationMs, commit: context.commit, alerts };
    })
    .reverse();
}

/** The reports of some stored builds, oldest first. */
export function reportStored(
  history: History,
  config: Config,
  { baselineBranch, gateOn }: JudgeStoredOptions,
  ids: ReadonlySet<string>,
): Report[] {
  const problems = [] as const;
  return restoreBuilds(history, ({ id }) => ids.has(id)).map((build) =>
    analyze({
      build,
      loaded: { status: 'found', history, problems },
      config,
      options: { failOn: 'never', failOnTests: 'never', gateOn, onMissingBaseline: 'pass' },
      baselineBranch,
      problems,
    }),
  );
}
