/** Opens a file as an adapter sees it: decompressed, without a byte order mark, within the limits, with a sample. */
import { type Duplex, pipeline, Readable } from 'node:stream';
import zlib from 'node:zlib';
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

/** How reading went, known once the last byte was asked for. */
export interface InputState {
  /** Compressed data that ends too early or is damaged. */
  broken: string | null;
  /** The file is longer than what may be read of it. */
  cut: boolean;
}

/**
 * @param open gives the file's bytes from the start, each time it is called
 * @throws InputError when the file is empty or no text
 */
export async function openInput(
  open: () => AsyncIterable<Uint8Array>,
  limits: Limits,
): Promise<{ input: Input; state: InputState }> {
  const state: InputState = { broken: null, cut: false };
  const magic = await readFirst(open(), 4);
  const chunks = (): AsyncIterable<Uint8Array> => withoutMark(decompress(open, magic, limits, state));
  const head = await readFirst(chunks(), sampleBytes);
  if (isBlank(head)) {
    const why = state.broken ?? 'It is empty.';
    throw new InputError(
      state.broken ? 'broken-compression' : 'empty',
      why,
      'Check that the tool wrote its log to the end.',
    );
  }
  refuseBinary(head);
  return { input: { sample: readSample(head, limits), chunks }, state };
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

/** Drops a UTF-8 byte order mark, which a short first chunk may hold in part. */
async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array();
  for await (const chunk of chunks) {
    if (head === null) {
      yield chunk;
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length < 3) continue;
    yield startsWithMark(head) ? head.subarray(3) : head;
    head = null;
  }
  if (head !== null) yield head;
}

function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
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
  // A pipeline hands errors on to the engine, and closes the source when this generator is left early.
  pipeline(Readable.from(counted()), engine, () => {});
  try {
    for await (const chunk of engine as AsyncIterable<Uint8Array>) {
      written += chunk.length;
      // A small file may well shrink a hundredfold; a bomb does so at any size.
      const tooDense = written > 64 * 1024 * 1024 && written > read * limits.decompressionRatio;
      if (written > limits.decompressedBytes || tooDense) {
        state.cut = true;
        return;
      }
      yield chunk;
    }
  } catch (error) {
    // What the system says of the file itself is not a fault of its compression.
    if (!/^(Z_|ZSTD_)/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
    state.broken = `The compressed data are broken: ${(error as Error).message}.`;
  }
}

function refuseBinary(head: Uint8Array): void {
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) throw utf16();
  const zero = head.subarray(0, 4096).indexOf(0);
  if (zero < 0) return;
  if (zero <= 1 && head.length > 3 && head[zero] === head[zero + 2]) throw utf16();
  throw new InputError(
    'binary',
    'It is binary data, not a log.',
    'Point `events` at the log that the tool writes as text.',
  );
}

function utf16(): InputError {
  return new InputError(
    'utf-16',
    'It is UTF-16.',
    'Write the log as UTF-8 (PowerShell: `Out-File -Encoding utf8`).',
  );
}
