/**
 * Splits a JSON document into records without keeping the file in memory: a scan over the bytes, and JSON.parse for
 * each run of records. Memory is limited by the longest record that is kept.
 */
import { type Batch, collectBatch } from './parse-batch.ts';
import { type Collector, collectRecord, type JsonPiece, type SplitOptions } from './parse-record.ts';
import type { Recall } from './recall-records.ts';

/**
 * The arrays of a root object with records as elements: the listed ones, or `all`; `results.tests` is an array in an
 * object of the root.
 */
export type RecordArrays = readonly string[] | 'all';

/**
 * The elements of a root array; for a root object the elements of its arrays, then the object itself with these
 * arrays empty. Several roots may follow one another.
 */
export async function* splitJson(
  chunks: AsyncIterable<Uint8Array>,
  arrays: RecordArrays,
  options: SplitOptions,
): AsyncGenerator<JsonPiece> {
  for await (const records of splitJsonRuns(chunks, arrays, options)) yield* records;
}

/**
 * As `splitJson`, many records at a time: awaiting each of a million costs more than parsing it.
 * @param recall delivers records that come before those that are returned, in order
 */
export async function* splitJsonRuns(
  chunks: AsyncIterable<Uint8Array>,
  arrays: RecordArrays,
  options: SplitOptions,
  recall: Recall | null = null,
): AsyncGenerator<readonly JsonPiece[]> {
  const walk = new JsonWalk(arrays, options, recall);
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += runBytes) yield walk.feed(chunk.subarray(at, at + runBytes));
  }
  yield walk.end();
}

/** Size of a parsed batch: large enough to make calls cheap, small enough for short-lived values. */
const runBytes = 65_536;

const newline = 0x0a;
const terminalCode = 0x1b;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/** The state of the scan between bytes and between chunks. */
export class JsonWalk {
  /** Keys of the root objects so far. */
  readonly keys: string[] = [];
  private readonly arrays: RecordArrays;
  private readonly root: Collector;
  /** An element that began in an earlier chunk. */
  private readonly element: Collector;
  /** Elements that are complete in this chunk. */
  private readonly batch: Batch;
  private readonly recordBytes: number;
  private readonly recall: Recall | null;
  /** Elements of this chunk are passed to `recall`. */
  private isRecalling = false;
  private records: JsonPiece[] = [];
  private chunk: Uint8Array = new Uint8Array();
  /** Offset of the chunk. */
  private position = 0;
  /** Start of the bytes in the chunk that are not collected yet; -1 without any. */
  private from = -1;
  private depth = 0;
  /** Depth inside the array of records; -1 outside. */
  private recordDepth = -1;
  private recordKey: string | null = null;
  private inElement = false;
  /** The open element began in an earlier chunk. */
  private isKept = false;
  /** Greatest depth inside the open element. */
  private deepest = 0;
  private inString = false;
  private isEscaped = false;
  /** The last string inside the root or an object in it, if it may be a searched key. */
  private lastString = '';
  /** The last key of the root. */
  private rootKey = '';
  private isBroken = false;
  /** In a line of text after a document. */
  private inWords = false;
  private hasRoot = false;
  /** The beginning of a further document. */
  private head: Uint8Array[] = [];
  private headLeft = 0;

  constructor(arrays: RecordArrays, options: SplitOptions, recall: Recall | null = null) {
    this.arrays = arrays;
    this.root = collectRecord(options);
    this.element = collectRecord(options);
    this.batch = collectBatch(options);
    this.recordBytes = options.recordBytes;
    this.recall = recall;
  }

