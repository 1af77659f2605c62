/** A history in object storage for commands that read folders: one repository's history, copied while they run. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../io/make-folder.ts';
import { findRepository } from '../io/repository.ts';
import { listSome } from '../model/counts.ts';
import { addressForms, readObjectPlace } from '../settings/object-place.ts';
import {
  describeObjectFault,
  listRemoteSeries,
  openBucketAt,
  type RemoteSeries,
} from '../stores/objects/object-store.ts';
import { nameRepositoryFolder } from '../stores/objects/repository-folder.ts';
import { refuse } from './view.ts';

interface Copy {
  readonly folder: Promise<string>;
  readonly madeMs: number;
}

const copies = new Map<string, Copy>();
/** A long-running command sees later builds. */
const freshMs = 10_000;

/** @returns a folder with the series of the requested repository. Ends the command if they cannot be read */
export async function copyRemote(location: string): Promise<string> {
  const key = [location, process.env['GITHUB_REPOSITORY'], process.cwd()].join('\n');
  const known = copies.get(key);
  if (known !== undefined && performance.now() - known.madeMs < freshMs) return await known.folder;
  if (copies.size === 0) removeAtEnd();
  const copy = { folder: copyOnce(location), madeMs: performance.now() };
  copies.set(key, copy);
  await known?.folder.then(removeFolder, () => {});
  return await copy.folder;
}

const folders = new Set<string>();

function removeAtEnd(): void {
  const removeAll = (): void => [...folders].forEach(removeFolder);
  process.once('exit', removeAll);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.prependOnceListener(signal, () => {
      removeAll();
      // A command that runs until a signal ends by itself.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
}

function removeFolder(folder: string): void {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true });
}

async function copyOnce(location: string): Promise<string> {
  const series = await chooseRepository(location, await listRemote(location));
  const folder = mkdtempSync(join(tmpdir(), 'build-telemetry-history-'));
  folders.add(folder);
  for (const { folder: name, files } of series) {
    const own = join(folder, name);
    makeFolder(own);
    const read = await orRefuse(location, files);
    for (const file of read) writeFileSync(join(own, file.name), file.bytes);
  }
  return folder;
}

/** The only one, or else that of this checkout. */
async function chooseRepository(
  location: string,
  all: readonly RemoteSeries[],
): Promise<readonly RemoteSeries[]> {
  const names = [...new Set(all.map(({ repository }) => repository))].sort();
  const [first = ''] = names;
  if (names.length <= 1) return all;
  const own = (await findRepository(process.env, process.cwd())) ?? 'local';
  // GitHub accepts any capitals in the address of a remote.
  const fold = (repository: string): string => nameRepositoryFolder(repository).toLowerCase();
  const found = all.filter(({ repository }) => fold(repository) === fold(own));
  return found.length > 0
    ? found
    : refuse(
        storageLabel(location),
        `The storage has several repositories, but not \`${own}\`: ${listSome(names, maxListed)}.`,
        `Set \`GITHUB_REPOSITORY=${first}\`, or add \`/repository=${nameRepositoryFolder(first)}\` to the prefix.`,
      );
}

const maxListed = 20;

/** The histories at an address. Ends the command if it cannot be read. */
export async function listRemote(location: string): Promise<readonly RemoteSeries[]> {
  const place = readObjectPlace(location);
  if (typeof place === 'string') return refuse(storageLabel(location), place, `Write ${addressForms}.`);
  return await orRefuse(place.label, () => listRemoteSeries(openBucketAt(place, process.env), place.prefix));
}

async function orRefuse<T>(location: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const label = storageLabel(location);
    const { what, fix } = describeObjectFault(error, label, 'read').problem;
    return refuse(label, what, fix);
  }
}

/** An address without its settings, which may contain a secret. */
export function storageLabel(location: string): string {
  const place = readObjectPlace(location);
  return typeof place === 'string' ? location.replace(/\?.*/s, '') : place.label;
}
