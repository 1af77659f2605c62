/** The output of `build-telemetry check` in a terminal: verdict, comparison, changes, alerts, next steps. */

import type { Change } from '../../model/change.ts';
import { plural } from '../../model/counts.ts';
import type { Level } from '../../model/level.ts';
import { bySeverity } from '../../model/level-order.ts';
import type { Problem } from '../../model/problem.ts';
import type { Report } from '../../model/report.ts';
import { describeBelowHeadline } from '../../words/below-headline.ts';
import { cutMiddle } from '../../words/cut-middle.ts';
import {
  type ChangeRow,
  changeRows,
  commonSince,
  describeGroupEnds,
  describeGroupMove,
  describeGroupShare,
  nameGroup,
  qualifyGroup,
  sumTrend,
} from '../../words/describe-group.ts';
import { describeWaived } from '../../words/describe-waived.ts';
import { listCauses } from '../../words/list-causes.ts';
import { formatMeasure, formatMove, formatMoveInterval, sparkline } from '../../words/numbers.ts';
import {
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
import { wrapText } from './fit-text.ts';
import { type Color, type Paint, paint as paintAnsi } from './highlight.ts';
import { type ChangeCells, layOutChanges } from './lay-out-changes.ts';

/** The settings of the terminal. */
export interface TerminalOptions {
  /** Columns; at least 40 are used. */
  readonly width: number;
  /** ANSI colours. */
  readonly color: boolean;
}

const maxRows = 15;
const maxAlerts = 20;

const verdicts = {
  failed: ['FAIL', 'red'],
  worse: ['WARN', 'yellow'],
  suspected: ['WARN', 'yellow'],
  open: ['PASS', 'green'],
  fine: ['PASS', 'green'],
  incomplete: ['INFO', 'bold'],
  unjudged: ['INFO', 'bold'],
  partial: ['INFO', 'bold'],
} as const;

/** Plain text with lines no wider than `width`, ending in a newline; safe in a workflow's log. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const paint: Paint = options.color ? paintAnsi : (_, text) => text;
  const width = Math.max(40, options.width);
  const standing = standingOf(report);
  const [word, color] = verdicts[standing];
  // The word is that of the check: the exit code is 1 after FAIL alone.
  const verdict = standing === 'failed' && report.verdict !== 'fail' ? 'WARN' : word;
  const baseline = escapeTerminal(plainPhrase(describeBelowHeadline(report)), 1_000);
  const name = escapeTerminal(cutMiddle(report.name, 60), 60);
  const actions = listActions(report).slice(0, 5);
  const waived = describeWaived(report);
  const parts = [
    wrapText(`${verdict}  ${escapeTerminal(report.headline)}`, width).map((line) => paint(color, line)),
    wrapText(baseline === '' ? name : `${name}: ${baseline}`, width).map((line) => paint('dim', line)),
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
  const { head, rows } = layOutChanges(changes.slice(0, maxRows).map(cellsOf), width);
  const body = rows.flatMap((lines, index) => {
    const row = changes[index];
    const color = colorChange(row?.change ?? (row?.group ? row.members[0] : undefined));
    return lines.map((line) => paint(color, line));
  });
  const more = changes.length - maxRows;
  return [
    ...head.map((line) => paint('dim', line)),
    ...body,
    ...(more > 0 ? [`… and ${plural(more, 'more change')}`] : []),
  ];
}

function colorChange(change: Change | undefined): Color {
  if (change?.verdict === 'improvement' || change?.state === 'recovered') return 'green';
  return change?.verdict === 'confirmed' && change.state === 'new' ? 'red' : 'yellow';
}

function cellsOf(row: ChangeRow): ChangeCells {
  if (row.change !== null) return cellsOfChange(row.change);
  const { group, members } = row;
  const doubt = qualifyGroup(members);
  const change = describeGroupMove(group);
  const [from, to] = describeGroupEnds(group);
  return {
    name: escapeTerminal(`${plainPhrase(nameGroup(group))}${doubt === '' ? '' : ` (${doubt})`}`, 200),
    from,
    to,
    change,
    sure: `${change}, ${describeGroupShare(group)}`,
    since: describeSince({ since: commonSince(members) }),
    trend: sparkline(sumTrend(members).slice(-20)),
  };
}

function cellsOfChange(change: Change): ChangeCells {
  const interval = formatMoveInterval(change);
  const words = qualifyChange(change);
  const doubt = words === '' || words === 'better' ? '' : ` (${words})`;
  const move = formatMove(change);
  return {
    name: escapeTerminal(`${plainPhrase(nameSeries(change.series))}${doubt}`, 200),
    from: formatMeasure(change.from, change.series, change.to),
    to: formatMeasure(change.to, change.series, change.from),
    change: move,
    sure: interval === '' ? move : `${move} (${interval})`,
    since: describeSince(change),
    trend: sparkline(change.spark.slice(-20)),
  };
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
