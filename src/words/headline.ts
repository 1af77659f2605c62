/** The verdict in one line of plain text. */

import type { Alert } from '../model/alert.ts';
import { type BaselineStatus, minBaseline } from '../model/baseline.ts';
import type { Change } from '../model/change.ts';
import type { ChangeGroup } from '../model/change-group.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { Report } from '../model/report.ts';
import { isBuildTime, isTogether, seriesId } from '../model/series.ts';
import { describeBriefly, describeMove } from './change-alerts.ts';
import { describeCalmComparison } from './describe-comparison.ts';
import { findElsewhere } from './describe-elsewhere.ts';
import { countFailures } from './describe-failures.ts';
import { phraseFewTasks } from './describe-few-tasks.ts';
import {
  commonSince,
  describeGroupEnds,
  leaveOutMembers,
  membersOf,
  nameGroup,
  tellGroupMove,
} from './describe-group.ts';
import { leaveOutEchoes } from './failure-thresholds.ts';
import { notCompared } from './not-compared.ts';
import { nounOf } from './noun-of.ts';
import { formatMeasure, formatMove, isCommit, shortCommit } from './numbers.ts';
import { describeNothing, joinPhrase, quoteTask, subjectOf } from './phrases.ts';
import { listUnlimited } from './standing.ts';
import { failedId } from './write-alerts.ts';

type ReportWithoutHeadline = Omit<Report, 'headline'>;

/**
 * States the deciding facts, worst first: failed tests, then regressions; for a clean build, what was
 * compared.
 */
export function describeVerdict(report: ReportWithoutHeadline): string {
  const parts = [countFailures(report), ...describeAlerts(report)].filter((part) => part !== '');
  if (parts.length > 0 && report.verdict !== 'pass')
    return report.verdict === 'fail' ? failed(parts.join('; ')) : capitalize(parts.join('; '));
  const calm = describeRest(report);
  // Without an alert all failures are quarantined.
  const broken = countFailures(report);
  return broken === '' ? calm : `${broken}; ${uncapitalize(calm)}`;
}

/** A reason with a colon of its own continues the sentence: `Check failed, not compared: …`. */
function failed(reason: string): string {
  return `Check failed${/^no(t compared| baseline( yet)?): /.test(reason) ? ',' : ':'} ${reason}`;
}

function describeRest(report: ReportWithoutHeadline): string {
  if (report.baseline.status !== 'ready') return describeNoBaseline(report.baseline.status, report);
  if (!report.build.complete || report.build.degraded) return 'Not compared: the log is not complete';
  return describeCalm(report);
}

function capitalize(text: string): string {
  return text.replace(/^[a-z](?=[a-z]+ )/, (letter) => letter.toUpperCase());
}

