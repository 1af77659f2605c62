/** The views of the overview: the series in each, and their order. */
import { isTaskTime } from '../model/series.ts';
import { rankAttention } from '../site/rank-attention.ts';
import type { Status } from '../site/site-data.ts';
import { changeOf, type Listed } from './listed-series.ts';

export interface ListView {
  readonly id: string;
  readonly title: string;
  readonly holds: (each: Listed) => boolean;
  readonly compare: (a: Listed, b: Listed) => number;
  /** The column that the view is about. */
  readonly extra?: { readonly title: string; readonly kind: 'growth' | 'failures' | 'flakes' };
}

const calm: readonly Status[] = ['fine', 'learning', 'acknowledged'];
const byNewest = (a: Listed, b: Listed): number => (b.row.newest ?? 0) - (a.row.newest ?? 0);
const by =
  (read: (each: Listed) => number | null) =>
  (a: Listed, b: Listed): number =>
    (read(b) ?? 0) - (read(a) ?? 0);

/** Among equals the largest change first. */
function byAttention(a: Listed, b: Listed): number {
  return (
    rankAttention(a.row) - rankAttention(b.row) ||
    Math.abs(changeOf(b)) - Math.abs(changeOf(a)) ||
    byNewest(a, b)
  );
}

export const listViews: readonly ListView[] = [
  {
    id: 'attention',
    title: 'Needs attention',
    holds: ({ row }) => !calm.includes(row.status) && row.partOf === null,
    compare: byAttention,
  },
  { id: 'all', title: 'All', holds: () => true, compare: byAttention },
  {
    id: 'builds',
    title: 'Builds',
    holds: ({ row }) => row.scope === 'build',
    compare: byAttention,
  },
  {
    id: 'groups',
    title: 'Groups',
    holds: ({ row }) => row.scope === 'group',
    compare: byAttention,
  },
  {
    id: 'slowest',
    title: 'Slowest',
    holds: ({ row }) => isTaskTime(row) && row.newest !== null,
    compare: byNewest,
  },
  {
    id: 'cost',
    title: 'Most expensive',
    holds: ({ row }) => row.measure === 'cost' && row.newest !== null,
    compare: byNewest,
  },
  {
    id: 'queue',
    title: 'Queue time',
    holds: ({ row }) =>
      (row.measure === 'queue' && row.newest !== null) ||
      (row.scope === 'metric' && /\bqueue/i.test(row.task ?? '')),
    compare: byNewest,
  },
  {
    id: 'failing',
    title: 'Failing',
    holds: ({ row }) => row.scope === 'task' && (row.failureRate ?? 0) > 0,
    // Those that fail now, then by frequency.
    compare: by(({ row }) => Number(row.status === 'failing') + (row.failureRate ?? 0)),
    extra: { title: 'Failed, newest 50 runs', kind: 'failures' },
  },
  {
    id: 'flaky',
    title: 'Flaky',
    holds: ({ row }) => row.flakes > 0,
    compare: by(({ row }) => row.flakes),
    extra: { title: 'Flakes', kind: 'flakes' },
  },
  {
    id: 'growing',
    title: 'Growing',
    holds: ({ row }) => row.better === 'lower' && (row.growth ?? 0) >= 0.1,
    compare: by(({ row }) => row.growth),
    extra: { title: 'Growth, 100 builds', kind: 'growth' },
  },
  {
    id: 'measurements',
    title: 'Measurements',
    holds: ({ row }) => row.scope === 'metric',
    compare: byAttention,
  },
];

/** @throws for an unknown view id */
export function findView(id: string): ListView {
  const view = listViews.find((each) => each.id === id);
  if (view === undefined) throw new Error(`There is no view ${id}.`);
  return view;
}
