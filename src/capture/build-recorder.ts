/**
 * Records a build: its command, environment, events, and everything that its report was computed from. Inputs and
 * outputs are stored as hash and size. A recording never holds file contents or variables outside the allow list.
 */

import { join, relative, resolve } from 'node:path';
import { type AnalysisInput, analyze } from '../analyze.ts';
import { type ReadOptions, readBuild } from '../formats/read-build.ts';
import { listMasks, maskSecrets } from '../ingest/mask-secrets.ts';
import { findSources, readTextFile } from '../io/files.ts';
import type { Build } from '../model/build.ts';
import { localContext } from '../model/local-context.ts';
import type { RecordedEnvironment, RecordedFile, RecordedJudgement } from '../model/recording.ts';
import type { Task } from '../model/task.ts';
import { warnOfProblem } from '../recorder/flush-buffer.ts';
import { recordJudgement } from '../recording/record-judgement.ts';
import { isInside } from '../recording/recording-shape.ts';
import { readConfig } from '../settings/config.ts';
import { limitHistory } from '../settings/history-limits.ts';
import { configPath } from '../settings/options.ts';
import { readOptions } from '../settings/read-option-texts.ts';
import { secretValues } from '../settings/secret-values.ts';
import { folderStore } from '../stores/folder-store.ts';
import { version } from '../version.ts';
import { hashFile } from './hash-file.ts';
import { observeEnvironment } from './observe-environment.ts';
import { defaultRecordings, nameRecording, saveRecording } from './recordings.ts';

export interface BuildRecorderOptions {
  /** The folder of the build; paths are relative to it. The current folder by default. */
  readonly folder?: string;
  /** The folder for recordings; `.build-telemetry/recordings` in the folder by default. */
  readonly recordings?: string;
  /** The series for the comparison; `local` by default. */
  readonly series?: string;
  /** Folder of the history; `.build-telemetry/history` in the folder by default. */
  readonly history?: string;
}

/** The exit code of the build, and its events. */
export interface RecordingEnd {
  /** 0 by default; null after a signal, as in `node:child_process`. */
  readonly exitCode?: number | null;
  /** Event logs of the build: paths and globs. */
  readonly events?: readonly string[];
  /** The build, if the caller has it; else from `events`, else the command itself as one task. */
  readonly build?: Build;
}

interface Running {
  readonly command: readonly string[];
  readonly startTimeMs: number;
  readonly start: number;
  readonly environment: Promise<RecordedEnvironment>;
  readonly inputs: Map<string, RecordedFile>;
  readonly outputs: Map<string, RecordedFile>;
}

export class BuildRecorder {
  readonly folder: string;
  readonly recordings: string;
  readonly #series: string;
  readonly #history: string;
  #running: Running | null = null;

  constructor(options: BuildRecorderOptions = {}) {
    this.folder = resolve(options.folder ?? '.');
    this.recordings = resolve(this.folder, options.recordings ?? defaultRecordings);
    this.#series = options.series ?? 'local';
    this.#history = resolve(this.folder, options.history ?? join('.build-telemetry', 'history'));
  }

  /**
   * @param args the command line of the build; secrets in it are masked
   * @param sources paths of the project's files, in which lock files are searched
   * @throws TypeError while a recording runs
   */
  startRecording(args: readonly string[], sources: readonly string[] | null = null): void {
    if (this.#running !== null) throw new TypeError('A recording is already running: stop it first.');
    this.#running = {
      command: maskCommand(args),
      startTimeMs: Date.now(),
      start: performance.now(),
      environment: observeEnvironment(this.folder, sources),
      inputs: new Map(),
      outputs: new Map(),
    };
  }

  /**
   * Hashes a file that the build reads, in its current state.
   * @throws TypeError unless a recording runs
   */
  recordInput(path: string, task: string | null = null): void {
    this.#record(this.#current().inputs, path, task);
  }

  /**
   * A file that the build itself creates, even in an earlier run, is not its input.
   * @throws TypeError unless a recording runs
   */
  forgetInput(path: string): void {
    this.#current().inputs.delete(path);
  }

  /**
   * Hashes a file that the build wrote; a missing one is recorded as missing.
   * @throws TypeError unless a recording runs
   */
  recordOutput(path: string, task: string | null = null): void {
    this.#record(this.#current().outputs, path, task);
  }

