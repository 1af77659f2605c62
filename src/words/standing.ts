/** How a build stands, as its sign and its first word say. */
import type { Report } from '../model/report.ts';
import { isWhole } from './phrases.ts';

/**
 * `fine` needs a comparison that found nothing. `open`: none of the regressions is new. `suspected`: nothing is confirmed.
 * `unjudged`: it was compared with nothing, and nothing else is wrong with it.
 */
export type Standing = 'failed' | 'worse' | 'suspected' | 'unjudged' | 'open' | 'fine';

/** Worst first. */
export const standings: readonly Standing[] = ['failed', 'worse', 'suspected', 'unjudged', 'open', 'fine'];

export const standingIcons: Readonly<Record<Standing, string>> = {
  failed: '❌',
  worse: '⚠️',
  suspected: '⚠️',
  open: '✅',
  fine: '✅',
  unjudged: 'ℹ️',
};

export const standingWords: Readonly<Record<Standing, string>> = {
  failed: 'Failed',
  worse: 'Worse',
  suspected: 'Possible regression',
  open: 'No new regressions',
  fine: 'No regressions',
  unjudged: 'Not compared',
};

type Judged = Pick<Report, 'verdict' | 'failures' | 'alerts' | 'baseline' | 'build' | 'changes'>;

export function standingOf(report: Judged): Standing {
  if (
    report.verdict === 'fail' ||
    report.failures.some(({ quarantine }) => quarantine === null) ||
    isFailed(report)
  )
    return 'failed';
  const alerts = report.alerts.filter(isWorse);
  if (alerts.length > 0) return alerts.every(({ source }) => source === 'suspect') ? 'suspected' : 'worse';
  if (report.baseline.status !== 'ready' || !isWhole(report)) return 'unjudged';
  return report.changes.some((change) => change.state === 'open') ? 'open' : 'fine';
}

/** A build that failed around its tasks. */
function isFailed({ build: { result }, failures }: Judged): boolean {
  if (failures.length > 0) return false;
  return result === 'failure' || result === 'error' || result === 'timeout';
}

/** That a build was not compared is not a fault of it. */
function isWorse({ id, source, level }: Report['alerts'][number]): boolean {
  return source !== 'baseline' && level !== 'info' && id !== 'incomplete' && id !== 'degraded';
}

/** The sign of the whole report: ✅ only for a build that was compared. */
export function reportIcon(report: Judged): string {
  return standingIcons[standingOf(report)];
}

/** What a build that is fine again resolves. */
export function isBadStanding(standing: Standing | null): boolean {
  return standing === 'failed' || standing === 'worse' || standing === 'suspected';
}
