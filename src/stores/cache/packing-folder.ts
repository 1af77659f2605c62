/** The folder in which the toolkit packs an entry: the workspace, or a temporary one in its place. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../../io/make-folder.ts';

export interface PackingFolder {
  /** Absolute path of the entry's folder; it exists. */
  readonly packed: string;
  /** Runs the toolkit so that it finds the entry. */
  readonly pack: <T>(work: () => Promise<T>) => Promise<T>;
  /** Removes the entry. */
  readonly close: () => Promise<void>;
}

/**
 * The toolkit puts the path of the workspace into a command line without quotes, so a blank in it breaks the command;
 * and the workspace may be read-only.
 * @param entry the folder, relative to the workspace
 * @throws for any fault of the file system
 */
export async function openPackingFolder(
  workspace: string,
  temp: string,
  entry: string,
): Promise<PackingFolder> {
  const inWorkspace = join(workspace, entry);
  const close = (folder: string) => (): Promise<void> => rm(folder, { recursive: true, force: true });
  if (isPlain(workspace)) {
    try {
      await close(inWorkspace)();
      makeFolder(inWorkspace);
      return { packed: inWorkspace, pack: (work) => work(), close: close(inWorkspace) };
    } catch {
      // As in a workspace with a blank.
    }
  }
  const root = await mkdtemp(join(isPlain(temp) ? temp : tmpdir(), 'packing-'));
  makeFolder(join(root, entry));
  return { packed: join(root, entry), pack: (work) => workIn(root, work), close: close(root) };
}

function isPlain(path: string): boolean {
  return !/[\s"]/.test(path);
}

/** The toolkit takes both from the process. */
async function workIn<T>(root: string, work: () => Promise<T>): Promise<T> {
  const [folder, workspace] = [process.cwd(), process.env['GITHUB_WORKSPACE']];
  process.chdir(root);
  process.env['GITHUB_WORKSPACE'] = root;
  try {
    return await work();
  } finally {
    process.chdir(folder);
    if (workspace === undefined) delete process.env['GITHUB_WORKSPACE'];
    else process.env['GITHUB_WORKSPACE'] = workspace;
  }
}