  /**
   * Judges the build against the stored history, and writes the recording.
   * @returns its id
   * @throws TypeError unless a recording runs, and for an exit code that is no whole number
   */
  async stopRecording(end: RecordingEnd = {}): Promise<string> {
    const { exitCode = 0 } = end;
    if (exitCode !== null && !Number.isInteger(exitCode))
      throw new TypeError(`\`${String(exitCode)}\` is not an exit code.`);
    const build = end.build ?? (await this.#readBuild(end.events ?? [], exitCode));
    return await this.save(build, exitCode, await this.#judge(build));
  }

  /**
   * Writes the recording of a build that is already judged.
   * @returns its id
   */
  async save(build: Build, exitCode: number | null, judgement: RecordedJudgement): Promise<string> {
    const { command, startTimeMs, start, environment, inputs, outputs } = this.#current();
    this.#running = null;
    const id = nameRecording(startTimeMs);
    // A check records a build that ended before.
    const durationMs = build.durationMs ?? Math.round(performance.now() - start);
    const facts = { id, toolVersion: version, command, startTimeMs, durationMs, exitCode };
    const files = { inputs: sortFiles(inputs), outputs: sortFiles(outputs) };
    await saveRecording(
      this.recordings,
      { recordingVersion: '1.0', ...facts, environment: await environment, ...files, build, judgement },
      Date.now(),
    );
    return id;
  }

  #current(): Running {
    if (this.#running === null) throw new TypeError('No recording is running: call `startRecording` first.');
    return this.#running;
  }

  #record(files: Map<string, RecordedFile>, path: string, task: string | null): void {
    const own = /^(?:[\w@+-][\w@.+-]*\/)*[\w@+-][\w@.+-]*$/.test(path)
      ? path
      : relative(this.folder, resolve(this.folder, path)).replaceAll('\\', '/');
    if (isInside(own)) files.set(own, hashFile(this.folder, own, task ?? files.get(own)?.task ?? null));
    else warnOfProblem(`${path}: only files inside ${this.folder} are recorded.`);
  }

  async #readBuild(events: readonly string[], exitCode: number | null): Promise<Build> {
    const id = `local-${nameRecording(Date.now())}`;
    const options: ReadOptions = { name: this.#series, format: 'auto', id, context: localContext };
    if (events.length > 0) {
      const { sources, problems } = await findSources(events, this.folder);
      const read = sources.length > 0 ? await readBuild(sources, options) : { build: null, problems };
      for (const { where, what } of read.problems) warnOfProblem(`${where}: ${what}`);
      if (read.build !== null) return read.build;
    }
    return this.#buildOfCommand(options, exitCode);
  }

  #buildOfCommand({ id, name, context }: ReadOptions, exitCode: number | null): Build {
    const { command, startTimeMs, start } = this.#current();
    const durationMs = performance.now() - start;
    const result = exitCode === 0 ? 'success' : 'failure';
    const times = { startTimeMs, durationMs, result } as const;
    const unknown = { savedMs: null, errorType: null, failure: null, cpuMs: null, memoryBytes: null };
    const task: Task = {
      ...{ id: 't1', parentId: null, name: command[0] ?? 'build', kind: 'command', attempt: 1 },
      ...times,
      ...unknown,
      ...{ cache: 'unknown', model: null, tokens: null, costUsd: null },
    };
    const nothing = { events: [], metrics: [], spans: [], machine: [], problems: [] };
    const facts = { complete: true, degraded: false, formats: [] };
    return { id, name, ...times, ...facts, tasks: [task], ...nothing, context };
  }

  async #judge(build: Build): Promise<RecordedJudgement> {
    const text = (await readTextFile(join(this.folder, configPath)).catch(() => null)) ?? '';
    const file = readConfig(text, configPath);
    const { options } = readOptions([file.options]);
    const limits = { ...limitHistory(options), now: Date.now() };
    const input: AnalysisInput = {
      build,
      loaded: await folderStore(this.#history, { series: this.#series, ...limits }).load(),
      config: file.config,
      options,
      baselineBranch: options.baselineBranch || null,
      problems: file.problems,
    };
    return recordJudgement(input, { path: configPath, text, baseText: null }, analyze(input));
  }
}

function sortFiles(files: ReadonlyMap<string, RecordedFile>): RecordedFile[] {
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `--token abc` hides `abc`; text in the form of a secret, or the value of one, is always hidden. */
function maskCommand(args: readonly string[]): string[] {
  const masks = listMasks(secretValues(process.env));
  return args.map((arg, at) => {
    const isValue = /^-.*(?:token|secret|password|passwd|api-?key|credential)s?$/i.test(args[at - 1] ?? '');
    return isValue ? '***' : maskSecrets(arg, masks);
  });
}
