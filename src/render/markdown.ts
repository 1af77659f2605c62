/** Markdown elements that the job summary and the pull request comment share. */
import type { Alert } from '../model/alert.ts';
import type { Change, FlakyTask } from '../model/change.ts';
import type { ChangeGroup } from '../model/change-group.ts';
import { plural, unknownText } from '../model/counts.ts';
import type { Report } from '../model/report.ts';
import { describeBelowHeadline } from '../words/below-headline.ts';
import {
  type ChangeRow,
  commonSince,
  describeGroupEnds,
  describeGroupMove,
  describeGroupShare,
  nameGroup,
  qualifyGroup,
  sumTrend,
} from '../words/describe-group.ts';
import { splitNow } from '../words/describe-median.ts';
import { listCauses } from '../words/list-causes.ts';
import {
  formatDuration,
  formatMeasure,
  formatMove,
  formatMoveInterval,
  formatTime,
  isCommit,
  shortCommit,
  sparkline,
} from '../words/numbers.ts';
import {
  adviseBaseline,
  changeIcon,
  describeAcknowledgement,
  describeBaseline,
  describeFlakeSeen,
  describeFlakes,
  endSentence,
  isLasting,
  levelIcons,
  listActions,
  nameCommits,
  nameSeries,
  type Phrase,
  qualifyChange,
} from '../words/phrases.ts';
import { codeCell } from './code-cell.ts';
import { codeSpan, escapeMarkdown, safeUrl, tableRow } from './escape.ts';
import { compareUrl, type Links, pullRequestUrl, sectionUrl } from './links.ts';

/** A phrase as Markdown: names become code spans. */
export function writePhrase(phrase: Phrase): string {
  return writeParts(phrase, codeSpan);
}

/** The same in a table cell. */
export function writePhraseCell(phrase: Phrase): string {
  return writeParts(phrase, codeCell);
}

function writeParts(phrase: Phrase, writeName: (name: string) => string): string {
  return phrase
    .map((part) => {
      if (typeof part === 'string') return part;
      return 'name' in part ? writeName(part.name) : escapeMarkdown(part.sentence);
    })
    .join('');
}

/** One column of a table and how it is aligned. */
export interface MarkdownColumn<T> {
  readonly title: string;
  readonly right?: true;
  readonly cell: (row: T) => string;
}

/**
 * A table of at most `maxRows` rows; further rows are counted below it. Empty without rows. A column that is empty in
 * all rows is left out.
 * @param noun the noun for a row, for that count.
 * @param count of all rows, if `rows` has only those to show
 */
export function writeTable<T>(
  columns: readonly MarkdownColumn<T>[],
  rows: readonly T[],
  maxRows: number,
  noun: string,
  count: number = rows.length,
): string {
  if (rows.length === 0) return '';
  const cells = rows.slice(0, maxRows).map((row) => columns.map((column) => writeCell(column, row)));
  const isFilled = (_: unknown, at: number): boolean => cells.some((row) => row[at] !== '');
  const shown = columns.filter(isFilled);
  const lines = [
    tableRow(shown.map((column) => column.title)),
    `|${shown.map((column) => (column.right ? '--:' : ':--')).join('|')}|`,
    ...cells.map((row) => tableRow(row.filter(isFilled))),
  ];
  const rest = count - maxRows;
  return rest > 0 ? `${lines.join('\n')}\n\n… and ${plural(rest, `more ${noun}`)}.` : lines.join('\n');
}

/** Columns of numbers keep each number on one line. */
function writeCell<T>(column: MarkdownColumn<T>, row: T): string {
  return column.right ? column.cell(row).replaceAll(' ', '&nbsp;') : column.cell(row);
}

