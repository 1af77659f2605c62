/** Everything on which the judgement of one build depends, to repeat it: hashes and sizes, never contents. */
import type { Build } from './build.ts';
import type { LoadedHistory } from './history.ts';
import type { Problem } from './problem.ts';
import type { EnvironmentSnapshot } from './session.ts';

/** One file at that time, by a path relative to the folder of the build. */
export interface RecordedFile {
  readonly path: string;
  /** Hexadecimal digits; null when the file was missing. */
  readonly sha256: string | null;
  readonly sizeBytes: number | null;
  /** The task that read or wrote it, if a log names it. */
  readonly task: string | null;
}

/** A file in a log, by its path relative to the top of the project, and its task. */
export interface NamedFile {
  readonly role: 'input' | 'output';
  readonly path: string;
  readonly task: string;
}

export interface GitState {
  readonly commit: string | null;
  readonly branch: string | null;
  /** Files that differed from the commit, untracked ones too. */
  readonly changedFiles: number;
}

/** The environment of the build, without secrets. */
export interface RecordedEnvironment extends EnvironmentSnapshot {
  /** The system by its own name, e.g. `Ubuntu 24.04.1 LTS`. */
  readonly system: string | null;
  /** The container's image, or the kind of container where the image is not known; null outside of any. */
  readonly container: string | null;
  /** SHA-256 of each lock file by its path. */
  readonly lockFiles: Readonly<Record<string, string>>;
  /** null outside of a repository. */
  readonly git: GitState | null;
}

/** The inputs of the report besides the build, and its result. */
export interface RecordedJudgement {
  readonly configuration: {
    readonly path: string;
    readonly text: string;
    readonly sha256: string;
    /** The base branch's file, which decided about the check; null: the text above decided alone. */
    readonly baseText: string | null;
    /** The base branch's file could not be read: values weaker than the defaults did not count. */
    readonly isBaseUnreadable?: boolean;
  };
  /** The options that decide what fails, by name. */
  readonly options: Readonly<Record<string, string>>;
  readonly baselineBranch: string | null;
  readonly history: {
    readonly status: LoadedHistory['status'];
    readonly problems: readonly Problem[];
    /** Names of the segments that were read: each holds the first 16 digits of the SHA-256 of its content. */
    readonly segments: readonly string[];
    /** Ids of the stored builds in them, oldest first. */
    readonly builds: readonly string[];
  };
  readonly problems: readonly Problem[];
  /** Owners by the name of a task and the file of its failure. */
  readonly owners: readonly (readonly [name: string, file: string | null, owners: readonly string[]])[];
  readonly report: RecordedReport;
}

/** The result of the report: enough to detect whether another one is the same, and which parts differ. */
export interface RecordedReport {
  /** Of the JSON report. */
  readonly sha256: string;
  readonly verdict: string;
  readonly headline: string;
  /** `critical: …` of each alert. */
  readonly alerts: readonly string[];
  /** The first 16 digits of the SHA-256 of each part of the JSON report. */
  readonly parts: Readonly<Record<string, string>>;
}

export interface BuildRecording {
  readonly recordingVersion: '1.0';
  readonly id: string;
  readonly toolVersion: string;
  /** Secrets in it are masked. */
  readonly command: readonly string[];
  /** Epoch milliseconds. */
  readonly startTimeMs: number;
  /** Of the build; of the recording if the build has none. */
  readonly durationMs: number;
  /** Of the command; null if the recorder did not run it. */
  readonly exitCode: number | null;
  readonly environment: RecordedEnvironment;
  readonly inputs: readonly RecordedFile[];
  readonly outputs: readonly RecordedFile[];
  readonly build: Build;
  readonly judgement: RecordedJudgement;
}
