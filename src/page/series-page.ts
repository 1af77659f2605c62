/** The page of one series: its course with the baseline and what happened, its builds, and two of them side by side. */
import type { BuildsData, HistoryRow, Mark, SeriesData } from '../site/site-data.ts';
import { formatChange, formatMeasure, formatPercent, plural } from '../words/numbers.ts';
import { drawLineChart } from './line-chart.ts';
import { titleOf } from './listed-series.ts';
import { makeStatus } from './series-table.ts';
import { make, makeLink, makeLongTable, makeSelect } from './site-elements.ts';
import { buildHref, historyHref, linkOut, nameBuild } from './site-links.ts';
import { loadData } from './site-loader.ts';

/** A value of the series, with its build. */
interface Point {
  readonly at: number;
  readonly value: number | null;
  readonly failed: boolean;
}

const baselineOnly = 'baseline';
const everyBranch = 'all';

export async function showSeries(history: HistoryRow, id: string): Promise<HTMLElement> {
  const [series, builds] = await Promise.all([
    loadData<SeriesData>(`data/${history.id}/s-${id}.js`),
    loadData<BuildsData>(`data/${history.id}/builds.js`),
  ]);
  const all = listPoints(series);
  const body = make('div');
  let branch = all.some(({ at }) => builds.baseline[at] === 1) ? baselineOnly : everyBranch;
  let newest = 300;
  const draw = (): void => {
    const chosen = all.filter(({ at }) => isOnBranch(builds, at, branch)).slice(-newest);
    body.replaceChildren(...drawBody(history, series, builds, chosen));
  };
  const tools = make(
    'div',
    { class: 'tools' },
    makeSelect('Builds of', listBranches(history, builds, all), branch, (value) => {
      branch = value;
      draw();
    }),
    all.length <= 100
      ? null
      : makeSelect(
          'Show',
          [100, 300, 1000, all.length].map(
            (count) => [String(count), count === all.length ? 'all builds' : `newest ${count}`] as const,
          ),
          String(newest),
          (value) => {
            newest = Number(value);
            draw();
          },
        ),
  );
  const page = make('div', {}, ...writeHead(history, series), tools, body);
  // A chart needs the width of what it stands in.
  requestAnimationFrame(draw);
  return page;
}

function listPoints({ at, values, failedAt }: SeriesData): Point[] {
  const failed = new Set(failedAt);
  const points = values.map((value, index): Point => {
    const build = at === null ? index : (at[index] as number);
    return { at: build, value, failed: failed.has(build) };
  });
  const known = new Set(points.map(({ at: build }) => build));
  const without = failedAt.filter((build) => !known.has(build));
  return [...points, ...without.map((build) => ({ at: build, value: null, failed: true }))].sort(
    (a, b) => a.at - b.at,
  );
}

function isOnBranch(builds: BuildsData, at: number, branch: string): boolean {
  if (branch === baselineOnly) return builds.baseline[at] === 1;
  return branch === everyBranch || builds.branch[at] === Number(branch);
}

function listBranches(history: HistoryRow, builds: BuildsData, points: readonly Point[]): [string, string][] {
  const places = [...new Set(points.map(({ at }) => builds.branch[at] as number))];
  const own = places.filter((place) => builds.words[place] !== '' && builds.words[place] !== history.branch);
  return [
    [baselineOnly, history.branch ?? 'no pull request'],
    [everyBranch, 'all branches'],
    ...own.map((place): [string, string] => [String(place), builds.words[place] ?? '']),
  ];
}

