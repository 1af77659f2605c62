/**
 * The job summary: the complete report of one build as Markdown. GitHub drops a summary of almost 1 MiB completely:
 * https://docs.github.com/actions (GITHUB_STEP_SUMMARY).
 */

import type { Alert, ThresholdOutcome } from '../model/alert.ts';
import { formatCount, plural } from '../model/counts.ts';
import { bySeverity } from '../model/level-order.ts';
import { nameRunner } from '../model/name-runner.ts';
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import type { TaskReport } from '../model/work.ts';
import { takeLargest } from '../stats/take-largest.ts';
import { countAllFailures, countFlaky, describeUncounted } from '../words/describe-failures.ts';
import { changeRows, leaveOutMembers, listChanges } from '../words/describe-group.ts';
import { describeLimit } from '../words/describe-limit.ts';
import { describeMedian } from '../words/describe-median.ts';
import { countExceeded, describeWaived, waivedWords } from '../words/describe-waived.ts';
import {
  formatChange,
  formatDuration,
  formatMoney,
  formatPercent,
  formatTime,
  formatUcum,
  formatUnit,
} from '../words/numbers.ts';
import {
  countChanges,
  describeBand,
  describeEvidence,
  describeNoChange,
  isMeasuredAlone,
  levelIcons,
  listActions,
  nameSeries,
  otherAlerts,
  traceBuilds,
} from '../words/phrases.ts';
import { reportIcon } from '../words/standing.ts';
import { codeCell } from './code-cell.ts';
import { compareTask } from './compare-task.ts';
import { writeCompared } from './compared-markdown.ts';
import { codeSpan, escapeMarkdown } from './escape.ts';
import { writeFailures } from './failures-markdown.ts';
import type { Links } from './links.ts';
import { writeMachine } from './machine-markdown.ts';
import {
  type Block,
  fold,
  joinBlocks,
  type MarkdownColumn,
  writeActions,
  writeBelowHeadline,
  writeCauses,
  writeChanges,
  writeFlaky,
  writeLinks,
  writePhraseCell,
  writeProblem,
  writeTable,
} from './markdown.ts';
import { writeTrend } from './trend-markdown.ts';
import { writeGate } from './write-gate.ts';

/** Maximum size of a summary in bytes of UTF-8. */
export const summaryLimit = 1_000_000;

/** Markdown of at most 1,000,000 bytes, most important first; omitted parts are listed. */
export function renderSummary(report: Report, notices: readonly Problem[], links: Links = {}): string {
  return joinBlocks(listBlocks(report, notices, links), summaryLimit, countBytes);
}

function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

const maxSteps = 8;
const failuresShown = { inSight: 20, lines: 8, folded: 200 };

function listBlocks(report: Report, notices: readonly Problem[], links: Links): Block[] {
  const causes = writeCauses(report, 8);
  const steps = listActions(report);
  const actions = writeActions(steps, maxSteps, report, links);
  const changes = writeChanges(report, links, changeRows(report, bySeverity(report.changes)), 30, 'row');
  return [
    { label: 'verdict', text: `## ${reportIcon(report)} ${escapeMarkdown(report.headline, 300)}` },
    { label: 'gate', text: writeGate(report) },
    { label: 'baseline', text: writeBelowHeadline(report) },
    { label: 'failures', text: writeFailures(report, links, failuresShown) },
    { label: 'changes', text: changes || describeNoChange(report) },
    {
      label: 'alerts',
      text: titled('Alerts', writeAlerts(otherAlerts(report), steps.length <= maxSteps)),
    },
    { label: 'causes', text: titled('Why', causes) },
    { label: 'next steps', text: titled('What to do', actions) },
    { label: 'notices', text: notices.map((notice) => `> ${writeProblem(notice)}`).join('\n>\n') },
    { label: 'numbers', text: titled('This build', writeNumbers(report)) },
    { label: 'known limits', text: escapeMarkdown(describeWaived(report)) },
    { label: 'links', text: writeLinks(report, links) },
    ...foldedBlocks(report, links),
    { label: 'footer', text: writeFooter(report) },
  ];
}

