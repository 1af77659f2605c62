/** Alerts about changes: regressions, possible regressions, slow drifts, and a slower environment. */
import type { Alert, MetricUnit } from '../model/alert.ts';
import type { Change, EnvironmentChange } from '../model/change.ts';
import type { ChangeGroup } from '../model/change-group.ts';
import { formatCount, plural } from '../model/counts.ts';
import type { Level } from '../model/level.ts';
import type { Report } from '../model/report.ts';
import { isBuildTime, isTogether, type Measure, type SeriesKey, seriesId } from '../model/series.ts';
import { isTimeUnit } from '../model/time-units.ts';
import { cutMiddle } from './cut-middle.ts';
import { describeNow } from './describe-median.ts';
import { nounOf, nounOfKind } from './noun-of.ts';
import { formatChange, formatMeasure, formatMove } from './numbers.ts';
import {
  describeBand,
  describeEvidence,
  isLasting,
  isSameCommit,
  joinPhrase,
  longestInSentence,
  nameCommits,
  nameSeries,
  subjectOf,
} from './phrases.ts';

interface AlertOptions {
  /** Changes that moved together get one piece of advice. */
  readonly groups: readonly ChangeGroup[];
  readonly isPullRequest: boolean;
  /** Whether a re-run adds a build, replaces this one, or is again the first, as this one is not stored. */
  readonly rerun?: 'adds' | 'replaces' | 'unstored';
  readonly waitsForLasting: boolean;
}

/** Alerts of the changes that have a level. */
export function alertChanges(
  changes: readonly Change[],
  { groups, isPullRequest, rerun = 'adds', waitsForLasting }: AlertOptions,
): Alert[] {
  const groupOf = new Map(groups.flatMap((group) => group.changes.map((at) => [changes[at], group])));
  const nameOf = (change: Change): string => {
    const group = groupOf.get(change);
    return joinPhrase(group === undefined ? nameSeries(change.series) : [{ name: group.name }]);
  };
  const shared = new Map([...adviseOnDoubts(changes, nameOf, rerun), ...adviseOnCommits(changes, nameOf)]);
  return changes.flatMap((change) => {
    if (change.level === null) return [];
    const waits = waitsForLasting && mayPass(change);
    const name = groupOf.get(change)?.name ?? change.series.task;
    const action = shared.get(change) ?? adviseOnChange(change, name, isPullRequest);
    return [alertChange(change, waits ? 'warning' : change.level, action, waits)];
  });
}

/** One in four regressions is over three builds later. Exact values and rates of many runs are not. */
function mayPass({ verdict, series, deterministic, lastingSince }: Change): boolean {
  const isShare = series.measure === 'success_rate' || series.measure === 'flake_rate';
  return verdict === 'confirmed' && lastingSince === null && !deterministic && !isShare;
}

function alertChange(change: Change, level: Level, action: string, waits: boolean): Alert {
  const { series } = change;
  return {
    id: `${change.verdict === 'drift' ? 'drift' : 'regression'}:${seriesId(series)}`,
    level,
    // A change that may still go away never fails the check.
    source: waits || change.verdict === 'suspect' ? 'suspect' : 'regression',
    // Annotations are plain text: the name is not quoted.
    message: tellMove(change, cutMiddle(series.task ?? '', longestInSentence)),
    action,
    value: change.to,
    limit: change.from,
    unit: unitOf(series),
    context: changeContext(change),
  };
}

/** The same as a sentence: our own words begin it with a capital letter, a task's name does not. */
export function tellMove(change: Change, name: string): string {
  const move = describeMove(change, name);
  const isOwn = change.series.scope === 'build' || change.verdict === 'suspect';
  return isOwn ? move.replace(/^[a-z]/, (letter) => letter.toUpperCase()) : move;
}

/** `build 68% slower (43.6 s → 1m 13s)`, `build 80% slower (1m 0s → 1m 49s, median of 2 builds: 1m 48s)`. */
export function describeMove(change: Change, name: string): string {
  const numbers = `(${nameNumbers(change)}${formatMeasure(change.from, change.series, change.to)} → ${describeNow(change)})`;
  const start = change.verdict === 'suspect' ? 'possible regression: ' : '';
  const end = change.verdict === 'drift' ? ' over a month' : '';
  return `${start}${nameMove(change, name)}${end} ${numbers}`;
}

/** `build 8.8% faster (1m 0s → 55 s)`. */
export function describeBriefly(change: Change, name: string): string {
  const { from, to, series } = change;
  return `${nameMove(change, name)} (${nameNumbers(change)}${formatMeasure(from, series, to)} → ${formatMeasure(to, series, from)})`;
}

