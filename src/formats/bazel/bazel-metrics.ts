/** The metrics in Bazel's `buildMetrics` event. Reference: https://bazel.build/remote/bep-glossary#buildmetrics */

import type { Draft } from '../../ingest/draft.ts';
import {
  type Fields,
  isFields,
  readFields,
  readList,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import type { Metric } from '../../model/metric.ts';
import { readProtoSeconds } from './read-proto.ts';

type Row = readonly [group: string, key: string, name: string, unit: string, better: Metric['better']];

const rows: readonly Row[] = [
  ['actionSummary', 'actionsCreated', 'bazel.actions.created', '1', 'lower'],
  ['actionSummary', 'actionsExecuted', 'bazel.actions.executed', '1', 'lower'],
  ['memoryMetrics', 'usedHeapSizePostBuild', 'bazel.heap.after_build', 'By', 'lower'],
  ['memoryMetrics', 'peakPostGcHeapSize', 'bazel.heap.peak_after_gc', 'By', 'lower'],
  ['targetMetrics', 'targetsConfigured', 'bazel.targets.configured', '1', 'lower'],
  ['packageMetrics', 'packagesLoaded', 'bazel.packages.loaded', '1', 'lower'],
  ['timingMetrics', 'cpuTimeInMs', 'bazel.time.cpu', 'ms', 'lower'],
  ['timingMetrics', 'wallTimeInMs', 'bazel.time.wall', 'ms', 'lower'],
  ['timingMetrics', 'analysisPhaseTimeInMs', 'bazel.time.analysis', 'ms', 'lower'],
  ['timingMetrics', 'executionPhaseTimeInMs', 'bazel.time.execution', 'ms', 'lower'],
];

/** Adds the metrics. Zero values are not written and stay absent. @returns the time of the whole command */
export function readMetrics(metrics: Fields, draft: Draft): number | null {
  const add = (name: string, value: number | null, unit: string, better: Metric['better']): void => {
    if (value !== null && value >= 0) draft.addMetric({ name, value, unit, better, samples: null });
  };
  for (const [group, key, name, unit, better] of rows)
    add(name, readNumber(readFields(metrics, group), key), unit, better);
  const timing = readFields(metrics, 'timingMetrics');
  add('bazel.time.critical_path', readProtoSeconds(timing, 'criticalPathTime'), 'ms', 'lower');
  const actions = readFields(metrics, 'actionSummary');
  const cache = readFields(actions, 'actionCacheStatistics');
  add('bazel.action_cache.hits', readNumber(cache, 'hits'), '1', 'higher');
  add('bazel.action_cache.misses', readNumber(cache, 'misses'), '1', 'lower');
  for (const runner of readList(actions, 'runnerCount').filter(isFields)) {
    const name = readText(runner, 'name');
    const better = name?.includes('cache') ? 'higher' : 'lower';
    if (name !== null)
      add(`bazel.runner.${name.replaceAll(' ', '_')}`, readNumber(runner, 'count'), '1', better);
  }
  return readNumber(timing, 'wallTimeInMs');
}
