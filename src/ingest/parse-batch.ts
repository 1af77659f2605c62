/** Parses consecutive records of a chunk with one call: a call for each would cost as much as its parsing. */
import { type JsonRecord, parseRecord, type SplitOptions } from './parse-record.ts';

export interface Batch {
  /** Begins another chunk at `position` of the file. */
  readonly start: (chunk: Uint8Array, position: number) => void;
  /** Adds the record at these bytes of the chunk, with only a comma and white space since the last one. */
  readonly add: (from: number, to: number, depth: number, key: string | null) => void;
  /** Parses the records added since the last call. */
  readonly finish: () => JsonRecord[];
}

/** Collects records until `finish` is called; a batch that does not parse is parsed record by record. */
export function collectBatch(options: SplitOptions): Batch {
  let chunk: Uint8Array = new Uint8Array();
  let position = 0;
  let from: number[] = [];
  let deepest = 0;
  let key: string | null = null;
  let ends: number[] = [];

  const parseEach = (): JsonRecord[] =>
    from.map((start, i) => {
      const text = decoder.decode(chunk.subarray(start, ends[i])).trim();
      return parseRecord(text, { offset: position + start, key }, options.depth);
    });
  const parseAll = (): JsonRecord[] => {
    const values = deepest > options.depth ? null : parseArray(chunk.subarray(from[0], ends.at(-1)));
    if (values?.length !== from.length) return parseEach();
    return values.map((value, i) => ({ kind: 'value', key, value, offset: position + (from[i] as number) }));
  };

  return {
    start: (next, at) => {
      chunk = next;
      position = at;
    },
    add: (start, to, depth, name) => {
      from.push(start);
      ends.push(to);
      key = name;
      if (depth > deepest) deepest = depth;
    },
    finish: () => {
      if (from.length === 0) return [];
      const records = parseAll();
      from = [];
      ends = [];
      deepest = 0;
      return records;
    },
  };
}

const decoder = new TextDecoder();

function parseArray(bytes: Uint8Array): unknown[] | null {
  try {
    return JSON.parse(`[${decoder.decode(bytes)}]`);
  } catch {
    return null;
  }
}
