/** Builds and their task rows → one segment, row group by row group. */

import { allResults } from '../model/results.ts';
import { chooseCompression } from '../parquet/codec.ts';
import { type Coded, codeValues, type Values } from '../parquet/column-values.ts';
import { openWriter } from '../parquet/write-parquet.ts';
import { formatVersion, groupRows, historyColumns, pageRows, versionKey } from './schema.ts';
import { nameSegment, type SegmentFile } from './segment.ts';
import { type BuildRecord, toBuildColumns } from './stored-build.ts';
import type { TaskRows } from './task-rows.ts';

/**
 * Creates a segment; the same content gives the same bytes.
 * @param records sorted by start, then id, no id twice
 * @param tasks sorted by name, then kind; `build` counts in `records`.
 */
export function encodeSegment(
  level: number,
  records: readonly BuildRecord[],
  tasks: Iterable<TaskRows>,
): SegmentFile {
  const metadata = { [versionKey]: formatVersion };
  const writer = openWriter({ name: 'history', columns: historyColumns, pageRows, metadata });
  const compression = chooseCompression(level);
  // Many columns with few bytes each: decompressing them would take most of the time of reading one task.
  writer.writeGroup(records.length, toBuildColumns(records), chooseCompression(0));
  const builds = codeBuilds(records);
  let pending: Slice[] = [];
  let pendingRows = 0;
  const flush = (): void => {
    if (pendingRows > 0)
      writer.writeGroup(pendingRows, toTaskColumns(pending, pendingRows, builds), compression);
    pending = [];
    pendingRows = 0;
  };
  for (const rows of tasks) {
    for (let from = 0; from < rows.build.length; ) {
      const to = Math.min(rows.build.length, from + groupRows - pendingRows);
      pending.push({ rows, from, to });
      pendingRows += to - from;
      from = to;
      if (pendingRows === groupRows) flush();
    }
  }
  flush();
  const bytes = writer.finish();
  return { name: nameSegment(level, records[0]?.build.startTimeMs ?? 0, records.length, bytes), bytes };
}

/** Some rows of one task. */
interface Slice {
  readonly rows: TaskRows;
  readonly from: number;
  readonly to: number;
}

/** The columns that task rows repeat from their build, by index of the build. */
type BuildColumns = Readonly<Record<'build' | 'start' | 'branch', Coded>>;

function codeBuilds(records: readonly BuildRecord[]): BuildColumns {
  return {
    build: codeValues(records.map(({ build }) => build.id)),
    start: codeValues(records.map(({ build }) => Math.round(build.startTimeMs * 1000))),
    branch: codeValues(records.map(({ build }) => build.branch)),
  };
}

const attempts = Array.from({ length: 256 }, (_, attempt) => attempt);

function toTaskColumns(
  slices: readonly Slice[],
  rows: number,
  builds: BuildColumns,
): Readonly<Record<string, Values>> {
  const build = gather(slices, new Uint32Array(rows), (task) => task.build);
  const ofBuild = ({ dictionary, index }: Coded): Coded => ({
    dictionary,
    index: build.map((at) => index[at]!),
  });
  const numbers = (of: (task: TaskRows) => ArrayLike<number> | null): Float64Array | null =>
    slices.some(({ rows: task }) => of(task) !== null)
      ? gather(slices, new Float64Array(rows).fill(Number.NaN), of)
      : null;
  return {
    task: codeTexts(slices, rows, (task) => task.name),
    kind: codeTexts(slices, rows, (task) => task.kind),
    build: ofBuild(builds.build),
    start: ofBuild(builds.start),
    branch: ofBuild(builds.branch),
    result: { dictionary: allResults, index: gather(slices, new Uint32Array(rows), (task) => task.result) },
    duration_us: gather(slices, new Float64Array(rows), (task) => task.durationUs),
    cached: gather(slices, new Uint8Array(rows), (task) => task.cached),
    attempt: { dictionary: attempts, index: gather(slices, new Uint32Array(rows), (task) => task.attempt) },
    error_type: codeLists(slices, rows, (task) => task.errorType),
    failure_print: codeLists(slices, rows, (task) => task.failurePrint),
    model: codeLists(slices, rows, (task) => task.model),
    cost_usd: numbers((task) => task.costUsd),
    tokens: numbers((task) => task.tokens),
    output_tokens: numbers((task) => task.outputTokens ?? null),
    cache_read_tokens: numbers((task) => task.cacheReadTokens ?? null),
    cache_creation_tokens: numbers((task) => task.cacheCreationTokens ?? null),
    queue_us: numbers((task) => task.queueUs ?? null),
    cpu_us: numbers((task) => task.cpuUs),
    memory_bytes: numbers((task) => task.memoryBytes),
    value: numbers((task) => task.value),
    unit: codeLists(slices, rows, (task) => task.unit),
    better: codeLists(slices, rows, (task) => task.better),
  };
}

function gather<T extends Uint32Array | Float64Array | Uint8Array>(
  slices: readonly Slice[],
  into: T,
  of: (task: TaskRows) => ArrayLike<number> | null,
): T {
  let at = 0;
  for (const { rows, from, to } of slices) {
    const values = of(rows);
    if (values) for (let row = from; row < to; row++) into[at + row - from] = values[row]!;
    at += to - from;
  }
  return into;
}

/** Encodes a text that is the same for all rows of a task. */
function codeTexts(slices: readonly Slice[], rows: number, of: (task: TaskRows) => string): Coded {
  const { dictionary, index: codes } = codeValues(slices.map(({ rows: task }) => of(task)));
  const index = new Uint32Array(rows);
  let at = 0;
  for (const [slice, { from, to }] of slices.entries()) {
    index.fill(codes[slice]!, at, at + to - from);
    at += to - from;
  }
  return { dictionary, index };
}

function codeLists(
  slices: readonly Slice[],
  rows: number,
  of: (task: TaskRows) => ArrayLike<string | null> | null,
): Coded | null {
  if (slices.every(({ rows: task }) => of(task) === null)) return null;
  const values: (string | null)[] = new Array(rows).fill(null);
  let at = 0;
  for (const { rows: task, from, to } of slices) {
    const texts = of(task);
    if (texts) for (let row = from; row < to; row++) values[at + row - from] = texts[row] ?? null;
    at += to - from;
  }
  return codeValues(values);
}
