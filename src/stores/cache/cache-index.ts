/** The index of a cache entry: its own segments, and the other entries with the rest of the history. */

import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSegmentName } from '../../history/segment.ts';
import { shortHash } from '../short-name.ts';

/** An entry, and its rank among others with the same content: see `isBetter`. */
export interface Holder {
  readonly key: string;
  /** One higher than those of all entries that its run knew. */
  readonly generation: number;
}

/** Segments in an older entry. */
export interface Holding extends Holder {
  readonly names: readonly string[];
}

export interface EntryIndex extends Holder {
  /** Segments inside the entry. */
  readonly holds: readonly string[];
  /** Other segments of the history. */
  readonly rest: readonly Holding[];
  /** Segments of the entries it was made from that it lacks: a reader without them must read those entries. */
  readonly lacks: readonly string[];
}

/**
 * If several entries contain a segment, all runs refer to the same one: otherwise one run might delete an entry
 * because of the other, and vice versa. An entry is better than all that its run knew.
 */
export function isBetter(a: Holder, b: Holder): boolean {
  return a.generation === b.generation ? a.key > b.key : a.generation > b.generation;
}

/** All segments to which an entry refers. */
export function namesOf({ holds, rest, lacks }: EntryIndex): string[] {
  return [...holds, ...rest.flatMap(({ names }) => names), ...lacks];
}

/** Name of the index inside the entry. */
export function nameIndex(key: string): string {
  return `index-${shortHash(key)}.json`;
}

export async function writeCacheIndex(folder: string, index: EntryIndex): Promise<void> {
  await writeFile(join(folder, nameIndex(index.key)), JSON.stringify(index));
}

/** Names of the segments in a folder; none if it is absent. */
export async function listSegments(folder: string): Promise<string[]> {
  return (await listFiles(folder)).filter(isSegment);
}

/** Copies files of one folder into another. */
export async function copyFiles(from: string, to: string, names: readonly string[]): Promise<void> {
  for (const name of names) await copyFile(join(from, name), join(to, name));
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

function isSegment(name: string): boolean {
  return parseSegmentName(name) !== null;
}

/** Returns null for invalid text. */
export function parseIndex(text: string): EntryIndex | null {
  try {
    const { rest, ...own } = JSON.parse(text) as Record<string, unknown>;
    const [index] = parseHolding({ ...own, names: own['holds'] });
    if (index === undefined || !Array.isArray(rest) || !isList(own['lacks'])) return null;
    const { names: holds, ...holder } = index;
    return { ...holder, holds, rest: rest.flatMap(parseHolding), lacks: own['lacks'].filter(isSegment) };
  } catch {
    return null;
  }
}

function parseHolding({ key, generation, names }: Record<string, unknown>): Holding[] {
  if (typeof key !== 'string' || !Number.isSafeInteger(generation) || !isList(names)) return [];
  return [{ key, generation: generation as number, names: names.filter(isSegment) }];
}

function isList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
