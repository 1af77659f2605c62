/** Reads an event log that may still grow: canonical NDJSON, BuildRunner's NDJSON, or its JSON array. */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { readSampleRecord } from '../formats/build-telemetry/sample-record.ts';
import { isFields } from '../ingest/read-fields.ts';
import type { MachineSample } from '../model/machine.ts';
import { readEvent } from './event-record.ts';
import type { RecordedEvent } from './events.ts';
import { followLines, type LogPosition, listAside } from './log-file.ts';

/** An open log; `read` returns all its events, oldest line first, each id once. */
export interface EventLog {
  /** The file for new lines: next to the log if it is a JSON array, which cannot be appended to. */
  readonly appendPath: string;
  readonly read: () => readonly RecordedEvent[];
  /** Samples of the machine, up to the last `read`. */
  readonly samples: () => readonly MachineSample[];
  /** Lines that are neither events nor other records of a log. */
  readonly skippedLines: () => number;
}

/** Opens a log for reading; it may be absent. */
export function openEventLog(path: string): EventLog {
  const appendPath = isArrayFile(path) ? `${path.replace(/\.json$/i, '')}.ndjson` : path;
  let events: RecordedEvent[] = [];
  let ids = new Set<string>();
  let samples: MachineSample[] = [];
  let position: LogPosition | null = null;
  let arrayStamp = '';
  let skipped = 0;

  const add = (value: unknown): void => {
    if (!isFields(value)) {
      skipped += 1;
      return;
    }
    const sample = value['type'] === 'sample' ? readSampleRecord(value) : null;
    const event = sample === null ? readEvent(value) : null;
    // A log that is being rewritten contains lines twice.
    const id = sample === null ? event?.eventId : `${sample.timeMs} ${sample.memoryUsedBytes}`;
    if (id === undefined) skipped += value['v'] === 1 ? 0 : 1;
    else if (!ids.has(id)) {
      ids.add(id);
      if (sample !== null) samples.push(sample);
      if (event !== null) events.push(event);
    }
  };
  const addLine = (line: string): void => add(parseLine(line));
  const restart = (): void => {
    events = [];
    ids = new Set();
    samples = [];
    skipped = 0;
    position = null;
  };
  return {
    appendPath,
    skippedLines: () => skipped,
    samples: () => samples,
    read: () => {
      const stamp = appendPath === path ? '' : stampOf(path);
      if (stamp !== arrayStamp) {
        restart();
        for (const value of stamp === '' ? [] : readArray(path)) add(value);
        arrayStamp = stamp;
      }
      position = followLines(appendPath, position, addLine, () => {
        restart();
        for (const value of stamp === '' ? [] : readArray(path)) add(value);
      });
      for (const old of listAside(appendPath)) followLines(old, null, addLine);
      return events;
    },
  };
}

const arrayStart = /^\uFEFF?\s*(\[|\{\s*"events"\s*:\s*\[)/;

function isArrayFile(path: string): boolean {
  let file: number | null = null;
  try {
    // Only a regular file: opening a pipe would wait for its writer.
    if (!statSync(path).isFile()) return false;
    file = openSync(path, 'r');
    const head = Buffer.alloc(256);
    return arrayStart.test(head.toString('utf8', 0, readSync(file, head)));
  } catch {
    return false;
  } finally {
    if (file !== null) closeSync(file);
  }
}

function readArray(path: string): readonly unknown[] {
  const parsed = parseLine(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  if (Array.isArray(parsed)) return parsed;
  return isFields(parsed) && Array.isArray(parsed['events']) ? parsed['events'] : [parsed];
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Changes when the file changes. */
function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino}-${found.size}-${found.mtimeMs}`;
}
