/** The views of the overview: which series each lists, in which order. */
import { type Status, statuses } from '../site/site-data.ts';
import { changeOf, type Listed } from './listed-series.ts';

export interface ListView {
  readonly id: string;
  readonly title: string;
  readonly holds: (each: Listed) => boolean;
  readonly compare: (a: Listed, b: Listed) => number;
  /** A column that the view is about. */
  readonly extra?: { readonly title: string; readonly kind: 'growth' | 'failures' | 'flakes' };
}

const calm: readonly Status[] = ['fine', 'learning', 'acknowledged'];
const byNewest = (a: Listed, b: Listed): number => (b.row.newest ?? 0) - (a.row.newest ?? 0);
const by =
  (read: (each: Listed) => number | null) =>
  (a: Listed, b: Listed): number =>
    (read(b) ?? 0) - (read(a) ?? 0);

const levels = ['critical', 'error', 'warning', 'info'];

/** Status, then level, builds before tasks, then by how much it changed. */
function byAttention(a: Listed, b: Listed): number {
  const rank = ({ row }: Listed): number =>
    statuses.indexOf(row.status) * 100 +
    (row.level === null ? 4 : levels.indexOf(row.level)) * 10 +
    (row.scope === 'build' ? 0 : 1);
  return rank(a) - rank(b) || Math.abs(changeOf(b)) - Math.abs(changeOf(a)) || byNewest(a, b);
}

const isTask = ({ row }: Listed): boolean => row.scope === 'task' && row.measure === 'duration';

export const listViews: readonly ListView[] = [
  {
    id: 'attention',
    title: 'Needs attention',
    holds: ({ row }) => !calm.includes(row.status),
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
    id: 'slowest',
    title: 'Slowest',
    holds: (each) => isTask(each) && each.row.newest !== null,
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
    // Those that fail now, then by how often they did.
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

export function isListed(view: ListView, each: Listed): boolean {
  return view.holds(each);
}
