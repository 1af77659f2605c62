/** Opens a file for an adapter: decompressed, without a byte order mark, within the limits, with a sample. */
import { type Duplex, pipeline, Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import type { Limits } from '../settings/limits.ts';
import { sampleBytes } from '../settings/limits.ts';
import type { Input } from './format.ts';
import { readSample } from './read-sample.ts';

/** Why a file cannot be read at all. */
export class InputError extends Error {
  readonly code: string;
  readonly fix: string;

  constructor(code: string, message: string, fix: string) {
    super(message);
    this.code = code;
    this.fix = fix;
  }
}

/** The result of reading, known after the last byte. */
export interface InputState {
  /** Compressed data that ends too early or is damaged. */
  broken: string | null;
  /** The file is longer than the limit. */
  cut: boolean;
  /** How many bytes of the decompressed text the adapter has read. */
  bytes: number;
}

/**
 * @param open returns the file's bytes from the start, each time it is called
 * @throws InputError if the file is empty or not text
 */
export async function openInput(
  open: () => AsyncIterable<Uint8Array>,
  limits: Limits,
): Promise<{ input: Input; state: InputState }> {
  const state: InputState = { broken: null, cut: false, bytes: 0 };
  const magic = await readFirst(open(), 4);
  const chunks = (): AsyncIterable<Uint8Array> =>
    count(asUtf8(decompress(open, magic, limits, state)), state);
  refuseBinary(await readFirst(decompress(open, magic, limits, state), 4096));
  const head = await readFirst(chunks(), sampleBytes);
  if (isBlank(head)) {
    const why = state.broken ?? 'It is empty.';
    throw new InputError(
      state.broken ? 'broken-compression' : 'no-events',
      why,
      'Check that the tool wrote its log to the end.',
    );
  }
  return { input: { sample: readSample(head, limits), chunks }, state };
}

async function* count(chunks: AsyncIterable<Uint8Array>, state: InputState): AsyncGenerator<Uint8Array> {
  state.bytes = 0;
  for await (const chunk of chunks) {
    state.bytes += chunk.length;
    yield chunk;
  }
}

function isBlank(head: Uint8Array): boolean {
  return head.every((byte) => byte <= 0x20 && byte > 0);
}

async function readFirst(chunks: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= length) break;
  }
  return Buffer.concat(parts).subarray(0, length);
}

/** Removes a byte order mark, which may be split over the first chunks; converts UTF-16 with one to UTF-8. */
async function* asUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array = new Uint8Array();
  let convert: ((bytes: Uint8Array) => Uint8Array) | null = null;
  const marks = innerMarks();
  for await (const chunk of chunks) {
    if (convert !== null) {
      yield marks.blank(convert(chunk));
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length < 3) continue;
    const start = readMark(head);
    convert = start.convert;
    yield marks.blank(convert(head.subarray(start.length)));
  }
  if (convert === null) {
    const start = readMark(head);
    yield marks.blank(start.convert(head.subarray(start.length)));
  }
  yield marks.rest();
}

function readMark(bytes: Uint8Array): {
  readonly length: number;
  readonly convert: (bytes: Uint8Array) => Uint8Array;
} {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return { length: 2, convert: fromUtf16('utf-16le') };
  if (a === 0xfe && b === 0xff) return { length: 2, convert: fromUtf16('utf-16be') };
  return { length: a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0, convert: withoutZeros };
}

/** PowerShell's `>` writes UTF-16. */
function fromUtf16(encoding: 'utf-16le' | 'utf-16be'): (bytes: Uint8Array) => Uint8Array {
  const decoder = new TextDecoder(encoding);
  return (bytes) => withoutZeros(Buffer.from(decoder.decode(bytes, { stream: true })));
}

/** A stray zero byte, from the output of a test, for example, would break JSON and XML. */
function withoutZeros(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(0)) return bytes;
  const plain = Buffer.from(bytes);
  for (let at = plain.indexOf(0); at >= 0; at = plain.indexOf(0, at + 1)) plain[at] = 0x20;
  return plain;
}

const mark = Buffer.from('\ufeff');
/** A file begins after a line break, or after the last character of JSON or XML. */
const ends: ReadonlySet<number | undefined> = new Set(Buffer.from('\n}]>'));

/** Replaces byte order marks inside a file by spaces: a file with one was appended. */
function innerMarks(): {
  readonly blank: (bytes: Uint8Array) => Uint8Array;
  readonly rest: () => Uint8Array;
} {
  let rest: Uint8Array = new Uint8Array();
  let before: number | undefined = 0x0a;
  return {
    rest: () => rest,
    blank: (chunk) => {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      const cut = bytes.at(-1) === mark[0] ? 1 : bytes.at(-1) === mark[1] && bytes.at(-2) === mark[0] ? 2 : 0;
      rest = bytes.slice(bytes.length - cut);
      const whole = bytes.subarray(0, bytes.length - cut);
      const last = whole.at(-1) ?? before;
      // Marks are rare, line breaks are not: to search for both together takes ten times as long.
      const isPlain = !Buffer.from(whole.buffer, whole.byteOffset, whole.length).includes(mark);
      const plain = isPlain ? whole : Buffer.from(whole);
      if (!isPlain) blankMarks(plain as Buffer, before);
      before = last;
      return plain;
    },
  };
}

