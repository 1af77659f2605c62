/** Reads event logs into a build: recognises each file by its content, or refuses it with a reason. */
import { finalTasks } from '../metrics/final-tasks.ts';
import type { Build, BuildContext, Problem, Result } from '../model.ts';
import { chooseFormat } from './choose-format.ts';
import { createDraft, type FilePart } from './draft.ts';
import { joinParts, judgeResult, type ReadPart, timeParts } from './join-parts.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { InputError, openInput } from './open-input.ts';

export type { Format } from './format.ts';
export { formats } from './formats.ts';
export type { Limits } from './limits.ts';
export { writeNdjson } from './write-ndjson.ts';

/** One event log. The name serves messages only. */
export interface Source {
  readonly name: string;
  /** The bytes from the start, each time it is called. */
  readonly open: () => AsyncIterable<Uint8Array>;
}

export interface ReadOptions {
  /** Series of the build. */
  readonly name: string;
  /** `auto`, or a format's id for all files. */
  readonly format: string;
  readonly id: string;
  readonly context: BuildContext;
  readonly limits?: Partial<Limits>;
}

export interface ReadOutcome {
  /** null when no file could be used; `problems` say why. */
  readonly build: Build | null;
  readonly files: readonly FileFacts[];
  /** What is not already in the build's own problems. */
  readonly problems: readonly Problem[];
}

/** What one file says, without judging it. */
export interface FileFacts {
  readonly file: string;
  /** null when the file was not read. */
  readonly format: string | null;
  readonly complete: boolean;
  readonly result: Result;
  /** ISO 8601. */
  readonly startTime: string | null;
  readonly durationMs: number | null;
  /** Work items: of several attempts the last. */
  readonly tasks: number;
  readonly byResult: Readonly<Record<string, number>>;
  readonly byCache: Readonly<Record<string, number>>;
  /** Sum of the known durations. */
  readonly taskDurationMs: number;
  readonly events: number;
  readonly metrics: number;
  readonly spans: number;
  readonly problems: readonly Problem[];
}

/** Reads all files into one build. Never throws for what is in a file. */
export async function readBuild(sources: readonly Source[], options: ReadOptions): Promise<ReadOutcome> {
  const parts: ReadPart[] = [];
  const files: FileFacts[] = [];
  const refused: Problem[] = [];
  for (const source of sources) {
    const read = await readSource(source, options.format, { ...defaultLimits, ...options.limits });
    files.push(describeFile(source.name, read));
    if (read.format === null) refused.push(...read.problems);
    else parts.push(read);
  }
  if (parts.length === 0) return { build: null, files, problems: refused };
  const build = joinParts(parts, { ...options, tasks: options.limits?.tasks ?? defaultLimits.tasks });
  if (build.tasks.length === 0 && build.metrics.length === 0) {
    const where = sources.map((source) => source.name).join(', ');
    const what = 'The logs hold no task and no measurement.';
    const fix = 'Check that they belong to a build that ran something.';
    const problem: Problem = { level: 'error', code: 'no-events', where, what, fix };
    return { build: null, files, problems: [...refused, ...build.problems, problem] };
  }
  // A file that could not be read may hold the missing half of the build.
  const whole = refused.length === 0;
  return { build: whole ? build : { ...build, complete: false }, files, problems: refused };
}

/** Says what one file holds. Never throws for what is in it. */
export async function inspectSource(source: Source, format: string): Promise<FileFacts> {
  return describeFile(source.name, await readSource(source, format, defaultLimits));
}

type SourceRead = ReadPart | { readonly format: null; readonly problems: readonly Problem[] };

async function readSource(source: Source, wanted: string, limits: Limits): Promise<SourceRead> {
  const refuse = (code: string, what: string, fix: string): SourceRead => ({
    format: null,
    problems: [{ level: 'error', code, where: source.name, what, fix }],
  });
  try {
    const { input, state } = await openInput(source.open, limits);
    const format = chooseFormat(wanted, input.sample);
    if (!('id' in format)) return refuse(format.code, format.what, format.fix);
    const draft = createDraft(source.name, limits);
    await format.read(input, draft);
    if (state.broken !== null) draft.markTruncated();
    if (state.cut) {
      draft.facts.complete = false;
      const fix = 'Split the log by job or package.';
      draft.report('warning', 'too-large', 'The file is larger than what is read of it.', fix);
    }
    const part = draft.finish();
    const isEmpty = part.tasks.length === 0 && part.metrics.length === 0;
    return { format: format.id, part: isEmpty ? noteEmpty(source.name, part) : part };
  } catch (error) {
    if (error instanceof InputError) return refuse(error.code, error.message, error.fix);
    const { code, message } = error as NodeJS.ErrnoException;
    // What the system says about a file is the user's to mend; anything else is a bug.
    if (code === undefined) throw error;
    return refuse(
      'unreadable',
      `It cannot be read: ${message}.`,
      'Check that the file is there and may be read.',
    );
  }
}

/** A shard without work is no fault; a build without any is, and says so itself. */
function noteEmpty(file: string, part: FilePart): FilePart {
  const problem: Problem = {
    level: 'info',
    code: 'no-tasks',
    where: file,
    what: 'It holds no task.',
    fix: '',
  };
  return { ...part, problems: [...part.problems, problem] };
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
  return {
    file,
    format,
    complete: part.facts.complete,
    result: judgeResult([part]),
    startTime: startTimeMs === null ? null : new Date(startTimeMs).toISOString(),
    durationMs,
    tasks: tasks.length,
    byResult: countBy(tasks.map((task) => task.result)),
    byCache: countBy(tasks.map((task) => task.cache)),
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
