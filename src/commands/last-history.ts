/** Stores the location of the last history of this folder, so that query commands find it without flags. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTextFile } from '../io/files.ts';
import type { HistoryStore } from '../model/history.ts';
import { isAddress } from '../settings/object-place.ts';

export interface LastHistory {
  /** The folder as it was named: relative to the working folder, or absolute; or an address in object storage. */
  readonly folder: string;
  readonly series: string;
  /** The branch that its builds were compared with; null: all builds. */
  readonly baselineBranch: string | null;
}

const lastHistoryPath = join('.build-telemetry', 'last-history.json');

/** The same store; after saving a build its location becomes the last one. */
export function rememberStore(store: HistoryStore, last: LastHistory, base: string): HistoryStore {
  return {
    ...store,
    append: async (build) => {
      const appended = await store.append(build);
      // Without a stored location it only has to be named next time: no warning is needed.
      if (appended.saved)
        await writeTextFile(join(base, lastHistoryPath), `${JSON.stringify(last)}\n`).catch(() => {});
      return appended;
    },
  };
}

/** @returns null if nothing was stored yet, or the file is invalid */
export function readLastHistory(): LastHistory | null {
  try {
    const { folder, series, baselineBranch } = JSON.parse(
      readFileSync(lastHistoryPath, 'utf8'),
    ) as Partial<LastHistory>;
    const isKnown =
      typeof folder === 'string' && typeof series === 'string' && (isAddress(folder) || existsSync(folder));
    return isKnown ? { folder, series, baselineBranch: baselineBranch ?? null } : null;
  } catch {
    return null;
  }
}
