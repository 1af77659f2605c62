/**
 * How often each threshold would have fired over a stored history, and a limit that would fire less often.
 */

import { restoreBuilds } from '../history/restore-builds.ts';
import { finalTasks } from '../metrics/final-tasks.ts';
import { measureBuild } from '../metrics/measure-build.ts';
import type { MetricUnit } from '../model/alert.ts';
import type { History } from '../model/history.ts';
import { writeLimit } from '../settings/amounts.ts';
import type { Config } from '../settings/config.ts';
import { checkThresholds, choosePreset } from '../thresholds/check-thresholds.ts';

export interface TunedThreshold {
  readonly id: string;
  readonly fired: number;
  /** Builds with such a value. */
  readonly builds: number;
  /**
   * A limit in the form of the configuration that would fire as rarely as requested; null if the current one
   * does.
   */
  readonly suggestion: string | null;
}

/**
 * Checks every complete stored build against the thresholds of a configuration. Limits relative to a baseline
 * are left out. Events are not stored, so rules on events are left out, too.
 * @param rate target: builds in 100
 */
export function tuneThresholds(history: History, config: Config, rate: number): TunedThreshold[] {
  const builds = restoreBuilds(history, (build) => build.complete && !build.degraded);
  const seen = new Map<string, { fired: number; values: number[]; above: boolean; unit: MetricUnit }>();
  for (const build of builds) {
    const tasks = finalTasks(build.tasks);
    const metrics = measureBuild(build, history, tasks);
    const preset = choosePreset(config.preset, build);
    for (const outcome of checkThresholds(build, metrics, config.thresholds, preset, {}, tasks)) {
      if (outcome.value === null || outcome.limit === null) continue;
      const entry = seen.get(outcome.id) ?? {
        fired: 0,
        values: [],
        above: outcome.comparison === 'above',
        unit: outcome.unit,
      };
      seen.set(outcome.id, entry);
      entry.fired += Number(outcome.fired);
      entry.values.push(outcome.value);
    }
  }
  return [...seen].map(([id, { fired, values, above, unit }]) => {
    const allowed = Math.floor((rate * values.length) / 100);
    const worstFirst = values.sort((a, b) => (above ? b - a : a - b));
    const limit = worstFirst[allowed] as number;
    const suggestion =
      fired <= allowed ? null : `${above ? 'above' : 'below'}: ${writeLimit(limit, unit, above)}`;
    return { id, fired, builds: values.length, suggestion };
  });
}
