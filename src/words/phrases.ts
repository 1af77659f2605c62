/**
 * The phrases that all renderers share: names of series, what a build was compared with, since when. A phrase
 * separates our words from names in the user's build, so that each renderer escapes the names in its own way.
 */

import type { Alert } from '../model/alert.ts';
import { minBaseline } from '../model/baseline.ts';
import type { Change, FlakeSeen, FlakyTask, Moved } from '../model/change.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { Level } from '../model/level.ts';
import { bySeverity } from '../model/level-order.ts';
import { nameRunner } from '../model/name-runner.ts';
import { baselineUnreadable, type Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import { isTogether, type Measure, type SeriesKey } from '../model/series.ts';
import { checkMore, isInWorkflow, placeOfNotes } from './advise-here.ts';
import { cutMiddle } from './cut-middle.ts';
import { describePaired, describePairs } from './describe-comparison.ts';
import { findElsewhere } from './describe-elsewhere.ts';
import { describePartial } from './describe-partial.ts';
import { leaveOutEchoes } from './failure-thresholds.ts';
import { notCompared } from './not-compared.ts';
import { nounOf, nounOfKind } from './noun-of.ts';
import {
  formatAge,
  formatMeasure,
  formatPercent,
  formatProbability,
  formatTime,
  isCommit,
  shortCommit,
} from './numbers.ts';

/** Our words, and untrusted names between them; or sentences that contain such names. */
export type Phrase = readonly (string | { readonly name: string } | { readonly sentence: string })[];

export const levelIcons: Readonly<Record<Level, string>> = {
  info: 'ℹ️',
  warning: '🟡',
  error: '🟠',
  critical: '🔴',
};

/** `Build time`, or the task's name and its measure. */
export function nameSeries(series: NamedSeries): Phrase {
  if (isTogether(series)) return [`All ${nounOfKind(series.kind)}s`];
  if (series.scope === 'build') return [buildNames[series.measure]];
  if (series.scope === 'group') return [{ name: series.task ?? '' }, ` (all ${nounOfKind(series.kind)}s)`];
  const measure = taskNames[series.measure];
  const kind =
    series.kind === null || series.kind === 'task' || series.scope === 'metric'
      ? []
      : [' (', { name: series.kind }, ')'];
  return [{ name: series.task ?? '' }, ...kind, measure].filter((part) => part !== '');
}

/** `build`, `most tests`, or the name of a task, group or measurement. */
export function subjectOf(
  series: Pick<SeriesKey, 'scope' | 'task' | 'kind'>,
  name = series.task ?? '',
): string {
  if (isTogether(series)) return `most ${nounOfKind(series.kind)}s`;
  return series.scope === 'build' ? 'build' : name;
}

/** A followed series, or the waits for a runner, which are shown but never judged. */
type NamedSeries = Pick<SeriesKey, 'scope' | 'task' | 'kind'> & { readonly measure: Measure | 'queue' };

const buildNames: Readonly<Record<NamedSeries['measure'], string>> = {
  duration: 'Build time',
  cost: 'Build cost',
  tokens: 'Build tokens',
  value: 'Build value',
  cache_hit_rate: 'Cache hits',
  success_rate: 'Successful builds',
  flake_rate: 'Flaky builds',
  queue: 'Queue time',
};

const taskNames: Readonly<Record<NamedSeries['measure'], string>> = {
  duration: '',
  cost: ' cost',
  tokens: ' tokens',
  value: '',
  cache_hit_rate: ' cache hits',
  success_rate: ' success rate',
  flake_rate: ' flakes',
  queue: ' queue time',
};

/** The certainty or state of a change in a word or two; empty for a new, confirmed one. */
export function qualifyChange(change: Change): string {
  if (change.state === 'open') return isLasting(change) && change.lastingSince !== null ? 'lasting' : 'open';
  if (change.state !== 'new') return change.state;
  if (change.verdict === 'drift') return 'slow drift';
  if (change.verdict === 'suspect') return 'not confirmed';
  return change.verdict === 'improvement' ? 'better' : '';
}

/** Known, and reported again because it lasts, or the limits were lowered. */
export function isLasting({ state, level }: Pick<Change, 'state' | 'level'>): boolean {
  return state === 'open' && level !== null;
}

/** The mark of a row of the changes table. */
export function changeIcon(change: Change): string {
  if (change.verdict === 'improvement' || change.state === 'recovered') return '🟢';
  if (change.state !== 'new' && !isLasting(change)) return '⚪';
  return levelIcons[change.level ?? (change.verdict === 'confirmed' ? 'warning' : 'info')];
}

/** What the build was compared with: in every state of the baseline the first statement after the verdict. */
export function describeBaseline(report: Report): Phrase {
  if (report.comparison !== undefined) {
    const { base, head } = report.comparison;
    return [
      'Compared ',
      { name: head },
      ' with ',
      { name: base },
      ` in ${describePairs(report.comparison)}.`,
    ];
  }
  const { status, builds } = report.baseline;
  if (status === 'ready' && !isWhole(report))
    return [`${describePartial(report)} Not compared with the `, ...describeBuilds(report), '.'];
  if (status === 'ready') return ['Compared with ', ...describeBuilds(report), '.'];
  if (status === 'learning')
    return builds === 0
      ? [
          'No baseline yet: no comparable build',
          ...ofBranch(report),
          ` is recorded. ${describeChecked(report)}`,
        ]
      : [
          `Learning: ${formatCount(builds)} of ${plural(minBaseline, 'build')} recorded`,
          ...ofBranch(report),
          ...describeAges(report),
          `. ${describeChecked(report)}`,
        ];
  const found: Phrase = builds > 0 ? [' Compared with what was found: ', ...describeBuilds(report), '.'] : [];
  const elsewhere = status === 'missing' ? findElsewhere(report.problems) : null;
  return [elsewhere === null ? `${notCompared[status]}.` : { sentence: `${elsewhere.what}.` }, ...found];
}

/** Limits such as `+10% of baseline` need one. */
function describeChecked({ thresholds }: Pick<Report, 'thresholds'>): string {
  const isRelative = thresholds.some(({ value, limit }) => value !== null && limit === null);
  return `Thresholds are checked${isRelative ? ', except those relative to the baseline' : ''}.`;
}

/** Whether the log holds enough of the build to judge it. */
export function isWhole({ build }: Pick<Report, 'build'>): boolean {
  return build.complete && !build.degraded;
}

/** Why the table of changes is empty; '' if the baseline already explains it. */
export function describeNoChange(report: Report): string {
  if (report.baseline.status !== 'ready' || !isWhole(report)) return '';
  const { series, learning } = report.testing;
  const waiting = learning > 0 ? `; ${formatCount(learning)} without enough builds yet` : '';
  if (report.environment !== null)
    return `${formatCount(report.environment.series)} of ${plural(series, 'metric')} slower together, no other significant change${waiting}.`;
  if (series === 0) {
    const nothing = describeNothing(report);
    return report.headline.startsWith(nothing) ? '' : `${nothing}.`;
  }
  return `${plural(series, 'metric')} compared, no significant change${waiting}.`;
}

/** `No metric was compared: no test succeeded`: with the reasons, as far as they are known. */
export function describeNothing({
  tasks,
  measurements,
  build,
  testing: { learning },
}: Omit<Report, 'headline'>): string {
  const isTimed =
    build.durationMs !== null || measurements.length > 0 || tasks.some((task) => task.durationMs !== null);
  const isCached = tasks.every(({ cache }) => cache === 'hit');
  const isOver = tasks.length > 0 && tasks.every(({ result }) => result !== 'success');
  const reasons = [
    tasks.length > 0 && !isTimed ? (isCached ? 'all results came from a cache' : 'the log has no times') : '',
    isTimed && isOver ? `no ${nounOf(tasks.map(({ kind }) => kind))} succeeded` : '',
    learning > 0 ? `${plural(learning, 'metric')} without enough builds yet` : '',
  ].filter((reason) => reason !== '');
  return ['No metric was compared', reasons.join('; ')].filter((part) => part !== '').join(': ');
}

/** What to do about a missing baseline; empty if there is one. */
export function adviseBaseline(report: Pick<Report, 'baseline' | 'build' | 'problems'>): Phrase {
  const notes = placeOfNotes(report.build.context);
  const branch = report.baseline.branch;
  const onBranch: Phrase = branch === null ? ['the baseline branch'] : [{ name: branch }];
  // Without a cache service a re-run does not help.
  const absent = report.problems.find(({ code }) => code === 'history-absent');
  switch (report.baseline.status) {
    case 'ready':
    case 'learning':
      return [];
    case 'missing': {
      const elsewhere = findElsewhere(report.problems);
      if (elsewhere !== null) return [{ sentence: elsewhere.fix }];
      if (!isInWorkflow(report.build.context)) return [checkMore];
      return [
        'Run this workflow on pushes to ',
        ...onBranch,
        `: each run records one build, and pull requests are compared after ${minBaseline} of them.`,
      ];
    }
    case 'unreachable':
    case 'rate-limited':
      if (absent !== undefined) return [absent.fix];
      return isInWorkflow(report.build.context)
        ? [`Nothing was overwritten. Re-run the job; if it fails again, see ${notes}.`]
        : [`Nothing was overwritten. See ${notes}.`];
    case 'denied':
      return [
        findDeniedPlace(report.problems)?.fix ??
          'GitHub does not let this run read the cache. Keep the history in a folder or an object storage (`history`).',
      ];
    case 'corrupt':
      return [`The damaged parts were not changed. See ${notes}.`];
    case 'wrong-scope': {
      const codes = ['history-other-runner', baselineUnreadable];
      const other = report.problems.find(({ code }) => codes.includes(code));
      if (other !== undefined) return [{ sentence: other.fix }];
      return [
        'A run can read caches of its own branch, its base branch and the default branch only: run this workflow on ',
        ...onBranch,
        ' too.',
      ];
    }
  }
}

/** For a folder or object storage, read access does not depend on a permission of the job. */
function findDeniedPlace(problems: readonly Problem[]): Problem | undefined {
  return problems.find(({ code, where }) => code === 'history-denied' && where !== 'Actions cache');
}

/** `24 builds of main, 3 hours to 12 days old, on Linux/X64 · AMD EPYC 7763`. */
function describeBuilds(report: Report): Phrase {
  const { builds, trigger } = report.baseline;
  const started: Phrase = trigger === undefined ? [] : [' started by ', { name: trigger }];
  return [
    plural(builds, 'build'),
    ...started,
    ...ofBranch(report),
    ...describeAges(report),
    ...describeRunners(report),
  ];
}

function ofBranch(report: Report): Phrase {
  return report.baseline.branch === null ? [] : [' on ', { name: report.baseline.branch }];
}

/** Ages count from the build's own start, so the same input always gives the same text. */
function describeAges(report: Report): Phrase {
  const { newestTimeMs, oldestTimeMs } = report.baseline;
  if (newestTimeMs === null || oldestTimeMs === null) return [];
  const now = report.build.startTimeMs;
  if (now === null) return [`, from ${formatTime(oldestTimeMs)} to ${formatTime(newestTimeMs)}`];
  const newest = formatAge(newestTimeMs, now);
  const oldest = formatAge(oldestTimeMs, now);
  if (newest === oldest) return [`, ${newest} old`];
  const [count, unit] = newest.split(' ');
  return [`, ${oldest.endsWith(` ${unit}`) ? count : newest} to ${oldest} old`];
}

function describeRunners(report: Report): Phrase {
  const { runners, builds } = report.baseline;
  const own = nameRunner(report.build.context);
  const shown = runners.slice(0, 2);
  const rest = runners.length - shown.length;
  const parts: (string | { name: string })[] = [];
  for (const [index, { runner, builds: count }] of shown.entries()) {
    parts.push(index === 0 ? ', on ' : ' and ', { name: runner });
    if (count !== builds || runners.length > 1) parts.push(` (${formatCount(count)})`);
  }
  if (rest > 0) parts.push(` and ${plural(rest, 'other runner class', 'other runner classes')}`);
  if (own !== '' && runners.length > 0 && !runners.some(({ runner }) => runner === own)) {
    parts.push('; this build ran on ', { name: own });
  }
  return parts;
}

/** `since abc1234, 3 builds ago`; empty when not known. */
export function describeSince(change: Pick<Change, 'since'>): string {
  if (change.since === null) return '';
  const { buildsAgo, commit } = change.since;
  const ago = buildsAgo === 0 ? 'this build' : `${plural(buildsAgo, 'build')} ago`;
  return isCommit(commit) ? `${shortCommit(commit)}, ${ago}` : ago;
}

/** `commits after 5e1d8df up to ec26c3e`: the commits that may contain the cause; null when not known. */
export function nameCommits(since: Change['since']): string | null {
  if (!since?.commit || !since.lastGoodCommit || isSameCommit(since)) return null;
  return `commits after ${since.lastGoodCommit.slice(0, 7)} up to ${since.commit.slice(0, 7)}`;
}

/** The first slow build and the one before it are of one commit. */
export function isSameCommit(since: Change['since']): boolean {
  return since?.commit != null && since.commit === since.lastGoodCommit;
}

/** `2 confirmed regressions, 1 suspect and 3 improvements`; empty without changes. */
export function countChanges(changes: readonly Change[]): string {
  const count = (test: (change: Change) => boolean): number => changes.filter(test).length;
  const isNew = (verdict: Change['verdict']) => (change: Change) =>
    change.verdict === verdict && change.state === 'new';
  const parts: [number, string][] = [
    [count(isNew('confirmed')), 'confirmed regression'],
    [count(isNew('suspect')), 'possible regression'],
    [count(isNew('drift')), 'slow drift'],
    [count((change) => change.state === 'open'), 'open regression'],
    [count((change) => change.state === 'acknowledged'), 'acknowledged change'],
    [count((change) => change.state === 'recovered'), 'recovered regression'],
    [count((change) => change.state === 'accepted'), 'accepted level'],
    [count(isNew('improvement')), 'improvement'],
  ];
  return parts
    .filter(([n]) => n > 0)
    .map(([n, noun]) => plural(n, noun))
    .join(', ');
}

/** The next steps without repetitions: the report's next steps, then the actions of the alerts. */
export function listActions(report: Report): string[] {
  const actions = [...report.nextSteps, ...bySeverity(report.alerts).map((alert) => alert.action)];
  return [...new Set(actions.filter((action) => action !== ''))];
}

/** Alerts that the headline, the list of failures and the table of changes do not show; most severe first. */
export function otherAlerts(report: Report): Alert[] {
  const headline = report.headline.toLowerCase();
  return leaveOutEchoes(report, bySeverity(report.alerts)).filter(
    ({ id, message }) =>
      !/^(regression|drift):|^build-failed$/.test(id) &&
      !headline.includes(message.toLowerCase().replace(/\.$/, '')),
  );
}

/** A phrase without marks around its names; the caller escapes it. */
export function plainPhrase(phrase: Phrase): string {
  return phrase
    .map((part) => {
      if (typeof part !== 'string' && 'name' in part) return part.name;
      return (typeof part === 'string' ? part : part.sentence).replaceAll('`', '');
    })
    .join('');
}

/** A longer name would push what is said about it out of sight. */
export const longestInSentence = 160;

/**
 * A phrase as one text, with names in backticks, which every renderer of sentences supports; the caller
 * escapes it. A backtick in a name would end it.
 */
export function joinPhrase(phrase: Phrase): string {
  return phrase
    .map((part) => {
      if (typeof part === 'string') return part;
      return 'name' in part
        ? `\`${cutMiddle(part.name.replaceAll('`', "'"), longestInSentence)}\``
        : part.sentence;
    })
    .join('');
}

/** A task's name in a sentence; '' for the build. */
export function quoteTask({ task }: Pick<SeriesKey, 'task'>): string {
  return task === null ? '' : joinPhrase([{ name: task }]);
}

/**
 * The owner, end and reason of an acknowledgement, as a sentence for the caller to escape; null for any other
 * change.
 */
export function describeAcknowledgement(change: Pick<Change, 'acknowledgement'>): string | null {
  if (change.acknowledgement === null) return null;
  const { owner, expires, reason } = change.acknowledgement;
  return endSentence(`Acknowledged by ${joinPhrase([{ name: owner }])} until ${expires}: ${reason}`);
}

/** The time and commit of a flake: `2026-11-12, abc1234`. */
export function describeFlakeSeen({ timeMs, commit, buildId }: FlakeSeen): string {
  const day = timeMs === null ? '' : formatTime(timeMs).slice(0, 10);
  const build = isCommit(commit) ? shortCommit(commit) : day === '' ? buildId : '';
  return [day, build].filter((part) => part !== '').join(', ');
}

/** `3 of 40 builds (2% to 20%)`. */
export function describeFlakes({ flakes, builds, interval }: FlakyTask): string {
  return `${formatCount(flakes)} of ${plural(builds, 'build')} (${interval.map(formatPercent).join(' to ')})`;
}

/** `1m 29s to 1m 31s`: the range of 80% of the baseline. */
export function describeBand({ band, series }: Change): string {
  return band.map((value) => formatMeasure(value, series)).join(' to ');
}

/**
 * `The last 3 builds are all slower than the 34 baseline builds (noise ±18%, p = 0.0006)`: the evidence of a
 * change.
 */
export function describeEvidence(change: Change): string {
  if (change.paired !== undefined) return describePaired({ paired: change.paired, p: change.p });
  const isRate = change.series.measure === 'success_rate' || change.series.measure === 'flake_rate';
  const facts = [
    isRate ? '' : change.deterministic ? 'no noise' : `noise ±${formatPercent(change.noise)}`,
    formatProbability(change.p),
  ].filter((part) => part !== '');
  return facts.length === 0 ? compareNewest(change) : `${compareNewest(change)} (${facts.join(', ')})`;
}

/** `Baseline: run-2 to run-21. Compared: run-22 to run-25. First reported in run-24.` */
export function traceBuilds({
  baselineSpan,
  sparkBuilds,
  newest,
  openedBy,
  paired,
}: Change<unknown>): Phrase {
  if (paired !== undefined) return [`${plural(paired.pairs, 'pair')} of runs`];
  const own = sparkBuilds.slice(-newest);
  return [
    ...(baselineSpan === null ? [] : ['Baseline: ', ...writeSpan(...baselineSpan), '. ']),
    'Compared: ',
    ...writeSpan(own[0] ?? '', own.at(-1) ?? ''),
    '.',
    ...(openedBy === null ? [] : [' First reported in ', { name: openedBy }, '.']),
  ];
}

function writeSpan(first: string, last: string): Phrase {
  return first === last ? [{ name: first }] : [{ name: first }, ' to ', { name: last }];
}

/** The newest builds compared with the baseline. */
function compareNewest(change: Change): string {
  const { verdict, series, newest, newestAbove, baselineBuilds, from } = change;
  if (verdict === 'drift')
    return `${plural(newest, 'build')} of the last week compared with ${formatCount(baselineBuilds)} of the month before`;
  const some = `${formatCount(newestAbove)} of the last ${plural(newest, 'build')}`;
  if (series.measure === 'flake_rate')
    return `${some} flaked, ${formatPercent(from)} of the ${formatCount(baselineBuilds)} before`;
  if (series.measure === 'success_rate')
    return `${some} failed, ${formatPercent(1 - from)} of the ${formatCount(baselineBuilds)} before`;
  const worse = verdict === 'improvement' ? betterWords(series) : worseWords(series);
  const moved = describeMoved(change);
  if (newest === 1)
    return newestAbove === 1
      ? `This build is ${worse} than all ${formatCount(baselineBuilds)} baseline builds${moved}`
      : `This build compared with ${plural(baselineBuilds, 'baseline build')}${moved}`;
  if (newestAbove === newest)
    return `The last ${formatCount(newest)} builds are all ${worse} than the ${formatCount(baselineBuilds)} baseline builds${moved}`;
  return `${some} ${newestAbove === 1 ? 'is' : 'are'} ${worse} than all ${formatCount(baselineBuilds)} baseline builds${moved}`;
}

/** `, 21 of them moved to the level of the open regression`; '' if all were compared with their own values. */
function describeMoved({ moved, baselineBuilds }: Change): string {
  if (moved === undefined) return '';
  const how: Readonly<Record<Moved['by'], string>> = {
    runner: "corrected for the runner's speed",
    build: 'corrected for the speed of the whole build',
    regression: 'moved to the level of the open regression',
    slower: 'earlier slower builds, moved to the level of the others',
  };
  const some = moved.builds < baselineBuilds ? `${formatCount(moved.builds)} of them ` : '';
  return `, ${some}${how[moved.by]}`;
}

function worseWords({ measure, better }: SeriesKey): string {
  if (measure === 'duration') return 'slower';
  if (measure === 'cost') return 'more expensive';
  return better === 'lower' ? 'higher' : 'lower';
}

function betterWords({ measure, better }: SeriesKey): string {
  if (measure === 'duration') return 'faster';
  if (measure === 'cost') return 'cheaper';
  return better === 'lower' ? 'lower' : 'higher';
}

/** A sentence with its full stop. */
export function endSentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** A report of benchmarks alone. */
export function isMeasuredAlone({ tasks, measurements }: Pick<Report, 'tasks' | 'measurements'>): boolean {
  return tasks.length === 0 && measurements.length > 0;
}
