/** The tasks by their groups: packages, folders, files and suites, or jobs, nested as in the flamegraph. */
import type { Flame } from '../profile/flamegraph.ts';
import type { Frame } from '../profile/work-tree.ts';
import type { TableData } from './page-data.ts';
import { makeColumn } from './table-section.ts';

/** Number of groups in the table, the largest first. */
const maxGroups = 1_500;

interface Group {
  readonly name: string;
  readonly depth: number;
  readonly tasks: number;
  readonly failed: number;
  readonly totalMs: number;
  /** Of the tasks with a baseline. */
  readonly comparedMs: number;
  readonly usualMs: number;
}

/** null if the tasks are one flat list. */
export function listGroups({ root }: Flame): TableData | null {
  const groups: Group[] = [];
  for (const frame of root.children) addGroups(frame, 0, '', groups);
  if (groups.length === 0) return null;
  const rows = groups.sort((a, b) => b.totalMs - a.totalMs).slice(0, maxGroups);
  const hasBaseline = rows.some(({ usualMs }) => usualMs > 0);
  const columns = [
    makeColumn('Package, file or suite', 'name', rows, ({ name }) => name),
    makeColumn('Depth', 'count', rows, ({ depth }) => depth + 1),
    makeColumn('Tasks', 'count', rows, ({ tasks }) => tasks),
    makeColumn('Failed', 'count', rows, ({ failed }) => failed),
    makeColumn('Total duration', 'duration', rows, ({ totalMs }) => totalMs),
    ...(hasBaseline
      ? [
          makeColumn('Baseline (medians)', 'duration', rows, ({ usualMs }) => usualMs || null),
          makeColumn('Change', 'change', rows, changeOf),
        ]
      : []),
  ];
  const all = { title: 'All', rows: null, sortBy: 4, descending: true };
  const chosen = [...new Set(rows.map(({ depth }) => depth))].sort((a, b) => a - b).slice(0, 4);
  const levels = chosen.map((depth) => ({
    title: `Depth ${depth + 1}`,
    rows: rows.flatMap((row, at) => (row.depth === depth ? [at] : [])),
    sortBy: 4,
    descending: true,
  }));
  return { noun: 'group', columns, views: levels.length > 1 ? [all, ...levels] : [all] };
}

function changeOf({ comparedMs, usualMs }: Group): number | null {
  return usualMs > 0 ? comparedMs / usualMs - 1 : null;
}

type Sums = Pick<Group, 'tasks' | 'failed' | 'comparedMs' | 'usualMs'>;

/**
 * Adds a frame with children, and its descendants.
 * @returns its tasks
 */
function addGroups(frame: Frame, depth: number, above: string, groups: Group[]): Sums {
  const own: Sums = {
    tasks: frame.children.length === 0 ? frame.count : 0,
    failed: frame.failed,
    comparedMs: frame.comparedMs,
    usualMs: frame.usualMs,
  };
  if (frame.children.length === 0) return own;
  // The names of groups include their parents; those of a job and its steps do not.
  const name = above === '' || frame.name.startsWith(above) ? frame.name : `${above} › ${frame.name}`;
  const at = groups.push({ name, depth, ...own, totalMs: frame.totalMs }) - 1;
  const inner = frame.children.map((child) => addGroups(child, depth + 1, name, groups));
  const sum = (key: keyof Sums): number => inner.reduce((total, part) => total + part[key], 0);
  // A job's own time is that of its steps.
  const sums: Sums = {
    tasks: sum('tasks'),
    failed: sum('failed'),
    comparedMs: sum('comparedMs') || own.comparedMs,
    usualMs: sum('usualMs') || own.usualMs,
  };
  groups[at] = { name, depth, ...sums, totalMs: frame.totalMs };
  return sums;
}