/** What the two numbers of a change are, unless its name tells. */
function nameNumbers({ series }: Change): string {
  if (!isTogether(series)) return '';
  return series.measure === 'duration' ? 'in total ≈ ' : 'geometric mean ≈ ';
}

function nameMove(change: Change, name: string): string {
  const { series, verdict } = change;
  const subject = subjectOf(series, name);
  const by = formatMove(change).replace(/^[+−]/, '');
  const move =
    verdict === 'improvement'
      ? betterMove(series, by)
      : worseMove(series, by, isLasting(change) ? 'still ' : '');
  return `${subject} ${move}`;
}

function worseMove({ measure, better, unit }: SeriesKey, by: string, still: string): string {
  const words: Readonly<Record<Measure, string>> = {
    duration: `${still}${by} slower`,
    cost: `${still}${by} more expensive`,
    tokens: `${still}uses ${by} more tokens`,
    value: `${still}${by} ${isTimeUnit(unit) ? 'slower' : better === 'lower' ? 'higher' : 'lower'}`,
    cache_hit_rate: `cache hit rate ${still}down ${by}`,
    success_rate: `success rate down ${by}`,
    flake_rate: `flake rate up ${by}`,
  };
  return words[measure];
}

function betterMove({ measure, better, unit }: SeriesKey, by: string): string {
  const words: Readonly<Record<Measure, string>> = {
    duration: `${by} faster`,
    cost: `${by} cheaper`,
    tokens: `uses ${by} fewer tokens`,
    value: `${by} ${isTimeUnit(unit) ? 'faster' : better === 'lower' ? 'lower' : 'higher'}`,
    cache_hit_rate: `cache hit rate up ${by}`,
    success_rate: `success rate up ${by}`,
    flake_rate: `flake rate down ${by}`,
  };
  return words[measure];
}

function unitOf({ measure, unit }: SeriesKey): MetricUnit {
  if (measure !== 'value') return unit as MetricUnit;
  return unit === 'ms' ? 'ms' : unit === 'By' ? 'bytes' : 'count';
}

const wholeBuild = 'the build';

function adviseOnChange(change: Change, name: string | null, isPullRequest: boolean): string {
  const { series, verdict } = change;
  const subject = isTogether(series)
    ? `all ${nounOfKind(series.kind)}s`
    : name === null
      ? wholeBuild
      : joinPhrase([{ name }]);
  if (verdict === 'drift')
    return `Check what grew in ${subject} over the last month: no single commit stands out.`;
  if (series.measure === 'flake_rate')
    return `Fix or quarantine ${subject}: it passes and fails on the same commit.`;
  if (series.measure === 'success_rate') return `Fix the newest failures of ${subject}.`;
  if (change.paired !== undefined) return `Check what the head changes in ${subject}.`;
  if (!isPullRequest && isSameCommit(change.since))
    return `The first slow build${subject === wholeBuild ? '' : ` of ${subject}`} has the commit of the build before it: check what changed outside of the repository, as the runner, dependencies or data.`;
  return isPullRequest
    ? `Check what this pull request changes in ${subject}.`
    : `Check what changed when ${subject} first got worse.`;
}

/** A re-run does not decide about rates. */
function isDoubted({ verdict, series, level }: Change): boolean {
  const isRate = series.measure === 'flake_rate' || series.measure === 'success_rate';
  return verdict === 'suspect' && level !== null && !isRate;
}

/** One piece of advice for all changes that wait for more runs; with the name if there is only one. */
function adviseOnDoubts(
  changes: readonly Change[],
  nameOf: (change: Change) => string,
  rerun: AlertOptions['rerun'],
): Map<Change, string> {
  const doubted = changes.filter(isDoubted);
  const [longest] = doubted.toSorted((a, b) => (b.buildsNeeded ?? 1) - (a.buildsNeeded ?? 1));
  if (longest === undefined) return new Map();
  const [name = '', ...others] = new Set(doubted.map(nameOf));
  const subject =
    others.length === 0 ? `${name} is` : `${plural(others.length + 1, 'possible regression')} are`;
  const them = others.length === 0 ? 'it' : 'them';
  const action = adviseOnDoubt(subject, them, longest, rerun);
  return new Map(doubted.map((change) => [change, action]));
}

/**
 * For confirmed times, costs and values: one piece of advice for all commits to check, with the changes that
 * began in each.
 */
