/** Scans a record without parsing it: its own numbers, and all other bytes. */

/** Longer records are not scanned, nor those with more numbers. */
const mostBytes = 4096;
const mostNumbers = 16;

const quote = 0x22;
const comma = 0x2c;
const point = 0x2e;
const zero = 0x30;
const colon = 0x3a;
const openArray = 0x5b;
const backslash = 0x5c;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
const fourQuotes = 0x22222222;
const fourBackslashes = 0x5c5c5c5c;

const powersOfTen = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

const decoder = new TextDecoder();

/** The last scanned record. */
export class RecordScan {
  /** Its bytes, with a zero for each of its own numbers, and zero bytes up to a whole word. */
  readonly words = new Int32Array(mostBytes / 4 + 1);
  readonly bytes = new Uint8Array(this.words.buffer);
  /** How many words. */
  length = 0;
  /** Its own numbers, not those in objects and arrays inside. */
  readonly numbers = new Float64Array(mostNumbers);
  count = 0;
  /** Where the key of each number begins among the bytes. */
  private readonly keys = new Int32Array(mostNumbers);
  /** Where each number is among them. */
  private readonly places = new Int32Array(mostNumbers);
  private readonly copy = new DataView(this.words.buffer);
  private readonly limit: number;
  private chunk: Uint8Array = new Uint8Array();
  private view: DataView = new DataView(this.chunk.buffer);
  /** Where the record has to end, at most. */
  private end = 0;

  constructor(limit: number) {
    this.limit = Math.min(mostBytes, limit);
  }

  /**
   * @returns the end of the object at this position of the chunk; the same position if it does not end in the chunk
   * before a comma or the end of an array, or has numbers in unusual forms
   */
  read(chunk: Uint8Array, at: number): number {
    if (chunk !== this.chunk) {
      this.chunk = chunk;
      this.view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
    }
    this.end = Math.min(chunk.length, at + this.limit);
    const { places, count: before } = this;
    // Most records begin as the last one does: up to some number, the bytes are there already.
    let length = 0;
    let i = at;
    for (this.count = 0; this.count < before; this.count++) {
      const place = places[this.count] as number;
      const from = i + place - length;
      if (from >= this.end || !this.isSame(i, length, place)) break;
      const after = this.readNumber(from);
      if (after === from) break;
      i = after;
      length = place + 1;
    }
    const end = this.scan(i, length);
    return end > i && this.endsRecord(end, at + this.limit) ? end : at;
  }

  /** The key of a number; '' if it is not a plain word. */
  keyOf(number: number): string {
    const from = this.keys[number] as number;
    const key = decoder.decode(this.bytes.subarray(from, this.bytes.indexOf(quote, from)));
    return /^[a-z]\w*$/i.test(key) ? key : '';
  }

  /** From the start of the record, or from after a number. @returns its end; the same position without one */
  private scan(start: number, from: number): number {
    const { chunk, bytes, end } = this;
    let length = from;
    let depth = this.count === 0 ? 0 : 1;
    let key = 0;
    for (let i = start; i < end; ) {
      const byte = chunk[i] as number;
      if (byte === quote) {
        if (depth === 1) key = length + 1;
        const after = this.copyString(i, length);
        length += after - i;
        i = after;
      } else if (depth === 1 && isDigit(byte)) {
        const after = this.addNumber(i, length, key);
        if (after === i) return start;
        length += 1;
        i = after;
      } else {
        bytes[length++] = byte;
        i += 1;
        if (byte === openObject || byte === openArray) depth += 1;
        else if (byte === closeObject || byte === closeArray) depth -= 1;
        if (depth === 0) return this.finish(i, length);
      }
    }
    return start;
  }

  private finish(end: number, size: number): number {
    let length = size;
    for (; length % 4 !== 0; length++) this.bytes[length] = 0;
    this.length = length / 4;
    return end;
  }

  /** @returns the position after its end, or the end */
  private copyString(start: number, place: number): number {
    const { chunk, bytes, view, copy, end } = this;
    let length = place;
    let i = start;
    bytes[length++] = chunk[i++] as number;
    for (; i + 4 <= end; i += 4, length += 4) {
      const four = view.getInt32(i, true);
      if (hasZero(four ^ fourQuotes) || hasZero(four ^ fourBackslashes)) break;
      copy.setInt32(length, four, true);
    }
    while (i < end) {
      const byte = chunk[i++] as number;
      bytes[length++] = byte;
      if (byte === quote) break;
      if (byte === backslash && i < end) bytes[length++] = chunk[i++] as number;
    }
    return i;
  }

  /** The bytes from `start` on are those of the last record between two places. */
  private isSame(start: number, from: number, to: number): boolean {
    const { view, copy } = this;
    let i = start;
    let place = from;
    for (; place + 4 <= to; place += 4, i += 4)
      if (view.getInt32(i, true) !== copy.getInt32(place, true)) return false;
    for (; place < to; place++, i++) if (view.getUint8(i) !== copy.getUint8(place)) return false;
    return true;
  }

  private addNumber(at: number, length: number, key: number): number {
    const { count } = this;
    if (count === mostNumbers) return at;
    const after = this.readNumber(at);
    if (after === at) return at;
    this.keys[count] = key;
    this.places[count] = length;
    this.count += 1;
    this.bytes[length] = zero;
    return after;
  }

  /** Only a number whose digits are exact. @returns its end; the same position for any other */
  private readNumber(at: number): number {
    const { chunk } = this;
    const before = chunk[at - 1] as number;
    if (before !== colon && !isSpace(before)) return at;
    let i = this.skipDigits(at);
    if (i === at || (chunk[at] === zero && i > at + 1)) return at;
    let value = addDigits(0, chunk, at, i);
    if (chunk[i] === point) {
      const first = i + 1;
      i = this.skipDigits(first);
      const decimals = i - first;
      if (decimals === 0 || decimals >= powersOfTen.length) return at;
      value = addDigits(value, chunk, first, i);
      if (value > Number.MAX_SAFE_INTEGER) return at;
      value /= powersOfTen[decimals] as number;
    }
    if (value > Number.MAX_SAFE_INTEGER || i >= this.end) return at;
    const next = chunk[i] as number;
    if (next !== comma && next !== closeObject && !isSpace(next)) return at;
    this.numbers[this.count] = value;
    return i;
  }

  private skipDigits(start: number): number {
    const { chunk, end } = this;
    let i = start;
    while (i < end && isDigit(chunk[i] as number)) i += 1;
    return i;
  }

  /** Anything else after a record belongs to it; spaces count as part of its size. */
  private endsRecord(at: number, limit: number): boolean {
    const { chunk } = this;
    let i = at;
    while (i < chunk.length && isSpace(chunk[i] as number)) i += 1;
    return i <= limit && (chunk[i] === comma || chunk[i] === closeArray);
  }
}

function addDigits(value: number, chunk: Uint8Array, from: number, to: number): number {
  let sum = value;
  for (let i = from; i < to; i++) sum = sum * 10 + (chunk[i] as number) - zero;
  return sum;
}

/** One of the four bytes is zero. */
function hasZero(four: number): boolean {
  return ((four - 0x01010101) & ~four & 0x80808080) !== 0;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= 0x39;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
