/** Pictures of the trend site: of a team's quarter, and of the same tests imported from github-action-benchmark. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { buildSite } from '../../src/commands/build-site.ts';
import { localContext } from '../../src/model/local-context.ts';
import { readConfig } from '../../src/settings/config.ts';
import { drawBadge } from '../../src/site/badge.ts';
import type { Tag } from '../../src/site/site-data.ts';
import { findHistories } from '../../src/stores/find-histories.ts';
import { importBuilds } from '../../src/stores/import-builds.ts';
import { readSite } from '../../test/site/read-site.ts';
import { commitOfBuild, writeSampleHistories } from '../../test/site/sample-histories.ts';

export interface SitePicture {
  readonly file: string;
  readonly title: string;
  readonly path: () => string;
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
  /** The overview as charts. */
  readonly hasCharts?: true;
}

const folder = mkdtempSync(join(tmpdir(), 'gallery-site-'));
const tags: Tag[] = [
  { name: 'v2.0', commit: commitOfBuild(30), timeMs: Date.UTC(2026, 8, 22) },
  { name: 'v2.1', commit: commitOfBuild(85), timeMs: Date.UTC(2026, 10, 1) },
];

function page(site: string, find: (folder: string) => string = () => ''): () => string {
  return () => `${pathToFileURL(join(folder, site, 'index.html')).href}${find(join(folder, site))}`;
}

function ofHistory(name: string, route: (id: string, site: ReturnType<typeof readSite>) => string) {
  return (site: string): string => {
    const read = readSite(site);
    const { id } = read.index.histories.find((each) => each.name === name)!;
    return route(id, read);
  };
}

const ofParser = ofHistory('CI/test', (id, { index }) => {
  const series = index.histories.flatMap((history) => history.series);
  return `#/series/${id}/${series.find(({ task }) => task?.includes('parser › keeps'))?.id}`;
});
const newestBuild = ofHistory('CI/test', (id, site) => `#/build/${id}/${site.builds(id).file.at(-1)}`);

export const sitePictures: readonly SitePicture[] = [
  {
    file: 'site-overview',
    title: 'The overview: what needs attention first',
    path: page('story'),
    width: 1280,
    height: 900,
    scheme: 'light',
  },
  {
    file: 'site-series',
    title: 'A series',
    path: page('story', ofParser),
    width: 1280,
    height: 1100,
    scheme: 'light',
  },
  {
    file: 'site-series-dark',
    title: 'A series on a phone, in dark mode',
    path: page('story', ofParser),
    width: 390,
    height: 900,
    scheme: 'dark',
  },
  {
    file: 'site-build',
    title: 'A build compared with the one before',
    path: page('story', newestBuild),
    width: 1280,
    height: 900,
    scheme: 'dark',
  },
  {
    file: 'site-tests',
    title: 'Tests that fail, are flaky, slow and growing',
    path: page('story', () => '#/tests'),
    width: 1280,
    height: 1100,
    scheme: 'light',
  },
  {
    file: 'site-agents',
    title: 'Agents by model',
    path: page('story', () => '#/agents'),
    width: 1280,
    height: 380,
    scheme: 'light',
  },
  {
    file: 'site-phone',
    title: 'The overview on a phone',
    path: page('story'),
    width: 390,
    height: 900,
    scheme: 'light',
  },
  {
    file: 'site-imported',
    title: 'The whole past of github-action-benchmark, imported',
    path: page('imported'),
    width: 1280,
    height: 700,
    scheme: 'light',
  },
  {
    file: 'site-imported-charts',
    title: 'The same as charts',
    path: page('imported'),
    width: 1280,
    height: 700,
    scheme: 'light',
    hasCharts: true,
  },
  {
    file: 'site-badges',
    title: 'Badges',
    path: () => pathToFileURL(join(folder, 'badges.html')).href,
    width: 320,
    height: 36,
    scheme: 'light',
  },
];

