/** What `build-telemetry check` prints to a person: verdict, comparison, changes, alerts, next steps. */

import type { Change } from '../../model/change.ts';
import type { Level } from '../../model/level.ts';
import { bySeverity } from '../../model/level-order.ts';
import type { Problem } from '../../model/problem.ts';
import type { Report } from '../../model/report.ts';
import {
  type ChangeRow,
  changeRows,
  commonSince,
  describeGroupMove,
  describeGroupShare,
  nameGroup,
  qualifyGroup,
  sumTrend,
} from '../../words/describe-group.ts';
import { describeWaived } from '../../words/describe-waived.ts';
import { listCauses } from '../../words/list-causes.ts';
import {
  formatDuration,
  formatMeasure,
  formatMove,
  formatMoveInterval,
  plural,
  sparkline,
} from '../../words/numbers.ts';
import {
  adviseBaseline,
  describeBaseline,
  describeSince,
  endSentence,
  listActions,
  nameSeries,
  otherAlerts,
  plainPhrase,
  qualifyChange,
} from '../../words/phrases.ts';
import { standingOf } from '../../words/standing.ts';
import { escapeTerminal } from '../escape.ts';
import { writeFailures } from './failure-lines.ts';
import { keepEnd, measureText, wrapText } from './fit-text.ts';
import { type Color, type Paint, paint as paintAnsi } from './highlight.ts';

/** How to write for the terminal at hand. */
export interface TerminalOptions {
  /** Columns; at least 40 are used. */
  readonly width: number;
  /** ANSI colours. */
  readonly color: boolean;
}

const maxRows = 15;
const maxAlerts = 20;

/** Plain text of lines no wider than `width`, ending in a newline; safe in a workflow's log. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const paint: Paint = options.color ? paintAnsi : (_, text) => text;
  const width = Math.max(40, options.width);
  const standing = standingOf(report);
  const verdict = {
    failed: 'FAIL',
    worse: 'WARN',
    suspected: 'WARN',
    open: 'PASS',
    fine: 'PASS',
    unjudged: 'INFO',
  }[standing];
  const color = {
    failed: 'red',
    worse: 'yellow',
    suspected: 'yellow',
    open: 'green',
    fine: 'green',
    unjudged: 'bold',
  } as const;
  const baseline = escapeTerminal(
    [describeBaseline(report), adviseBaseline(report)].map(plainPhrase).join(' '),
    1_000,
  );
  const name = escapeTerminal(report.name, 60);
  const actions = listActions(report).slice(0, 5);
  const waived = describeWaived(report);
  const parts = [
    wrapText(`${verdict}  ${escapeTerminal(report.headline)}`, width).map((line, index) =>
      paint(index === 0 ? color[standing] : 'bold', line),
    ),
    wrapText(`${name}: ${baseline}`, width).map((line) => paint('dim', line)),
    writeFailures(report, width, paint),
    writeChanges(changeRows(report, bySeverity(report.changes)), width, paint),
    waived === '' ? [] : wrapText(escapeTerminal(waived), width, 2),
    titled('Why', writeCauses(report, width), paint),
    titled('Alerts', writeAlerts(report, width, paint), paint),
    titled(
      'What to do',
      actions.flatMap((action, i) => wrapText(`${i + 1}. ${escapeTerminal(action)}`, width, 3)),
      paint,
    ),
    titled('Notes', writeProblems(report.problems, width), paint),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function titled(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint('bold', title), ...lines];
}

const maxCauses = 6;

function writeCauses(report: Report, width: number): string[] {
  const causes = listCauses(report);
  const lines = causes
    .slice(0, maxCauses)
    .flatMap(({ label, value }) =>
      wrapText(`- ${escapeTerminal(`${label}: ${value}`, 300).replaceAll('`', '')}`, width, 2),
    );
  const rest = causes.length - maxCauses;
  return [...lines, ...(rest > 0 ? [`… and ${plural(rest, 'more cause')}`] : [])];
}

function writeChanges(changes: readonly ChangeRow[], width: number, paint: Paint): string[] {
  if (changes.length === 0) return [];
  const rows = changes.slice(0, maxRows).map(changeCells);
  const lines = layOutTable(rows, width) ?? rows.map((row) => listCells(row, width));
  const head = lines.length > rows.length ? [paint('dim', lines[0]?.join('') ?? '')] : [];
  const body = lines.slice(head.length).flatMap((each, index) => {
    const row = changes[index];
    const color = colorChange(row?.change ?? (row?.group ? row.members[0] : undefined));
    return each.map((line) => paint(color, line));
  });
  const more = changes.length - maxRows;
  return [...head, ...body, ...(more > 0 ? [`… and ${plural(more, 'more change')}`] : [])];
}

/** The lines of the head and of each row; null where the numbers leave no room for a name. */
function layOutTable(rows: readonly string[][], width: number): string[][] | null {
  const head = ['', 'from', 'to', 'change', 'since', 'trend'];
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => measureText(row[column] ?? ''))));
  // The trend goes first when the terminal is narrow, then the name gets what is left.
  const rest = (columns: number) => widths.slice(1, columns).reduce((sum, w) => sum + w + 2, 0);
  const columns = [6, 5, 4].find((count) => rest(count) + 24 <= width);
  if (columns === undefined) return null;
  widths[0] = Math.min(widths[0] ?? 0, width - rest(columns));
  return all.map((row) => [alignRow(row.slice(0, columns), widths)]);
}

