/** The sections of the HTML report below its verdict. */

import type { Change } from '../../model/change.ts';
import type { ChangeGroup } from '../../model/change-group.ts';
import { formatCount, plural } from '../../model/counts.ts';
import { bySeverity } from '../../model/level-order.ts';
import { nameRunner } from '../../model/name-runner.ts';
import type { Problem } from '../../model/problem.ts';
import type { Report } from '../../model/report.ts';
import { describeUncounted } from '../../words/describe-failures.ts';
import {
  type ChangeRow,
  changeRows,
  commonSince,
  describeGroupEnds,
  describeGroupMove,
  describeGroupShare,
  listChanges,
  nameGroup,
  qualifyGroup,
  sumTrend,
} from '../../words/describe-group.ts';
import { describeLimit } from '../../words/describe-limit.ts';
import { splitNow } from '../../words/describe-median.ts';
import { describeWaived, waivedWords } from '../../words/describe-waived.ts';
import { listCauses } from '../../words/list-causes.ts';
import {
  formatDuration,
  formatMeasure,
  formatMoney,
  formatMove,
  formatMoveInterval,
  formatPercent,
  formatProbability,
  formatTime,
  formatUcum,
  formatUnit,
} from '../../words/numbers.ts';
import {
  describeAcknowledgement,
  describeBand,
  describeFlakeSeen,
  describeFlakes,
  describeNoChange,
  describeSince,
  endSentence,
  listActions,
  nameCommits,
  nameSeries,
  qualifyChange,
  traceBuilds,
} from '../../words/phrases.ts';
import { escapeHtml, escapeName } from '../escape.ts';
import { compareUrl, type Links } from '../links.ts';
import { drawSparkline } from './charts.ts';
import { type HtmlColumn, proseHtml, writePhrase, writeTable } from './elements.ts';

/** The table of changes, or the reason why there is none. */
export function writeChanges(report: Report, links: Links): string {
  if (report.changes.length > 0) {
    const rows = changeRows(report, bySeverity(report.changes));
    return (
      writeTable('Changes', changeColumns(report, links), rows, 200) +
      writeGrouped(report, links) +
      writeEvidence(report)
    );
  }
  return `<p>${describeNoChange(report) || 'Not compared.'}</p>`;
}

const changeColumns = (report: Report, links: Links): HtmlColumn<ChangeRow>[] => [
  {
    title: 'Metric',
    kind: 'what',
    cell: ({ change, group }) => writePhrase(change ? nameSeries(change.series) : nameGroup(group)),
  },
  {
    title: 'Change',
    kind: 'n',
    cell: ({ change, group }) => (change ? writeRatio(change) : writeGroupMove(group)),
  },
  {
    title: 'From',
    kind: 'n',
    cell: ({ change, group }) =>
      change ? formatMeasure(change.from, change.series, change.to) : describeGroupEnds(group)[0],
  },
  {
    title: 'To',
    kind: 'n',
    cell: ({ change, group }) =>
      change ? writeNow(change) : `${describeGroupEnds(group)[1]}<br><span class="soft">in total</span>`,
  },
  {
    title: 'Verdict',
    cell: (row) => {
      const [first] = row.change ? [row.change] : row.members;
      return first ? writeVerdict(first, row.change ? qualifyChange(first) : qualifyGroup(row.members)) : '';
    },
  },
  {
    title: 'Trend',
    cell: (row) =>
      row.change
        ? drawSparkline(row.change.spark, row.change.band, row.change.since?.buildsAgo ?? null)
        : drawSparkline(sumTrend(row.members), [], commonSince(row.members)?.buildsAgo ?? null),
  },
  {
    title: 'Since',
    cell: (row) => {
      const since = row.change ? row.change.since : commonSince(row.members);
      return since === null ? '' : writeSince(since, report, links);
    },
  },
];

