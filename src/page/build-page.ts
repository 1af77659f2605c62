/** The page of one build compared with another: properties, links, and every series of both, largest change first. */

import { formatCount, plural } from '../model/counts.ts';
import type { BuildData, BuildsData, HistoryRow, SeriesTable } from '../site/site-data.ts';
import {
  formatDuration,
  formatMeasure,
  formatMoney,
  formatPercent,
  formatStep,
  formatUnit,
} from '../words/numbers.ts';
import { titleOf } from './listed-series.ts';
import { make, makeCards, makeLink, makeLongTable, makeSelect } from './site-elements.ts';
import { buildHref, historyHref, linkOut, nameBuild, seriesHref } from './site-links.ts';
import { loadData } from './site-loader.ts';

interface Pair {
  readonly series: SeriesTable[number];
  readonly before: number | null;
  readonly now: number | null;
  readonly failed: boolean;
  readonly failedBefore: boolean;
}

/**
 * @param file name of the build's file
 * @param before that of the other build; null: the previous one on the baseline branch
 */
export async function showBuild(
  history: HistoryRow,
  file: string,
  before: string | null,
): Promise<HTMLElement> {
  const folder = `data/${history.id}`;
  const builds = await loadData<BuildsData>(`${folder}/builds.js`);
  const at = builds.file.indexOf(file);
  if (at < 0) throw new Error('This build is not in the site, or no longer kept in the history.');
  const named = builds.file.indexOf(before ?? '');
  const other = named < 0 ? findPrevious(builds, at) : named;
  const [table, now, then] = await Promise.all([
    loadData<SeriesTable>(`${folder}/series.js`),
    loadData<BuildData>(`${folder}/b-${file}.js`),
    other === null ? null : loadData<BuildData>(`${folder}/b-${builds.file[other]}.js`),
  ]);
  const pairs = pairUp(table, now, then);
  return make(
    'div',
    {},
    make(
      'p',
      { class: 'path' },
      makeLink('#/', 'Overview'),
      ' / ',
      makeLink(historyHref(history.id), [history.repository, history.name].filter(Boolean).join(' · ')),
    ),
    make('h1', {}, `Build of ${nameBuild(builds, at)}`),
    linkOut(history, builds, at, other),
    makeCards(listFacts(builds, at)),
    chooseOther(history, builds, at, other),
    writeFailed(history, pairs),
    make('h2', {}, other === null ? 'Series' : `Series, compared with ${nameBuild(builds, other)}`),
    writePairs(history, pairs),
    writeSteps(history, builds, at),
  );
}

function findPrevious({ baseline }: BuildsData, at: number): number | null {
  const index = baseline.lastIndexOf(1, at - 1);
  return at === 0 || index < 0 ? null : index;
}

function listFacts(builds: BuildsData, at: number): [string, string][] {
  return [
    ['Duration', formatDuration(builds.durationMs[at] ?? null)],
    ['Queue time', formatDuration(builds.queueMs[at] ?? null)],
    ['Result', `${builds.result[at]}${builds.complete[at] ? '' : ', incomplete'}`],
    ['Branch', builds.words[builds.branch[at] as number] ?? ''],
    ['Tasks', formatCount(builds.tasks[at] ?? null)],
    ['Failed', formatCount(builds.failedTasks[at] ?? null)],
    ['Cache hits', formatPercent(builds.cacheHitRate[at] ?? null)],
    ['Cost', formatMoney(builds.costUsd[at] ?? null)],
    ['Tokens', formatUnit(builds.tokens[at] ?? null, 'tokens')],
    ['Runner', builds.words[builds.runner[at] as number] ?? ''],
    ['Release', builds.tags.find((tag) => tag.at === at)?.name ?? ''],
  ];
}

