/** Finds the history for a command: the one in the flags, else the last used, the configured or the only one. */

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findBranch } from '../history/find-branch.ts';
import { parseSegmentName } from '../history/segment.ts';
import { expandHome } from '../io/expand-home.ts';
import { listSome, plural } from '../model/counts.ts';
import type { History } from '../model/history.ts';
import { isAddress } from '../settings/object-place.ts';
import { listSubfolders, nameSeriesFolder } from '../stores/folder-store.ts';
import { listSeries } from '../stores/history-folder.ts';
import type { Arguments, Flag } from './command.ts';
import { type LastHistory, readLastHistory } from './last-history.ts';
import { readLocalPlace } from './local-config.ts';
import { quoteShell } from './quote-text.ts';
import { copyRemote, storageLabel } from './remote-history.ts';

export const historyFlag: Flag = {
  name: 'history',
  value: 'DIR',
  description:
    'Folder of the history, or s3://bucket/prefix; by default the last used one, that of the configuration, or .build-telemetry/history.',
};

/** The location of the history, and the series of builds in it. */
export const historyFlags: readonly Flag[] = [
  historyFlag,
  {
    name: 'name',
    value: 'TEXT',
    description:
      'The series of builds; by default the last used one, that of the configuration, or the only one.',
  },
];

export const defaultHistory = '.build-telemetry/history';

/** The location of the segments of a series. */
export interface Found {
  readonly folder: string;
  readonly segments: string;
}

/** Why it is not known, and what to do. */
export interface NotFound {
  readonly folder: string;
  readonly segments: null;
  readonly reason: 'absent' | 'empty' | 'several' | 'unknown';
  readonly what: string;
  readonly fix: string;
}

/** The location of the histories of all series: a folder, or an address in object storage. */
export function findHistoryFolder({ flags }: Pick<Arguments, 'flags'>): string {
  return flags['history'] ?? readLastHistory()?.folder ?? readConfiguredFolder() ?? defaultHistory;
}

function readConfiguredFolder(): string | null {
  const { history } = readLocalPlace();
  return history === 'cache' ? null : expandHome(history);
}

/** The last check, if it stored its build at the location of this command, however that is written. */
function readLastHere(args: Pick<Arguments, 'flags'>): LastHistory | null {
  const last = readLastHistory();
  return last !== null && resolve(last.folder) === resolve(findHistoryFolder(args)) ? last : null;
}

/** The folder with the histories of all series; for object storage, a copy. */
export async function openHistoryFolder(args: Pick<Arguments, 'flags'>): Promise<string> {
  const place = findHistoryFolder(args);
  return isAddress(place) ? await copyRemote(place) : place;
}

/** The branch of the baseline: the configured one, else that of the last check with this folder, else the usual one. */
export function chooseBranch(
  args: Pick<Arguments, 'flags'>,
  history: Pick<History, 'builds'>,
  configured: string | null,
): string | null {
  const last = readLastHere(args);
  return configured === null && last !== null ? last.baselineBranch : findBranch(history, configured);
}

export async function findHistory(args: Pick<Arguments, 'flags'>): Promise<Found | NotFound> {
  const place = findHistoryFolder(args);
  const found = await findIn(await openHistoryFolder(args), args);
  // Messages name the original location, not the copy.
  return isAddress(place) ? { ...found, folder: storageLabel(place) } : found;
}

async function findIn(folder: string, args: Pick<Arguments, 'flags'>): Promise<Found | NotFound> {
  const named = args.flags['name'];
  // An unpacked cache entry contains the segments themselves.
  if (named === undefined && hasSegments(folder)) return { folder, segments: folder };
  const wanted = named ?? readLastHere(args)?.series ?? readLocalPlace().name;
  const own = wanted === '' ? null : join(folder, nameSeriesFolder(wanted));
  if (own !== null && hasSegments(own)) return { folder, segments: own };
  const inside = listSeriesFolders(folder);
  const [only] = inside;
  if (named === undefined && only !== undefined && inside.length === 1) return { folder, segments: only };
  return await chooseFrom(folder, named, findHistoryFolder(args));
}

/** @param place the name of the folder in messages */
async function chooseFrom(
  folder: string,
  named: string | undefined,
  place: string,
): Promise<Found | NotFound> {
  const label = isAddress(place) ? storageLabel(place) : folder;
  const series = isFolder(folder) ? await listSeries(folder) : [];
  const found = series.find((one) => one.series === named);
  if (found) return { folder, segments: found.folder };
  if (series.length === 0) {
    const isAbsent = folder !== defaultHistory && !isFolder(folder);
    const what = isAbsent ? `There is no folder ${folder}.` : `No history in ${label} yet.`;
    return { folder, segments: null, reason: isAbsent ? 'absent' : 'empty', what, fix: storeFirst };
  }
  const all = series.map((one) => `${one.series} (${plural(one.history.builds.length, 'build')})`);
  const listed = listSome(all, maxListed);
  const what =
    named === undefined
      ? `Several series in ${label}: ${listed}.`
      : `No history in ${label} for \`${named}\`. Available: ${listed}.`;
  const reason = named === undefined ? 'several' : 'unknown';
  return {
    folder,
    segments: null,
    reason,
    what,
    fix: `Use \`--name ${quoteShell(series[0]?.series ?? '')}\`.`,
  };
}

const storeFirst =
  'Store a build with `build-telemetry check LOG`, or name another folder with `--history DIR`.';
const maxListed = 20;

function listSeriesFolders(folder: string): string[] {
  if (!isFolder(folder)) return [];
  return listSubfolders(folder).filter(hasSegments);
}

function hasSegments(folder: string): boolean {
  return isFolder(folder) && readdirSync(folder).some((name) => parseSegmentName(name) !== null);
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
