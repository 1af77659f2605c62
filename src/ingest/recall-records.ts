/**
 * Recognises records that equal an earlier one but for their numbers, as most events of a trace do: their bytes are
 * compared and their numbers are read, instead of parsing everything again.
 */
import { type JsonPiece, parseRecord, type RecordPlace, type SplitOptions } from './parse-record.ts';
import { type Fields, isFields } from './read-fields.ts';
import { RecordScan } from './scan-record.ts';

/**
 * @param shape the same for all records that are equal but for their numbers, and less than `mostShapes`; absent for
 * the first of them
 */
export type VisitRepeat = (record: Fields, key: string | null, shape?: number) => void;

/** How many different records are kept at most. */
export const mostShapes = 65_536;

export interface Recall {
  /** @returns whether the records of the next run are read one by one: only where most of them are known */
  readonly startRun: () => boolean;
  readonly deliver: (records: readonly JsonPiece[]) => void;
  /**
   * Reads the record at this position of the chunk, and delivers it.
   * @returns the position after it; the same one if it is no object that ends in this chunk before a comma or the end
   * of an array
   */
  readonly read: (chunk: Uint8Array, at: number, place: RecordPlace) => number;
}

const decoder = new TextDecoder();

/**
 * @param visit is called with each known record: the same object with other numbers, so it must not be kept
 * @param deliver is called with all others; their values must not be kept either
 */
export function recallRecords(
  options: SplitOptions,
  visit: VisitRepeat,
  deliver: (records: readonly JsonPiece[]) => void,
): Recall {
  const scan = new RecordScan(options.recordBytes);
  const shapes = createShapes();
  let tried = 0;
  let found = 0;
  let pauses = 0;
  let left = 0;

  const startRun = (): boolean => {
    if (left > 0) {
      left -= 1;
      return false;
    }
    const isPoor = found * 2 < tried;
    if (tried > 0) pauses = isPoor ? pauses * 4 || 4 : 0;
    tried = found = 0;
    if (isPoor) left = pauses - 1;
    return !isPoor;
  };

  const read = (chunk: Uint8Array, at: number, place: RecordPlace): number => {
    tried += 1;
    const end = scan.read(chunk, at);
    if (end === at) return at;
    const shape = shapes.find(scan);
    if (shape >= 0) {
      found += 1;
      visit(shapes.recordOf(shape, scan), place.key, shape);
      return end;
    }
    const record = parseRecord(decoder.decode(chunk.subarray(at, end)), place, options.depth);
    if (record.kind === 'value' && isFields(record.value))
      shapes.add(scan, record.value as Record<string, unknown>);
    deliver([record]);
    return end;
  };

  return { startRun, deliver, read };
}

/** Records that were read before, by their bytes without numbers. */
interface Shapes {
  /** @returns the number of the known record; -1 for a new one */
  readonly find: (scan: RecordScan) => number;
  /** The known record, with the numbers of the scanned one. */
  readonly recordOf: (shape: number, scan: RecordScan) => Fields;
  readonly add: (scan: RecordScan, record: Record<string, unknown>) => void;
}

/** All their words. */
const mostWords = 2 ** 22;

interface Shape {
  /** Its place among the words of all. */
  readonly from: number;
  readonly length: number;
  readonly record: Record<string, unknown>;
  readonly keys: readonly string[];
}

function createShapes(): Shapes {
  const shapes: Shape[] = [];
  /** By the hash, or after it: the number of the shape plus one; 0 for none. */
  const table = new Int32Array(mostShapes * 2);
  let all = new Int32Array(2 ** 14);
  let used = 0;
  let lastKeys: readonly string[] = [];
  /** Where a new shape belongs in the table. */
  let place = 0;

  const equals = ({ from, length }: Shape, words: Int32Array): boolean => {
    for (let i = 0; i < length; i++) if (all[from + i] !== words[i]) return false;
    return true;
  };

  return {
    find: (scan) => {
      const { words } = scan;
      const length = scan.length;
      place = hash(words, length) & (table.length - 1);
      for (; table[place] !== 0; place = (place + 1) & (table.length - 1)) {
        const number = (table[place] as number) - 1;
        const shape = shapes[number] as Shape;
        if (shape.length === length && equals(shape, words)) return number;
      }
      return -1;
    },
    recordOf: (number, { numbers }) => {
      const { record, keys } = shapes[number] as Shape;
      for (let i = 0; i < keys.length; i++) {
        const value = numbers[i] as number;
        // V8 would store other integers as if they had decimals, in records of this form from then on.
        record[keys[i] as string] = (value | 0) === value ? value | 0 : value;
      }
      return record;
    },
    add: (scan, record) => {
      const length = scan.length;
      const keys = readKeys(scan, record);
      if (keys === null || shapes.length >= mostShapes || used + length > mostWords) return;
      if (used + length > all.length) {
        const before = all;
        all = new Int32Array(all.length * 2);
        all.set(before);
      }
      all.set(scan.words.subarray(0, length), used);
      if (keys.join() !== lastKeys.join()) lastKeys = keys;
      shapes.push({ from: used, length, record, keys: lastKeys });
      table[place] = shapes.length;
      used += length;
    },
  };
}

function hash(words: Int32Array, length: number): number {
  let code = length;
  let other = 0;
  for (let i = 1; i < length; i += 2) {
    code = (Math.imul(code, 0x01000193) + (words[i - 1] as number)) | 0;
    other = (Math.imul(other, 0x01000193) + (words[i] as number)) | 0;
  }
  if (length % 2 === 1) code = (Math.imul(code, 0x01000193) + (words[length - 1] as number)) | 0;
  code = Math.imul(code ^ (other >>> 13) ^ (other << 3), 0x5bd1e995);
  return code ^ (code >>> 15);
}

/** @returns null if one of them is no plain word, or has another value further on */
function readKeys(scan: RecordScan, record: Fields): string[] | null {
  const keys = Array.from({ length: scan.count }, (_, number) => scan.keyOf(number));
  return keys.every((key, number) => key !== '' && record[key] === scan.numbers[number]) ? keys : null;
}
