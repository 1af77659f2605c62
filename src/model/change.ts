/** A series that moved, with its evidence. */
import type { Cause } from './cause.ts';
import type { Level } from './level.ts';
import type { SeriesKey } from './series.ts';

/** `drift` is a slow rise that no single build is to blame for. */
export type ChangeVerdict = 'confirmed' | 'suspect' | 'improvement' | 'drift';

/**
 * What has become of a change. `new` is reported for the first time, or has become worse; `open` was reported by an
 * earlier build; `recovered` and `accepted` (the new level is the baseline now) end it with this build;
 * `acknowledged` is expected by the configuration.
 */
export type ChangeState = 'new' | 'open' | 'recovered' | 'accepted' | 'acknowledged';

/**
 * One series that moved, with its evidence. `from`, `to` and `spark` are in the series' unit.
 * @typeParam Why its causes: in words, or as `CauseFacts`
 */
export interface Change<Why = Cause> {
  readonly verdict: ChangeVerdict;
  readonly state: ChangeState;
  readonly series: SeriesKey;
  /** Median of the baseline; of a rate its share there. */
  readonly from: number;
  /** Median of the newest builds (`newest` of them). */
  readonly to: number;
  /** to / from − 1; of a rate to − from. */
  readonly ratio: number;
  /** 95 % interval of `ratio` (Hodges-Lehmann shift on the scale; of a rate that of Wilson); null when it cannot be given. */
  readonly interval: readonly [number, number] | null;
  /** p after correction for the windows that were tried; null when the rule is not a test. */
  readonly p: number | null;
  /** How many newest builds decided (k). */
  readonly newest: number;
  /** How many of them are worse than every baseline value. */
  readonly newestAbove: number;
  readonly baselineBuilds: number;
  /** 10th and 90th percentile of the baseline. */
  readonly band: readonly [number, number];
  /** Relative noise of the baseline: robust standard deviation on logarithms. */
  readonly noise: number;
  /** The smallest relative change that this series can show within 5 builds. */
  readonly detectable: number;
  /** No spread in the baseline: any change over the gate counts at once. */
  readonly deterministic: boolean;
  /** What was taken out of the values before they were judged; null: nothing. */
  readonly corrected: 'runner' | 'build' | null;
  readonly since: ChangePoint | null;
  /** How many of the newest builds in a row are slow, this one included: 2 makes it the 2nd slow build in a row; 0 where builds are not counted so. */
  readonly slowBuilds: number;
  /** Of a suspect: how many more slow builds, of a pull request how many more runs of the job, confirm it; null: of no suspect. */
  readonly buildsNeeded: number | null;
  /** Build with which a confirmed regression became lasting, because it still stood 3 builds after it was confirmed; null: not yet, or of no such. */
  readonly lastingSince: string | null;
  /** Build that reported it first; null: this one. */
  readonly openedBy: string | null;
  /** Up to 30 newest values, oldest first, the current build last. */
  readonly spark: readonly number[];
  /** Ids of the builds that `spark` was measured in. */
  readonly sparkBuilds: readonly string[];
  /** First and last build of the baseline, which is one stretch of the series; null when they are not known. */
  readonly baselineSpan: readonly [string, string] | null;
  /** Most likely first. Empty without evidence. */
  readonly causes: readonly Why[];
  /** Of an acknowledged change. */
  readonly acknowledgement: {
    readonly reason: string;
    readonly owner: string;
    readonly expires: string;
  } | null;
  /** Level of the alert it became; null for none. */
  readonly level: Level | null;
  /** Of two sides that ran in turns: how many pairs there were, and in how many the head was worse. */
  readonly paired?: { readonly pairs: number; readonly worse: number };
}

/** What moved all of a build together, so that no single task is to blame. */
export interface EnvironmentChange {
  /** `runner`: another class of machines; `build`: most tasks together, for a reason that the logs do not show. */
  readonly by: 'runner' | 'build';
  /** How much slower, relative. */
  readonly ratio: number;
  /** Series that would have been blamed without it. */
  readonly series: number;
  readonly fromRunner: string | null;
  readonly toRunner: string | null;
  /** Fewer than 4 earlier builds ran on `toRunner`: what it adds cannot be separated from what the code does. */
  readonly isUnknown?: true;
}

/** A task that passed and failed on one commit. */
export interface FlakyTask {
  readonly name: string;
  readonly kind: string;
  /** Builds in which it failed and then passed on the same commit, of the newest `builds`. */
  readonly flakes: number;
  readonly builds: number;
  /** 95 % interval of the share (Wilson). */
  readonly interval: readonly [number, number];
  /** It did so in this build. */
  readonly now: boolean;
  /** Builds of the first and the last flake among them. */
  readonly firstSeen: FlakeSeen;
  readonly lastSeen: FlakeSeen;
  /** What the tries took that another one replaced, all flakes together. */
  readonly rerunMs: number;
  /** By CODEOWNERS; empty when not known. */
  readonly owners: readonly string[];
  readonly quarantine: Quarantined | null;
}

export interface FlakeSeen {
  readonly buildId: string;
  readonly commit: string | null;
  readonly timeMs: number | null;
}

/** Why a test may fail, who fixes it, and until when. */
export interface Quarantined {
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
}

/** Where a change began. */
export interface ChangePoint {
  /** First build on the new level. */
  readonly buildId: string;
  readonly commit: string | null;
  /** Last measured commit on the old level: the culprit lies after it. */
  readonly lastGoodCommit: string | null;
  /** 0: it began with the current build. */
  readonly buildsAgo: number;
  /** How many series of this build changed with that first build, this one included. */
  readonly series: number;
  /** First build that earlier reports named, where the evidence points to another one now; null: they agree. */
  readonly movedFrom: string | null;
}
