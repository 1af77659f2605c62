/** Distinguishes logs of another build from those of this one, by their newest times, else by the time of writing. */

import type { ReadPart } from '../ingest/distinguish-files.ts';
import { timeParts } from '../ingest/join-parts.ts';
import type { Source } from '../ingest/source.ts';
import { clockToleranceMs, isTestReport } from '../ingest/trust-stamps.ts';
import type { Problem } from '../model/problem.ts';
import { formats } from './formats.ts';
import { isRead, type SourceRead } from './read-source.ts';

/** Times without a zone differ by less, and logs of another job of the run are newer. */
const zoneToleranceMs = 26 * 3_600_000;

/**
 * The logs, with a note in each whose newest time is before the start of the job, unless this job wrote or fetched
 * it. Reports of tests get a note only if no log is from this job: with newer logs they are restored results.
 */
export function noteLeftOvers(
  reads: readonly SourceRead[],
  sources: readonly Source[],
  jobStartMs: number | null,
): readonly SourceRead[] {
  if (jobStartMs === null) return reads;
  const old = reads.map((read, place) => findOld(read, sources[place] as Source, jobStartMs));
  const isAllOld = reads.every((read, place) => !isRead(read) || old[place] !== null);
  return reads.map((read, place) => {
    const found = old[place] ?? null;
    const isRestored = isRead(read) && mayBeRestored(read) && !isAllOld;
    return found === null || isRestored ? read : note(read, sources[place] as Source, found, jobStartMs);
  });
}

/** Tools restore test reports from a cache. No tool restores the log of a whole build, even if it lists tests. */
function mayBeRestored({ part, format }: ReadPart): boolean {
  return isTestReport(part) && formats.find(({ id }) => id === format)?.family !== 'builds';
}

/** The end of a log that ended before the job began. */
interface Old {
  readonly newestMs: number;
  /** From the log; else the time of its last write. */
  readonly isDated: boolean;
}

/** Null for a log that may be from this job. */
function findOld(read: SourceRead, { modifiedMs }: Source, jobStartMs: number): Old | null {
  if (!isRead(read)) return null;
  const { startTimeMs, durationMs } = timeParts([read]);
  const isNew = (modifiedMs ?? 0) >= jobStartMs - clockToleranceMs;
  if (startTimeMs === null)
    return isNew || modifiedMs === undefined ? null : { newestMs: modifiedMs, isDated: false };
  const newestMs = startTimeMs + (durationMs ?? 0);
  // A report that this job wrote or fetched may contain results of an earlier job or of a cache.
  if (mayBeRestored(read) && (isNew || modifiedMs === undefined)) return null;
  const isOld = newestMs < jobStartMs - (isNew ? zoneToleranceMs : clockToleranceMs);
  return isOld ? { newestMs, isDated: true } : null;
}

function note(
  read: SourceRead,
  { name }: Source,
  { newestMs, isDated }: Old,
  jobStartMs: number,
): SourceRead {
  if (!isRead(read)) return read;
  const when = isDated ? 'The newest time in this file is' : 'This file was last written at';
  const what = `${when} ${showTime(newestMs)}, before this job began (${showTime(jobStartMs)}): it is from another build.`;
  const fix = 'Check that this build wrote its log; delete the file before the build starts.';
  const problem: Problem = { level: 'warning', code: 'left-over', where: name, what, fix };
  const { part } = read;
  const facts = { ...part.facts, complete: false };
  return { ...read, part: { ...part, facts, problems: [...part.problems, problem] } };
}

function showTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
