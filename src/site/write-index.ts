/** The pages around the data of a trend site: the index with its entry page, the style, the script and the badges. */

import { plural } from '../model/counts.ts';
import { isBuildTime } from '../model/series.ts';
import { chartScript } from '../render/page.generated.ts';
import { formatMeasure } from '../words/numbers.ts';
import { drawBadge } from './badge.ts';
import { writeDataFile } from './data-file.ts';
import { rankAttention } from './rank-attention.ts';
import type { SiteFile, SiteIndex } from './site-data.ts';
import { writePage } from './site-page.ts';
import { siteScript } from './site-script.generated.ts';
import { siteStyle } from './site-style.ts';
import type { HistoryEntry } from './write-history.ts';

/** A browser cannot list more rows quickly; series that need the least attention are only on the pages of builds. */
const mostListed = 50_000;
/** Sparklines are most of the index. */
const mostSparks = 5_000;

export function writeIndex(title: string, entries: readonly HistoryEntry[]): SiteFile[] {
  const index = limitRows(title, entries);
  return [
    // The page that identifies the folder as ours comes first, in case the rest is not written.
    { path: 'index.html', text: writePage(index) },
    writeDataFile('data/index.js', index),
    { path: 'site.css', text: siteStyle() },
    { path: 'site.js', text: `${chartScript()}${siteScript()}` },
    // GitHub Pages would build with Jekyll, and leave out files whose names begin with an underscore.
    { path: '.nojekyll', text: '' },
    ...writeBadges(entries),
  ];
}

function limitRows(title: string, entries: readonly HistoryEntry[]): SiteIndex {
  const all = entries.flatMap((entry) => entry.series);
  const ranked = [...all].sort((a, b) => rankAttention(a) - rankAttention(b));
  const listed = all.length > mostListed ? new Set(ranked.slice(0, mostListed)) : null;
  const drawn = all.length > mostSparks ? new Set(ranked.slice(0, mostSparks)) : null;
  const histories = entries.map((entry) => ({
    ...entry,
    series: entry.series
      .filter((row) => listed === null || listed.has(row))
      .map((row) => (drawn === null || drawn.has(row) ? row : { ...row, spark: [] })),
  }));
  return { title, histories, unlisted: Math.max(0, all.length - mostListed) };
}

export const badgeKinds = ['regressions', 'duration'] as const;

/** @param id of a history */
export function badgePath(id: string, kind: (typeof badgeKinds)[number]): string {
  return `badges/${id}-${kind}.svg`;
}

function writeBadges(entries: readonly HistoryEntry[]): SiteFile[] {
  const open = (of: readonly HistoryEntry[]): number => of.reduce((sum, one) => sum + one.openRegressions, 0);
  const regressions = (path: string, of: readonly HistoryEntry[]): SiteFile => {
    const count = open(of);
    const text = count === 0 ? 'no open regressions' : plural(count, 'open regression');
    return { path, text: drawBadge('builds', text, count === 0 ? 'good' : 'bad') };
  };
  return [
    regressions('badges/regressions.svg', entries),
    ...entries.flatMap((entry) => {
      const duration = entry.series.find(isBuildTime);
      return [
        regressions(badgePath(entry.id, 'regressions'), [entry]),
        ...(duration === undefined || duration.newest === null
          ? []
          : [
              {
                path: badgePath(entry.id, 'duration'),
                text: drawBadge(
                  'duration',
                  formatMeasure(duration.newest, duration),
                  duration.status === 'regressed' ? 'bad' : 'neutral',
                ),
              },
            ]),
      ];
    }),
  ];
}
