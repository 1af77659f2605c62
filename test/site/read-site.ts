/** Reads the files of a site as its page does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { receiver } from '../../src/site/data-file.ts';
import type { BuildData, BuildsData, SeriesData, SeriesTable, SiteIndex } from '../../src/site/site-data.ts';

/** What a data file passes on under its own path. */
function readData(path: string, text: string): unknown {
  const came = new Map<string, unknown>();
  runInNewContext(text, { [receiver]: (name: string, data: unknown) => came.set(name, data) });
  if (!came.has(path)) throw new Error(`${path} hands over ${[...came.keys()].join()}`);
  return came.get(path);
}

export interface ReadSite {
  readonly index: SiteIndex;
  readonly builds: (history: string) => BuildsData;
  readonly table: (history: string) => SeriesTable;
  readonly series: (history: string, id: string) => SeriesData;
  readonly build: (history: string, at: number) => BuildData;
}

export function readSite(folder: string): ReadSite {
  const load = <T>(path: string): T => readData(path, readFileSync(join(folder, path), 'utf8')) as T;
  const builds = (history: string): BuildsData => load(`data/${history}/builds.js`);
  return {
    index: load<SiteIndex>('data/index.js'),
    builds,
    table: (history) => load(`data/${history}/series.js`),
    series: (history, id) => load(`data/${history}/s-${id}.js`),
    build: (history, at) => load(`data/${history}/b-${builds(history).file[at]}.js`),
  };
}
