/** Any text as a part of a name: of keys, files, folders and artifacts. */

import { hash } from 'node:crypto';

/** 8 hex digits that represent a text in names and keys. */
export function shortHash(value: string): string {
  return hash('sha256', value).slice(0, 8);
}

/** Lower-case letters, digits and single dashes, at most 60 of them. */
export function slugify(value: string): string {
  return value
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
}