  /** @returns the records that end in this chunk, in order */
  feed(chunk: Uint8Array): readonly JsonPiece[] {
    this.chunk = chunk;
    this.records = [];
    this.isRecalling = this.recall?.startRun() ?? false;
    this.batch.start(chunk, this.position);
    if (this.headLeft > 0) this.head.push(chunk.slice(0, this.headLeft));
    this.headLeft -= chunk.length;
    if (this.from >= 0) this.from = 0;
    for (let i = this.inWords ? this.leaveLine(0) : 0; i < chunk.length; )
      i = this.inElement ? this.walkElement(i) : this.walkOutside(i);
    this.flush();
    if (this.from >= 0) this.keep(chunk.length);
    this.position += chunk.length;
    return this.records;
  }

  end(): readonly JsonPiece[] {
    if (this.depth === 0 && !this.inString && !this.isBroken) return [];
    this.records = [];
    if (this.isClosed()) {
      this.inElement = false;
      this.push(this.element.finish());
    }
    const isBetween = this.depth === 1 && this.recordDepth === 1 && !this.inElement && !this.isBroken;
    this.records.push({ kind: 'truncated', offset: this.position, isBetween });
    return this.records;
  }

  /** The open element is an object or array with a complete end; a number might continue. */
  private isClosed(): boolean {
    return this.inElement && !this.inString && this.depth === this.recordDepth && this.deepest > this.depth;
  }

  /**
   * To the end of the element, or of the chunk.
   * @returns the next position
   */
  private walkElement(start: number): number {
    const { chunk, recordDepth } = this;
    const end = chunk.length;
    let { depth } = this;
    let i = this.inString ? this.leaveString(start) : start;
    for (; i < end; i++) {
      const byte = chunk[i] as number;
      if (byte === quote) {
        i = findQuote(chunk, i + 1);
        if (i >= end) this.noteString(i);
      } else if (byte === openObject || byte === openArray) {
        depth += 1;
        if (depth > this.deepest) this.deepest = depth;
      } else if (byte === closeObject || byte === closeArray) {
        if (depth === recordDepth) {
          this.depth = depth;
          this.closeRecords(i);
          return i + 1;
        }
        depth -= 1;
      } else if (byte === comma && depth === recordDepth) {
        this.depth = depth;
        this.closeElement(i);
        return i + 1;
      }
    }
    this.depth = depth;
    return end;
  }

  /** The chunk ends inside a string, or inside an escape. */
  private noteString(i: number): void {
    this.inString = true;
    this.isEscaped = i > this.chunk.length;
  }

  /** After the end of the string in which the chunk begins, if it contains that end. */
  private leaveString(start: number): number {
    const i = findQuote(this.chunk, this.isEscaped ? start + 1 : start);
    this.inString = this.isEscaped = false;
    if (i >= this.chunk.length) this.noteString(i);
    return i + 1;
  }

  /**
   * One byte between records or in the rest of the root object.
   * @returns the next position
   */
  private walkOutside(i: number): number {
    const byte = this.chunk[i] as number;
    if (this.inString) this.walkString(byte);
    else if (this.depth === 0 && this.hasRoot && this.isWord(byte, i)) return this.skipWords(i);
    else if (byte > 0x20) {
      const next = this.isRecalling && this.depth === this.recordDepth ? this.recallElement(byte, i) : i;
      if (next > i) return next;
      this.step(byte, i);
    }
    // An element is scanned from its first byte on.
    return this.inElement ? i : i + 1;
  }

  /** What a shell or a package manager prints after a document. */
  private isWord(byte: number, i: number): boolean {
    if (byte === openArray) return isLetter(this.chunk[i + 1]);
    const isJson = byte === comma || byte === closeArray || byte === openObject || byte === closeObject;
    return byte === terminalCode || (byte > 0x20 && !isJson);
  }

  private skipWords(i: number): number {
    const next = this.leaveLine(i);
    const excerpt = Buffer.from(this.chunk.subarray(i, Math.min(next, i + 1000)))
      .toString()
      .trim();
    this.records.push({ kind: 'skipped', code: 'words', why: '', offset: this.position + i, excerpt });
    return next;
  }

