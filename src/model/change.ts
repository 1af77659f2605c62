/** A series that changed, with the evidence. */
import type { Cause } from './cause.ts';
import type { Level } from './level.ts';
import type { SeriesKey } from './series.ts';

/**
 * Values that were moved for the comparison by 5% or more: by the effect of the runner or of the whole build, from
 * before an open regression up to its level, or from recurring slower builds, or a regression that was fixed, down to the
 * others.
 */
export interface Moved {
  readonly builds: number;
  readonly by: 'runner' | 'build' | 'regression' | 'slower';
}

/** `drift` is a slow rise that no single build caused. */
export type ChangeVerdict = 'confirmed' | 'suspect' | 'improvement' | 'drift';

/**
 * The state of a change. `new`: reported for the first time, or worse than before; `open`: reported by an
 * earlier build; `recovered` and `accepted` (the new level is the baseline now) end it with this build;
 * `acknowledged`: expected by the configuration.
 */
export type ChangeState = 'new' | 'open' | 'recovered' | 'accepted' | 'acknowledged';

/**
 * One series that changed, with the evidence. `from`, `to` and `spark` are in the series' unit.
 * @typeParam Why its causes: as text, or as `CauseFacts`
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
  /** 95% interval of `ratio` (Hodges-Lehmann shift on the scale; of a rate that of Wilson); null when it cannot be given. */
  readonly interval: readonly [number, number] | null;
  /** p after correction for the number of windows; null when the rule is not a test. */
  readonly p: number | null;
  /** Number of newest builds that decided (k). */
  readonly newest: number;
  /** How many of them are beyond every baseline value, in the direction of the change. */
  readonly newestAbove: number;
  readonly baselineBuilds: number;
  /** Baseline builds that were compared with another value than their own; absent: none. */
  readonly moved?: Moved;
  /** 10th and 90th percentile of the baseline. */
  readonly band: readonly [number, number];
  /** Relative noise of the baseline: robust standard deviation on logarithms. */
  readonly noise: number;
  /** The smallest relative change that this series can show within 5 builds. */
  readonly detectable: number;
  /** No spread in the baseline: any change over the gate counts immediately. */
  readonly deterministic: boolean;
  /** The effects that were subtracted from the values before judging; null: none. */
  readonly corrected: 'runner' | 'build' | null;
  readonly since: ChangePoint | null;
  /**
   * Number of consecutive slow builds up to and including this one: 2 for the 2nd slow build in a row; 0
   * where builds are not counted this way.
   */
  readonly slowBuilds: number;
  /**
   * For a suspect: how many more slow builds (in a pull request: runs of the job) confirm it; otherwise null.
   */
  readonly buildsNeeded: number | null;
  /**
   * Build with which a confirmed regression became lasting, because it was still slow 3 builds after the
   * confirmation; otherwise null.
   */
  readonly lastingSince: string | null;
  /** Build that reported it first; null: this one. */
  readonly openedBy: string | null;
  /** Up to 30 newest values, oldest first, the current build last. */
  readonly spark: readonly number[];
  /** Ids of the builds with the values in `spark`. */
  readonly sparkBuilds: readonly string[];
  /** First and last build of the baseline, which is a continuous stretch; null when they are not known. */
  readonly baselineSpan: readonly [string, string] | null;
  /** Most likely first. Empty without evidence. */
  readonly causes: readonly Why[];
  /** For an acknowledged change. */
  readonly acknowledgement: {
    readonly reason: string;
    readonly owner: string;
    readonly expires: string;
  } | null;
  /** Level of the alert it became; null for none. */
  readonly level: Level | null;
  /** For two sides that ran alternately: the number of pairs, and the number in which the head was worse. */
  readonly paired?: { readonly pairs: number; readonly worse: number };
}

/** A change of the whole build, for which no single task is the cause. */
export interface EnvironmentChange {
  /** `runner`: another class of machines; `build`: most tasks together, for an unknown reason. */
  readonly by: 'runner' | 'build';
  /** How much slower, relative. */
  readonly ratio: number;
  /** Series that would have been reported without it. */
  readonly series: number;
  readonly fromRunner: string | null;
  readonly toRunner: string | null;
  /** Fewer than 4 earlier builds ran on `toRunner`: its effect cannot be separated from that of the code. */
  readonly isUnknown?: true;
  /** Name of the series that got slower most; absent if the time of the build is one of them. */
  readonly slowest?: string;
  /** The ratio is that of all tasks, or measurements, together: the build has no time of its own. */
  readonly allTogether?: true;
}

/** A task that passed and failed on one commit. */
export interface FlakyTask {
  readonly name: string;
  readonly kind: string;
  /** Builds in which it failed and then passed on the same commit, of the newest `builds`. */
  readonly flakes: number;
  readonly builds: number;
  /** 95% interval of the share (Wilson). */
  readonly interval: readonly [number, number];
  /** It did so in this build. */
  readonly now: boolean;
  /** Builds with the first and the last flake among them. */
  readonly firstSeen: FlakeSeen;
  readonly lastSeen: FlakeSeen;
  /** Total time of the replaced attempts, over all flakes. */
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

/** The start of a change. */
export interface ChangePoint {
  /** First build on the new level. */
  readonly buildId: string;
  readonly commit: string | null;
  /** Last measured commit on the old level: the culprit comes after it. */
  readonly lastGoodCommit: string | null;
  /** 0: it began with the current build. */
  readonly buildsAgo: number;
  /** How many series of this build changed with that first build, this one included. */
  readonly series: number;
  /** First slow build in earlier reports, if the evidence now points to another one; otherwise null. */
  readonly movedFrom: string | null;
}
