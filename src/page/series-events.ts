/** The events of a series: reports, its change, acknowledgements and releases, for the chart and as a list. */
import type { BuildsData, HistoryRow, Mark, SeriesData } from '../site/site-data.ts';
import { make, makeLink } from './site-elements.ts';
import { buildHref, nameBuild } from './site-links.ts';

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

export interface SiteEvent {
  readonly place: number;
  readonly at: number;
  readonly mark: keyof typeof marks;
  readonly text: string;
  /** On the chart; '' for none. */
  readonly label: string;
}

export function markOf(kind: SiteEvent['mark']): { readonly color: string; readonly word: string } {
  return marks[kind];
}

/** The events at the shown builds, oldest first. */
export function listShownEvents(
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
      const text = event.kind === 'tag' ? `${word} ${event.name}` : (event.text?.replace(/\.$/, '') ?? word);
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

export function writeEvents(
  history: HistoryRow,
  builds: BuildsData,
  events: readonly SiteEvent[],
): HTMLElement {
  if (events.length === 0) return make('div');
  const item = ({ at, text, mark }: SiteEvent): HTMLElement =>
    make(
      'li',
      {},
      make('span', { class: `key line ${markOf(mark).color}` }),
      `${text}: `,
      makeLink(buildHref(history.id, builds, at), nameBuild(builds, at)),
    );
  return make(
    'div',
    {},
    make('h2', {}, 'Events'),
    make('ul', { class: 'events' }, ...events.map(item).reverse()),
  );
}