function writeHead(history: HistoryRow, series: SeriesData): HTMLElement[] {
  const { newest, median, baselineBuilds } = series;
  const where = [history.repository, history.name].filter(Boolean).join(' · ');
  const beside =
    newest === null || median === null
      ? baselineBuilds < 12 && newest !== null
        ? `No baseline yet: ${baselineBuilds} of 12 builds.`
        : ''
      : `Baseline (median) ${formatMeasure(median, series)} of ${plural(baselineBuilds, 'build')}${median > 0 ? `, newest ${formatChange(newest / median - 1)}` : ''}.`;
  const since = series.since === null ? '' : ` Since ${series.since}.`;
  const failures = series.failureRate
    ? ` Failed in ${formatPercent(series.failureRate)} of its newest runs.`
    : '';
  const flakes =
    series.flakes > 0 ? ` Flaky: ${plural(series.flakes, 'build')} passed and failed on one commit.` : '';
  return [
    make('p', { class: 'path' }, makeLink('#/', 'Overview'), ' / ', makeLink(historyHref(history.id), where)),
    make('h1', {}, titleOf(series)),
    make(
      'p',
      {},
      makeStatus(series.status),
      ` ${newest === null ? '' : `Newest ${formatMeasure(newest, series)}. `}${beside}${since}${failures}${flakes}`,
    ),
    series.notes.length === 0
      ? make('div')
      : make('ul', {}, ...series.notes.map((note) => make('li', {}, note))),
    series.owners.length === 0 ? make('div') : make('p', {}, `Owner: ${series.owners.join(' ')}`),
  ];
}

function drawBody(
  history: HistoryRow,
  series: SeriesData,
  builds: BuildsData,
  points: readonly Point[],
): HTMLElement[] {
  const places = new Map(points.map(({ at }, index) => [at, index]));
  const events = listEvents(series, builds, places);
  const figure = make('figure', { class: 'chart' });
  requestAnimationFrame(() => {
    if (points.length > 0 && figure.isConnected)
      drawLineChart(figure, {
        title: titleOf(series),
        values: points.map(({ value }) => value),
        format: (value) => formatMeasure(value, series),
        label: (index) =>
          `${nameBuild(builds, points[index]?.at ?? 0)}${points[index]?.failed ? ', failed' : ''}`,
        tick: (index) => nameBuild(builds, points[index]?.at ?? 0).slice(0, 10),
        band: series.band,
        marks: events.map(({ place, mark, label }) => ({
          at: place - 0.5,
          color: marks[mark].color,
          text: label,
        })),
        isFailed: (index) => points[index]?.failed === true,
        height: 320,
        hasDots: points.length <= 200,
        onChoose: (index) => {
          location.hash = buildHref(history.id, points[index]?.at ?? 0);
        },
      });
  });
  const band =
    series.band === null
      ? ''
      : ` Band: baseline p10–p90, ${series.band.map((edge) => formatMeasure(edge, series)).join(' to ')}.`;
  return [
    figure,
    make(
      'p',
      { class: 'legend' },
      `${plural(points.length, 'build')}; hollow points failed.${band} `,
      make(
        'span',
        { class: 'hint' },
        'Drag to zoom, double-click or Escape for all; arrow keys move, Enter or a click opens the build.',
      ),
    ),
    writeEvents(history, builds, events),
    ...compareTwo(history, series, builds, points),
    make('h2', {}, 'Builds'),
    writePoints(history, series, builds, points),
  ];
}

const marks = {
  regression: { color: 'bad', word: 'Regression reported' },
  since: { color: 'bad', word: 'First build on the new level' },
  drift: { color: 'warn', word: 'Slow drift reported' },
  improvement: { color: 'good', word: 'Improvement reported' },
  recovered: { color: 'good', word: 'Recovered' },
  accepted: { color: 'soft', word: 'The new level became the baseline' },
  acknowledged: { color: 'soft', word: 'Acknowledged' },
  tag: { color: 'accent', word: 'Release' },
} as const;

interface SiteEvent {
  readonly place: number;
  readonly at: number;
  readonly mark: keyof typeof marks;
  readonly text: string;
  /** On the chart; '' for none. */
  readonly label: string;
}

