/** The environment of a run, GitHub Actions or a shell: all access to the outside goes through it. */

import type { AnalysisInput } from './analyze.ts';
import type { Source } from './ingest/source.ts';
import type { Build, BuildContext } from './model/build.ts';
import type { HistoryStore, LoadedHistory } from './model/history.ts';
import type { MachineSample } from './model/machine.ts';
import type { Problem } from './model/problem.ts';
import type { Report } from './model/report.ts';
import type { Variables } from './model/variables.ts';
import type { Options, OptionTexts } from './settings/options.ts';
import type { Delivered } from './settings/outputs.ts';

/** The data about the judged build from its environment. */
export interface Surroundings {
  readonly context: BuildContext;
  /** The same for the same build, on every host. */
  readonly buildId: string;
  /** The default series. */
  readonly defaultName: string;
  /** The default branch to compare with; null compares with all builds of the series. */
  readonly baselineBranch: string | null;
  /** False if no other run could read the saved build: tags and merge queues. */
  readonly savingHelps: boolean;
  /** The status of the job: `cancelled` work never ran, whatever the logs contain; null when not known. */
  readonly jobStatus: 'success' | 'failure' | 'cancelled' | null;
  /** Start of the job, epoch milliseconds: logs of an earlier build ended before it. */
  readonly jobStartMs: number | null;
  /** Time at which the logs are read, epoch milliseconds. */
  readonly nowMs: number | null;
  /** Samples of the machine's monitor during the build; empty without one. */
  readonly machine: readonly MachineSample[];
  /** Problems for the report. */
  readonly notes?: readonly Problem[];
}

export interface DeliveryOutcome {
  readonly notices: readonly Problem[];
  readonly facts?: Partial<Omit<Delivered, 'notices'>>;
}

/** The state of the history after storing the build. */
export interface StoredState {
  readonly loaded: LoadedHistory;
  readonly saved: boolean;
  /** Reads the store again, with builds that other runs have stored since. */
  readonly reload: () => Promise<LoadedHistory>;
}

/** One delivery of a report. It never throws for a fault of the service. */
export interface Delivery {
  readonly name: string;
  /**
   * @param delivered results of earlier deliveries, with their notices
   * @param build the build, for deliveries that show more of it than the report
   * @param stored null for a comparison, which stores nothing
   * @param judged the inputs of the report; null if two commands were measured
   */
  readonly deliver: (
    report: Report,
    delivered: Delivered,
    build: Build,
    stored: StoredState | null,
    judged: ReportBasis | null,
  ) => Promise<DeliveryOutcome>;
}

/** The deciding configuration, as it was written. */
export interface ConfigSource {
  readonly path: string;
  readonly text: string;
  /** The base branch's file, which decided for a pull request; null: the text above decided alone. */
  readonly baseText: string | null;
  /** The base branch's file could not be read: values weaker than the defaults did not count. */
  readonly isBaseUnreadable?: boolean;
}

/** All inputs of one report. */
export interface ReportBasis {
  readonly input: AnalysisInput;
  readonly source: ConfigSource;
}

/** The environment of a run: GitHub Actions, or a shell. */
export interface Host {
  readonly env: Variables;
  /** The folder for file searches and commands. */
  readonly folder: string;
  /** Whether to measure two commands instead of judging logs with the history. */
  readonly compares: (options: Options) => boolean;
  /** The options that the user set for this run, by name. */
  readonly given: OptionTexts;
  /**
   * The configuration file of a pull request's base, '' if it has none; `text` null when not known. Null for all
   * other builds.
   */
  readonly readBaseText?: (
    options: Options,
  ) => Promise<{ readonly text: string } | { readonly text: null; readonly reason: string } | null>;
  /**
   * A text file of the workspace; null if it is absent.
   * @throws if it exists and cannot be read.
   */
  readonly readText: (path: string) => Promise<string | null>;
  /** Paths of the files that the repository tracks; null when not known. */
  readonly listFiles: () => Promise<readonly string[] | null>;
  readonly findSources: (options: Options) => Promise<{
    readonly sources: readonly Source[];
    readonly problems: readonly Problem[];
  }>;
  readonly observe: (options: Options, sources: readonly Source[]) => Promise<Surroundings>;
  readonly openStore: (options: Options, surroundings: Surroundings, name: string) => Promise<HistoryStore>;
  /** In the order in which they run; those of an inner list run at the same time. */
  readonly deliveries: (
    options: Options,
    surroundings: Surroundings,
  ) => Promise<readonly (Delivery | readonly Delivery[])[]>;
  readonly notify: (problem: Problem) => void;
  /** Called last, whatever the verdict: `report` is null if nothing was judged. */
  readonly finish: (report: Report | null, delivered: Delivered, options: Options) => Promise<void>;
}

/** The series of a run. @param defaultName used if the option `name` is empty */
export function nameOwnSeries(host: Pick<Host, 'compares'>, options: Options, defaultName: string): string {
  return options.name || (host.compares(options) ? `${defaultName} (compare)` : defaultName);
}