/** Makes the sites that the pictures show. */
export async function makeSites(): Promise<void> {
  const { config } = readConfig('', 'build-telemetry.yml');
  const owners = (name: string): string[] => (name.includes('parser') ? ['@octo/parser'] : []);
  const judge = { config, gateOn: 'lasting', branch: null, ownersOf: owners } as const;
  const source = { repository: '', url: 'https://github.com/octo/shop', tags };
  const [story, past] = [join(folder, 'history'), join(folder, 'past')];
  await writeSampleHistories(story);
  await buildSite([{ ...source, label: 'story', read: () => findHistories(story) }], {
    out: join(folder, 'story'),
    title: null,
    judge,
    settings: [],
  });
  const data = join(folder, 'data.js');
  writeFileSync(data, await writeBenchmarkData(story));
  const context = { ...localContext, event: 'import', branch: 'main' };
  await importBuilds(data, past, {
    name: null,
    format: 'auto',
    context,
    follow: (each) => each,
    timeOf: (fileMs) => fileMs,
  });
  const options = { title: null, judge: { ...judge, ownersOf: () => [] }, settings: [] };
  await buildSite([{ ...source, label: 'past', read: () => findHistories(past), tags: [] }], {
    ...options,
    out: join(folder, 'imported'),
  });
  const badges = [
    drawBadge('builds', '3 open regressions', 'bad'),
    drawBadge('duration', '4m 12s', 'neutral'),
  ];
  const style = 'body{margin:8px;display:flex;gap:8px;background:#fff}';
  writeFileSync(
    join(folder, 'badges.html'),
    `<!doctype html><meta charset="utf-8"><style>${style}</style>${badges.join('')}`,
  );
}

/** The tests of the story in the form that github-action-benchmark would have kept. */
async function writeBenchmarkData(history: string): Promise<string> {
  const [tests] = (await findHistories(history)).filter(({ series }) => series === 'CI/test');
  const { builds, series } = tests!.history;
  const tasks = [...series].filter(({ value }) => value === null);
  const runs = builds.flatMap(({ commit, startTimeMs, runAttempt }, at) => {
    const benches = tasks.flatMap(({ name, build, durationMs, result }) => {
      const row = build.indexOf(at);
      const isFine = row >= 0 && result[row] === 0;
      return isFine ? [{ name, unit: 'ms', value: Number(durationMs[row]!.toFixed(2)) }] : [];
    });
    const who = { username: 'ann' };
    const about = { id: commit, message: 'change', url: `https://github.com/octo/shop/commit/${commit}` };
    const timestamp = new Date(startTimeMs).toISOString();
    const entry = {
      commit: { ...about, timestamp, author: who, committer: who },
      date: startTimeMs,
      tool: 'customSmallerIsBetter',
      benches,
    };
    return runAttempt > 1 ? [] : [entry];
  });
  const data = {
    lastUpdate: builds.at(-1)?.startTimeMs,
    repoUrl: 'https://github.com/octo/shop',
    entries: { 'Shop tests': runs },
  };
  return `window.BENCHMARK_DATA = ${JSON.stringify(data, null, 2)}`;
}

export async function takeSitePicture(browser: Browser, picture: SitePicture): Promise<Buffer> {
  const { width, height, scheme, path } = picture;
  const tab = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
  await tab.goto(path());
  await tab.locator('h1, svg').first().waitFor();
  if (picture.hasCharts === true) await tab.getByLabel('Show as').selectOption('charts');
  await tab.waitForTimeout(500);
  const png = await tab.screenshot();
  await tab.close();
  return png;
}

/** Leaves the benchmark data in a folder, for a picture of the other tool's page; removes the rest. */
export function removeSites(keepDataIn: string | undefined): void {
  const data = join(folder, 'data.js');
  if (keepDataIn !== undefined && existsSync(data)) {
    mkdirSync(keepDataIn, { recursive: true });
    writeFileSync(join(keepDataIn, 'data.js'), readFileSync(data));
  }
  rmSync(folder, { recursive: true, force: true });
}
