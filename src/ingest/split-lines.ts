/**
 * Splits NDJSON into records without keeping the file in memory. Memory is limited by the longest record that is
 * kept.
 */
import { collectRecord, isDeeper, type JsonRecord, type SplitOptions } from './parse-record.ts';

const newline = 0x0a;
/** Size of a parsed batch: large enough to make calls cheap, small enough for short-lived values. */
const runBytes = 65_536;

/** One record per line. A last line without a line end that begins a record and does not parse was cut. */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  options: SplitOptions,
): AsyncGenerator<JsonRecord> {
  for await (const records of splitLineRuns(chunks, options)) yield* records;
}

/** As `splitLines`, many records at a time: awaiting each of a million costs more than parsing it. */
export async function* splitLineRuns(
  chunks: AsyncIterable<Uint8Array>,
  options: SplitOptions,
): AsyncGenerator<readonly JsonRecord[]> {
  /** The line that continues after the end of a run. */
  const open = collectRecord(options);
  let position = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += runBytes) {
      const run = chunk.subarray(at, at + runBytes);
      const first = run.indexOf(newline);
      const last = run.lastIndexOf(newline);
      open.add(first < 0 ? run : run.subarray(0, first));
      if (first >= 0) {
        const record = open.finish();
        const lines = parseLines(run.subarray(first + 1, last + 1), position + first + 1, options);
        yield record === null ? lines : [record, ...lines];
        open.start({ offset: position + last + 1, key: null });
        open.add(run.subarray(last + 1));
      }
      position += run.length;
    }
  }
  const last = open.finish();
  const isCut = last?.kind === 'skipped' && last.code === 'malformed' && /^[{[]/.test(last.excerpt);
  if (isCut) yield [{ kind: 'truncated', offset: last.offset, isBetween: false }];
  else if (last) yield [last];
}

/** Complete lines, with one call if all of them are records, else line by line. */
function parseLines(bytes: Uint8Array, position: number, options: SplitOptions): JsonRecord[] {
  if (bytes.length === 0) return [];
  const values = bytes.length > options.recordBytes ? null : parseTogether(bytes, options.depth);
  const records: JsonRecord[] = [];
  const line = collectRecord(options);
  let start = 0;
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
    const offset = position + start;
    if (values !== null) records.push({ kind: 'value', key: null, value: values[records.length], offset });
    else {
      line.start({ offset, key: null });
      line.add(bytes.subarray(start, end));
      const record = line.finish();
      if (record) records.push(record);
    }
    start = end + 1;
  }
  return records;
}

const decoder = new TextDecoder();

/** Null if a line is not one object, judging by its ends, or is too deep. */
function parseTogether(bytes: Uint8Array, depth: number): unknown[] | null {
  const text = decoder.decode(bytes.subarray(0, -1));
  const lines = text.split('\n');
  if (!lines.every((line) => isObject(line) && !isDeeper(line, depth))) return null;
  try {
    const values: unknown[] = JSON.parse(`[${text.replaceAll('\n', ',')}]`);
    return values.length === lines.length ? values : null;
  } catch {
    return null;
  }
}

function isObject(line: string): boolean {
  const end = line.endsWith('\r') ? line.length - 2 : line.length - 1;
  return line.charCodeAt(0) === 0x7b && line.charCodeAt(end) === 0x7d;
}