/** A row where there is no room for columns. */
function listCells([name = '', from, to, change, since]: readonly string[], width: number): string[] {
  const numbers = [`${from} → ${to}`, change, since].filter((part) => part !== '').join(', ');
  return [keepEnd(name, width), ...wrapText(`  ${numbers}`, width, 2)];
}

function colorChange(change: Change | undefined): Color {
  if (change?.verdict === 'improvement' || change?.state === 'recovered') return 'green';
  return change?.verdict === 'confirmed' && change.state === 'new' ? 'red' : 'yellow';
}

function changeCells(row: ChangeRow): string[] {
  if (row.change !== null) return cellsOf(row.change);
  const { group, members } = row;
  const doubt = qualifyGroup(members);
  return [
    escapeTerminal(`${plainPhrase(nameGroup(group))}${doubt === '' ? '' : ` (${doubt})`}`, 200),
    formatDuration(group.fromMs),
    formatDuration(group.toMs),
    `${describeGroupMove(group)}, ${describeGroupShare(group)}`,
    describeSince({ since: commonSince(members) }),
    sparkline(sumTrend(members).slice(-20)),
  ];
}

function cellsOf(change: Change): string[] {
  const interval = change.interval === null ? '' : ` (${formatMoveInterval(change)})`;
  const words = qualifyChange(change);
  const doubt = words === '' || words === 'better' ? '' : ` ${words}`;
  return [
    escapeTerminal(plainPhrase(nameSeries(change.series)), 200),
    formatMeasure(change.from, change.series),
    formatMeasure(change.to, change.series),
    `${formatMove(change)}${interval}${doubt}`,
    describeSince(change),
    sparkline(change.spark.slice(-20)),
  ];
}

/** Numbers right, words left; a name that is too long keeps its end, which distinguishes names. */
function alignRow(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => {
      const size = widths[column] ?? 0;
      const text = column === 0 ? keepEnd(cell, size) : cell;
      const gap = ' '.repeat(Math.max(0, size - measureText(text)));
      return column > 0 && column < 4 ? gap + text : text + gap;
    })
    .join('  ')
    .trimEnd();
}

const levelColors: Readonly<Record<Level, Color>> = {
  info: 'dim',
  warning: 'yellow',
  error: 'red',
  critical: 'red',
};

function writeAlerts(report: Report, width: number, paint: Paint): string[] {
  const alerts = otherAlerts(report);
  const lines = alerts.slice(0, maxAlerts).flatMap((alert) => {
    const [first = '', ...rest] = wrapText(
      `${alert.level.padEnd(8)}  ${escapeTerminal(endSentence(alert.message))}`,
      width,
      10,
    );
    return [paint(levelColors[alert.level], first.slice(0, 8)) + first.slice(8), ...rest];
  });
  const more = alerts.length - maxAlerts;
  return more > 0 ? [...lines, `… and ${plural(more, 'more alert')}`] : lines;
}

function writeProblems(problems: readonly Problem[], width: number): string[] {
  const lines = problems.slice(0, 10).flatMap((problem) => {
    const words = [problem.where && `${problem.where}:`, endSentence(problem.what), problem.fix].filter(
      (part) => part !== '',
    );
    return wrapText(
      `${problem.level.padEnd(8)}  ${words.map((part) => escapeTerminal(part)).join(' ')}`,
      width,
      10,
    );
  });
  const more = problems.length - 10;
  return more > 0 ? [...lines, `… and ${plural(more, 'more note')}`] : lines;
}
