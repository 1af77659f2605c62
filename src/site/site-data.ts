/**
 * The data that the pages of the trend site load: an index of everything, and for each history one file per series
 * and one per build.
 */
import type { Level } from '../model/level.ts';
import type { Measure, SeriesKey } from '../model/series.ts';
import type { Result } from '../model/task.ts';

/** The current status of a series, most in need of attention first. */
export const seriesStatuses = [
  'regressed',
  'failing',
  'suspected',
  'drifting',
  'flaky',
  'improved',
  'acknowledged',
  'learning',
  'fine',
] as const;
export type Status = (typeof seriesStatuses)[number];

/** A series of the site: a judged one, or the waits of jobs for a runner. */
export interface SiteKey extends Omit<SeriesKey, 'measure'> {
  readonly measure: Measure | 'queue';
}

/** One series in the lists. Numbers are in the series' unit. */
export interface SeriesRow extends SiteKey {
  /** Name of its file; the same in every build of the site. */
  readonly id: string;
  readonly status: Status;
  /** Level of its alert. */
  readonly level: Level | null;
  /** Newest value on the baseline branch. */
  readonly newest: number | null;
  /** Median of its baseline; null while learning. */
  readonly median: number | null;
  /** Mean of the newest 10 values relative to the first 10 of the newest 100; null with fewer than 40. */
  readonly growth: number | null;
  /** Share of its newest 50 runs that failed; null for a measurement. */
  readonly failureRate: number | null;
  /** Builds of the newest 100 in which it failed and passed on one commit. */
  readonly flakes: number;
  /** Up to 30 newest values on the baseline branch, oldest first. */
  readonly spark: readonly number[];
  /** First commit on the new level, or the build without one, and its day: `efbc084, 2026-11-08`. */
  readonly since: string | null;
  readonly owners: readonly string[];
  /** Name of the group that is reported in its place; null if it represents itself. */
  readonly partOf: string | null;
}

/** One history: the builds of one series name in one repository. */
export interface HistoryRow {
  /** Name of its folder. */
  readonly id: string;
  readonly name: string;
  /** `owner/repository`, or the user's name of the source; '' for the only one. */
  readonly repository: string;
  /** Page of the repository, the base of links to commits and runs; null when not known. */
  readonly url: string | null;
  readonly branch: string | null;
  readonly workflow: string | null;
  /** Branches and kinds of runners of its newest builds, newest first. */
  readonly branches: readonly string[];
  readonly runners: readonly string[];
  readonly builds: number;
  readonly newestMs: number | null;
  /** The newest build's verdict as text. */
  readonly headline: string;
  readonly openRegressions: number;
  readonly cost: number | null;
  readonly tokens: number | null;
}

/** `data/index.js` */
export interface SiteIndex {
  readonly title: string;
  readonly histories: readonly (HistoryRow & { readonly series: readonly SeriesRow[] })[];
  /** Series that the lists leave out, because the site has more than a browser can list. */
  readonly unlisted: number;
}

/** `data/HISTORY/builds.js`: one column per property, oldest build first; words are indexes into `words`. */
export interface BuildsData {
  readonly words: readonly string[];
  readonly id: readonly string[];
  /** Name of its file, and of the build in URLs: stable when builds are added or removed. */
  readonly file: readonly string[];
  readonly timeMs: readonly number[];
  readonly durationMs: readonly (number | null)[];
  readonly result: readonly Result[];
  readonly complete: readonly boolean[];
  readonly commit: readonly (string | null)[];
  readonly branch: readonly number[];
  readonly pullRequest: readonly (number | null)[];
  readonly runId: readonly (string | null)[];
  readonly attempt: readonly number[];
  readonly workflow: readonly number[];
  readonly runner: readonly number[];
  readonly tasks: readonly number[];
  readonly failedTasks: readonly number[];
  readonly costUsd: readonly (number | null)[];
  readonly tokens: readonly (number | null)[];
  readonly cacheHitRate: readonly (number | null)[];
  /** The longest wait of a job for a runner. */
  readonly queueMs: readonly (number | null)[];
  /** 1 for a complete build of the baseline branch. */
  readonly baseline: readonly number[];
  readonly tags: readonly { readonly at: number; readonly name: string }[];
  /** The cost of each agent's model in each build. */
  readonly models: readonly ModelData[];
}

/** The usage of one model, one value per build; null if it did not run. */
export interface ModelData {
  readonly model: string;
  readonly costUsd: readonly (number | null)[];
  readonly tokens: readonly (number | null)[];
  /** Share of its input tokens that came from the cache; null if the kinds are not known. */
  readonly cacheRead: readonly (number | null)[];
  readonly given: readonly (number | null)[];
  readonly runs: readonly number[];
  /** Runs with a cached result. */
  readonly cached: readonly number[];
}

/** The finding of a build's report for a series. */
export interface Mark {
  /** Index of the build. */
  readonly at: number;
  readonly kind: 'regression' | 'drift' | 'improvement' | 'recovered' | 'accepted' | 'since' | 'acknowledged';
  /** The owner, end and reason of its acknowledgement. */
  readonly text?: string;
}

/** `data/HISTORY/s-ID.js` */
export interface SeriesData extends Omit<SeriesRow, 'spark'> {
  /** Index of the build of each value; null: every build has one. */
  readonly at: readonly number[] | null;
  readonly values: readonly number[];
  /** Builds in which the task failed. */
  readonly failedAt: readonly number[];
  /** 10th and 90th percentile of its baseline. */
  readonly band: readonly [number, number] | null;
  readonly baselineBuilds: number;
  readonly marks: readonly Mark[];
  /** Its current change, in sentences. */
  readonly notes: readonly string[];
}

/** `data/HISTORY/series.js`: the series behind the numbers in the files of builds. */
export type SeriesTable = readonly (SiteKey & { readonly id: string })[];

/** `data/HISTORY/b-FILE.js`: one build, by ids of series. */
export interface BuildData {
  readonly series: readonly string[];
  readonly values: readonly number[];
  readonly failed: readonly string[];
}

/** A file of the site; its path is relative to the site. */
export interface SiteFile {
  readonly path: string;
  readonly text: string;
}

/** A tag of the repository. */
export interface Tag {
  readonly name: string;
  readonly commit: string;
  readonly timeMs: number;
}
