/**
 * The pull request comment: the essentials on one screen, the rest folded. GitHub refuses a body over 65,536
 * characters.
 */

import { formatCount, plural } from '../model/counts.ts';
import { bySeverity } from '../model/level-order.ts';
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import { countFlaky } from '../words/describe-failures.ts';
import { type ChangeRow, changeRows, leaveOutMembers, listChanges } from '../words/describe-group.ts';
import { nounOf } from '../words/noun-of.ts';
import {
  countChanges,
  describeBand,
  describeEvidence,
  endSentence,
  listActions,
  nameSeries,
  otherAlerts,
} from '../words/phrases.ts';
import { reportIcon } from '../words/standing.ts';
import { codeSpan, escapeMarkdown } from './escape.ts';
import { writeFailures } from './failures-markdown.ts';
import type { Links } from './links.ts';
import {
  type Block,
  fold,
  joinBlocks,
  writeAcknowledgements,
  writeActions,
  writeAlert,
  writeBaseline,
  writeBelowHeadline,
  writeCauses,
  writeChanges,
  writeFlaky,
  writeLinks,
  writePhraseCell,
  writeProblem,
  writeRunLinks,
  writeTable,
} from './markdown.ts';
import { isGateWeaker, writeGate } from './write-gate.ts';

/** Maximum number of characters of our comment, below GitHub's limit. */
export const commentLimit = 60_000;

/** The inputs of a comment besides the report. */
export interface CommentOptions {
  readonly links: Links;
  /** Problems outside of the analysis. */
  readonly notices: readonly Problem[];
}

/** True if there is something that a reviewer should read; known and expected changes are not news. */
export function hasNews(report: Report): boolean {
  const moved = report.changes.some((change) => change.verdict !== 'improvement' && change.state === 'new');
  const isSaid = report.failures.length > 0 || report.alerts.length > 0 || isGateWeaker(report);
  return report.verdict !== 'pass' || moved || isSaid;
}

/** Markdown of at most 60,000 characters; one paragraph without findings. */
export function renderComment(report: Report, options: CommentOptions): string {
  if (hasNews(report)) return joinComment(newsBlocks(report, options));
  return renderCalm(report, options, '');
}

/** For a build without findings after its pull request had an alert. */
export function renderResolved(report: Report, options: CommentOptions): string {
  return renderCalm(report, options, '**Resolved.** ');
}

/** For a run that judged nothing. */
export function renderUnjudged(name: string, { links, notices }: CommentOptions): string {
  const line = [`ℹ️ ${codeSpan(name)}: Nothing was checked.`, writeRunLinks(links)];
  return joinComment([
    { label: 'verdict', text: line.filter((part) => part !== '').join(' ') },
    { label: 'notices', text: writeNotices(notices) },
  ]);
}

function renderCalm(report: Report, options: CommentOptions, before: string): string {
  // What it was compared with, or that it was not, is a separate sentence.
  const headline = report.baseline.status === 'ready' ? endSentence(report.headline) : '';
  const line = [
    `${reportIcon(report)} ${codeSpan(report.name)}: ${before}${escapeMarkdown(headline)}`.trim(),
    writeBaseline(report),
    writeLinks(report, options.links),
  ];
  const blocks = [
    { label: 'verdict', text: line.filter((part) => part !== '').join(' ') },
    { label: 'gate', text: writeGate(report) },
    { label: 'acknowledged', text: writeAcknowledgements(report.changes) },
    { label: 'changes', text: foldAllChanges(report, options.links) },
    { label: 'flaky tasks', text: foldFlaky(report) },
    { label: 'notices', text: writeNotices(options.notices) },
  ];
  return joinComment(blocks);
}

function joinComment(blocks: readonly Block[]): string {
  return joinBlocks(blocks, commentLimit, (text) => text.length);
}

const rowsInSight = 6;
const alertsFolded = 40;
const failuresInSight = { inSight: 5, lines: 4, folded: 40 };

