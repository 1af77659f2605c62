/** Sessions in the history that the action and `check` use, with the names of Builder's documents. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPositive } from '../model/check-number.ts';
import type { Problem } from '../model/problem.ts';
import type { Variables } from '../model/variables.ts';
import { warnOfProblem } from '../recorder/flush-buffer.ts';
import { readRecordSettings } from '../recorder/recorder-settings.ts';
import { folderStore, nameSeriesFolder } from '../stores/folder-store.ts';
import { type BuildSession, sessionsOfHistory } from './build-session.ts';
import { sessionToBuild } from './session-build.ts';

/** The limits of the history. */
export interface TelemetryConfig {
  /** False: nothing is stored. */
  readonly enabled: boolean;
  readonly maxSessions: number;
  readonly retentionDays: number;
}

export const TelemetryConfig = {
  /** `BUILD_TELEMETRY_ENABLED`, `_MAX_SESSIONS` (1,000) and `_RETENTION_DAYS` (90), or Builder's names for them. */
  fromEnvironment(env: Variables = process.env): TelemetryConfig {
    const { enabled, maxSessions, retentionDays } = readRecordSettings(env);
    return { enabled, maxSessions, retentionDays };
  },
} as const;

export interface TelemetryStorageOptions {
  /** The series of builds; `local` by default, as in `check`. */
  readonly series?: string;
  /** By default from the environment. */
  readonly config?: Partial<TelemetryConfig>;
  /** Called for read and write errors; by default a process warning. */
  readonly onProblem?: (problem: Problem) => void;
}

export class TelemetryStorage {
  readonly folder: string;
  readonly config: TelemetryConfig;
  readonly #series: string;
  readonly #onProblem: (problem: Problem) => void;

  /**
   * @param folder of the history; `.build-telemetry/history` by default
   * @throws TypeError for a limit that would remove every session
   */
  constructor(folder = '.build-telemetry/history', options: TelemetryStorageOptions = {}) {
    this.folder = folder;
    const { enabled, maxSessions, retentionDays } = TelemetryConfig.fromEnvironment();
    this.config = {
      enabled: options.config?.enabled ?? enabled,
      maxSessions: checkPositive(options.config?.maxSessions ?? maxSessions, 'maxSessions'),
      retentionDays: checkPositive(options.config?.retentionDays ?? retentionDays, 'retentionDays'),
    };
    this.#series = options.series ?? 'local';
    this.#onProblem =
      options.onProblem ?? ((problem) => warnOfProblem(new Error(`${problem.where}: ${problem.what}`)));
  }

  #open() {
    return folderStore(this.folder, {
      series: this.#series,
      maxBuilds: this.config.maxSessions,
      maxAgeDays: this.config.retentionDays,
      maxBytes: null,
      now: Date.now(),
    });
  }

  /**
   * Stores an ended session.
   * @returns whether it is stored
   * @throws TypeError for a running session
   */
  async append(session: BuildSession): Promise<boolean> {
    if (session.durationMs === null) throw new TypeError(`The session \`${session.id}\` has not ended.`);
    if (!this.config.enabled) return false;
    const { saved, problems } = await this.#open().append(sessionToBuild(session, this.#series));
    for (const problem of problems) this.#onProblem(problem);
    return saved;
  }

  /** Every stored session, oldest first. */
  async getSessions(): Promise<BuildSession[]> {
    const { history, problems } = await this.#open().load();
    for (const problem of problems) this.#onProblem(problem);
    return sessionsOfHistory(history);
  }

  /** The newest sessions, newest first. */
  async getRecent(count = 10): Promise<BuildSession[]> {
    if (!Number.isInteger(count) || count < 0)
      throw new TypeError(`\`${count}\` is not a number of sessions.`);
    const sessions = await this.getSessions();
    return sessions.slice(Math.max(0, sessions.length - count)).reverse();
  }

  /** Removes every session of the series. */
  async clear(): Promise<void> {
    await rm(join(this.folder, nameSeriesFolder(this.#series)), { recursive: true, force: true });
  }
}