/** The first commit on the new level, linked to the suspected commits, and its time. */
function writeSince(since: NonNullable<Change['since']>, report: Report, links: Links): string {
  const text = escapeHtml(describeSince({ since }));
  const url = compareUrl(links, since.lastGoodCommit, since.commit);
  const timeMs = report.trend.find(({ buildId }) => buildId === since.buildId)?.timeMs ?? null;
  const date = timeMs === null ? '' : `<br><span class="soft">${formatTime(timeMs).slice(0, 10)}</span>`;
  return `${url === null ? text : `<a href="${url}">${text}</a>`}${date}`;
}

function countBaseline({ baselineBuilds, moved }: Change): string {
  return `${formatCount(baselineBuilds)}${moved ? `<br><span class="soft">${formatCount(moved.builds)} corrected</span>` : ''}`;
}

const evidenceColumns = [
  { title: 'What', kind: 'what' as const, cell: (c: Change) => writePhrase(nameSeries(c.series)) },
  { title: '95% interval', kind: 'n' as const, cell: (c: Change) => formatMoveInterval(c) },
  { title: 'Baseline p10–p90', kind: 'n' as const, cell: describeBand },
  {
    title: 'Newest builds beyond all baseline builds',
    kind: 'n' as const,
    cell: (c: Change) => `${formatCount(c.newestAbove)} of ${formatCount(c.newest)}`,
  },
  { title: 'Baseline builds', kind: 'n' as const, cell: countBaseline },
  {
    title: 'p',
    kind: 'n' as const,
    cell: (c: Change) => escapeHtml(formatProbability(c.p)),
  },
  { title: 'Noise', kind: 'n' as const, cell: (c: Change) => formatPercent(c.noise) },
  {
    title: 'Minimum detectable change',
    kind: 'n' as const,
    cell: (c: Change) => formatPercent(c.detectable),
  },
];

/** The numbers behind the small charts. */
const trendColumns = [
  { title: 'What', kind: 'what' as const, cell: (c: Change) => writePhrase(nameSeries(c.series)) },
  {
    title: 'Newest values, oldest first',
    cell: (c: Change) => c.spark.map((value) => formatMeasure(value, c.series)).join(' · '),
  },
  { title: 'Builds compared', kind: 'what' as const, cell: (c: Change) => writePhrase(traceBuilds(c)) },
];

function writeEvidence(report: Report): string {
  const { series, expectedFalseAlarms } = report.testing;
  const odds = `${formatCount(series)} metrics tested, ${formatCount(expectedFalseAlarms)} false alarms expected per build on unchanged code.`;
  const table = writeTable('Evidence', evidenceColumns, bySeverity(report.changes), 200);
  const trends = writeTable('Trends', trendColumns, bySeverity(report.changes), 200);
  return `<details><summary>How sure is this?</summary><p>${odds}</p>${table}</details>
<details><summary>The trends as a table</summary>${trends}</details>`;
}

function writeGroupMove(group: ChangeGroup): string {
  return `<strong>${describeGroupMove(group)}</strong><br><span class="soft">${describeGroupShare(group)}</span>`;
}

/** Each group's changes one by one, folded. */
function writeGrouped(report: Report, links: Links): string {
  return report.groups
    .flatMap((group) => {
      const members = listChanges(report, group);
      if (members.length === 0) return [];
      const rows = bySeverity(members).map((change) => ({ change, group: null }));
      const table = writeTable('Changes of a group', changeColumns(report, links), rows, 100);
      return `<details><summary>${writePhrase(nameGroup(group))}, ${describeGroupMove(group)}: one by one</summary>${table}</details>`;
    })
    .slice(0, 20)
    .join('\n');
}

function writeRatio(change: Change): string {
  const interval = formatMoveInterval(change);
  const more = interval === '' ? '' : `<br><span class="soft">${interval}</span>`;
  return `<strong>${formatMove(change)}</strong>${more}`;
}