/** A folded block; `title` is our own HTML. Empty without a body. */
export function fold(title: string, body: string): string {
  return body === '' ? '' : `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** As many as fit next to the other columns of a comment. */
const sparkPoints = 14;

/** The main table; a change of a group is a sum and has no interval. */
export function writeChanges(
  report: Report,
  links: Links,
  rows: readonly ChangeRow[],
  maxRows: number,
  noun: string,
): string {
  const hasIntervals = rows
    .slice(0, maxRows)
    .some(({ change }) => change && formatMoveInterval(change) !== '');
  return writeTable(changeColumns(report, links, hasIntervals), rows, maxRows, noun);
}

function changeColumns(report: Report, links: Links, hasIntervals: boolean): MarkdownColumn<ChangeRow>[] {
  return [
    { title: 'Metric', cell: (row) => (row.change ? nameChange(row.change) : nameGroupRow(row)) },
    {
      title: 'From',
      right: true,
      cell: ({ change, group }) =>
        change ? formatMeasure(change.from, change.series, change.to) : describeGroupEnds(group)[0],
    },
    {
      title: 'To',
      right: true,
      cell: ({ change, group }) => (change ? writeNow(change) : `${describeGroupEnds(group)[1]}<br>in total`),
    },
    {
      title: hasIntervals ? 'Change (95% interval)' : 'Change',
      right: true,
      cell: ({ change, group }) => (change ? writeChange(change) : writeGroupMove(group)),
    },
    {
      title: 'Trend',
      cell: (row) => drawTrend(row.change ? row.change.spark : sumTrend(row.members)),
    },
    {
      title: 'Since',
      cell: (row) => writeSince(row.change ? row.change.since : commonSince(row.members), report, links),
    },
  ];
}

function writeNow(change: Change): string {
  const { own, median } = splitNow(change);
  return median === '' ? own : `${own}<br>median<br>${median}`;
}

function drawTrend(values: readonly number[]): string {
  return values.length < 2 ? '' : `\`${sparkline(values.slice(-sparkPoints))}\``;
}

function nameGroupRow({ group, members }: Extract<ChangeRow, { change: null }>): string {
  const [first] = members;
  const label = writePhraseCell(nameGroup(group));
  const doubt = qualifyGroup(members);
  const shown = `${label}${doubt === '' ? '' : ` (${doubt})`}`;
  return first === undefined ? shown : `${changeIcon(first)}&nbsp;${shown}${writeAcknowledgement(first)}`;
}

function writeGroupMove(group: ChangeGroup): string {
  return `**${describeGroupMove(group)}**<br>${describeGroupShare(group)}`;
}

function nameChange(change: Change): string {
  const [first = '', ...more] = nameSeries(change.series);
  const isBold = change.verdict === 'confirmed' && (change.state === 'new' || isLasting(change));
  const name = writePhraseCell([first]);
  const label = (isBold ? `**${name}**` : name) + writePhraseCell(more);
  const doubt = qualifyChange(change);
  return `${changeIcon(change)}&nbsp;${label}${doubt === '' ? '' : ` (${doubt})`}${writeAcknowledgement(change)}`;
}

/** The owner, reason and end of the acknowledgement. */
function writeAcknowledgement({ acknowledgement }: Change): string {
  if (acknowledgement === null) return '';
  const { owner, reason, expires } = acknowledgement;
  return `<br>${escapeMarkdown(owner, 60)}, until ${escapeMarkdown(expires, 20)}: ${escapeMarkdown(reason, 120)}`;
}

function writeChange(change: Change): string {
  const interval = formatMoveInterval(change);
  return `**${formatMove(change)}**${interval === '' ? '' : `<br>${interval}`}`;
}

