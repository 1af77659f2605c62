/** Distinguishes logs that another build left from those of this one, by their newest times and when they were written. */
import { timeParts } from '../ingest/join-parts.ts';
import type { Source } from '../ingest/source.ts';
import type { ReadPart } from '../ingest/tell-files-apart.ts';
import { clockToleranceMs, isTestReport } from '../ingest/trust-stamps.ts';
import type { Problem } from '../model/problem.ts';
import { formats } from './formats.ts';
import { isRead, type SourceRead } from './read-source.ts';

/** Times without a zone are off by less, and logs that another job of the run wrote are younger. */
const zoneToleranceMs = 26 * 3_600_000;

/**
 * The logs, with a note in each whose newest time lies before the job began, unless this job wrote or fetched it.
 * Reports of tests are noted where nothing is of this job: beside newer logs they are restored results.
 */
export function noteLeftOvers(
  reads: readonly SourceRead[],
  sources: readonly Source[],
  jobStartMs: number | null,
): readonly SourceRead[] {
  if (jobStartMs === null) return reads;
  const newest = reads.map((read, place) => findOld(read, sources[place] as Source, jobStartMs));
  const isAllOld = reads.every((read, place) => !isRead(read) || newest[place] !== null);
  return reads.map((read, place) => {
    const newestMs = newest[place] ?? null;
    const isRestored = isRead(read) && mayBeRestored(read) && !isAllOld;
    return newestMs === null || isRestored
      ? read
      : note(read, sources[place] as Source, { newestMs, jobStartMs });
  });
}

/** Tools restore their reports of tests; nothing restores the log of a whole build, whether it tells of tests or not. */
function mayBeRestored({ part, format }: ReadPart): boolean {
  return isTestReport(part) && formats.find(({ id }) => id === format)?.family !== 'builds';
}

/** The newest time of a log, where that lies before the job; null for all others. */
function findOld(read: SourceRead, { modifiedMs }: Source, jobStartMs: number): number | null {
  if (!isRead(read)) return null;
  const { startTimeMs, durationMs } = timeParts([read]);
  if (startTimeMs === null) return null;
  const newestMs = startTimeMs + (durationMs ?? 0);
  const isNew = (modifiedMs ?? 0) >= jobStartMs - clockToleranceMs;
  // A report that this job wrote or fetched may hold what an earlier job or a cache of results knows.
  if (mayBeRestored(read) && (isNew || modifiedMs === undefined)) return null;
  return newestMs < jobStartMs - (isNew ? zoneToleranceMs : clockToleranceMs) ? newestMs : null;
}

function note(
  read: SourceRead,
  { name }: Source,
  { newestMs, jobStartMs }: { readonly newestMs: number; readonly jobStartMs: number },
): SourceRead {
  if (!isRead(read)) return read;
  const what = `The newest time in this file is ${showTime(newestMs)}, before this job began (${showTime(jobStartMs)}): it is of another build.`;
  const fix = 'Check that this build wrote its log; delete the file before the build starts.';
  const problem: Problem = { level: 'warning', code: 'left-over', where: name, what, fix };
  const { part } = read;
  const facts = { ...part.facts, complete: false };
  return { ...read, part: { ...part, facts, problems: [...part.problems, problem] } };
}

function showTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