function foldedBlocks(report: Report, links: Links): Block[] {
  return [
    {
      label: 'flaky tasks',
      text: fold(countFlaky(report.flaky), writeFlaky(report.flaky, 50)),
    },
    { label: 'top errors', text: fold('Errors by type', writeErrors(report)) },
    { label: 'grouped changes', text: foldGrouped(report, links) },
    { label: 'evidence', text: fold('How sure are the changes?', writeChangeEvidence(report)) },
    { label: 'compared', text: fold('All compared metrics', writeCompared(report.comparison)) },
    { label: 'trend', text: report.comparison ? '' : fold('Trend', writeTrend(report)) },
    { label: 'slowest tasks', text: fold('Slowest tasks', writeSlowest(report.tasks)) },
    { label: 'models', text: fold('Cost and tokens by model', writeModels(report)) },
    { label: 'machine', text: report.health ? fold('Machine', writeMachine(report.health)) : '' },
    { label: 'measurements', text: fold('Measurements', writeMeasurements(report)) },
    {
      label: 'thresholds',
      text: fold(`Thresholds: ${countExceeded(report.thresholds)}`, writeThresholds(report)),
    },
    { label: 'events', text: fold('Warnings and errors', writeEvents(report)) },
    {
      label: 'problems',
      text: fold(plural(report.problems.length, 'note'), writeProblems(report)),
    },
  ];
}

/** Each change of the groups, one by one. */
function foldGrouped(report: Report, links: Links): string {
  const members = report.groups.flatMap((group) => listChanges(report, group));
  const rows = bySeverity(members).map((change) => ({ change, group: null }));
  const table = writeChanges(report, links, rows, 100, 'change');
  return fold(`The ${plural(members.length, 'change')} of the groups one by one`, table);
}

function titled(title: string, body: string): string {
  return body === '' ? '' : `### ${title}\n\n${body}`;
}

/** The next steps contain the advice for them, unless there are too many to list. */
function writeAlerts(alerts: readonly Alert[], isActionListed: boolean): string {
  const columns: MarkdownColumn<Alert>[] = [
    { title: 'Level', cell: (a) => `${levelIcons[a.level]}&nbsp;${a.level}` },
    { title: 'What', cell: (a) => escapeMarkdown(a.message) },
  ];
  const action = { title: 'What to do', cell: (a: Alert) => escapeMarkdown(a.action) };
  return writeTable(isActionListed ? columns : [...columns, action], bySeverity(alerts), 50, 'alert');
}

function writeNumbers(report: Report): string {
  const { metrics, build } = report;
  const failed = countAllFailures(report);
  const rows: [string, string][] = [
    [
      'Result',
      `${build.result}${build.complete ? '' : ', log incomplete'}${build.degraded ? ', log damaged' : ''}`,
    ],
    ['Duration', [formatDuration(build.durationMs), describeMedian(report)].filter(Boolean).join(', ')],
    isMeasuredAlone(report)
      ? ['Measurements', formatCount(report.measurements.length)]
      : [
          'Tasks',
          `${formatCount(metrics.tasks)}, ${formatCount(failed.all)} failed${failed.note && ` (${failed.note})`}, ${formatCount(metrics.skippedTasks)} skipped`,
        ],
    ['Success rate', formatPercent(metrics.successRate)],
    ['Error rate', formatPercent(metrics.errorRate)],
    ['Cache hits', formatPercent(metrics.cacheHitRate)],
    [
      'Task time p50 / p95 / max',
      [metrics.p50TaskMs, metrics.p95TaskMs, metrics.maxTaskMs].map((ms) => formatDuration(ms)).join(' / '),
    ],
    ['Cost', formatMoney(metrics.costUsd)],
    ['Tokens', formatUnit(metrics.tokens, 'tokens')],
  ];
  const known = rows.filter(([, value]) => !/^[— /]+$/.test(value));
  return writeTable(
    [
      { title: 'Number', cell: ([name]) => name },
      { title: 'Value', right: true, cell: ([, value]) => value },
    ],
    known,
    known.length,
    'number',
  );
}

const taskColumns = [
  { title: 'Task', cell: (t: TaskReport) => codeCell(t.name) },
  { title: 'Duration', right: true as const, cell: (t: TaskReport) => formatDuration(t.durationMs) },
];

const slowestShown = 20;

function writeSlowest(tasks: readonly TaskReport[]): string {
  const usual = {
    title: 'Baseline (median)',
    right: true as const,
    cell: (t: TaskReport) => formatDuration(t.baselineMs),
  };
  const change = {
    title: 'Change',
    right: true as const,
    cell: (t: TaskReport) => formatChange(compareTask(t)),
  };
  const cache = { title: 'Cache', cell: (t: TaskReport) => (t.cache === 'unknown' ? '' : t.cache) };
  const slowest = takeLargest(tasks, slowestShown, ({ durationMs }) => durationMs ?? -1);
  return writeTable([...taskColumns, usual, change, cache], slowest, slowestShown, 'task', tasks.length);
}

function writeErrors(report: Report): string {
  return writeTable(
    [
      { title: 'Type', cell: (e) => codeCell(e.type) },
      { title: 'Count', right: true, cell: (e) => formatCount(e.count) },
    ],
    report.metrics.topErrors,
    20,
    'type',
  );
}

