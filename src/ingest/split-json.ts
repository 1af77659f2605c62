/**
 * Splits JSON text into records without holding the file: a walk over the bytes, JSON.parse for each record.
 * Memory is bounded by the longest record that is kept.
 */

/** One record, or why there is none. */
export type JsonRecord =
  | { readonly kind: 'value'; readonly key: string | null; readonly value: unknown; readonly offset: number }
  | { readonly kind: 'skipped'; readonly why: string; readonly offset: number; readonly excerpt: string }
  | { readonly kind: 'truncated'; readonly offset: number };

export interface SplitOptions {
  readonly recordBytes: number;
  readonly depth: number;
}

const quote = 0x22;
const backslash = 0x5c;
const newline = 0x0a;

/**
 * One record a line. A last line without an end that does not parse is a cut one.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  options: SplitOptions,
): AsyncGenerator<JsonRecord> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let offset = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      size += end - start;
      if (size <= options.recordBytes) parts.push(chunk.subarray(start, end));
      yield* readLine(parts, size, offset, options, true);
      offset += size + 1;
      parts = [];
      size = 0;
      start = end + 1;
    }
    size += chunk.length - start;
    if (size <= options.recordBytes) parts.push(chunk.slice(start));
    else parts = parts.slice(0, 1);
  }
  yield* readLine(parts, size, offset, options, false);
}

function* readLine(
  parts: readonly Uint8Array[],
  size: number,
  offset: number,
  options: SplitOptions,
  ended: boolean,
): Generator<JsonRecord> {
  if (size > options.recordBytes) {
    yield {
      kind: 'skipped',
      why: `it has ${size} bytes, more than ${options.recordBytes}.`,
      offset,
      excerpt: '',
    };
    return;
  }
  const text = decode(parts).trim();
  if (text === '') return;
  const record = parseRecord(text, null, offset, options.depth);
  yield record.kind === 'skipped' && !ended ? { kind: 'truncated', offset } : record;
}

/**
 * Records of a JSON document: the elements of a root array; of a root object the elements of its top-level
 * arrays named in `arrays`, then the object itself with those arrays empty. Several roots may follow one
 * another.
 */
export async function* splitJson(
  chunks: AsyncIterable<Uint8Array>,
  arrays: readonly string[],
  options: SplitOptions,
): AsyncGenerator<JsonRecord> {
  const walk = new JsonWalk(arrays, options);
  for await (const chunk of chunks) {
    yield* walk.feed(chunk);
  }
  yield* walk.end();
}

/** Bytes of one record as they are collected; what is too long is counted, not kept. */
class Collector {
  private parts: Uint8Array[] = [];
  private readonly limit: number;
  size = 0;
  offset = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  start(offset: number): void {
    this.parts = [];
    this.size = 0;
    this.offset = offset;
  }

  add(bytes: Uint8Array): void {
    this.size += bytes.length;
    if (this.size <= this.limit) this.parts.push(bytes.slice());
    else this.parts = [];
  }

  text(): string | null {
    return this.size > this.limit ? null : decode(this.parts);
  }
}

/** The state of the walk between chunks. */
class JsonWalk {
  private readonly arrays: readonly string[];
  private readonly options: SplitOptions;
  private readonly root: Collector;
  private readonly element: Collector;
  private position = 0;
  private depth = 0;
  /** Depth of the array whose elements are records; -1 when none is open. */
  private recordDepth = -1;
  private recordKey: string | null = null;
  private inString = false;
  private escaped = false;
  private inElement = false;
  private keyText = '';
  private lastString = '';
  private broken = false;

  constructor(arrays: readonly string[], options: SplitOptions) {
    this.arrays = arrays;
    this.options = options;
    this.root = new Collector(options.recordBytes);
    this.element = new Collector(options.recordBytes);
  }

