/** The table of all tasks, and its views: slowest, most changed, failing, flaky, on the critical path. */
import { hasFailed } from '../../metrics/final-tasks.ts';
import { formatCount } from '../../model/counts.ts';
import type { Report } from '../../model/report.ts';
import { taskKey } from '../../model/task-key.ts';
import type { TaskReport } from '../../model/work.ts';
import { compareTask } from '../compare-task.ts';
import type { CellFormat, CellValue, TableColumn, TableData, TableView } from './page-data.ts';
import { makeColumn } from './table-section.ts';

/** Work that passed and failed on one commit: in this build, or in the history. */
function listFlaky(report: Report): Set<string> {
  const failed = new Set(report.retried.filter(hasFailed).map(taskKey));
  const now = report.tasks.filter(
    (task) => task.result === 'success' && (failed.has(taskKey(task)) || task.attempt > 1),
  );
  return new Set([...now, ...report.flaky].map(taskKey));
}

/** Maximum number of tasks on the page; the JSON report has all of them. */
const maxTasks = 15_000;

/** Indexes of the tasks on the page, in their order: of too many those that failed, changed or took long. */
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

/** The number of omitted tasks, as text; '' without any. */
export function countHiddenTasks({ tasks }: Report): string {
  const hidden = tasks.length - maxTasks;
  return hidden > 0
    ? `<p class="soft">${formatCount(hidden)} shorter tasks are in the JSON report alone.</p>`
    : '';
}

interface TaskColumn {
  readonly title: string;
  readonly format: CellFormat;
  readonly read: (task: TaskReport) => CellValue;
}

/**
 * Empty columns are left out.
 * @param beginMs start of the first task
 */
function listColumns(beginMs: number): readonly TaskColumn[] {
  return [
    { title: 'Task', format: 'name', read: (t) => t.name },
    { title: 'Kind', format: 'word', read: (t) => t.kind },
    { title: 'Result', format: 'word', read: (t) => t.result },
    { title: 'Duration', format: 'duration', read: (t) => t.durationMs },
    { title: 'Baseline (median)', format: 'duration', read: (t) => t.baselineMs },
    { title: 'Change', format: 'change', read: compareTask },
    { title: 'Baseline p10–p90', format: 'band', read: (t) => t.bandMs },
    {
      title: 'Start',
      format: 'duration',
      read: (t) => (t.startTimeMs === null ? null : t.startTimeMs - beginMs),
    },
    { title: 'Cache', format: 'word', read: (t) => (t.cache === 'unknown' ? null : t.cache) },
    { title: 'Attempts', format: 'count', read: (t) => (t.attempt > 1 ? t.attempt : null) },
    { title: 'Error', format: 'word', read: (t) => t.errorType },
    { title: 'Model', format: 'word', read: (t) => t.model },
    { title: 'Cost', format: 'money', read: (t) => t.costUsd },
    { title: 'Tokens', format: 'tokens', read: (t) => t.tokens },
  ];
}

/** null without tasks. */
export function listTasks(report: Report): TableData | null {
  if (report.tasks.length === 0) return null;
  const indexes = chooseTasks(report.tasks);
  const tasks = indexes.flatMap((index) => report.tasks[index] ?? []);
  const begin = report.criticalPath?.startTimeMs ?? report.build.startTimeMs ?? 0;
  const columns = listColumns(begin)
    .filter(({ title, read }) => title === 'Duration' || tasks.some((task) => read(task) !== null))
    .map(({ title, format, read }) => makeColumn(title, format, tasks, read));
  return { noun: 'task', columns, views: listViews(report, tasks, indexes, columns) };
}

/** @param indexes of `tasks` in the report */
function listViews(
  report: Report,
  tasks: readonly TaskReport[],
  indexes: readonly number[],
  columns: readonly TableColumn[],
): TableView[] {
  const flaky = listFlaky(report);
  const path = new Set(report.criticalPath?.steps);
  const place = (title: string) =>
    Math.max(
      0,
      columns.findIndex((column) => column.title === title),
    );
  const choose = (
    title: string,
    sortBy: string,
    isIn: (task: TaskReport, row: number) => boolean,
  ): TableView[] => {
    const rows: number[] = [];
    tasks.forEach((task, row) => {
      if (isIn(task, row)) rows.push(row);
    });
    return rows.length > 0 ? [{ title, rows, sortBy: place(sortBy), descending: sortBy !== 'Start' }] : [];
  };
  const isChanged = (task: TaskReport) => Math.abs(compareTask(task) ?? 0) > 0.05;
  return [
    { title: 'All', rows: null, sortBy: place('Duration'), descending: true },
    ...choose('Failing', 'Duration', hasFailed),
    ...choose('Flaky', 'Attempts', (task) => flaky.has(taskKey(task))),
    ...choose('Most changed', 'Change', isChanged),
    ...choose('On the critical path', 'Start', (_, row) => path.has(indexes[row] ?? -1)),
    ...choose('Not from the cache', 'Duration', (task) => task.cache === 'miss'),
  ];
}