/** What happened at the builds that are shown, oldest first. */
function listEvents(
  series: SeriesData,
  builds: BuildsData,
  places: ReadonlyMap<number, number>,
): SiteEvent[] {
  const all: (Mark | { readonly at: number; readonly kind: 'tag'; readonly name: string })[] = [
    ...series.marks,
    ...builds.tags.map(({ at, name }) => ({ at, kind: 'tag' as const, name })),
  ];
  return all
    .flatMap((event): SiteEvent[] => {
      const shown = [...places.keys()].find((at) => at >= event.at);
      if (shown === undefined) return [];
      const { word } = marks[event.kind];
      const text = event.kind === 'tag' ? `${word} ${event.name}` : (event.text ?? word);
      return [
        {
          at: shown,
          place: places.get(shown) as number,
          mark: event.kind,
          text,
          label: event.kind === 'tag' ? event.name : event.kind === 'acknowledged' ? 'acknowledged' : '',
        },
      ];
    })
    .sort((a, b) => a.place - b.place);
}

function writeEvents(history: HistoryRow, builds: BuildsData, events: readonly SiteEvent[]): HTMLElement {
  if (events.length === 0) return make('div');
  const item = ({ at, text, mark }: SiteEvent): HTMLElement =>
    make(
      'li',
      {},
      make('span', { class: `key line ${marks[mark].color}` }),
      `${text}: `,
      makeLink(buildHref(history.id, at), nameBuild(builds, at)),
    );
  return make(
    'div',
    {},
    make('h2', {}, 'Events'),
    make('ul', { class: 'events' }, ...events.map(item).reverse()),
  );
}

/** Two builds of this series side by side, with the commits between them. */
function compareTwo(
  history: HistoryRow,
  series: SeriesData,
  builds: BuildsData,
  points: readonly Point[],
): HTMLElement[] {
  if (points.length < 2) return [];
  const output = make('div');
  const options = points.map(({ at }): [string, string] => [String(at), nameBuild(builds, at)]).reverse();
  let [b = '', a = ''] = options.map(([at]) => at);
  const readValue = (at: string): number | null =>
    points.find((point) => String(point.at) === at)?.value ?? null;
  const update = (): void => {
    const [first, second] = [readValue(a), readValue(b)];
    const say = (value: number | null): string => (value === null ? 'failed' : formatMeasure(value, series));
    const change =
      first !== null && second !== null && first > 0 ? ` (${formatChange(second / first - 1)})` : '';
    output.replaceChildren(
      make(
        'p',
        {},
        `${say(first)} → ${say(second)}${change}. `,
        makeLink(buildHref(history.id, Number(b), Number(a)), 'Compare all series of both builds'),
      ),
      linkOut(history, builds, Number(b), Number(a)),
    );
  };
  const tools = make(
    'div',
    { class: 'tools' },
    makeSelect('Build A', options, a, (value) => {
      a = value;
      update();
    }),
    makeSelect('Build B', options, b, (value) => {
      b = value;
      update();
    }),
  );
  update();
  return [make('h2', {}, 'Compare two builds'), tools, output];
}

const firstRows = 50;

function writePoints(
  history: HistoryRow,
  series: SeriesData,
  builds: BuildsData,
  points: readonly Point[],
): HTMLElement {
  return makeLongTable<Point>(
    'Builds of this series',
    [
      { title: 'Build', cell: ({ at }) => makeLink(buildHref(history.id, at), nameBuild(builds, at)) },
      {
        title: 'Value',
        kind: 'n',
        cell: ({ value }) => (value === null ? 'failed' : formatMeasure(value, series)),
      },
      { title: 'Branch', cell: ({ at }) => builds.words[builds.branch[at] as number] ?? '' },
      { title: 'Runner', cell: ({ at }) => builds.words[builds.runner[at] as number] ?? '' },
      { title: 'Links', cell: ({ at }) => linkOut(history, builds, at, null) },
    ],
    [...points].reverse(),
    firstRows,
  );
}