function newsBlocks(report: Report, options: CommentOptions): Block[] {
  const { links } = options;
  const alerts = otherAlerts(report);
  const causes = writeCauses(report, 6);
  const steps = listActions(report);
  const actions = writeActions(steps, 3, report, links);
  const listAlerts = (some: Report['alerts']): string =>
    some
      .map((alert) => (steps.slice(0, 3).includes(alert.action) ? { ...alert, action: '' } : alert))
      .map((alert) => `- ${writeAlert(alert)}`)
      .join('\n');
  const foldedAlerts = (some: Report['alerts']): string => {
    const rest = some.length - alertsFolded;
    return `${listAlerts(some.slice(0, alertsFolded))}${rest > 0 ? `\n- … and ${plural(rest, 'more alert')}` : ''}`;
  };
  return [
    { label: 'verdict', text: `### ${reportIcon(report)} ${escapeMarkdown(report.headline, 300)}` },
    { label: 'gate', text: writeGate(report) },
    { label: 'baseline', text: writeBelowHeadline(report) },
    { label: 'failures', text: writeFailures(report, links, failuresInSight) },
    {
      label: 'changes',
      text: writeChanges(report, links, visibleRows(report), rowsInSight, 'row'),
    },
    { label: 'alerts', text: listAlerts(alerts.slice(0, 5)) },
    { label: 'causes', text: causes && `**Why**\n${causes}` },
    { label: 'next steps', text: actions && `**What to do**\n${actions}` },
    { label: 'links', text: writeLinks(report, links) },
    { label: 'notices', text: writeNotices(options.notices) },
    {
      label: 'more alerts',
      text: fold(plural(alerts.length - 5, 'more alert'), foldedAlerts(alerts.slice(5))),
    },
    { label: 'changes of groups', text: foldMembers(report, links) },
    { label: 'more changes', text: foldMoreChanges(report, links) },
    { label: 'evidence', text: foldEvidence(report) },
    { label: 'flaky tasks', text: foldFlaky(report) },
  ];
}

function foldFlaky({ flaky }: Report): string {
  return fold(countFlaky(flaky), writeFlaky(flaky, 20));
}

/** Improvements are folded if something got worse. */
function isVisible({ verdict }: Report['changes'][number]): boolean {
  return verdict !== 'improvement';
}

function visibleRows(report: Report): ChangeRow[] {
  return changeRows(report, bySeverity(report.changes).filter(isVisible));
}

/** For a build without findings: all changes, with a group in place of its members, as in the report. */
function foldAllChanges(report: Report, links: Links): string {
  const all = bySeverity(report.changes);
  const count = countChanges(leaveOutMembers(report));
  return fold(count, writeChanges(report, links, changeRows(report, all), 40, 'change'));
}

/** Changes that the visible rows do not show: more rows, and improvements. */
function foldMoreChanges(report: Report, links: Links): string {
  const inSight = new Set(visibleRows(report).slice(0, rowsInSight).map(keyOfRow));
  const rows = changeRows(report, bySeverity(report.changes)).filter((row) => !inSight.has(keyOfRow(row)));
  const changes = rows.flatMap((row) => row.change ?? row.members);
  return fold(countChanges(changes), writeChanges(report, links, rows, 40, 'change'));
}

/** The changes behind the visible groups. */
function foldMembers(report: Report, links: Links): string {
  const groups = visibleRows(report)
    .slice(0, rowsInSight)
    .flatMap(({ group }) => group ?? []);
  const members = groups
    .flatMap((group) => listChanges(report, group))
    .map((change) => ({ change, group: null }));
  const of = groups.reduce((sum, { tasks }) => sum + tasks, 0);
  const noun = nounOf(members.map(({ change }) => change.series.kind ?? ''));
  const count =
    members.length < of ? `${formatCount(members.length)} of ${plural(of, noun)}` : plural(of, noun);
  return fold(`${count} one by one`, writeChanges(report, links, members, 40, 'change'));
}

function keyOfRow({ change, group }: ChangeRow): unknown {
  return group ?? change;
}

function foldEvidence(report: Report): string {
  const columns = [
    { title: 'Metric', cell: (c: Report['changes'][number]) => writePhraseCell(nameSeries(c.series)) },
    {
      title: 'Baseline p10–p90',
      cell: describeBand,
    },
    { title: 'Evidence', cell: describeEvidence },
  ];
  const changes = leaveOutMembers(report).filter(isVisible);
  return fold('How sure is this?', writeTable(columns, bySeverity(changes), 20, 'change'));
}

function writeNotices(notices: readonly Problem[]): string {
  return notices
    .slice(0, 5)
    .map((notice) => `> ${writeProblem(notice)}`)
    .join('\n>\n');
}
