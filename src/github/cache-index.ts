/** What a cache entry says about itself: its own segments, and which other entries hold the rest of the history. */

import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSegmentName } from '../history/index.ts';
import { shortHash } from './context.ts';

/** Names of segments by the key of the entry that holds them. */
export type Holdings = Readonly<Record<string, readonly string[]>>;

export interface EntryIndex {
  readonly key: string;
  /** Segments inside the entry. */
  readonly holds: readonly string[];
  /** Segments that belong to the history, too, and lie in older entries. */
  readonly rest: Holdings;
}

/** Entries are unpacked into one folder, so each index has a name of its own. */
const indexName = /^index-[0-9a-f]{8}\.json$/;

export async function writeIndex(folder: string, index: EntryIndex): Promise<void> {
  await writeFile(join(folder, `index-${shortHash(index.key)}.json`), JSON.stringify(index));
}

/** What lies in a folder of unpacked entries; an index that makes no sense is passed over, and with it its entry's segments. */
export async function readUnpacked(folder: string): Promise<{ segments: string[]; indexes: EntryIndex[] }> {
  const names = await listFiles(folder);
  const indexes: EntryIndex[] = [];
  for (const name of names.filter((file) => indexName.test(file))) {
    const index = parseIndex(await readFile(join(folder, name), 'utf8').catch(() => ''));
    if (index !== null) indexes.push(index);
  }
  return { segments: names.filter(isSegment), indexes };
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

function parseIndex(text: string): EntryIndex | null {
  try {
    const { key, holds, rest } = JSON.parse(text) as Record<string, unknown>;
    if (typeof key !== 'string' || !isList(holds) || typeof rest !== 'object' || rest === null) return null;
    const holdings = Object.entries(rest).flatMap(([other, names]) =>
      isList(names) ? [[other, names.filter(isSegment)] as const] : [],
    );
    return { key, holds: holds.filter(isSegment), rest: Object.fromEntries(holdings) };
  } catch {
    return null;
  }
}

function isList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
