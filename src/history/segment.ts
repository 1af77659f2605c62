/** What a segment of history is: an immutable Parquet file, named after its level, age, size and content. */

import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { checkNumber, checkPositive } from '../model/check-number.ts';

/** One file of history. Its name is unique to its bytes: equal names mean equal files. */
export interface SegmentFile {
  /** `L<level>-<first start, ms, base 36>-<builds>-<first 16 hex of sha256>-<8 hex of crc32>.parquet` */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How much of the history is kept. */
export interface HistoryLimits {
  /** Maximum number of builds; the newest are kept. */
  readonly maxBuilds: number;
  /** Maximum age in days, counted back from the newest build, or from `now` if that is earlier. */
  readonly maxAgeDays: number;
  /** Minimum number of builds to keep of a branch that is still built, however old; 0 by default. */
  readonly leastOfBranch?: number;
  /** Maximum size in bytes; the newest segments are kept, at least one. null: no limit. */
  readonly maxBytes: number | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * A limit that is missing or no number would delete every build.
 * @throws TypeError for an invalid limit
 */
export function checkLimits({
  maxBuilds,
  maxAgeDays,
  leastOfBranch = 0,
  maxBytes,
  now,
}: HistoryLimits): void {
  checkPositive(maxBuilds, 'maxBuilds');
  checkPositive(maxAgeDays, 'maxAgeDays');
  checkNumber(leastOfBranch, 'leastOfBranch');
  if (maxBytes !== null) checkPositive(maxBytes, 'maxBytes');
  checkNumber(now, 'now');
}

/** No limits. */
export const noLimits: HistoryLimits = {
  maxBuilds: Number.POSITIVE_INFINITY,
  maxAgeDays: Number.POSITIVE_INFINITY,
  maxBytes: null,
  now: 0,
};

/** The data in a segment's name. */
export interface SegmentName {
  readonly level: number;
  readonly firstStartMs: number;
  readonly builds: number;
  /** The first 16 hexadecimal digits of the SHA-256. */
  readonly hash: string;
  /** 8 hexadecimal digits of the CRC-32; null before format 2. */
  readonly crc: string | null;
}

const pattern = /^L(\d{1,2})-(-?[0-9a-z]{1,11})-(\d{1,9})-([0-9a-f]{16})(?:-([0-9a-f]{8}))?\.parquet$/;

/** Returns null for a file that is not a segment. */
export function parseSegmentName(name: string): SegmentName | null {
  const [, level, start, builds, hash, crc = null] = pattern.exec(name) ?? [];
  if (level === undefined || start === undefined || builds === undefined || hash === undefined) return null;
  const firstStartMs = Number.parseInt(start, 36);
  return { level: Number(level), firstStartMs, builds: Number(builds), hash, crc };
}

/** Names bytes; the same bytes get the same name. */
export function nameSegment(level: number, firstStartMs: number, builds: number, bytes: Uint8Array): string {
  return `L${level}-${Math.floor(firstStartMs).toString(36)}-${builds}-${hashSegment(bytes)}-${sumSegment(bytes)}.parquet`;
}

/** Whether a file has the bytes of its name. The CRC-32 is enough for that, and takes a tenth of the time. */
export function isIntact({ hash, crc }: SegmentName, bytes: Uint8Array): boolean {
  return crc === null ? hash === hashSegment(bytes) : crc === sumSegment(bytes);
}

/** The part of the SHA-256 in a name: different bytes have different names. */
export function hashSegment(bytes: Uint8Array): string {
  return hash('sha256', bytes).slice(0, 16);
}

function sumSegment(bytes: Uint8Array): string {
  return crc32(bytes).toString(16).padStart(8, '0');
}
