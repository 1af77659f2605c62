/** Why the check passed although something is wrong with the build. */
import type { Alert } from '../model/alert.ts';
import type { Report } from '../model/report.ts';
import { seriesId } from '../model/series.ts';
import { failedTasks } from './group-failures.ts';
import { nounOf } from './noun-of.ts';
import { isBadStanding, standingOf } from './standing.ts';
import { failedId } from './write-alerts.ts';

/**
 * `Check passed: failed tests (fail-on-tests: never) do not fail it.`; '' for a check that failed, and for a build
 * without faults.
 */
export function explainGate(report: Report): string {
  if (report.verdict === 'fail' || !isBadStanding(standingOf(report))) return '';
  const failuresFirst = report.alerts.toSorted((a, b) => rankOf(a) - rankOf(b));
  const reasons = [...new Set(failuresFirst.flatMap((alert) => excuse(report, alert) ?? []))];
  return reasons.length === 0 ? '' : `Check passed: ${joinReasons(reasons)} do not fail it.`;
}

/** As in the headline. */
function rankOf({ id }: Alert): number {
  return id === failedId ? 0 : 1;
}

/** What the alert is of, as far as it decides that it does not fail the check; null if it is only a note. */
function excuse(report: Report, { id, level, source }: Alert): string | null {
  if (level === 'info' || source === 'baseline') return null;
  if (source === 'tests') return excuseFailures(report);
  if (source === 'environment')
    return report.environment?.by === 'build'
      ? 'slowdowns that the runner may have caused'
      : 'runner changes';
  if (id === failedId) return `failed builds (\`fail-on: ${report.failOn}\`)`;
  if (source !== 'suspect')
    return report.failOn === 'never'
      ? 'alerts (`fail-on: never`)'
      : `alerts below ${report.failOn} (\`fail-on: ${report.failOn}\`)`;
  return isWaiting(report, id)
    ? 'regressions that may still pass (`gate-on: lasting`)'
    : 'unconfirmed regressions';
}

/** Confirmed, and waits for the builds that show whether it lasts. */
function isWaiting({ changes }: Report, id: string): boolean {
  return changes.some(
    ({ series, verdict }) => verdict === 'confirmed' && id === `regression:${seriesId(series)}`,
  );
}

function joinReasons(reasons: readonly string[]): string {
  const last = reasons.at(-1) ?? '';
  return reasons.length < 2 ? last : `${reasons.slice(0, -1).join(', ')} and ${last}`;
}

function excuseFailures(report: Report): string {
  const { failOnTests } = report;
  const open = failedTasks(report).filter(({ quarantine }) => quarantine === null);
  const isUnknown = open.some(({ state }) => state === 'unknown');
  const which = failOnTests !== 'new' ? '' : isUnknown ? ' not known to be new' : ' that are not new';
  const noun = open.length === 0 ? 'build' : nounOf(open.map(({ is }) => is.kind));
  return `failed ${noun}s${which} (\`fail-on-tests: ${failOnTests}\`)`;
}
