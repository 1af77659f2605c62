/** The outside of a run, GitHub Actions or a shell: everything that touches the world goes through it. */
import type { AnalysisInput } from './analyze.ts';
import type { Source } from './ingest/source.ts';
import type { Build, BuildContext } from './model/build.ts';
import type { HistoryStore, LoadedHistory } from './model/history.ts';
import type { MachineSample } from './model/machine.ts';
import type { Problem } from './model/problem.ts';
import type { Report } from './model/report.ts';
import type { Options, OptionTexts } from './settings/options.ts';
import type { Delivered } from './settings/outputs.ts';

/** What the surroundings say about the build that is judged. */
export interface Surroundings {
  readonly context: BuildContext;
  /** The same for the same build, whoever asks. */
  readonly buildId: string;
  /** The series when the user names none. */
  readonly defaultName: string;
  /** Branch to compare with when the user names none; null compares with all builds of the series. */
  readonly baselineBranch: string | null;
  /** False where nobody could read what is saved: tags and merge queues. */
  readonly savingHelps: boolean;
  /** How the job stands: `cancelled` work never ran, whatever the logs say; null when not known. */
  readonly jobStatus: 'success' | 'failure' | 'cancelled' | null;
  /** When the job began, epoch milliseconds: logs that some tools leave from an earlier build end before it. */
  readonly jobStartMs: number | null;
  /** When the logs are read, epoch milliseconds. */
  readonly nowMs: number | null;
  /** What a monitor of the machine saw while the build ran; empty without one. */
  readonly machine: readonly MachineSample[];
  /** Problems for the report. */
  readonly notes?: readonly Problem[];
}

export interface DeliveryOutcome {
  readonly notices: readonly Problem[];
  readonly facts?: Partial<Omit<Delivered, 'notices'>>;
}

/** How the history stands once the build was to be stored. */
export interface StoredState {
  readonly loaded: LoadedHistory;
  readonly saved: boolean;
  /** Reads the store once more, with what other runs have stored since. */
  readonly reload: () => Promise<LoadedHistory>;
}

/** One way to hand a report over. It never throws for a fault of the service. */
export interface Delivery {
  readonly name: string;
  /**
   * @param delivered what earlier deliveries brought, with their notices
   * @param build what was read, for those that show more of it than the report does
   * @param stored null for a comparison, which stores nothing
   * @param judged what the report was made from; null where two commands were measured
   */
  readonly deliver: (
    report: Report,
    delivered: Delivered,
    build: Build,
    stored: StoredState | null,
    judged: ReportBasis | null,
  ) => Promise<DeliveryOutcome>;
}

/** The configuration that decided, as it was written. */
export interface ConfigSource {
  readonly path: string;
  readonly text: string;
  /** The base branch's file, whose gate decided for a pull request; null: the text above decided alone. */
  readonly baseText: string | null;
  /** The base branch's file could not be read: what is weaker than the defaults did not count. */
  readonly isBaseUnreadable?: boolean;
}

/** All that one report was made from. */
export interface ReportBasis {
  readonly input: AnalysisInput;
  readonly source: ConfigSource;
}

/** The outside of a run: GitHub Actions, or a shell. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where files are looked for and commands run. */
  readonly folder: string;
  /** Whether to measure two commands instead of judging logs by the history. */
  readonly compares: (options: Options) => boolean;
  /** The texts that the user gave this run, by option name. */
  readonly given: OptionTexts;
  /**
   * The configuration file of a pull request's base, '' when it has none; `text` null when it is not known. Null
   * for all other builds.
   */
  readonly readBaseText?: (
    options: Options,
  ) => Promise<{ readonly text: string } | { readonly text: null; readonly reason: string } | null>;
  /** A text file of the workspace; null when it is absent. @throws when it is there and cannot be read. */
  readonly readText: (path: string) => Promise<string | null>;
  /** Paths of the files that the repository tracks; null when they are not known. */
  readonly listFiles: () => Promise<readonly string[] | null>;
  readonly findSources: (options: Options) => Promise<{
    readonly sources: readonly Source[];
    readonly problems: readonly Problem[];
  }>;
  readonly observe: (options: Options, sources: readonly Source[]) => Promise<Surroundings>;
  readonly openStore: (options: Options, surroundings: Surroundings, name: string) => Promise<HistoryStore>;
  /** In the order in which they run. */
  readonly deliveries: (options: Options, surroundings: Surroundings) => Promise<readonly Delivery[]>;
  readonly notify: (problem: Problem) => void;
  /** Called last, whatever the verdict: `report` is null when there was nothing to judge. */
  readonly finish: (report: Report | null, delivered: Delivered) => Promise<void>;
}
