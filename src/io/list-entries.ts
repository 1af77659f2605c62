/** The entries of a folder that may be deleted or unreadable. */
import { type Dirent, readdirSync } from 'node:fs';

/** None of a folder that cannot be read. */
export function listFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