function writeVerdict(change: Change, words: string): string {
  const tones = { confirmed: 'bad', suspect: 'warn-text', drift: 'warn-text', improvement: 'good' };
  const tone =
    change.state === 'recovered' ? 'good' : change.state === 'new' ? tones[change.verdict] : 'soft';
  const level = change.level === null ? '' : ` ${change.level}`;
  const expected = describeAcknowledgement(change);
  const why = expected === null ? '' : `<br><span class="soft">${proseHtml(expected, 300)}</span>`;
  return `<span class="tag ${tone}">${words || 'confirmed'}</span>${level}${why}`;
}

const maxCauses = 12;
export const maxPageSteps = 10;

/** The facts that may explain the problems. */
export function writeCauses(report: Report): string {
  const causes = listCauses(report);
  const items = causes
    .slice(0, maxCauses)
    .map(({ label, value }) => `<li>${proseHtml(label, 80)}: ${proseHtml(value, 200)}</li>`);
  const rest = causes.length - maxCauses;
  const more =
    rest > 0
      ? `<li class="soft">… and ${plural(rest, 'more cause')}; the JSON report has them all.</li>`
      : '';
  return items.length > 0 ? `<ul>${items.join('')}${more}</ul>` : '';
}

/** The next steps. */
export function writeSteps(report: Report, links: Links): string {
  const actions = listActions(report)
    .slice(0, maxPageSteps)
    .map((action) => `<li>${linkCommits(proseHtml(action), report, links)}</li>`);
  return actions.length > 0 ? `<ol>${actions.join('')}</ol>` : '';
}

function writeNow(change: Change): string {
  const { own, median } = splitNow(change);
  return median === '' ? own : `${own}<br><span class="soft">median ${median}</span>`;
}

/** The commits in a sentence, linked. */
function linkCommits(html: string, { changes }: Report, links: Links): string {
  const ranges = new Map(changes.map(({ since }) => [escapeHtml(nameCommits(since) ?? ''), since]));
  return [...ranges].reduce((linked, [words, since]) => {
    const url = since && compareUrl(links, since.lastGoodCommit, since.commit);
    return url && words !== '' ? linked.replace(words, () => `<a href="${url}">${words}</a>`) : linked;
  }, html);
}

/** Every threshold and its state. */
export function writeThresholds(report: Report): string {
  const waived = describeWaived(report);
  const without = describeUncounted(report);
  const table = writeTable(
    'Thresholds',
    [
      { title: 'Threshold', kind: 'name', cell: (t) => escapeName(t.id, 120) },
      {
        title: 'Condition',
        cell: describeLimit,
      },
      { title: 'Value', kind: 'n', cell: (t) => formatUnit(t.value, t.unit) },
      { title: 'Level', cell: (t) => t.level },
      {
        title: 'State',
        cell: (t) =>
          t.waived !== null
            ? `exceeded, ${waivedWords[t.waived]}`
            : t.value === null || t.limit === null
              ? 'n/a'
              : t.fired
                ? `<strong class="bad">exceeded</strong>${t.superseded ? ' (superseded by a more severe threshold)' : ''}`
                : 'OK',
      },
      { title: 'From', cell: (t) => escapeHtml(t.preset, 60) },
    ],
    report.thresholds,
    100,
  );
  return (
    table &&
    `${waived && `<p>${proseHtml(waived)}</p>`}<p>Preset <code>${report.preset}</code>; minimum severity that fails the check: <code>${report.failOn}</code>.${without && ` ${without}`}</p>${table}`
  );
}

/** Cost and tokens by model. */
export function writeModels(report: Report): string {
  return writeTable(
    'Models',
    [
      { title: 'Model', kind: 'name', cell: (m) => escapeName(m.model, 120) },
      { title: 'Tasks', kind: 'n', cell: (m) => formatCount(m.tasks) },
      { title: 'Cost', kind: 'n', cell: (m) => formatMoney(m.costUsd) },
      { title: 'Tokens', kind: 'n', cell: (m) => formatUnit(m.tokens, 'tokens') },
    ],
    report.metrics.models,
    100,
  );
}

