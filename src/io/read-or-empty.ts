/** Reads folders and files that may be absent or unreadable: these are empty. */
import { type Dirent, readdirSync, readFileSync } from 'node:fs';

/** The entries of a folder; none if it cannot be read. */
export function listFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Empty for a file that cannot be read. */
export function readTextOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
