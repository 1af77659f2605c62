/** Reads event logs into a build: recognises each file by its content, or refuses it with a reason. */

import { joinParts, judgeResult, timeParts } from '../ingest/join-parts.ts';
import type { Source } from '../ingest/source.ts';
import { trustStamps } from '../ingest/trust-stamps.ts';
import { finalTasks } from '../metrics/final-tasks.ts';
import type { Build } from '../model/build.ts';
import type { Problem } from '../model/problem.ts';
import type { Result } from '../model/task.ts';
import { defaultLimits } from '../settings/limits.ts';
import { noteLeftOvers } from './note-left-overs.ts';
import type { ReadOptions } from './read-options.ts';
import { isRead, readSource, readSources, type SourceRead } from './read-source.ts';

export type { Format } from '../ingest/format.ts';
export type { Source } from '../ingest/source.ts';
export type { Limits } from '../settings/limits.ts';
export { writeNdjson } from './build-telemetry/write-ndjson.ts';
export { formats } from './formats.ts';
export { readBuilds } from './read-builds.ts';
export type { ReadOptions } from './read-options.ts';

export interface ReadOutcome {
  /** null if no file could be used; see `problems`. */
  readonly build: Build | null;
  readonly files: readonly FileFacts[];
  /** Problems that are not already in the build. */
  readonly problems: readonly Problem[];
}

/** The content of one file, without judging it. */
export interface FileFacts {
  readonly file: string;
  /** null if the file was not read. */
  readonly format: string | null;
  readonly complete: boolean;
  readonly result: Result;
  /** ISO 8601. */
  readonly startTime: string | null;
  readonly durationMs: number | null;
  /** Work items: of several attempts the last one. */
  readonly tasks: number;
  /** Empty if tasks are only summed up, as above their limit. */
  readonly byResult: Readonly<Record<string, number>>;
  readonly byCache: Readonly<Record<string, number>>;
  /** Sum of the known durations. */
  readonly taskDurationMs: number;
  readonly events: number;
  readonly metrics: number;
  readonly spans: number;
  readonly problems: readonly Problem[];
}

/** Reads all files into one build. Never throws for the content of a file. */
export async function readBuild(sources: readonly Source[], options: ReadOptions): Promise<ReadOutcome> {
  const { format, privacy } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const found = await readSources(sources, { format, limits, ...(privacy && { privacy }) });
  const job = { startMs: options.jobStartMs ?? null, nowMs: options.nowMs ?? null };
  const reads = noteLeftOvers(found, sources, job.startMs);
  const parts = trustStamps(reads.filter(isRead), job);
  const rest = parts.values();
  const files = reads.map((read, place) =>
    describeFile(sources[place]?.name ?? '', isRead(read) ? (rest.next().value ?? read) : read),
  );
  const refused = reads.flatMap((read) => (isRead(read) ? [] : read.problems));
  if (parts.length === 0) return { build: null, files, problems: refused };
  const build = joinParts(parts, { ...options, tasks: limits.tasks });
  if (build.tasks.length === 0 && build.metrics.length === 0) {
    const where = sources.map((source) => source.name).join(', ');
    const what = 'The logs contain no tasks and no measurements.';
    const fix = 'Check that they belong to a build that ran something.';
    const problem: Problem = { level: 'error', code: 'no-events', where, what, fix };
    return { build: null, files, problems: [...refused, ...build.problems, problem] };
  }
  // A file that could not be read may contain missing work.
  const whole = refused.length === 0;
  return { build: whole ? build : { ...build, complete: false }, files, problems: refused };
}

/**
 * Describes the content of one file. Never throws for its content. @param nowMs current time, epoch milliseconds;
 * null when not known
 */
export async function inspectSource(
  source: Source,
  format: string,
  nowMs: number | null = null,
): Promise<FileFacts> {
  const read = await readSource(source, { format, limits: defaultLimits });
  const [trusted = read] = isRead(read) ? trustStamps([read], { startMs: null, nowMs }) : [];
  return describeFile(source.name, trusted);
}

function describeFile(file: string, read: SourceRead): FileFacts {
  if (read.format === null) {
    const none = { tasks: 0, byResult: {}, byCache: {}, taskDurationMs: 0, events: 0, metrics: 0, spans: 0 };
    return {
      file,
      format: null,
      complete: false,
      result: 'unknown',
      startTime: null,
      durationMs: null,
      ...none,
      problems: read.problems,
    };
  }
  const { part, format } = read;
  const { startTimeMs, durationMs } = timeParts([read]);
  const tasks = finalTasks(part.tasks);
  const counted = part.summedUp > 0 ? [] : tasks;
  return {
    file,
    format,
    complete: part.facts.complete,
    result: judgeResult([part]),
    startTime: startTimeMs === null ? null : new Date(startTimeMs).toISOString(),
    durationMs,
    tasks: part.summedUp || tasks.length,
    byResult: countBy(counted.map((task) => task.result)),
    byCache: countBy(counted.map((task) => task.cache)),
    taskDurationMs: tasks.reduce((sum, task) => sum + (task.durationMs ?? 0), 0),
    events: part.events.length,
    metrics: part.metrics.length,
    spans: part.spans.length,
    problems: part.problems,
  };
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of [...words].sort()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
