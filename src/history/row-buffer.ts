/** Collects the rows of one task from several segments. */

import type { TaskRows } from './task-rows.ts';

/** Columns that most histories do not have. */
export const sparseNumbers = [
  'costUsd',
  'tokens',
  'outputTokens',
  'cacheReadTokens',
  'cacheCreationTokens',
  'queueUs',
  'cpuUs',
  'memoryBytes',
  'value',
] as const;
export const sparseTexts = ['errorType', 'failurePrint', 'model', 'unit', 'better'] as const;
export type SparseNumber = (typeof sparseNumbers)[number];
export type SparseText = (typeof sparseTexts)[number];

/** Growing columns; the first `rows` entries of each are used. */
export interface RowBuffer {
  rows: number;
  build: Int32Array;
  durationUs: Float64Array;
  result: Uint8Array;
  cached: Uint8Array;
  attempt: Uint8Array;
  /** null until a row has a value. */
  readonly numbers: Record<SparseNumber, Float64Array | null>;
  readonly texts: Record<SparseText, (string | null)[] | null>;
}

/** The rows as separate typed arrays. */
export interface OwnedRows extends TaskRows {
  readonly build: Int32Array;
  readonly durationUs: Float64Array;
  readonly result: Uint8Array;
  readonly cached: Uint8Array;
  readonly attempt: Uint8Array;
  readonly costUsd: Float64Array | null;
  readonly tokens: Float64Array | null;
  readonly outputTokens: Float64Array | null;
  readonly cacheReadTokens: Float64Array | null;
  readonly cacheCreationTokens: Float64Array | null;
  readonly queueUs: Float64Array | null;
  readonly cpuUs: Float64Array | null;
  readonly memoryBytes: Float64Array | null;
  readonly value: Float64Array | null;
  readonly errorType: (string | null)[] | null;
  readonly failurePrint: (string | null)[] | null;
  readonly model: (string | null)[] | null;
  readonly unit: (string | null)[] | null;
  readonly better: (string | null)[] | null;
}

export function openRowBuffer(): RowBuffer {
  return {
    rows: 0,
    build: new Int32Array(0),
    durationUs: new Float64Array(0),
    result: new Uint8Array(0),
    cached: new Uint8Array(0),
    attempt: new Uint8Array(0),
    numbers: {
      costUsd: null,
      tokens: null,
      outputTokens: null,
      cacheReadTokens: null,
      cacheCreationTokens: null,
      queueUs: null,
      cpuUs: null,
      memoryBytes: null,
      value: null,
    },
    texts: { errorType: null, failurePrint: null, model: null, unit: null, better: null },
  };
}

/** Removes all rows. */
export function clearRows(buffer: RowBuffer): void {
  buffer.rows = 0;
  for (const name of sparseNumbers) buffer.numbers[name] = null;
  for (const name of sparseTexts) buffer.texts[name] = null;
}

/** Ensures space for `more` rows after the used ones. */
export function reserveRows(buffer: RowBuffer, more: number): void {
  const need = buffer.rows + more;
  if (need <= buffer.build.length) return;
  const size = Math.max(1024, need, buffer.build.length * 2);
  const grow = <T extends { set(from: T): void }>(into: T, from: T): T => {
    into.set(from);
    return into;
  };
  buffer.build = grow(new Int32Array(size), buffer.build);
  buffer.durationUs = grow(new Float64Array(size), buffer.durationUs);
  buffer.result = grow(new Uint8Array(size), buffer.result);
  buffer.cached = grow(new Uint8Array(size), buffer.cached);
  buffer.attempt = grow(new Uint8Array(size), buffer.attempt);
  for (const name of sparseNumbers) {
    const values = buffer.numbers[name];
    if (values) buffer.numbers[name] = grow(new Float64Array(size).fill(Number.NaN), values);
  }
}

/** The column for writing, all values unknown at first. */
export function sparseColumn(buffer: RowBuffer, name: SparseNumber): Float64Array {
  buffer.numbers[name] ??= new Float64Array(buffer.build.length).fill(Number.NaN);
  return buffer.numbers[name];
}

/** Copies the rows out, sorted by build; those of one build keep their order. */
export function copyRows(buffer: RowBuffer, name: string, kind: string): OwnedRows {
  return pickRows(buffer, name, kind, (values, rows) => values.slice(0, rows));
}

/** The same without a copy, if the rows are already in order: valid until the buffer is changed. */
export function viewRows(buffer: RowBuffer, name: string, kind: string): OwnedRows {
  return pickRows(buffer, name, kind, (values, rows) => values.subarray(0, rows));
}

type Columnar = Int32Array | Float64Array | Uint8Array;

function pickRows(
  buffer: RowBuffer,
  name: string,
  kind: string,
  take: (values: Columnar, rows: number) => Columnar,
): OwnedRows {
  const order = orderByBuild(buffer);
  const { numbers, texts, rows } = buffer;
  const pick = <T extends Columnar>(values: T): T => {
    if (order === null) return take(values, rows) as T;
    const copy = values.slice(0, rows) as T;
    for (let row = 0; row < rows; row++) copy[row] = values[order[row]!]!;
    return copy;
  };
  const pickTexts = (values: (string | null)[] | null): (string | null)[] | null =>
    values && Array.from({ length: rows }, (_, row) => values[order ? order[row]! : row] ?? null);
  return {
    name,
    kind,
    build: pick(buffer.build),
    durationUs: pick(buffer.durationUs),
    result: pick(buffer.result),
    cached: pick(buffer.cached),
    attempt: pick(buffer.attempt),
    costUsd: numbers.costUsd && pick(numbers.costUsd),
    tokens: numbers.tokens && pick(numbers.tokens),
    outputTokens: numbers.outputTokens && pick(numbers.outputTokens),
    cacheReadTokens: numbers.cacheReadTokens && pick(numbers.cacheReadTokens),
    cacheCreationTokens: numbers.cacheCreationTokens && pick(numbers.cacheCreationTokens),
    queueUs: numbers.queueUs && pick(numbers.queueUs),
    cpuUs: numbers.cpuUs && pick(numbers.cpuUs),
    memoryBytes: numbers.memoryBytes && pick(numbers.memoryBytes),
    errorType: pickTexts(texts.errorType),
    failurePrint: pickTexts(texts.failurePrint),
    model: pickTexts(texts.model),
    value: numbers.value && pick(numbers.value),
    unit: pickTexts(texts.unit),
    better: pickTexts(texts.better),
  };
}

/** null if the rows are already in order, as when segments do not overlap. */
function orderByBuild({ build, rows }: RowBuffer): Uint32Array | null {
  let sorted = true;
  for (let row = 1; row < rows && sorted; row++) sorted = build[row - 1]! <= build[row]!;
  if (sorted) return null;
  return Uint32Array.from({ length: rows }, (_, row) => row).sort((a, b) => build[a]! - build[b]! || a - b);
}
