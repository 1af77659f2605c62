/**
 * Detects the changes of one build (its own values, each task and measurement) compared with its history.
 * Three stages, each once: collected series, judged series, conclusions. The rule and its measured error
 * rates: docs/detection.md.
 */

import { finalTasks } from '../metrics/final-tasks.ts';
import type { Build } from '../model/build.ts';
import type { History } from '../model/history.ts';
import type { Task } from '../model/task.ts';
import type { Acknowledgement } from '../settings/acknowledgements.ts';
import type { GateOn } from '../settings/options.ts';
import type { RegressionRule } from '../settings/regression-rules.ts';
import { collectBuild } from './collect/collect-build.ts';
import { concludeBuild, type Detection } from './conclude/conclude-build.ts';
import { judgeBuild } from './judge/judge-build.ts';

export type { Detection } from './conclude/conclude-build.ts';

export interface DetectOptions {
  /** null: all builds of the series outside of pull requests. */
  readonly baselineBranch: string | null;
  readonly rules: readonly RegressionRule[];
  /** Which regressions of the baseline branch get an alert for their size; `confirmed` by default. */
  readonly gateOn?: GateOn;
  readonly acknowledgements: readonly Acknowledgement[];
}

/**
 * Judges a build from its history alone. An incomplete build is not compared.
 * @param tasks the last attempt of each task
 */
export function detect(
  build: Build,
  history: History,
  options: DetectOptions,
  tasks: readonly Task[] = finalTasks(build.tasks),
): Detection {
  const { baselineBranch, rules, acknowledgements } = options;
  const collected = collectBuild(build, tasks, history, baselineBranch, acknowledgements);
  const judged = judgeBuild(collected, rules);
  return concludeBuild(judged, { rules, acknowledgements, gateOn: options.gateOn ?? 'confirmed' });
}
