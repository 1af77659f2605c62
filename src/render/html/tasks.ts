/** The table of all tasks, and its views: slowest, most changed, failing, flaky, on the critical path. */
import { hasFailed } from '../../metrics/final-tasks.ts';
import type { Report, TaskReport } from '../../model.ts';
import { compareTask } from '../compare-task.ts';
import { formatCount } from '../format.ts';
import { makeColumn } from './data-table.ts';
import type { CellFormat, CellValue, TableColumn, TableData, TableView } from './page-data.ts';

/** Work that passed and failed on one commit: in this build, or by the history. */
function listFlaky(report: Report): Set<string> {
  const failed = new Set(report.retried.filter(hasFailed).map(keyOf));
  const now = report.tasks.filter(
    (task) => task.result === 'success' && (failed.has(keyOf(task)) || task.attempt > 1),
  );
  return new Set([...now, ...report.flaky].map(keyOf));
}

/** Tasks that the page holds; the JSON report has them all. */
const maxTasks = 15_000;

/** Indexes of the tasks that the page holds, in their order: of too many those that failed, moved or took long. */
function chooseTasks(tasks: readonly TaskReport[]): number[] {
  const all = tasks.map((_, index) => index);
  if (tasks.length <= maxTasks) return all;
  const weights = tasks.map(
    (task) =>
      (hasFailed(task) ? 1e15 : 0) + (task.durationMs ?? 0) * (1 + 10 * Math.abs(compareTask(task) ?? 0)),
  );
  return all
    .sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0))
    .slice(0, maxTasks)
    .sort((a, b) => a - b);
}

/** What was left out, in words; '' when nothing was. */
export function countHiddenTasks({ tasks }: Report): string {
  const hidden = tasks.length - maxTasks;
  return hidden > 0
    ? `<p class="soft">${formatCount(hidden)} shorter tasks are in the JSON report alone.</p>`
    : '';
}

function keyOf({ kind, name }: Pick<TaskReport, 'kind' | 'name'>): string {
  return `${kind}\0${name}`;
}

/** null without tasks. */
export function listTasks(report: Report): TableData | null {
  if (report.tasks.length === 0) return null;
  const indexes = chooseTasks(report.tasks);
  const tasks = indexes.flatMap((index) => report.tasks[index] ?? []);
  const flaky = listFlaky(report);
  const path = new Set(report.criticalPath?.steps);
  const begin = report.criticalPath?.startTimeMs ?? report.build.startTimeMs ?? 0;
  const has = (read: (task: TaskReport) => unknown) => tasks.some((task) => read(task) !== null);
  const columns: TableColumn[] = [];
  const add = (
    title: string,
    format: CellFormat,
    isShown: boolean,
    read: (task: TaskReport) => CellValue,
  ) => {
    if (isShown) columns.push(makeColumn(title, format, tasks, read));
  };
  add('Task', 'name', true, (t) => t.name);
  add('Kind', 'word', true, (t) => t.kind);
  add('Result', 'word', true, (t) => t.result);
  add('Duration', 'duration', true, (t) => t.durationMs);
  add(
    'Usual',
    'duration',
    has((t) => t.baselineMs),
    (t) => t.baselineMs,
  );
  add(
    'Change',
    'change',
    has((t) => t.baselineMs),
    compareTask,
  );
  add(
    '80 % of builds',
    'band',
    has((t) => t.bandMs),
    (t) => t.bandMs,
  );
  add(
    'Start',
    'duration',
    has((t) => t.startTimeMs),
    (t) => (t.startTimeMs === null ? null : t.startTimeMs - begin),
  );
  add(
    'Cache',
    'word',
    tasks.some((t) => t.cache !== 'unknown'),
    (t) => t.cache,
  );
  add(
    'Attempts',
    'count',
    tasks.some((t) => t.attempt > 1),
    (t) => t.attempt,
  );
  add(
    'Error',
    'word',
    has((t) => t.errorType),
    (t) => t.errorType,
  );
  add(
    'Model',
    'word',
    has((t) => t.model),
    (t) => t.model,
  );
  add(
    'Cost',
    'money',
    has((t) => t.costUsd),
    (t) => t.costUsd,
  );
  add(
    'Tokens',
    'count',
    has((t) => t.tokens),
    (t) => t.tokens,
  );
  const place = (title: string) => columns.findIndex((column) => column.title === title);
  const choose = (
    title: string,
    sortBy: string,
    isIn: (task: TaskReport, row: number) => boolean,
  ): TableView[] => {
    const rows = tasks.flatMap((task, row) => (isIn(task, row) ? [row] : []));
    return rows.length > 0
      ? [{ title, rows, sortBy: Math.max(0, place(sortBy)), descending: sortBy !== 'Start' }]
      : [];
  };
  const isChanged = (task: TaskReport) => Math.abs(compareTask(task) ?? 0) > 0.05;
  const views: TableView[] = [
    { title: 'All', rows: null, sortBy: place('Duration'), descending: true },
    ...choose('Failing', 'Duration', hasFailed),
    ...choose('Flaky', 'Attempts', (task) => flaky.has(keyOf(task))),
    ...choose('Most changed', 'Change', isChanged),
    ...choose('On the critical path', 'Start', (_, row) => path.has(indexes[row] ?? -1)),
    ...choose('Not from the cache', 'Duration', (task) => task.cache === 'miss'),
  ];
  return { noun: 'task', columns, views };
}
