/** A history in a folder, one content-addressed JSON file a build: stands for the real segments in tests of the transport. */

import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Build, HistoryStore, StoredBuild } from '../../../src/model.ts';

export function jsonFolder(folder: string): HistoryStore {
  return {
    load: async () => {
      const builds = new Map<string, StoredBuild>();
      let broken = 0;
      for (const name of await readdir(folder)) {
        const text = await readFile(join(folder, name), 'utf8');
        if (name !== nameOf(text)) {
          broken += 1;
          continue;
        }
        const build = JSON.parse(text) as StoredBuild;
        builds.set(build.id, build);
      }
      const status = builds.size > 0 ? 'found' : broken > 0 ? 'corrupt' : 'missing';
      return { status, history: { builds: [...builds.values()], series: [] }, problems: [] };
    },
    append: async (build: Build) => {
      const text = JSON.stringify({ id: build.id, name: build.name, startTimeMs: build.startTimeMs });
      await writeFile(join(folder, nameOf(text)), text);
      return { saved: true, problems: [] };
    },
  };
}

function nameOf(text: string): string {
  return `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.json`;
}
