/** The folder of recordings: one subfolder per build, the oldest are removed. Its content is not trusted. */

import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { SegmentFile } from '../history/segment.ts';
import { writeDurably } from '../io/durable-file.ts';
import { makeFolder } from '../io/make-folder.ts';
import { plural } from '../model/counts.ts';
import type { BuildRecording } from '../model/recording.ts';
import { dayMs } from '../model/time-units.ts';
import { decodeRecording, encodeRecording, RecordingFault } from '../recording/recording-file.ts';
import { recordingId } from '../recording/recording-shape.ts';
import { readSegmentFiles } from '../stores/folder-store.ts';

export const defaultRecordings = join('.build-telemetry', 'recordings');

const fileName = 'recording.json.gz';
/** History that was stored with a recording. */
const historyName = 'history';
/** Compressed. */
const mostBytes = 128 * 1024 ** 2;

/** The limits for the newest recordings. */
const kept = { builds: 50, days: 30 };

/** `20261128-223703-142a1b2`: the time with milliseconds, and random digits, because two may start together. */
export function nameRecording(startTimeMs: number): string {
  const digits = new Date(startTimeMs).toISOString().replaceAll(/\D/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${digits.slice(14, 17)}${randomBytes(2).toString('hex')}`;
}

/**
 * Writes a recording, then removes recordings beyond 50 builds or 30 days.
 * @returns its folder
 * @throws for any fault of the file system
 */
export async function saveRecording(
  recordings: string,
  recording: BuildRecording,
  nowMs: number,
): Promise<string> {
  const folder = join(recordings, recording.id);
  makeFolder(folder);
  await writeDurably(folder, fileName, encodeRecording(recording));
  await pruneRecordings(recordings, nowMs).catch(() => undefined);
  return folder;
}

/** Removes only our own files: other files in the folder stay. */
async function pruneRecordings(recordings: string, nowMs: number): Promise<void> {
  const all = await listRecordings(recordings);
  const young = all.filter(({ savedMs }) => savedMs >= nowMs - kept.days * dayMs).slice(0, kept.builds);
  for (const { folder } of all.filter((each) => !young.includes(each))) {
    await rm(join(folder, fileName), { force: true });
    await rmdir(folder).catch(() => undefined);
  }
}

export interface ListedRecording {
  readonly id: string;
  readonly folder: string;
  readonly savedMs: number;
}

/** Newest first; empty if the folder does not exist. */
export async function listRecordings(recordings: string): Promise<ListedRecording[]> {
  const entries = await readdir(recordings, { withFileTypes: true }).catch(() => []);
  const named = entries.filter((entry) => entry.isDirectory() && recordingId.test(entry.name));
  const found = await Promise.all(
    named.map(async ({ name }): Promise<ListedRecording[]> => {
      const folder = join(recordings, name);
      const file = await stat(join(folder, fileName)).catch(() => null);
      return file?.isFile() === true ? [{ id: name, folder, savedMs: file.mtimeMs }] : [];
    }),
  );
  return found.flat().sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** A recording, and the history stored with it; null without. */
export interface OpenedRecording {
  readonly recording: BuildRecording;
  readonly folder: string;
  readonly history: readonly SegmentFile[] | null;
}

/**
 * @param name an id, the unique start or end of one, `last`, or the path of a recording's folder or file
 * @returns null without one of that name
 * @throws RecordingFault for an unreadable one
 */
export async function openRecording(recordings: string, name: string): Promise<OpenedRecording | null> {
  const folder = await findRecording(recordings, name);
  if (folder === null) return null;
  const path = join(folder, fileName);
  const { size } = await stat(path);
  if (size > mostBytes)
    throw new RecordingFault('The recording is larger than 128 MiB.', 'Record fewer files.');
  const recording = decodeRecording(await readFile(path));
  const segments = await readSegmentFiles(join(folder, historyName));
  return { recording, folder, history: segments.length > 0 ? segments : null };
}

async function findRecording(recordings: string, name: string): Promise<string | null> {
  const listed = await listRecordings(recordings);
  const exact = listed.find(({ id }) => id === name);
  if (exact) return exact.folder;
  if (name === 'last') return listed[0]?.folder ?? null;
  if (/[\\/]|^\.{1,2}$/.test(name)) return await findFolder(resolve(name));
  const matching = name.length < 4 ? [] : listed.filter(({ id }) => id.startsWith(name) || id.endsWith(name));
  if (matching.length > 1)
    throw new RecordingFault(
      `\`${name}\` is the start or end of ${plural(matching.length, 'recording')}: ${matching.map(({ id }) => id).join(', ')}.`,
      'Write the whole id.',
    );
  // An unpacked artifact is a folder without a path, too.
  return matching[0]?.folder ?? (await findFolder(resolve(name)));
}

/** The folder itself, or that of the file. */
async function findFolder(path: string): Promise<string | null> {
  const folder = path.endsWith(fileName) ? path.slice(0, -fileName.length) : path;
  const file = await stat(join(folder, fileName)).catch(() => null);
  return file?.isFile() === true ? folder : null;
}
