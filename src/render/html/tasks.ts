/** The searchable table of all tasks: a first page of rows for readers without scripts, the data for the rest. */
import type { Report, TaskReport } from '../../model.ts';
import { compareTask } from '../compare-task.ts';
import { cleanText, escapeHtml, jsonForScript } from '../escape.ts';
import { formatChange, formatCount, formatDuration, formatMoney } from '../format.ts';

interface TaskColumn {
  readonly key: string;
  readonly title: string;
  readonly kind: 'n' | 'name' | '';
  /** What is sorted by. */
  readonly value: (task: TaskReport) => string | number | null;
  /** What is shown, where that differs. */
  readonly text?: (task: TaskReport) => string;
  readonly isShown: (tasks: readonly TaskReport[]) => boolean;
}

const always = () => true;

const columns: readonly TaskColumn[] = [
  { key: 'name', title: 'Task', kind: 'name', value: (t) => cleanText(t.name, 300), isShown: always },
  { key: 'kind', title: 'Kind', kind: '', value: (t) => cleanText(t.kind, 40), isShown: always },
  { key: 'result', title: 'Result', kind: '', value: (t) => t.result, isShown: always },
  {
    key: 'cache',
    title: 'Cache',
    kind: '',
    value: (t) => t.cache,
    isShown: (all) => all.some((t) => t.cache !== 'unknown'),
  },
  {
    key: 'duration',
    title: 'Duration',
    kind: 'n',
    value: (t) => t.durationMs,
    text: (t) => formatDuration(t.durationMs),
    isShown: always,
  },
  {
    key: 'usual',
    title: 'Usual',
    kind: 'n',
    value: (t) => t.baselineMs,
    text: (t) => formatDuration(t.baselineMs),
    isShown: (all) => all.some((t) => t.baselineMs !== null),
  },
  {
    key: 'change',
    title: 'Change',
    kind: 'n',
    value: compareTask,
    text: (t) => formatChange(compareTask(t)),
    isShown: (all) => all.some((t) => t.baselineMs !== null),
  },
  {
    key: 'error',
    title: 'Error',
    kind: '',
    value: (t) => cleanText(t.errorType ?? '', 80),
    isShown: (all) => all.some((t) => t.errorType !== null),
  },
  {
    key: 'model',
    title: 'Model',
    kind: '',
    value: (t) => cleanText(t.model ?? '', 80),
    isShown: (all) => all.some((t) => t.model !== null),
  },
  {
    key: 'cost',
    title: 'Cost',
    kind: 'n',
    value: (t) => t.costUsd,
    text: (t) => formatMoney(t.costUsd),
    isShown: (all) => all.some((t) => t.costUsd !== null),
  },
  {
    key: 'tokens',
    title: 'Tokens',
    kind: 'n',
    value: (t) => t.tokens,
    text: (t) => formatCount(t.tokens),
    isShown: (all) => all.some((t) => t.tokens !== null),
  },
];

const rowsWithoutScript = 50;

/** '' without tasks. */
export function writeTasks(report: Report): string {
  if (report.tasks.length === 0) return '';
  const shown = columns.filter((column) => column.isShown(report.tasks));
  const head = shown
    .map(
      (column) =>
        `<th scope="col" class="${column.kind}" data-key="${column.key}" data-class="${column.kind}"><button type="button">${column.title}</button></th>`,
    )
    .join('');
  const slowest = [...report.tasks]
    .sort((a, b) => (b.durationMs ?? -1) - (a.durationMs ?? -1))
    .slice(0, rowsWithoutScript);
  const body = slowest
    .map((task) => `<tr>${shown.map((column) => writeCell(column, task)).join('')}</tr>`)
    .join('\n');
  return `<div class="tools" id="task-tools" hidden><label>Search tasks<input id="task-search" type="search" autocomplete="off"></label>
<label>Show<select id="task-filter"><option value="all">all</option><option value="failing">failing</option><option value="slower">slower than usual</option><option value="faster">faster than usual</option><option value="uncached">not from the cache</option></select></label>
<output id="task-count" aria-live="polite"></output></div>
<div class="scroll" role="region" aria-label="Tasks" tabindex="0"><table id="task-table"><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table></div><button type="button" class="more" id="task-more" hidden>Show more</button>
<noscript><p class="soft">The slowest ${slowest.length} of ${report.tasks.length} tasks; search and sorting need scripts.</p></noscript>
<script type="application/json" id="tasks">${jsonForScript(taskRows(report.tasks))}</script>`;
}

function writeCell(column: TaskColumn, task: TaskReport): string {
  const text = column.text === undefined ? String(column.value(task) ?? '') : column.text(task);
  return `<td class="${column.kind}">${escapeHtml(text, 300)}</td>`;
}

/** One record a task for the page's script: values by column key, and `text` where the shown text differs. */
function taskRows(tasks: readonly TaskReport[]): unknown[] {
  return tasks.map((task, index) => ({
    index,
    ...Object.fromEntries(columns.map((column) => [column.key, column.value(task)])),
    text: Object.fromEntries(
      columns.flatMap((column) => (column.text === undefined ? [] : [[column.key, column.text(task)]])),
    ),
  }));
}
