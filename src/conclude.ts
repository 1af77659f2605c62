/** Creates the report from the findings: alerts, verdict, headline and next steps. */

import type { Alert } from './model/alert.ts';
import { bySeverity } from './model/level-order.ts';
import type { Report, Verdict } from './model/report.ts';
import type { Options } from './settings/options.ts';
import { adviseHere } from './words/advise-here.ts';
import { alertChanges, alertEnvironment } from './words/change-alerts.ts';
import { alertUnclear } from './words/describe-comparison.ts';
import { unconfirmable } from './words/describe-elsewhere.ts';
import { describeVerdict } from './words/headline.ts';
import { listSteps } from './words/list-steps.ts';
import { alertBaseline, alertBuild, alertThresholds, closesGate } from './words/write-alerts.ts';

/** A report before the conclusions. */
export type Findings = Omit<Report, 'alerts' | 'verdict' | 'headline' | 'nextSteps'>;

/** Completes a report; the same findings give the same texts. */
export function conclude(
  found: Findings,
  { onMissingBaseline, gateOn }: Pick<Options, 'onMissingBaseline' | 'gateOn'>,
): Report {
  // Within one level thresholds come first, then the largest changes.
  const alerts = bySeverity([
    ...(found.build.degraded ? [] : alertThresholds(found)),
    ...alertChanges(found.changes, {
      groups: found.groups,
      isPullRequest: found.build.context.pullRequest !== null,
      rerun: describeRerun(found),
      waitsForLasting: gateOn === 'lasting' && isOfBaseline(found),
    }),
    ...alertUnclear(found.comparison),
    ...alertEnvironment(found.environment, found),
    ...alertBaseline(found, onMissingBaseline),
    ...alertBuild(found),
  ]);
  const { context } = found.build;
  const report = {
    ...found,
    verdict: decide(alerts, found.failOn),
    alerts: alerts.map((alert) => ({ ...alert, action: adviseHere(alert.action, context) })),
    nextSteps: listSteps(alerts, found.changes).map((step) => adviseHere(step, context)),
  };
  return { ...report, headline: describeVerdict(report) };
}

/** The attempts of a run of the baseline branch count once; an id of a run is only known in a workflow. */
function describeRerun(found: Findings): 'adds' | 'replaces' | 'unstored' {
  if (found.problems.some(({ code }) => code === unconfirmable.code)) return 'unstored';
  return found.build.context.runId !== null && isOfBaseline(found) ? 'replaces' : 'adds';
}

/** A comparison ends with its runs: no later build can confirm anything. */
function isOfBaseline({ build: { context }, baseline, comparison }: Findings): boolean {
  if (comparison !== undefined) return false;
  return context.pullRequest === null && (baseline.branch === null || context.branch === baseline.branch);
}

function decide(alerts: readonly Alert[], failOn: Report['failOn']): Verdict {
  if (alerts.some((alert) => closesGate(alert, failOn))) return 'fail';
  return alerts.some((alert) => alert.level !== 'info') ? 'warn' : 'pass';
}