  *feed(chunk: Uint8Array): Generator<JsonRecord> {
    // Where the bytes of this chunk start that belong to the record being collected; -1 when none is.
    let from = this.inElement || (this.depth > 0 && this.recordDepth < 0) ? 0 : -1;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (this.inString) {
        this.walkString(byte);
        continue;
      }
      if (byte <= 0x20) continue;
      const at = this.position + i;
      const top = this.depth;
      if (byte === quote) {
        this.inString = true;
        this.keyText = '';
        if (this.recordDepth === top && !this.inElement) from = this.openElement(i, at);
        continue;
      }
      if (byte === 0x5b || byte === 0x7b) {
        this.depth += 1;
        if (top === 0) {
          if (byte === 0x5b) {
            this.recordDepth = 1;
            this.recordKey = null;
          } else {
            this.root.start(at);
            from = i;
          }
        } else if (
          top === 1 &&
          byte === 0x5b &&
          this.recordDepth < 0 &&
          this.arrays.includes(this.lastString)
        ) {
          this.root.add(chunk.subarray(from, i + 1));
          from = -1;
          this.recordDepth = 2;
          this.recordKey = this.lastString;
        } else if (this.recordDepth === top && !this.inElement) from = this.openElement(i, at);
        continue;
      }
      if (byte === 0x5d || byte === 0x7d) {
        if (this.depth === 0) {
          this.broken = true;
          continue;
        }
        if (this.recordDepth === top) {
          if (this.inElement) {
            this.element.add(chunk.subarray(from, i));
            yield this.closeElement();
          }
          this.recordDepth = -1;
          from = top === 2 ? i : -1;
          this.depth -= 1;
          continue;
        }
        this.depth -= 1;
        if (this.depth === 0 && from >= 0) {
          this.root.add(chunk.subarray(from, i + 1));
          from = -1;
          yield this.parse(this.root, null);
        }
        continue;
      }
      if (byte === 0x2c && this.recordDepth === top) {
        if (this.inElement) {
          this.element.add(chunk.subarray(from, i));
          from = -1;
          yield this.closeElement();
        }
        continue;
      }
      if (this.recordDepth === top && !this.inElement) from = this.openElement(i, at);
      if (this.depth === 0) this.broken = true;
    }
    if (from >= 0) (this.inElement ? this.element : this.root).add(chunk.subarray(from));
    this.position += chunk.length;
  }

  *end(): Generator<JsonRecord> {
    if (this.depth > 0 || this.broken) yield { kind: 'truncated', offset: this.position };
  }

  private walkString(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === backslash) this.escaped = true;
    else if (byte === quote) {
      this.inString = false;
      this.lastString = this.keyText;
      return;
    }
    // Only keys of the root are ever looked at.
    if (this.depth === 1 && this.keyText.length < 64) this.keyText += String.fromCharCode(byte);
  }

  private openElement(index: number, offset: number): number {
    this.inElement = true;
    this.element.start(offset);
    return index;
  }

  private closeElement(): JsonRecord {
    this.inElement = false;
    return this.parse(this.element, this.recordKey);
  }

  private parse(collector: Collector, key: string | null): JsonRecord {
    const text = collector.text();
    const { offset, size } = collector;
    if (text === null) {
      return {
        kind: 'skipped',
        why: `it has ${size} bytes, more than ${this.options.recordBytes}.`,
        offset,
        excerpt: '',
      };
    }
    return parseRecord(text, key, offset, this.options.depth);
  }
}

function parseRecord(text: string, key: string | null, offset: number, maxDepth: number): JsonRecord {
  if (isDeeper(text, maxDepth)) {
    return { kind: 'skipped', why: `it is nested more than ${maxDepth} deep.`, offset, excerpt: '' };
  }
  try {
    return { kind: 'value', key, value: JSON.parse(text), offset };
  } catch {
    return { kind: 'skipped', why: 'it is not JSON:', offset, excerpt: text };
  }
}

/** Counts brackets without a stack, strings aside. */
function isDeeper(text: string, maxDepth: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) {
      for (i++; i < text.length && text.charCodeAt(i) !== quote; i++)
        if (text.charCodeAt(i) === backslash) i++;
    } else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return false;
}

const decoder = new TextDecoder();

function decode(parts: readonly Uint8Array[]): string {
  if (parts.length === 1) return decoder.decode(parts[0]);
  return decoder.decode(Buffer.concat(parts));
}
