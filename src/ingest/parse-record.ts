/** Parses the bytes of one record, or returns why they are invalid. */
import { formatCount, plural } from '../model/counts.ts';

export type JsonRecord =
  | { readonly kind: 'value'; readonly key: string | null; readonly value: unknown; readonly offset: number }
  | {
      readonly kind: 'skipped';
      /** `too-large` records may be valid; `malformed` ones are not records, and `words` follow a document. */
      readonly code: 'too-large' | 'malformed' | 'words';
      readonly why: string;
      readonly offset: number;
      readonly excerpt: string;
    }
  | {
      readonly kind: 'truncated';
      readonly offset: number;
      /** All records are complete; only the end of the surrounding array is missing. */
      readonly isBetween: boolean;
    };

/** A record, or where a further document begins. */
export type JsonPiece = JsonRecord | DocumentStart;

interface DocumentStart {
  readonly kind: 'document';
  readonly offset: number;
  /** Parts of its beginning: more are added while it is read. */
  readonly head: readonly Uint8Array[];
}

export interface SplitOptions {
  readonly recordBytes: number;
  readonly depth: number;
}

/** The position of a record and, if it is in an array of the root object, the array's key. */
export interface RecordPlace {
  readonly offset: number;
  readonly key: string | null;
}

/** Collects the bytes of one record: beyond the limit they are counted, not stored. */
export interface Collector {
  readonly start: (place: RecordPlace) => void;
  /** Copies the bytes, so that their chunk can be released. */
  readonly add: (bytes: Uint8Array) => void;
  readonly finish: () => JsonRecord | null;
}

/** @returns a collector whose `finish` returns null for white space alone. */
export function collectRecord(options: SplitOptions): Collector {
  let parts: Uint8Array[] = [];
  let size = 0;
  let place: RecordPlace = { offset: 0, key: null };
  return {
    start: (next) => {
      parts = [];
      size = 0;
      place = next;
    },
    add: (bytes) => {
      size += bytes.length;
      if (size <= options.recordBytes) parts.push(bytes.slice());
      else parts = [];
    },
    finish: () => {
      if (size > options.recordBytes) {
        return skip(
          'too-large',
          place.offset,
          `it has ${plural(size, 'byte')}, more than ${formatCount(options.recordBytes)}.`,
          '',
        );
      }
      const text = decode(parts).trim();
      return text === '' ? null : parseRecord(text, place, options.depth);
    },
  };
}

const decoder = new TextDecoder();

function decode(parts: readonly Uint8Array[]): string {
  return decoder.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts));
}

/** A single record; `skipped` if it is not JSON or too deep. */
export function parseRecord(text: string, { key, offset }: RecordPlace, maxDepth: number): JsonRecord {
  if (isDeeper(text, maxDepth))
    return skip('too-large', offset, `it is nested more than ${plural(maxDepth, 'level')} deep.`, '');
  const plain = parseJson(text);
  const value = plain === undefined ? parseJson(withoutOddNumbers(text)) : plain;
  if (value === undefined) return skip('malformed', offset, 'it is not JSON:', text.slice(0, 1000));
  return { kind: 'value', key, value, offset };
}

/** @returns undefined if it is not JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Python and Google Benchmark write numbers that JSON does not have; they become unknown. */
function withoutOddNumbers(text: string): string {
  if (!/nan|inf/i.test(text)) return '';
  let inString = false;
  // Whole strings would be searched anew from each quote if the last one does not end.
  const pattern = /\\[\s\S]|"|[-+]?\b(?:NaN|nan(?:\(ind\))?|-?Infinity|-?inf)(?![\w(])/g;
  return text.replaceAll(pattern, (found) => {
    if (found === '"') inString = !inString;
    return inString || found === '"' || found.startsWith('\\') ? found : 'null';
  });
}

function skip(code: 'too-large' | 'malformed', offset: number, why: string, excerpt: string): JsonRecord {
  return { kind: 'skipped', code, why, offset, excerpt };
}

/** Counts brackets without a stack, outside of strings. Most records have too few for a full check. */
export function isDeeper(text: string, maxDepth: number): boolean {
  if (countUpTo(text, '{', maxDepth) + countUpTo(text, '[', maxDepth) <= maxDepth) return false;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) {
      for (i++; i < text.length && text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++;
    } else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  return false;
}

/** How often `char` occurs; counting stops at `limit` + 1. */
function countUpTo(text: string, char: string, limit: number): number {
  let count = 0;
  for (let at = text.indexOf(char); at >= 0 && count <= limit; at = text.indexOf(char, at + 1)) count += 1;
  return count;
}
