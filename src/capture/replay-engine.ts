/** Replays stored recordings against the available history. */
import { join } from 'node:path';
import type { SegmentFile } from '../history/segment.ts';
import type { BuildState } from '../model/build-state.ts';
import type { BuildRecording } from '../model/recording.ts';
import { BuildSteps } from '../recording/build-steps.ts';
import { type Replayed, replayRecording, type WhatIf } from '../recording/replay-recording.ts';
import { nameSeriesFolder, readSegmentFiles } from '../stores/folder-store.ts';
import { defaultRecordings, openRecording } from './recordings.ts';

export interface ReplayEngineOptions {
  /** `.build-telemetry/recordings` by default. */
  readonly recordings?: string;
  /** Folder of the history; `.build-telemetry/history` by default. */
  readonly history?: string;
}

export interface ReplayResult extends Replayed {
  readonly recording: BuildRecording;
  readonly steps: BuildSteps;
}

export class ReplayEngine {
  readonly #recordings: string;
  readonly #history: string;
  #steps: BuildSteps | null = null;

  constructor(options: ReplayEngineOptions = {}) {
    this.#recordings = options.recordings ?? defaultRecordings;
    this.#history = options.history ?? join('.build-telemetry', 'history');
  }

  /**
   * @param id of a recording, a unique prefix or suffix of one, `last`, or a path
   * @throws RangeError without one, RecordingFault for an unreadable one
   */
  async replay(id: string, whatIf: WhatIf | null = null): Promise<ReplayResult> {
    const opened = await openRecording(this.#recordings, id);
    if (opened === null) throw new RangeError(`There is no recording \`${id}\` in ${this.#recordings}.`);
    const { recording } = opened;
    const files = opened.history ?? (await readHistoryFiles(this.#history, recording.build.name));
    this.#steps = new BuildSteps(recording.build);
    return { ...replayRecording(recording, files, whatIf), recording, steps: this.#steps };
  }

  /**
   * Moves right after step `n` of the last replayed build.
   * @throws TypeError before any replay
   */
  stepTo(n: number): BuildState {
    return this.#current().stepTo(n);
  }

  next(): BuildState {
    return this.#current().next();
  }

  previous(): BuildState {
    return this.#current().previous();
  }

  #current(): BuildSteps {
    if (this.#steps === null) throw new TypeError('Nothing was replayed: call `replay` first.');
    return this.#steps;
  }
}

/** The segments of a series: of its folder, or of the folder itself, as in an unpacked cache entry; null without. */
async function readHistoryFiles(folder: string, series: string): Promise<readonly SegmentFile[] | null> {
  const own = await readSegmentFiles(join(folder, nameSeriesFolder(series)));
  const files = own.length > 0 ? own : await readSegmentFiles(folder);
  return files.length > 0 ? files : null;
}
