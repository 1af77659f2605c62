/** The state of a build, for its sign and its first word. */
import type { Change } from '../model/change.ts';
import type { Report } from '../model/report.ts';
import { phraseFewTasks } from './describe-few-tasks.ts';
import { leaveOutMembers } from './describe-group.ts';
import { isWhole } from './phrases.ts';

/**
 * `fine` requires a comparison without findings. `open`: none of the regressions is new. `suspected`: nothing
 * is confirmed. `incomplete`: the log is not the whole build. `unjudged`: it was not compared, and has no other
 * fault. `partial`: half of the usual tasks or measurements, or more, are missing.
 */
export type Standing =
  | 'failed'
  | 'worse'
  | 'suspected'
  | 'incomplete'
  | 'unjudged'
  | 'partial'
  | 'open'
  | 'fine';

/** Worst first. */
export const standings: readonly Standing[] = [
  'failed',
  'worse',
  'suspected',
  'incomplete',
  'unjudged',
  'partial',
  'open',
  'fine',
];

export const standingIcons: Readonly<Record<Standing, string>> = {
  failed: '❌',
  worse: '⚠️',
  suspected: '⚠️',
  open: '✅',
  fine: '✅',
  incomplete: 'ℹ️',
  unjudged: 'ℹ️',
  partial: 'ℹ️',
};

const standingWords: Readonly<Record<Standing, string>> = {
  failed: 'Build failed',
  worse: 'Worse',
  suspected: 'Possible regression',
  open: 'No new regressions',
  fine: 'No regressions',
  incomplete: 'Not compared',
  unjudged: 'Not compared',
  partial: 'Partly compared',
};

type StandingFacts = Pick<
  Report,
  'verdict' | 'failures' | 'alerts' | 'baseline' | 'build' | 'changes' | 'testing' | 'comparison' | 'problems'
>;

export function standingOf(report: StandingFacts): Standing {
  if (
    report.verdict === 'fail' ||
    report.failures.some(({ quarantine }) => quarantine === null) ||
    isFailed(report)
  )
    return 'failed';
  const alerts = report.alerts.filter(isWorse);
  if (alerts.length > 0) return alerts.every(({ source }) => source === 'suspect') ? 'suspected' : 'worse';
  if (!isWhole(report)) return 'incomplete';
  if (report.baseline.status !== 'ready' || comparedNothing(report)) return 'unjudged';
  if (phraseFewTasks(report.problems) !== '') return 'partial';
  return report.changes.some((change) => change.state === 'open') ? 'open' : 'fine';
}

/** New regressions within the limits that `regressions` sets for them, or without one. */
export function listUnlimited(report: Pick<Report, 'changes' | 'groups'>): Change[] {
  return leaveOutMembers(report).filter(
    ({ state, verdict, level }) =>
      state === 'new' && level === null && (verdict === 'confirmed' || verdict === 'drift'),
  );
}

/** The state in a word or two. */
export function phraseStanding(report: StandingFacts & Pick<Report, 'groups'>): string {
  const standing = standingOf(report);
  return standing === 'fine' && listUnlimited(report).length > 0 ? 'No alerts' : standingWords[standing];
}

/** All tasks of the build are new, say, or it failed by tests in quarantine alone. */
function comparedNothing({ testing, comparison }: StandingFacts): boolean {
  return testing.series === 0 && comparison === undefined;
}

/** A build that failed outside of its tasks. */
function isFailed({ build: { result }, failures }: StandingFacts): boolean {
  if (failures.length > 0) return false;
  return result === 'failure' || result === 'error' || result === 'timeout';
}

/** A build that was not compared is not at fault. */
function isWorse({ id, source, level }: Report['alerts'][number]): boolean {
  return source !== 'baseline' && level !== 'info' && id !== 'incomplete' && id !== 'degraded';
}

/** The sign of the whole report: ✅ only for a compared build. */
export function reportIcon(report: StandingFacts): string {
  return standingIcons[standingOf(report)];
}

/** The alerts that a build without problems resolves. */
export function isBadStanding(standing: Standing | null): boolean {
  return standing === 'failed' || standing === 'worse' || standing === 'suspected';
}
