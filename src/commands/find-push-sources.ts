/** The input of `database push`: the series of a folder, or of all repositories in object storage. */
import { existsSync } from 'node:fs';
import type { SegmentFile } from '../history/segment.ts';
import { isAddress } from '../settings/object-place.ts';
import { readSegmentFiles } from '../stores/folder-store.ts';
import { listSeries } from '../stores/history-folder.ts';
import { type Arguments, printProblem } from './command.ts';
import { defaultHistory, findHistoryFolder } from './find-history.ts';
import { listRemote } from './remote-history.ts';
import { refuse } from './view.ts';

/** The segments of one series. */
export interface PushSource {
  /** null: the repository of the command. */
  readonly repository: string | null;
  /** Read one after the other: the history of an organisation does not fit into memory. */
  readonly files: () => Promise<readonly SegmentFile[]>;
}

/** @param isEnough whether traces are pushed, too: then the history may be absent */
export async function findPushSources(args: Arguments, isEnough: boolean): Promise<readonly PushSource[]> {
  const folder = findHistoryFolder(args);
  if (isAddress(folder)) return await findRemote(folder);
  const named = args.flags['name'];
  const isAsked = named !== undefined || args.flags['history'] !== undefined;
  if (!existsSync(folder) && (isAsked || !isEnough))
    return refuse(
      folder,
      folder === defaultHistory ? 'No history is stored.' : 'Folder not found.',
      'Store a build with `build-telemetry check LOG`, or name the folder with `--history DIR`.',
    );
  const all = existsSync(folder) ? await listSeries(folder) : [];
  const wanted = all.filter(({ series }) => named === undefined || series === named);
  if (named !== undefined && wanted.length === 0)
    refuse(
      '--name',
      `No history in ${folder} for \`${named}\`.`,
      `Available: ${all.map(({ series }) => series).join(', ') || 'none'}.`,
    );
  return wanted.map(({ folder: segments }) => ({
    repository: null,
    files: () => readSegmentFiles(segments),
  }));
}

async function findRemote(location: string): Promise<readonly PushSource[]> {
  const found = await listRemote(location);
  if (found.length === 0)
    printProblem({
      level: 'warning',
      code: 'no-history',
      where: location,
      what: 'No history is stored there.',
      fix: 'Check bucket and prefix.',
    });
  return found.map(({ repository, files }) => ({ repository: repository || null, files }));
}