/** Our own titles begin with a capital letter; abbreviations keep theirs. */
function uncapitalize(text: string): string {
  return text.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

/** The worst alert, and the number of others of each kind; failed tests have a separate clause. */
function describeAlerts(report: ReportWithoutHeadline): string[] {
  const alerts = report.alerts.filter(({ id }) => id !== failedId || report.failures.length === 0);
  const worst = findFirst(report, alerts);
  if (worst === undefined) return [];
  const rest = leaveOutEchoes(report, alerts).filter((alert) => alert !== worst);
  const group = groupOf(report, worst);
  const members = new Set(group?.changes.map((at) => report.changes[at]));
  const named = changesOf(report, rest);
  const changes = named.filter((change) => !members.has(change));
  const around = rest.filter(({ source }) => source === 'environment');
  const others = rest.length - named.length - around.length;
  const more = [
    countSlower(report, changes, group, isUnsure(report, worst), isTask(report, worst)),
    ...around.map(({ message }) => uncapitalize(message)),
    others > 0 ? plural(others, 'more alert') : '',
  ].filter((part) => part !== '');
  const first = group === null ? describeAlert(report, worst) : describeGroup(report, group);
  return [[first, ...more].join(', ')];
}

/** The worst alert; the build comes before the single tasks that slowed it. */
function findFirst(report: ReportWithoutHeadline, alerts: readonly Alert[]): Alert | undefined {
  const [worst] = alerts;
  const [change] = worst === undefined ? [] : changesOf(report, [worst]);
  const scope = change?.series.scope;
  if ((scope !== 'task' && scope !== 'group') || change?.series.measure !== 'duration') return worst;
  const ofBuild = alerts.find((alert) =>
    changesOf(report, [alert]).some(
      ({ series, verdict }) => (isBuildTime(series) || isTogether(series)) && verdict === change.verdict,
    ),
  );
  return ofBuild ?? worst;
}

/** The changes that belong to the worst alert: one cause, reported once. */
function groupOf(report: ReportWithoutHeadline, worst: Alert): ChangeGroup | null {
  const [change] = changesOf(report, [worst]);
  const at = change === undefined ? -1 : report.changes.indexOf(change);
  return report.groups.find(({ changes, from, to }) => changes.includes(at) && to > from) ?? null;
}

/** `packages/search: 18 tests ≈ 36% slower (30.4 s → 41.2 s) since ec26c3e`. */
function describeGroup(report: ReportWithoutHeadline, group: ChangeGroup): string {
  const members = membersOf(report, group);
  const start = members.every(({ verdict }) => verdict === 'suspect') ? 'possible regression: ' : '';
  const commit = commonSince(members)?.commit ?? null;
  const since = isCommit(commit) ? ` since ${shortCommit(commit)}` : '';
  const [from, to] = describeGroupEnds(group);
  return `${start}${joinPhrase(nameGroup(group))} ${tellGroupMove(report, group)} (${from} → ${to} in total)${since}`;
}

/** A regression with its numbers and start; any other alert with its message. */
function describeAlert(report: ReportWithoutHeadline, alert: Alert): string {
  const [change] = changesOf(report, [alert]);
  if (change === undefined) return uncapitalize(alert.message);
  const since = isCommit(change.since?.commit ?? null)
    ? ` since ${shortCommit(change.since?.commit ?? '')}`
    : '';
  return `${describeMove(change, quoteTask(change.series))}${since}`;
}

function changesOf({ changes }: ReportWithoutHeadline, alerts: readonly Alert[]): Change[] {
  const ids = new Set(alerts.map(({ id }) => id.replace(/^(?:regression|drift):/, '')));
  return changes.filter((change) => change.level !== null && ids.has(seriesId(change.series)));
}

/** `8 tests regressed`, `3 possible regressions`. */
function countSlower(
  report: ReportWithoutHeadline,
  changes: readonly Change[],
  named: ChangeGroup | null,
  isFirstUnsure: boolean,
  isFirstTask: boolean,
): string {
  const sure = changes.filter(({ verdict }) => verdict !== 'suspect');
  const main = sure.length > 0 ? sure : changes;
  const inMain = ({ changes: own }: ChangeGroup): number =>
    own.filter((at) => main.some((change) => change === report.changes[at])).length;
  // One cause, reported once: a group that was judged as one, or one that contains most regressions.
  const group = report.groups.find(
    (each) => each !== named && each.to > each.from && inMain(each) >= (each.asOne ? 1 : 0.8 * main.length),
  );
  if (group !== undefined) {
    const rest = main.length - inMain(group);
    const more = rest > 0 && group.asOne ? `, ${plural(rest, 'more regression')}` : '';
    return `${joinPhrase(nameGroup(group))} ${tellGroupMove(report, group)}${more}`;
  }
  const unsure = changes.length - sure.length;
  const parts = [
    sure.length > 0 ? `${plural(sure.length, nounOfSeries(sure, isFirstTask))} regressed` : '',
    unsure > 0 ? plural(unsure, isFirstUnsure ? 'more possible regression' : 'possible regression') : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Whether the first alert is itself unconfirmed. */
function isUnsure(report: ReportWithoutHeadline, alert: Alert): boolean {
  return changesOf(report, [alert]).some(({ verdict }) => verdict === 'suspect');
}

/** Whether the first alert is of the kind that is counted after it. */
function isTask(report: ReportWithoutHeadline, alert: Alert): boolean {
  return changesOf(report, [alert]).some(({ series }) => series.scope === 'task');
}

function nounOfSeries(changes: readonly Change[], isFirstTask: boolean): string {
  if (changes.some(({ series }) => series.scope !== 'task')) return 'more metric';
  const noun = nounOf(changes.map(({ series }) => series.kind ?? ''));
  return isFirstTask ? `more ${noun}` : noun;
}

/** No new problem. */
function describeCalm(report: ReportWithoutHeadline): string {
  if (report.comparison !== undefined) return describeCalmComparison(report.comparison);
  const changes = leaveOutMembers(report);
  const [quiet, ...others] = listUnlimited(report);
  const of = (state: Change['state']): Change[] => changes.filter((change) => change.state === state);
  const open = of('open');
  const place = report.baseline.branch === null ? 'open' : `open on ${report.baseline.branch}`;
  const improved = changes.filter((change) => change.verdict === 'improvement');
  const stillOpen = open[0] && `${formatCount(open.length)} ${place} (${nameChange(open[0])})`;
  if (quiet) {
    const count = `${plural(others.length + 1, 'regression')} without an alert (${nameChange(quiet)})`;
    return [count, stillOpen].filter(Boolean).join(' · ');
  }
  if (stillOpen && improved[0]) return `${describeImproved(improved[0], improved.length)} · ${stillOpen}`;
  if (stillOpen) return `No new regressions · ${stillOpen}`;
  const [recovered] = of('recovered');
  if (recovered) return `Recovered: ${nameChange(recovered)}`;
  if (improved[0]) return describeImproved(improved[0], improved.length);
  const expected = of('acknowledged');
  if (expected[0])
    return `No unexpected regressions: ${plural(expected.length, 'acknowledged change')}, ${describeBriefly(expected[0], quoteTask(expected[0].series))}`;
  const { series } = report.testing;
  const compared =
    series === 0 ? describeNothing(report) : `No significant change in ${plural(series, 'metric')}`;
  return [compared, phraseFewTasks(report.problems)].filter((part) => part !== '').join('; ');
}

/** `Improved: build 8.8% faster (1m 0s → 55 s), 19 improvements in all`. */
function describeImproved(first: Change, count: number): string {
  return `Improved: ${describeBriefly(first, quoteTask(first.series))}${count > 1 ? `, ${formatCount(count)} improvements in all` : ''}`;
}

/** `build +72% since ce3ee76`. */
function nameChange(change: Change): string {
  const { series, since } = change;
  const subject = subjectOf(series, quoteTask(series));
  const measure =
    series.measure === 'duration' || series.measure === 'value'
      ? ''
      : ` ${series.measure.replaceAll('_', ' ')}`;
  const start =
    isCommit(since?.commit ?? null) && (change.state === 'open' || change.state === 'new')
      ? ` since ${shortCommit(since?.commit ?? '')}`
      : '';
  if (change.state === 'recovered')
    return `${subject}${measure} back to ${formatMeasure(change.to, series, change.from)}`;
  return `${subject}${measure} ${formatMove(change)}${start}`;
}

function describeNoBaseline(status: Exclude<BaselineStatus, 'ready'>, report: ReportWithoutHeadline): string {
  const { baseline, name, problems } = report;
  if (status === 'missing') return findElsewhere(problems)?.what ?? `${notCompared.missing} for ${name}`;
  if (status !== 'learning') return notCompared[status];
  const branch = baseline.branch === null ? '' : ` on ${baseline.branch}`;
  return `Regression detection starts after ${plural(minBaseline, 'build')}${branch}: ${formatCount(baseline.builds)} recorded before this one`;
}