function adviseOnCommits(
  changes: readonly Change[],
  nameOf: (change: Change) => string,
): Map<Change, string> {
  const dated = changes.filter((change) => isDated(change) && nameCommits(change.since) !== null);
  // Ranges that end with the same commit are one start, whichever builds before it were measured.
  const starts = Map.groupBy(dated, ({ since }) => since?.commit ?? '');
  const ranges = [...starts.values()].flatMap(([first]) => {
    if (first === undefined) return [];
    const commits = nameCommits(first.since) ?? '';
    return [starts.size === 1 ? commits : `${commits} (${nameOf(first)})`];
  });
  const rest = ranges.length - maxRanges;
  const listed = ranges.slice(0, maxRanges).join(', the ');
  const action = `Check the ${listed}${rest > 0 ? `, and ${formatCount(rest)} more` : ''}.`;
  return new Map(dated.map((change) => [change, action]));
}

const maxRanges = 3;

/** It has a first slow build, which is reported. */
function isDated(change: Change): boolean {
  const { measure } = change.series;
  const isShare = measure === 'flake_rate' || measure === 'success_rate';
  return change.level !== null && change.verdict !== 'drift' && !isShare && !isDoubted(change);
}

function adviseOnDoubt(
  subject: string,
  them: string,
  { slowBuilds, buildsNeeded }: Change,
  rerun: AlertOptions['rerun'],
): string {
  const needed = buildsNeeded ?? 1;
  const seen = `${subject} not confirmed yet (${formatCount(slowBuilds)} of ${plural(slowBuilds + needed, 'slow build')} seen).`;
  const again = needed === 1 ? 'once' : `${needed} times`;
  if (rerun === 'unstored')
    return `${seen} A re-run cannot confirm ${them}, as this build is not stored. The next builds of the baseline branch can.`;
  return rerun === 'replaces'
    ? `${seen} The next builds confirm or clear ${them}; a re-run replaces this one.`
    : `${seen} Re-run the job ${again} to confirm or clear ${them}.`;
}

function changeContext(change: Change): Record<string, string> {
  const context: Record<string, string> = {
    baseline: describeBand(change),
    evidence: describeEvidence(change),
  };
  if (change.since?.commit) context['since commit'] = change.since.commit.slice(0, 7);
  return context;
}

/** From this change on a build's time is also reported separately. */
const leastShift = 0.05;

/** A whole build that is slower because of its environment: reported once, and no regression of the code. */
export function alertEnvironment(
  environment: EnvironmentChange | null,
  { tasks, changes }: Pick<Report, 'tasks' | 'changes'>,
): Alert[] {
  const ofBuild = changes.find(({ series }) => isBuildTime(series) || isTogether(series));
  if (environment === null || isKnownShift(environment, ofBuild)) return [];
  const noun = nounOf(tasks.length === 0 ? ['metric'] : tasks.map(({ kind }) => kind));
  const hasNewImage = changes.some(({ causes }) => causes.some(({ kind }) => kind === 'image'));
  const { by, ratio, series, fromRunner, toRunner, isUnknown } = environment;
  const runner = fromRunner && toRunner ? `${toRunner} instead of ${fromRunner}` : '';
  const size = formatChange(ratio).replace(/^\+/, '');
  const hasOwn = changes.some((change) => change.series.scope === 'task' && change.level !== null);
  const message =
    by === 'runner'
      ? `Runner change: ${nameSlower(environment, noun)} ${size} slower${runner && ` on ${runner}`}`
      : `Most ${noun}s ${size} slower together${hasOwn ? '' : `, no single ${noun} to blame`}${runner && `; new runner: ${runner}`}`;
  return [
    {
      id: 'environment',
      level: ratio < leastShift ? 'info' : 'warning',
      source: 'environment',
      message,
      action: isUnknown
        ? 'Too few builds ran on this runner class to separate its effect from the change. Re-run the job.'
        : by === 'runner'
          ? 'Nothing points to the code. To keep the speed, request the same runner class.'
          : `Re-run the job. If it stays slow, check ${hasNewImage ? 'the new runner image before the commits' : `the runner and what all ${noun}s share`}.`,
      value: ratio,
      limit: null,
      unit: 'ratio',
      context: { 'slower together': `${plural(series, 'metric')}, not reported one by one` },
    },
  ];
}

/** The build, all its tasks, or the metrics that got slower without it. */
function nameSlower({ series, slowest, allTogether }: EnvironmentChange, noun: string): string {
  if (allTogether) return `most ${noun}s`;
  if (slowest === undefined) return 'build';
  const name = joinPhrase([{ name: slowest }]);
  return series === 1 ? name : `${plural(series, 'metric')} (${name} most of all)`;
}

/** Whether the build is already known to be this slow: reported before, expected, or reported as all its tasks. */
function isKnownShift({ by, ratio }: EnvironmentChange, ofBuild: Change | undefined): boolean {
  if (ofBuild === undefined || ofBuild.state === 'recovered') return false;
  if (ofBuild.state === 'new') return by === 'build' && isTogether(ofBuild.series);
  return ratio < ofBuild.ratio + leastShift;
}