  /** @returns the position after the end of the line, or of the chunk */
  private leaveLine(i: number): number {
    const end = this.chunk.indexOf(newline, i);
    this.inWords = end < 0;
    return end < 0 ? this.chunk.length : end + 1;
  }

  /** @returns the position after the element; the same one if it has to be scanned */
  private recallElement(byte: number, i: number): number {
    const { recall } = this;
    if (byte !== openObject || recall === null) return i;
    this.flush();
    if (this.records.length > 0) recall.deliver(this.records);
    this.records = [];
    return recall.read(this.chunk, i, { offset: this.position + i, key: this.recordKey });
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

  private step(byte: number, i: number): void {
    const isRecordLevel = this.depth === this.recordDepth;
    if (byte === comma) return;
    if (byte === closeArray || byte === closeObject) {
      if (isRecordLevel) this.closeRecords(i);
      else this.close(i);
    } else if (isRecordLevel) this.openElement(i);
    else if (byte === colon) {
      if (this.depth === 1) this.noteKey();
    } else if (byte === quote) {
      this.inString = true;
      if (this.depth <= 2) this.lastString = '';
    } else if (byte === openArray || byte === openObject) this.open(byte, i);
    // Next to words and numbers inside an element.
    else if (this.depth === 0) this.isBroken = true;
  }

  private open(byte: number, i: number): void {
    this.depth += 1;
    if (this.depth === 1) this.startRoot(i);
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

  private startRoot(i: number): void {
    if (this.hasRoot) {
      this.head = [this.chunk.subarray(i)];
      this.headLeft = runBytes;
      this.records.push({ kind: 'document', offset: this.position + i, head: this.head });
    }
    this.hasRoot = true;
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
    this.isKept = false;
    this.from = i;
    this.deepest = this.depth;
    this.element.start({ offset: this.position + i, key: this.recordKey });
  }

  private closeElement(i: number): void {
    this.inElement = false;
    // In the batch it would have to be scanned twice.
    const isOdd = this.isKept || i - this.from > this.recordBytes;
    if (!isOdd) this.batch.add(this.from, i, this.deepest - this.recordDepth, this.recordKey);
    else {
      this.flush();
      this.element.add(this.chunk.subarray(this.from, i));
      this.push(this.element.finish());
    }
    this.from = -1;
  }

  private closeRecords(i: number): void {
    if (this.inElement) this.closeElement(i);
    this.flush();
    this.recordDepth = -1;
    this.depth -= 1;
    // The rest of the root object follows.
    if (this.depth >= 1) this.from = i;
  }

  private close(i: number): void {
    if (this.depth === 0) {
      this.isBroken = true;
      return;
    }
    this.depth -= 1;
    if (this.depth > 0 || this.from < 0) return;
    this.root.add(this.chunk.subarray(this.from, i + 1));
    this.from = -1;
    this.push(this.root.finish());
  }

  /** Copies the open part before the chunk is released. */
  private keep(end: number): void {
    const rest = this.chunk.subarray(this.from, end);
    if (this.inElement) {
      this.isKept = true;
      this.element.add(rest);
    } else this.root.add(rest);
  }

  private flush(): void {
    const found = this.batch.finish();
    if (this.records.length === 0) this.records = found;
    else this.records.push(...found);
  }

  private push(record: JsonPiece | null): void {
    if (record) this.records.push(record);
  }
}

/** Not the beginning of `true`, `false` or `null`. */
function isLetter(byte = 0): boolean {
  return /[a-z]/i.test(String.fromCharCode(byte)) && !/[tfn]/.test(String.fromCharCode(byte));
}

/** The end of a string; the length of the chunk, or one more if it ends after a backslash. */
function findQuote(chunk: Uint8Array, start: number): number {
  let i = start;
  for (; i < chunk.length; i++) {
    const byte = chunk[i] as number;
    if (byte === quote) return i;
    if (byte === backslash) i += 1;
  }
  return i;
}
