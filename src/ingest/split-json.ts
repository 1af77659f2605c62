/**
 * Splits a JSON document into records without holding the file: a walk over the bytes, JSON.parse for each
 * record. Memory is bounded by the longest record that is kept.
 */
import { type Collector, collectRecord, type JsonRecord, type SplitOptions } from './parse-record.ts';

/**
 * Of a root object, the arrays whose elements are records: those named, or `all`; `results.tests` is an array of
 * an object in the root.
 */
export type RecordArrays = readonly string[] | 'all';

/**
 * The elements of a root array; of a root object the elements of its arrays, then the object itself with those
 * arrays empty. Several roots may follow one another.
 */
export async function* splitJson(
  chunks: AsyncIterable<Uint8Array>,
  arrays: RecordArrays,
  options: SplitOptions,
): AsyncGenerator<JsonRecord> {
  const walk = new JsonWalk(arrays, options);
  for await (const chunk of chunks) yield* walk.feed(chunk);
  yield* walk.end();
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/** The state of the walk between bytes and between chunks. */
export class JsonWalk {
  /** Keys of the root objects so far. */
  readonly keys: string[] = [];
  private readonly arrays: RecordArrays;
  private readonly root: Collector;
  private readonly element: Collector;
  private chunk: Uint8Array = new Uint8Array();
  /** Offset of the chunk. */
  private position = 0;
  /** Where in the chunk the bytes start that are still to be collected; -1 when none are. */
  private from = -1;
  private depth = 0;
  /** Depth inside the array whose elements are records; -1 when none is open. */
  private recordDepth = -1;
  private recordKey: string | null = null;
  private inElement = false;
  private inString = false;
  private isEscaped = false;
  /** The last string inside the root or an object in it, as far as it may be a key that is looked for. */
  private lastString = '';
  /** The last key of the root. */
  private rootKey = '';
  private isBroken = false;

  constructor(arrays: RecordArrays, options: SplitOptions) {
    this.arrays = arrays;
    this.root = collectRecord(options);
    this.element = collectRecord(options);
  }

  *feed(chunk: Uint8Array): Generator<JsonRecord> {
    this.chunk = chunk;
    if (this.from >= 0) this.from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (this.inString) this.walkString(byte);
      else if (byte > 0x20) {
        const record = this.step(byte, i);
        if (record) yield record;
      }
    }
    if (this.from >= 0) this.collector().add(chunk.subarray(this.from));
    this.position += chunk.length;
  }

  *end(): Generator<JsonRecord> {
    if (this.depth > 0 || this.inString || this.isBroken) yield { kind: 'truncated', offset: this.position };
  }

  private walkString(byte: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === backslash) this.isEscaped = true;
    else if (byte === quote) {
      this.inString = false;
      return;
    }
    if (this.depth <= 2 && this.recordDepth < 0 && this.lastString.length < 64)
      this.lastString += String.fromCharCode(byte);
  }

  private step(byte: number, i: number): JsonRecord | null {
    const isRecordLevel = this.depth === this.recordDepth;
    switch (byte) {
      case comma:
        return isRecordLevel ? this.closeElement(i) : null;
      case closeArray:
      case closeObject:
        return isRecordLevel ? this.closeRecords(i) : this.close(i);
      case colon:
        if (this.depth === 1 && !isRecordLevel) this.noteKey();
        return null;
    }
    if (isRecordLevel && !this.inElement) this.openElement(i);
    if (byte === quote) {
      this.inString = true;
      if (this.depth <= 2) this.lastString = '';
    } else if (byte === openArray || byte === openObject) this.open(byte, i);
    // Beside words and numbers inside of something.
    else if (this.depth === 0) this.isBroken = true;
    return null;
  }

  private open(byte: number, i: number): void {
    this.depth += 1;
    if (this.depth === 1 && byte === openObject) {
      this.root.start({ offset: this.position + i, key: null });
      this.from = i;
    } else if (this.depth === 1) this.openRecords(null);
    else if (this.depth <= 3 && byte === openArray && this.recordDepth < 0 && this.isWanted()) {
      this.root.add(this.chunk.subarray(this.from, i + 1));
      this.from = -1;
      this.openRecords(this.lastString);
    }
  }

  private noteKey(): void {
    this.rootKey = this.lastString;
    if (this.keys.length < 100) this.keys.push(this.rootKey);
  }

  private isWanted(): boolean {
    if (this.depth === 3) return this.arrays.includes(`${this.rootKey}.${this.lastString}`);
    return this.arrays === 'all' || this.arrays.includes(this.lastString);
  }

  private openRecords(key: string | null): void {
    this.recordDepth = this.depth;
    this.recordKey = key;
  }

  private openElement(i: number): void {
    this.inElement = true;
    this.from = i;
    this.element.start({ offset: this.position + i, key: this.recordKey });
  }

  private closeElement(i: number): JsonRecord | null {
    if (!this.inElement) return null;
    this.element.add(this.chunk.subarray(this.from, i));
    this.inElement = false;
    this.from = -1;
    return this.element.finish();
  }

  private closeRecords(i: number): JsonRecord | null {
    const last = this.closeElement(i);
    this.recordDepth = -1;
    this.depth -= 1;
    // The rest of the root object follows.
    if (this.depth >= 1) this.from = i;
    return last;
  }

  private close(i: number): JsonRecord | null {
    if (this.depth === 0) {
      this.isBroken = true;
      return null;
    }
    this.depth -= 1;
    if (this.depth > 0 || this.from < 0) return null;
    this.root.add(this.chunk.subarray(this.from, i + 1));
    this.from = -1;
    return this.root.finish();
  }

  private collector(): Collector {
    return this.inElement ? this.element : this.root;
  }
}
