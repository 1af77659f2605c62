/**
 * The pull request comment: what a reviewer needs on one screen, the rest folded.
 * GitHub refuses a body over 65,536 characters.
 */
import { bySeverity } from '../model/level-order.ts';
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import { countFlaky } from '../words/describe-failures.ts';
import { changeRows } from '../words/describe-group.ts';
import { plural } from '../words/numbers.ts';
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
  writeCauses,
  writeChanges,
  writeFlaky,
  writeLinks,
  writePhrase,
  writeProblem,
  writeTable,
} from './markdown.ts';
import { isGateWeaker, writeGate } from './write-gate.ts';

/** Characters that a comment of ours may have: some room below GitHub's limit. */
export const commentLimit = 60_000;

/** What a comment needs beside the report. */
export interface CommentOptions {
  readonly links: Links;
  /** What went wrong around the analysis. */
  readonly notices: readonly Problem[];
}

/** True when there is something that a reviewer should read; what is known or expected is not news. */
export function hasNews(report: Report): boolean {
  const moved = report.changes.some((change) => change.verdict !== 'improvement' && change.state === 'new');
  const isSaid = report.failures.length > 0 || report.alerts.length > 0 || isGateWeaker(report);
  return report.verdict !== 'pass' || moved || isSaid;
}

/** Markdown of at most 60,000 characters; one paragraph when all is well. */
export function renderComment(report: Report, options: CommentOptions): string {
  if (hasNews(report)) return joinComment(newsBlocks(report, options));
  return renderCalm(report, options, '');
}

/** For a build that is clean again after its pull request had an alert. */
export function renderResolved(report: Report, options: CommentOptions): string {
  return renderCalm(report, options, '**Resolved.** ');
}

function renderCalm(report: Report, options: CommentOptions, before: string): string {
  // What it was compared with, or that it was not, has a sentence of its own.
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
    { label: 'changes', text: foldChanges(report, options.links, 0) },
    { label: 'flaky tasks', text: foldFlaky(report) },
    { label: 'notices', text: writeNotices(options.notices) },
  ];
  return joinComment(blocks);
}

function joinComment(blocks: readonly Block[]): string {
  return joinBlocks(blocks, commentLimit, (text) => text.length);
}

const rowsInSight = 6;
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
  return [
    { label: 'verdict', text: `### ${reportIcon(report)} ${escapeMarkdown(report.headline, 300)}` },
    { label: 'gate', text: writeGate(report) },
    { label: 'baseline', text: `${codeSpan(report.name)} · ${writeBaseline(report)}` },
    { label: 'failures', text: writeFailures(report, links, failuresInSight) },
    {
      label: 'changes',
      text: writeChanges(report, links, changeRows(report, visibleChanges(report)), rowsInSight, 'row'),
    },
    { label: 'alerts', text: listAlerts(alerts.slice(0, 5)) },
    { label: 'causes', text: causes && `**Why**\n${causes}` },
    { label: 'next steps', text: actions && `**What to do**\n${actions}` },
    { label: 'links', text: writeLinks(report, links) },
    { label: 'notices', text: writeNotices(options.notices) },
    {
      label: 'more alerts',
      text: fold(plural(alerts.length - 5, 'more alert'), listAlerts(alerts.slice(5, 45))),
    },
    { label: 'all changes', text: foldChanges(report, links, rowsInSight) },
    { label: 'evidence', text: foldEvidence(report) },
    { label: 'flaky tasks', text: foldFlaky(report) },
  ];
}

function foldFlaky({ flaky }: Report): string {
  return fold(countFlaky(flaky), writeFlaky(flaky, 20));
}

/** Improvements fold away while something got worse. */
function visibleChanges(report: Report): Report['changes'] {
  return bySeverity(report.changes).filter((change) => change.verdict !== 'improvement');
}

/** All changes, unless the `shown` rows in sight are all there are. */
function foldChanges(report: Report, links: Links, shown: number): string {
  const inSight =
    shown === 0 ? [] : report.groups.filter(({ asOne, changes }) => asOne && changes.length > 1);
  const said = new Set(inSight.map(({ changes: [own] }) => report.changes[own ?? -1]));
  const all = bySeverity(report.changes).filter((change) => !said.has(change));
  const isShown = all.length <= shown && all.length === visibleChanges(report).length;
  if (all.length === 0 || (isShown && report.groups.length === 0)) return '';
  // Of a calm build a group stands for its members, which the report lists.
  const rows = shown === 0 ? changeRows(report, all) : all.map((change) => ({ change, group: null }));
  return fold(countChanges(all), writeChanges(report, links, rows, 40, 'change'));
}

function foldEvidence(report: Report): string {
  const columns = [
    { title: 'Metric', cell: (c: Report['changes'][number]) => writePhrase(nameSeries(c.series)) },
    {
      title: 'Baseline p10–p90',
      cell: describeBand,
    },
    { title: 'Evidence', cell: describeEvidence },
  ];
  return fold('How sure is this?', writeTable(columns, visibleChanges(report), 20, 'change'));
}

function writeNotices(notices: readonly Problem[]): string {
  return notices
    .slice(0, 5)
    .map((notice) => `> ${writeProblem(notice)}`)
    .join('\n>\n');
}