function chooseOther(history: HistoryRow, builds: BuildsData, at: number, other: number | null): HTMLElement {
  if (builds.id.length < 2) return make('div');
  const options = builds.id.flatMap((_, index): [string, string][] =>
    index === at ? [] : [[String(index), nameBuild(builds, index)]],
  );
  const select = makeSelect('Compare with', options.reverse(), String(other ?? ''), (value) => {
    location.hash = buildHref(history.id, builds, at, Number(value));
  });
  return make('div', { class: 'tools' }, select);
}

function pairUp(table: SeriesTable, now: BuildData, then: BuildData | null): Pair[] {
  const valuesOf = ({ series, values }: BuildData): Map<string, number> =>
    new Map(series.map((id, index) => [id, values[index] as number]));
  const [current, earlier] = [valuesOf(now), then === null ? new Map<string, number>() : valuesOf(then)];
  const failed = new Set(now.failed);
  const failedThen = new Set(then?.failed);
  return table.flatMap((series): Pair[] => {
    const { id } = series;
    const pair = { before: earlier.get(id) ?? null, now: current.get(id) ?? null };
    const isAbsent = pair.before === null && pair.now === null && !failed.has(id);
    return isAbsent ? [] : [{ series, ...pair, failed: failed.has(id), failedBefore: failedThen.has(id) }];
  });
}

function changeOfPair({ before, now }: Pair): number | null {
  return before === null || now === null || before <= 0 ? null : now / before - 1;
}

function writeFailed(history: HistoryRow, pairs: readonly Pair[]): HTMLElement {
  const failed = pairs.filter((pair) => pair.failed && pair.series.scope === 'task');
  if (failed.length === 0) return make('div');
  const shown = failed.slice(0, 100);
  const rest = failed.length - shown.length;
  return make(
    'div',
    {},
    make('h2', {}, plural(failed.length, 'failed task')),
    make(
      'ul',
      {},
      ...shown.map(({ series }) =>
        make('li', {}, makeLink(seriesHref(history.id, series.id), titleOf(series))),
      ),
      rest > 0 ? make('li', { class: 'soft' }, `… and ${formatCount(rest)} more, in the table`) : null,
    ),
  );
}

const firstRows = 200;

function writePairs(history: HistoryRow, pairs: readonly Pair[]): HTMLElement {
  const size = (pair: Pair): number => Math.abs(changeOfPair(pair) ?? 0);
  const sorted = [...pairs].sort(
    (a, b) =>
      Number(b.series.scope === 'build') - Number(a.series.scope === 'build') ||
      size(b) - size(a) ||
      (b.now ?? 0) - (a.now ?? 0),
  );
  const format = (value: number | null, { series }: Pair): string =>
    value === null ? '—' : formatMeasure(value, series);
  return makeLongTable<Pair>(
    'Series of this build',
    [
      {
        title: 'Series',
        kind: 'name',
        cell: ({ series }) => makeLink(seriesHref(history.id, series.id), titleOf(series)),
      },
      {
        title: 'Before',
        kind: 'n',
        cell: (pair) => (pair.failedBefore ? 'failed' : format(pair.before, pair)),
      },
      { title: 'Now', kind: 'n', cell: (pair) => (pair.failed ? 'failed' : format(pair.now, pair)) },
      { title: 'Change', kind: 'n', cell: writeChange },
    ],
    sorted,
    firstRows,
  );
}

function writeChange(pair: Pair): HTMLElement {
  const { before, now, series } = pair;
  if (before === null || now === null) return make('span');
  const change = changeOfPair(pair) ?? now - before;
  const isWorse = series.better === 'lower' ? change > 0 : change < 0;
  const tone = Math.abs(change) <= 0.05 ? '' : isWorse ? 'bad' : 'good';
  return make('span', { class: tone }, formatStep(before, now, series));
}

function writeSteps(history: HistoryRow, builds: BuildsData, at: number): HTMLElement {
  const step = (to: number, text: string): Node | string =>
    builds.id[to] === undefined ? '' : makeLink(buildHref(history.id, builds, to), text);
  return make('p', { class: 'links' }, step(at - 1, '← Build before'), ' ', step(at + 1, 'Build after →'));
}
