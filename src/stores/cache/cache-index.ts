/** What a cache entry says about itself: its own segments, and which other entries hold the rest of the history. */

import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSegmentName } from '../../history/segment.ts';
import { shortHash } from '../short-name.ts';

/** An entry, and how it compares with others that hold the same: see `isBetter`. */
export interface Holder {
  readonly key: string;
  /** One more than those of all entries that its run knew. */
  readonly generation: number;
}

/** Segments that lie in an older entry. */
export interface Holding extends Holder {
  readonly names: readonly string[];
}

export interface EntryIndex extends Holder {
  /** Segments inside the entry. */
  readonly holds: readonly string[];
  /** Segments that belong to the history, too. */
  readonly rest: readonly Holding[];
  /** Segments of entries that it was made from and that are not in it: whoever lacks them must read those. */
  readonly lacks: readonly string[];
}

/**
 * All runs name the same one of several entries that hold a segment: else one might delete what another relies on,
 * and that one the other. An entry is better than all that its run knew.
 */
export function isBetter(a: Holder, b: Holder): boolean {
  return a.generation === b.generation ? a.key > b.key : a.generation > b.generation;
}

/** All segments that an entry names. */
export function namesOf({ holds, rest, lacks }: EntryIndex): string[] {
  return [...holds, ...rest.flatMap(({ names }) => names), ...lacks];
}

/** Name of the index inside the entry. */
export function nameIndex(key: string): string {
  return `index-${shortHash(key)}.json`;
}

export async function writeIndex(folder: string, index: EntryIndex): Promise<void> {
  await writeFile(join(folder, nameIndex(index.key)), JSON.stringify(index));
}

/** Names of the segments in a folder; none when it is absent. */
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

/** Gives null for a text that makes no sense. */
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
