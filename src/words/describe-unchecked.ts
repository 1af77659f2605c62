/** Reports thresholds of the configuration that cannot fire, as this build has no such number. */
import type { ThresholdOutcome } from '../model/alert.ts';
import type { Problem } from '../model/problem.ts';
import { thresholdMetrics } from '../settings/threshold-metrics.ts';

export function describeUnchecked(thresholds: readonly ThresholdOutcome[]): Problem[] {
  return thresholds
    .filter(({ preset, value }) => preset === 'custom' && value === null)
    .map(({ id, metric }) => ({
      level: 'info',
      code: 'threshold-unchecked',
      where: `thresholds.${id}`,
      what: `Not checked: this build has no value for \`${thresholdMetrics[metric]?.title.toLowerCase() ?? metric}\`.`,
      fix: 'If it should have one, check that `events` names the log that contains it.',
    }));
}