/** First commit on the new level, linked to the suspected commits, with its date and age. */
function writeSince(since: Change['since'], report: Report, links: Links): string {
  if (since === null) return unknownText;
  const ago = since.buildsAgo === 0 ? 'this build' : `${plural(since.buildsAgo, 'build')} ago`;
  const point = report.trend.find(({ buildId }) => buildId === since.buildId);
  const when = [
    point?.timeMs == null ? '' : formatTime(point.timeMs).slice(0, 10).replaceAll('-', '&#8209;'),
    ago,
  ];
  const text = when
    .filter((part) => part !== '')
    .map((part) => part.replaceAll(' ', '&nbsp;'))
    .join(', ');
  const parts = [
    linkCommit(since.commit, compareUrl(links, since.lastGoodCommit, since.commit)),
    linkTo(
      point?.pullRequest == null ? '' : `#${point.pullRequest}`,
      pullRequestUrl(links, point?.pullRequest ?? null),
    ),
  ];
  const named = parts.filter((part) => part !== '').join(' ');
  return named === '' ? text : `${named}<br>${text}`;
}

/** Outside a code span GitHub links a commit itself. */
function linkCommit(commit: string | null, url: string | null): string {
  if (commit === null) return '';
  return isCommit(commit) ? linkTo(shortCommit(commit), url) : codeCell(commit, 40);
}

/** A label of ours, linked if there is a target; '' for none. */
function linkTo(label: string, url: string | null): string {
  return url === null || label === '' ? label : `[${label}](${url})`;
}

/** Links to the report and its failed tests, the run, the job's log and the commits since the previous build; or ''. */
export function writeLinks(report: Report, links: Links): string {
  const { commit } = report.build.context;
  const previous = report.trend.at(-2)?.commit ?? null;
  const compared = isCommit(previous) && previous !== commit;
  return joinLinks([
    ['Full report', safeUrl(links.artifact)],
    ['Failures in the report', report.failures.length > 0 ? sectionUrl(links, 'failures') : null],
    ...linksOfRun(links),
    [compared ? 'Commits since the previous build' : 'Commit', compareUrl(links, previous, commit)],
  ]);
}

/** Links of a run without a report. */
export function writeRunLinks(links: Links): string {
  return joinLinks(linksOfRun(links));
}

type Link = readonly [label: string, url: string | null];

function linksOfRun({ run, job }: Links): Link[] {
  return [
    ['Run', safeUrl(run)],
    ['Job log', safeUrl(job)],
  ];
}

function joinLinks(links: readonly Link[]): string {
  return links.flatMap(([label, url]) => (url === null ? [] : [`[${label}](${url})`])).join(' · ');
}

/** What the build was compared with and, if there is nothing, what to do. */
export function writeBaseline(report: Report): string {
  return [describeBaseline(report), adviseBaseline(report)].map(writePhrase).join(' ').trim();
}

/** The series, and the lines below the headline. */
export function writeBelowHeadline(report: Report): string {
  const below = writePhrase(describeBelowHeadline(report)).trim();
  return [codeSpan(report.name), below].filter((part) => part !== '').join(' · ');
}

/** The facts of the alerts, one per line; the rest is counted. */
export function writeCauses(report: Report, max: number): string {
  const causes = listCauses(report);
  const lines = causes
    .slice(0, max)
    .map(({ label, value }) => `- ${escapeMarkdown(label, 80)}: ${escapeMarkdown(value, 200)}`);
  const rest = causes.length - max;
  return [...lines, ...(rest > 0 ? [`- … and ${plural(rest, 'more cause')}`] : [])].join('\n');
}

/** One line for each reason of acknowledged changes. */
export function writeAcknowledgements(changes: readonly Change[]): string {
  const lines = changes.flatMap((change) => {
    const words = describeAcknowledgement(change);
    return words === null ? [] : [`- ${escapeMarkdown(words)}`];
  });
  return [...new Set(lines)].slice(0, 10).join('\n');
}

