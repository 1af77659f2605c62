/** Splits NDJSON into records without holding the file. Memory is bounded by the longest record that is kept. */
import { collectRecord, type JsonRecord, type SplitOptions } from './parse-record.ts';

const newline = 0x0a;

/** One record a line. A last line without an end that begins a record and does not parse is a cut one. */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  options: SplitOptions,
): AsyncGenerator<JsonRecord> {
  const line = collectRecord(options);
  let position = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      line.add(chunk.subarray(start, end));
      const record = line.finish();
      if (record) yield record;
      start = end + 1;
      line.start({ offset: position + start, key: null });
    }
    line.add(chunk.subarray(start));
    position += chunk.length;
  }
  const last = line.finish();
  const isCut = last?.kind === 'skipped' && last.code === 'malformed' && /^[{[]/.test(last.excerpt);
  if (isCut) yield { kind: 'truncated', offset: last.offset, isBetween: false };
  else if (last) yield last;
}