/** Tasks that passed and failed on one commit, in this build or before. */
export function writeFlaky(report: Report): string {
  return writeTable(
    'Flaky tasks',
    [
      { title: 'Test', kind: 'name', cell: (t) => escapeName(t.name, 200) },
      { title: 'Kind', cell: (t) => escapeHtml(t.kind, 40) },
      { title: 'Flake rate', kind: 'n', cell: describeFlakes },
      { title: 'Last flake', cell: (t) => escapeHtml(describeFlakeSeen(t.lastSeen), 80) },
      { title: 'First seen', cell: (t) => escapeHtml(describeFlakeSeen(t.firstSeen), 80) },
      { title: 'Re-run time', kind: 'n', cell: (t) => formatDuration(t.rerunMs) },
      { title: 'Owner', cell: (t) => escapeHtml(t.owners.join(' '), 120) },
      { title: 'In this build', cell: (t) => (t.now ? 'yes' : '') },
      {
        title: 'Quarantine',
        cell: ({ quarantine: q }) =>
          q === null ? '' : escapeHtml(`until ${q.expires}, ${q.owner}: ${q.reason}`, 200),
      },
    ],
    report.flaky,
    50,
  );
}

/** Errors by type. */
export function writeErrors(report: Report): string {
  return writeTable(
    'Errors by type',
    [
      { title: 'Type', kind: 'name', cell: (e) => escapeHtml(e.type, 120) },
      { title: 'Count', kind: 'n', cell: (e) => formatCount(e.count) },
    ],
    report.metrics.topErrors,
    50,
  );
}

/** Measurements: neither durations nor costs of tasks. */
export function writeMeasurements(report: Report): string {
  return writeTable(
    'Measurements',
    [
      { title: 'Name', kind: 'name', cell: (m) => escapeName(m.name, 120) },
      { title: 'Value', kind: 'n', cell: (m) => escapeHtml(formatUcum(m.value, m.unit), 60) },
      { title: 'Better', cell: (m) => m.better },
    ],
    report.measurements,
    200,
  );
}

/** The environment of the build. */
export function writeEnvironment(report: Report): string {
  const { context, formats, id, startTimeMs } = report.build;
  const facts: [string, string | number | null][] = [
    ['Build', id],
    ['Started', formatTime(startTimeMs)],
    ['Branch', context.branch],
    ['Commit', context.commit],
    ['Pull request', context.pullRequest],
    ['Event', context.event],
    ['Workflow', context.workflow],
    ['Job', context.job],
    ['Run', context.runId === null ? null : `${context.runId}, attempt ${context.runAttempt}`],
    ['Runner', nameRunner(context) || null],
    ['Formats', formats.join(', ') || null],
  ];
  const known = facts.filter(([, value]) => value !== null);
  return writeTable(
    'Environment',
    [
      { title: 'Fact', cell: ([label]) => label },
      { title: 'Value', kind: 'name', cell: ([, value]) => escapeHtml(String(value), 200) },
    ],
    known,
    known.length,
  );
}

/** Problems of the user's data and settings. */
export function writeProblems(problems: readonly Problem[]): string {
  const items = problems.slice(0, 100).map((problem) => {
    const where = problem.where === '' ? '' : `<code>${escapeHtml(problem.where, 200)}</code>: `;
    return `<li><strong>${problem.level}</strong> ${where}${proseHtml(endSentence(problem.what))} ${proseHtml(problem.fix)}</li>`;
  });
  const rest = problems.length - items.length;
  return items.length === 0
    ? ''
    : `<ul>${items.join('\n')}</ul>${rest > 0 ? `<p class="soft">… and ${formatCount(rest)} more.</p>` : ''}`;
}