/** Tasks that passed and failed on one commit. */
export function writeFlaky(flaky: readonly FlakyTask[], max: number): string {
  const hasOwners = flaky.some(({ owners }) => owners.length > 0);
  const owner: MarkdownColumn<FlakyTask> = {
    title: 'Owner',
    cell: ({ owners }) =>
      owners
        .slice(0, 3)
        .map((name) => codeCell(name, 60))
        .join(' '),
  };
  const columns: MarkdownColumn<FlakyTask>[] = [
    { title: 'Test', cell: nameFlaky },
    { title: 'Flake rate', cell: describeFlakes },
    { title: 'Last flake', cell: (task) => escapeMarkdown(describeFlakeSeen(task.lastSeen)) },
    { title: 'First seen', cell: (task) => escapeMarkdown(describeFlakeSeen(task.firstSeen)) },
    { title: 'Re-run time', right: true, cell: (task) => formatDuration(task.rerunMs) },
    ...(hasOwners ? [owner] : []),
  ];
  return writeTable(columns, flaky, max, 'flaky task');
}

function nameFlaky({ name, kind, now, quarantine }: FlakyTask): string {
  const marks = [
    now ? 'in this build' : '',
    quarantine === null ? '' : `quarantined until ${escapeMarkdown(quarantine.expires, 20)}`,
  ].filter((mark) => mark !== '');
  return `${codeCell(name)} (${codeCell(kind)})${marks.length > 0 ? `<br>${marks.join(', ')}` : ''}`;
}

/** An alert in one line: level, message, action. */
export function writeAlert(alert: Alert): string {
  const words = escapeMarkdown(endSentence(alert.message));
  return `${levelIcons[alert.level]} **${alert.level}** ${words} ${escapeMarkdown(alert.action)}`.trim();
}

/** Numbered actions, with linked commits; the rest is counted. */
export function writeActions(actions: readonly string[], max: number, report: Report, links: Links): string {
  if (actions.length === 0) return '';
  const lines = actions
    .slice(0, max)
    .map((action, index) => `${index + 1}. ${linkCommits(escapeMarkdown(action), report, links)}`);
  const rest = actions.length - max;
  return rest > 0 ? `${lines.join('\n')}\n\n… and ${plural(rest, 'more step')}.` : lines.join('\n');
}

/** The first step, as one line of Markdown; '' for none. */
export function writeFirstAction(report: Report, links: Links): string {
  const [first = ''] = listActions(report);
  return linkCommits(escapeMarkdown(first), report, links);
}

/** `[commits after …](…)`: each range in the text. */
function linkCommits(text: string, { changes }: Report, links: Links): string {
  const ranges = new Map(changes.map(({ since }) => [escapeMarkdown(nameCommits(since) ?? ''), since]));
  return [...ranges].reduce((linked, [words, since]) => {
    const url = since && compareUrl(links, since.lastGoodCommit, since.commit);
    return url && words !== '' ? linked.replace(words, () => `[${words}](${url})`) : linked;
  }, text);
}

/** One problem in one line. */
export function writeProblem(problem: Report['problems'][number]): string {
  const icon = { info: 'ℹ️', warning: '⚠️', error: '❌' }[problem.level];
  const where = problem.where === '' ? '' : `${escapeMarkdown(problem.where, 200)}: `;
  const fix = problem.fix === '' ? '' : ` ${escapeMarkdown(problem.fix)}`;
  return `${icon} ${where}${escapeMarkdown(endSentence(problem.what))}${fix}`;
}

/** A block of text, and its name if there was no space for it. */
export interface Block {
  readonly label: string;
  readonly text: string;
}

/**
 * Joins blocks in their order, whole or not at all; omitted ones are listed at the end.
 * @param size how the limit counts a text.
 */
export function joinBlocks(blocks: readonly Block[], limit: number, size: (text: string) => number): string {
  const reserve = 1_000;
  const kept: string[] = [];
  const left: string[] = [];
  let used = 0;
  for (const { label, text } of blocks.filter((block) => block.text !== '')) {
    if (used + size(text) + 2 > limit - reserve) left.push(label);
    else {
      kept.push(text);
      used += size(text) + 2;
    }
  }
  if (left.length > 0)
    kept.push(`Not shown to keep this short: ${left.join(', ')}. The JSON report has everything.`);
  return `${kept.join('\n\n')}\n`;
}
