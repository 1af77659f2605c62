/** Owners of tasks by the CODEOWNERS file of the working folder. */
import { existsSync, readFileSync } from 'node:fs';
import { findOwners, type OwnersOfTask } from '../ingest/find-owners.ts';
import { listTrackedFiles } from '../io/tracked-files.ts';
import { codeOwnersPaths } from '../settings/code-owners.ts';

/** Without the file there are no owners. */
export async function readOwners(): Promise<OwnersOfTask> {
  const path = codeOwnersPaths.find((each) => existsSync(each));
  if (path === undefined) return () => [];
  return findOwners(readFileSync(path, 'utf8'), (await listTrackedFiles(process.cwd())) ?? []);
}