function writeModels(report: Report): string {
  const total = report.metrics;
  const spent = [
    total.hourlyCostUsd === null ? '' : `In the last hour ${formatMoney(total.hourlyCostUsd)}`,
    total.dailyCostUsd === null ? '' : `in the last day ${formatMoney(total.dailyCostUsd)}`,
  ].filter((part) => part !== '');
  const table = writeTable(
    [
      { title: 'Model', cell: (m) => codeCell(m.model) },
      { title: 'Tasks', right: true, cell: (m) => formatCount(m.tasks) },
      { title: 'Cost', right: true, cell: (m) => formatMoney(m.costUsd) },
      { title: 'Tokens', right: true, cell: (m) => formatUnit(m.tokens, 'tokens') },
    ],
    total.models,
    30,
    'model',
  );
  return table === '' || spent.length === 0 ? table : `${table}\n\n${spent.join(', ')}.`;
}

function writeMeasurements(report: Report): string {
  return writeTable(
    [
      { title: 'Name', cell: (m) => codeCell(m.name) },
      { title: 'Value', right: true, cell: (m) => escapeMarkdown(formatUcum(m.value, m.unit), 60) },
      { title: 'Better', cell: (m) => m.better },
    ],
    // The table of the machine has more details.
    report.measurements.filter(({ name }) => report.health === null || !name.startsWith('system.')),
    50,
    'measurement',
  );
}

function writeThresholds(report: Report): string {
  const without = describeUncounted(report);
  const table = writeTable(
    [
      { title: 'Threshold', cell: (t) => codeCell(t.id) },
      {
        title: 'Condition',
        cell: describeLimit,
      },
      { title: 'Value', right: true, cell: (t) => formatUnit(t.value, t.unit) },
      { title: 'Level', cell: (t) => t.level },
      { title: 'State', cell: nameThresholdState },
    ],
    report.thresholds,
    60,
    'threshold',
  );
  return table === ''
    ? ''
    : `Preset \`${report.preset}\`, minimum severity that fails the step: \`${report.failOn}\`.${without && ` ${without}`}\n\n${table}`;
}

/** The state of a threshold, in a word. */
function nameThresholdState(threshold: ThresholdOutcome): string {
  if (threshold.value === null || threshold.limit === null) return 'n/a';
  if (threshold.waived !== null) return `exceeded, ${waivedWords[threshold.waived]}`;
  if (!threshold.fired) return 'OK';
  return threshold.superseded ? 'exceeded (superseded by a more severe threshold)' : '**exceeded**';
}

function writeChangeEvidence(report: Report): string {
  const table = writeTable(
    [
      { title: 'Metric', cell: (c) => writePhraseCell(nameSeries(c.series)) },
      {
        title: 'Baseline p10–p90',
        cell: describeBand,
      },
      { title: 'Evidence', cell: describeEvidence },
      { title: 'Builds compared', cell: (c) => writePhraseCell(traceBuilds(c)) },
      { title: 'Minimum detectable change', right: true, cell: (c) => formatPercent(c.detectable) },
    ],
    bySeverity(leaveOutMembers(report)),
    30,
    'change',
  );
  if (table === '') return '';
  const { series, expectedFalseAlarms } = report.testing;
  const odds = `${plural(series, 'metric')} tested, ${formatCount(expectedFalseAlarms)} false alarms expected per build on unchanged code.`;
  return `${countChanges(report.changes)}. ${odds}\n\n${table}`;
}

function writeEvents(report: Report): string {
  return writeTable(
    [
      { title: 'Time', cell: (e) => formatTime(e.timeMs) },
      { title: 'Type', cell: (e) => codeCell(e.type, 60) },
      { title: 'Level', cell: (e) => e.severity },
      { title: 'Message', cell: (e) => escapeMarkdown(e.message ?? '', 300) },
    ],
    report.events.filter((event) => event.severity !== 'info'),
    30,
    'event',
  );
}

function writeProblems(report: Report): string {
  const lines = report.problems.slice(0, 50).map((problem) => `- ${writeProblem(problem)}`);
  const rest = report.problems.length - 50;
  return rest > 0 ? `${lines.join('\n')}\n\n… and ${plural(rest, 'more note')}.` : lines.join('\n');
}

function writeFooter(report: Report): string {
  const runner = nameRunner(report.build.context);
  const read = report.build.formats.map((format) => codeSpan(format, 40)).join(', ');
  const parts = [
    `Build Telemetry ${codeSpan(report.toolVersion, 20)}`,
    read && `read ${read}`,
    runner && `on ${codeSpan(runner)}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
