/** Names of our entries in the Actions cache: at most 512 characters without commas, and immutable. */

import type { StoringRun } from '../github-storage.ts';
import { shortHash, slugify } from '../short-name.ts';

/**
 * `all`: the history up to a run. `part`: builds that the other history lacks. See docs/decisions/cache-entries.md.
 */
export type EntryKind = 'all' | 'part';

/** Folder of the entries, relative to the workspace; part of every entry's identity. */
export const entryPath = '.build-telemetry-history';

/** The prefix of all keys. */
export const keyPrefix = 'build-telemetry-v1-';

/** The prefix of all keys of a series. */
export function seriesKeyPrefix(seriesName: string): string {
  return `${keyPrefix}${[slugify(seriesName), shortHash(seriesName)].filter(Boolean).join('-')}-`;
}

/** The key for the entry of one run's step. */
export function entryKey(run: StoringRun, kind: EntryKind): string {
  return `${seriesKeyPrefix(run.seriesName)}${kind}-${run.buildId.replace(/^gh-/, '')}`;
}

/** Prefix of its series, kind and build id of an entry, from its key; null for a key that is not ours. */
export function readKey(
  key: string,
): { readonly prefix: string; readonly kind: EntryKind; readonly buildId: string } | null {
  const [, prefix, kind, id] = /^(.*-)(all|part)-(\d+-\d+-[0-9a-f]{8})$/.exec(key) ?? [];
  return prefix === undefined ? null : { prefix, kind: kind as EntryKind, buildId: `gh-${id}` };
}
