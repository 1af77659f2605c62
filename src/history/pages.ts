/**
 * The task rows of one segment, one page at a time: the names, and the other columns once one of its rows is
 * requested.
 */

import { allResults } from '../model/results.ts';
import { noFlag, noValue } from '../parquet/column-values.ts';
import type { ColumnReader, Rows } from '../parquet/read-parquet.ts';
import type { Segment } from './decode-segment.ts';
import {
  type RowBuffer,
  reserveRows,
  type SparseNumber,
  type SparseText,
  sparseColumn,
  sparseNumbers,
  sparseTexts,
} from './row-buffer.ts';
import { pageRows } from './schema.ts';

export interface Pages {
  /** Rows of the current page. */
  rows: number;
  /** Goes to the next page; false when there is none. */
  readonly next: () => boolean;
  /** End of the run of rows of the same task and kind that begins at a row. */
  readonly findEnd: (from: number) => number;
  readonly taskAt: (row: number) => string;
  readonly kindAt: (row: number) => string;
  /** The rows of the only task that is read. */
  readonly findWanted: () => Rows;
  /** Adds the rows of builds that count. */
  readonly copy: (from: number, to: number, buffer: RowBuffer) => void;
}

export const sparseColumns: Readonly<Record<SparseNumber | SparseText, string>> = {
  costUsd: 'cost_usd',
  tokens: 'tokens',
  outputTokens: 'output_tokens',
  cacheReadTokens: 'cache_read_tokens',
  cacheCreationTokens: 'cache_creation_tokens',
  queueUs: 'queue_us',
  cpuUs: 'cpu_us',
  memoryBytes: 'memory_bytes',
  errorType: 'error_type',
  failurePrint: 'failure_print',
  model: 'model',
  value: 'value',
  unit: 'unit',
  better: 'better',
};

const noBuild = -1;

/** Columns of one row group, with the meaning of their codes. */
interface Group {
  readonly rows: number;
  readonly task: ColumnReader;
  readonly kind: ColumnReader;
  readonly build: ColumnReader;
  readonly duration: ColumnReader;
  readonly result: ColumnReader;
  readonly cached: ColumnReader;
  readonly attempt: ColumnReader;
  readonly sparse: Readonly<Record<SparseNumber | SparseText, ColumnReader | null>>;
  /** Whether any of them has a value. */
  readonly hasSparse: boolean;
  /** Code → index of the build, or `noBuild`. */
  readonly builds: Int32Array;
  readonly results: Uint8Array;
  readonly attempts: Uint8Array;
  /** Code of the only task that is read; -1 if the group lacks it, or all are read. */
  readonly wanted: number;
}

/** Columns of one page, reused for one segment after another. */
interface Scratch {
  readonly task: Uint32Array;
  readonly kind: Uint32Array;
  readonly build: Uint32Array;
  readonly result: Uint32Array;
  readonly attempt: Uint32Array;
  readonly cached: Uint8Array;
  readonly duration: Float64Array;
}

export function openScratch(size: number): Scratch {
  return {
    task: new Uint32Array(size),
    kind: new Uint32Array(size),
    build: new Uint32Array(size),
    result: new Uint32Array(size),
    attempt: new Uint32Array(size),
    cached: new Uint8Array(size),
    duration: new Float64Array(size),
  };
}

/** Only one task: only pages that may contain it are decoded. */
export interface OnlyTask {
  readonly name: string;
  readonly scratch: Scratch;
}

/**
 * @param builds the builds that count, with their indexes
 * @param names row groups without any of them are skipped; null: all are read
 */