function blankMarks(bytes: Buffer, before: number | undefined): void {
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1))
    if (ends.has(at > 0 ? bytes[at - 1] : before)) bytes.fill(0x20, at, at + mark.length);
}

function decompress(
  open: () => AsyncIterable<Uint8Array>,
  magic: Uint8Array,
  limits: Limits,
  state: InputState,
): AsyncIterable<Uint8Array> {
  const source = bound(open(), limits.fileBytes, state);
  if (magic[0] === 0x1f && magic[1] === 0x8b) return inflate(source, zlib.createGunzip(), limits, state);
  if (magic[0] === 0x28 && magic[1] === 0xb5 && magic[2] === 0x2f && magic[3] === 0xfd) {
    if (typeof zlib.createZstdDecompress === 'function')
      return inflate(source, zlib.createZstdDecompress(), limits, state);
    throw new InputError(
      'no-zstd',
      'It is compressed with zstd.',
      'Use Node 22.15 or newer, or gzip the log.',
    );
  }
  return source;
}

async function* bound(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
  state: InputState,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) {
      state.cut = true;
      return;
    }
    yield chunk;
  }
}

async function* inflate(
  source: AsyncIterable<Uint8Array>,
  engine: Duplex,
  limits: Limits,
  state: InputState,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  let written = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      read += chunk.length;
      yield chunk;
    }
  };
  // A pipeline passes errors on to the engine, and closes the source when this generator is left early.
  pipeline(Readable.from(counted()), engine, () => {});
  try {
    for await (const chunk of engine as AsyncIterable<Uint8Array>) {
      written += chunk.length;
      // A small file may well expand a hundredfold; a bomb does so at any size.
      const tooDense = written > 64 * 1024 * 1024 && written > read * limits.decompressionRatio;
      if (written > limits.decompressedBytes || tooDense) {
        state.cut = true;
        return;
      }
      yield chunk;
    }
  } catch (error) {
    // An error of the file system is not a fault of the compression.
    if (!/^(Z_|ZSTD_)/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
    state.broken = `The compressed data are broken: ${(error as Error).message}.`;
  }
}

const unpack = 'Unpack it first; gzip and zstd are unpacked once.';
export const nameFolder =
  'To copy a history, name its folder: `build-telemetry history import DIR`. Exported files are for other programs: they cannot be imported.';

/** What a file is by its first bytes, in hexadecimal digits, and what to do. */
const kinds: Readonly<Record<string, readonly [kind: string, fix: string]>> = {
  '504b0304': ['a ZIP archive', unpack],
  '1f8b': ['compressed twice', unpack],
  '425a68': ['compressed with bzip2', unpack],
  fd377a58: ['compressed with xz', unpack],
  '377abcaf': ['a 7z archive', unpack],
  '50415231': ['a Parquet file', nameFolder],
  '53514c69': ['an SQLite database', nameFolder],
};

/** A text may contain a stray zero; in compressed or compiled data a tenth is control characters. */
function refuseBinary(raw: Uint8Array): void {
  const start = raw.subarray(0, 4096);
  if (readMark(start).length === 2) return;
  const zeros = start.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (zeros > start.length / 3) {
    const zero = start.indexOf(0);
    if (zero <= 1 && start.length > 3 && start[zero] === start[zero + 2]) throw utf16();
  }
  const controls = start.reduce(
    (count, byte) => count + (byte < 0x07 || (byte > 0x0d && byte < 0x1b) ? 1 : 0),
    0,
  );
  if (controls > Math.max(2, start.length / 100)) throw binary(start);
}

function binary(start: Uint8Array): InputError {
  const magic = Buffer.from(start.subarray(0, 4)).toString('hex');
  const isTar = Buffer.from(start.subarray(257, 262)).toString() === 'ustar';
  const found = Object.entries(kinds).find(([digits]) => magic.startsWith(digits))?.[1];
  const [kind, fix] = isTar
    ? ['a tar archive', unpack]
    : (found ?? ['binary data', 'Name the log that the tool writes as text.']);
  return new InputError('binary', `It is ${kind}, not a log.`, fix);
}

function utf16(): InputError {
  return new InputError(
    'utf-16',
    'It is UTF-16 without a byte order mark.',
    'Write the log as UTF-8 (PowerShell: `Out-File -Encoding utf8`).',
  );
}
