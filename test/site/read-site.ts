/** Reads the files of a site as its page does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { receiver } from '../../src/site/data-file.ts';
import type { BuildData, BuildsData, SeriesData, SeriesTable, SiteIndex } from '../../src/site/site-data.ts';

/** Reads each file once. */
function openFiles(folder: string): (path: string) => unknown {
  const data = new Map<string, unknown>();
  const page = createContext({ [receiver]: (name: string, content: unknown) => data.set(name, content) });
  return (path) => {
    if (!data.has(path)) runInContext(readFileSync(join(folder, path), 'utf8'), page);
    if (!data.has(path)) throw new Error(`${path} does not hand over its data under its own path`);
    return data.get(path);
  };
}

export interface ReadSite {
  readonly index: SiteIndex;
  readonly builds: (history: string) => BuildsData;
  readonly table: (history: string) => SeriesTable;
  readonly series: (history: string, id: string) => SeriesData;
  readonly build: (history: string, at: number) => BuildData;
}

export function readSite(folder: string): ReadSite {
  const open = openFiles(folder);
  const load = <T>(path: string): T => open(path) as T;
  const builds = (history: string): BuildsData => load(`data/${history}/builds.js`);
  return {
    index: load<SiteIndex>('data/index.js'),
    builds,
    table: (history) => load(`data/${history}/series.js`),
    series: (history, id) => load(`data/${history}/s-${id}.js`),
    build: (history, at) => load(`data/${history}/b-${builds(history).file[at]}.js`),
  };
}