export function openPages(
  segment: Segment,
  builds: ReadonlyMap<string, number>,
  only: OnlyTask | null = null,
  names: readonly string[] | null = only && [only.name],
): Pages {
  const size = Math.min(pageRows, Math.max(0, ...segment.groupRows.slice(1)));
  const scratch = only?.scratch ?? openScratch(size);
  const { task, kind, build, result, attempt, cached, duration } = scratch;
  const number: { [name in SparseNumber]?: Float64Array | undefined } = {};
  const text: { [name in SparseText]?: Uint32Array | undefined } = {};
  let index = 0;
  let group: Group | null = null;
  let groupRow = 0;
  /** Whether the readers of the other columns are behind this page. */
  let isPassed = true;

  const readPage = ({ sparse, ...open }: Group, rows?: Rows): void => {
    isPassed = true;
    open.build.readCodes(build, rows);
    open.result.readCodes(result, rows);
    open.attempt.readCodes(attempt, rows);
    if (open.cached.empty) cached.fill(noFlag);
    else open.cached.readFlags(cached, rows);
    if (open.duration.empty) duration.fill(Number.NaN);
    else open.duration.readNumbers(duration, rows);
    for (const name of sparseNumbers) {
      number[name] ??= sparse[name] ? new Float64Array(size) : undefined;
      if (number[name]) sparse[name]?.readNumbers(number[name]);
    }
    for (const name of sparseTexts) {
      text[name] ??= sparse[name] ? new Uint32Array(size) : undefined;
      if (text[name]) sparse[name]?.readCodes(text[name]);
    }
  };

  const copy = (from: number, to: number, buffer: RowBuffer): void => {
    if (group === null) return;
    if (!isPassed) readPage(group);
    reserveRows(buffer, to - from);
    const { builds: indexes, results, attempts, sparse } = group;
    let at = buffer.rows;
    for (let row = from; row < to; row++) {
      const own = indexes[build[row]!]!;
      if (own === noBuild) continue;
      buffer.build[at] = own;
      buffer.durationUs[at] = duration[row]!;
      buffer.result[at] = results[result[row]!]!;
      buffer.cached[at] = cached[row]!;
      buffer.attempt[at] = attempts[attempt[row]!]!;
      at++;
    }
    if (group.hasSparse) {
      const each = (put: (row: number, at: number) => void): void => {
        let next = buffer.rows;
        for (let row = from; row < to; row++) if (indexes[build[row]!] !== noBuild) put(row, next++);
      };
      for (const name of sparseNumbers) copyNumbers(name, sparse[name], number[name], buffer, each);
      for (const name of sparseTexts) copyTexts(name, sparse[name], text[name], buffer, each);
    }
    buffer.rows = at;
  };

  const nextGroup = (): Group | null => {
    do index++;
    while (index < segment.groupRows.length && names?.some((name) => segment.mayHold(index, name)) === false);
    groupRow = 0;
    return index < segment.groupRows.length ? openGroup(segment, index, builds, only) : null;
  };

  const pages: Pages = {
    rows: 0,
    next: () => {
      for (;;) {
        if (group === null || groupRow === group.rows) {
          group = nextGroup();
          if (group === null) return false;
        } else if (!isPassed) skipPage(group);
        group.task.readCodes(task);
        isPassed = false;
        pages.rows = Math.min(pageRows, group.rows - groupRow);
        groupRow += pages.rows;
        if (only === null || holds(group, task, pages.rows)) break;
        group.kind.skip();
      }
      const rows = only === null ? undefined : pages.findWanted();
      group.kind.readCodes(kind, rows);
      if (rows) readPage(group, rows);
      return true;
    },
    findEnd: (from) => {
      let to = from + 1;
      while (to < pages.rows && task[to] === task[from] && kind[to] === kind[from]) to++;
      return to;
    },
    taskAt: (row) => String(group?.task.dictionary[task[row]!]),
    kindAt: (row) => String(group?.kind.dictionary[kind[row]!]),
    findWanted: () => {
      const code = group?.wanted ?? -1;
      return { first: findFirst(task, pages.rows, code), end: findFirst(task, pages.rows, code + 1) };
    },
    copy,
  };
  return pages;
}

/** Codes are assigned in the order of rows, which is the order of names. */
function holds({ wanted }: Group, codes: Uint32Array, rows: number): boolean {
  return wanted >= codes[0]! && wanted <= codes[rows - 1]!;
}

/** The first of sorted codes that is not less. */
function findFirst(codes: Uint32Array, rows: number, code: number): number {
  let from = 0;
  let to = rows;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (codes[middle]! < code) from = middle + 1;
    else to = middle;
  }
  return from;
}

function skipPage({ build, duration, result, cached, attempt, sparse }: Group): void {
  for (const reader of [build, duration, result, cached, attempt, ...Object.values(sparse)]) reader?.skip();
}

function openGroup(
  segment: Segment,
  index: number,
  builds: ReadonlyMap<string, number>,
  only: OnlyTask | null,
): Group {
  const open = (name: string): ColumnReader => segment.open(index, name);
  const sparse = (name: SparseNumber | SparseText): ColumnReader | null => {
    const reader = open(sparseColumns[name]);
    return reader.empty ? null : reader;
  };
  const task = open('task');
  const build = open('build');
  const result = open('result');
  const attempt = open('attempt');
  const unknown = allResults.indexOf('unknown');
  const columns = {
    costUsd: sparse('costUsd'),
    tokens: sparse('tokens'),
    outputTokens: sparse('outputTokens'),
    cacheReadTokens: sparse('cacheReadTokens'),
    cacheCreationTokens: sparse('cacheCreationTokens'),
    queueUs: sparse('queueUs'),
    cpuUs: sparse('cpuUs'),
    memoryBytes: sparse('memoryBytes'),
    errorType: sparse('errorType'),
    failurePrint: sparse('failurePrint'),
    model: sparse('model'),
    value: sparse('value'),
    unit: sparse('unit'),
    better: sparse('better'),
  };
  return {
    rows: segment.groupRows[index]!,
    task,
    wanted: only === null ? -1 : task.findCode(only.name),
    kind: open('kind'),
    build,
    duration: open('duration_us'),
    result,
    cached: open('cached'),
    attempt,
    sparse: columns,
    hasSparse: Object.values(columns).some((reader) => reader !== null),
    builds: Int32Array.from(build.dictionary, (id) => builds.get(String(id)) ?? noBuild),
    results: Uint8Array.from(result.dictionary, (word) => {
      const known = (allResults as readonly unknown[]).indexOf(word);
      return known === -1 ? unknown : known;
    }),
    attempts: Uint8Array.from(attempt.dictionary, Number),
  };
}

type Each = (put: (row: number, at: number) => void) => void;

function copyNumbers(
  name: SparseNumber,
  reader: ColumnReader | null,
  values: Float64Array | undefined,
  buffer: RowBuffer,
  each: Each,
): void {
  if (reader === null || values === undefined) return;
  each((row, at) => {
    if (!Number.isNaN(values[row])) sparseColumn(buffer, name)[at] = values[row]!;
  });
}

function copyTexts(
  name: SparseText,
  reader: ColumnReader | null,
  codes: Uint32Array | undefined,
  buffer: RowBuffer,
  each: Each,
): void {
  if (reader === null || codes === undefined) return;
  each((row, at) => {
    if (codes[row] === noValue) return;
    buffer.texts[name] ??= [];
    buffer.texts[name][at] = String(reader.dictionary[codes[row]!]);
  });
}
