/** Two builds of one series compared, with the commits between them. */
import type { BuildsData, HistoryRow, SeriesData } from '../site/site-data.ts';
import { formatMeasure, formatStep } from '../words/numbers.ts';
import type { Point } from './series-points.ts';
import { make, makeLink, makeSelect } from './site-elements.ts';
import { buildHref, linkOut, nameBuild } from './site-links.ts';

export function compareTwo(
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
    output.replaceChildren(
      make(
        'p',
        {},
        `${describeTwoValues(first, second, series)}. `,
        makeLink(buildHref(history.id, builds, Number(b), Number(a)), 'Compare all series of both builds'),
      ),
      linkOut(history, builds, Number(b), Number(a)),
    );
  };
  const tools = make(
    'div',
    { class: 'tools kept' },
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

/** Builds without a value failed. */
function describeTwoValues(first: number | null, second: number | null, series: SeriesData): string {
  const format = (value: number | null, other: number | null): string =>
    value === null ? 'failed' : formatMeasure(value, series, other);
  const change = first === null || second === null ? '' : formatStep(first, second, series);
  return `${format(first, second)} → ${format(second, first)}${change && ` (${change})`}`;
}
