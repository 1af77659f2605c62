/** The contributions of stored builds to the metrics of builds, and their totals. */
import type { History, StoredBuild } from '../model/history.ts';
import type { Distribution, Labels, MetricAmount } from '../model/metric-point.ts';
import { addDistributions, addValue, emptyDistribution } from './distribution.ts';
import { pipelineMetrics } from './pipeline-metrics.ts';
import { overflowLabel, pointKey } from './point-key.ts';

const runBounds = pipelineMetrics[0]?.bounds ?? [];
const pipelineLabel = 'cicd.pipeline.name';

/** One value of a histogram of builds. */
export function observed(bounds: readonly number[], value: number): Distribution {
  return addValue(emptyDistribution(bounds), value);
}

/** Seconds of one state of a run. */
export function runDuration(
  pipeline: string,
  state: 'pending' | 'executing',
  result: string | null,
  ms: number,
): MetricAmount {
  return {
    name: 'cicd.pipeline.run.duration',
    labels: {
      [pipelineLabel]: pipeline,
      'cicd.pipeline.run.state': state,
      ...(result === null ? {} : { 'cicd.pipeline.result': result }),
    },
    amount: observed(runBounds, ms / 1000),
  };
}

/** The contribution of a build: from its row, and from its stored amounts. */
export function amountsOf(build: StoredBuild): MetricAmount[] {
  const { name, durationMs, result, cacheHits, cacheLookups, costUsd, tokens, amounts } = build;
  const pipeline = { [pipelineLabel]: name };
  const found: MetricAmount[] = [];
  if (durationMs !== null) found.push(runDuration(name, 'executing', result, durationMs));
  if (cacheLookups > 0) {
    found.push({ name: 'build_telemetry.cache.hits', labels: pipeline, amount: cacheHits });
    found.push({ name: 'build_telemetry.cache.lookups', labels: pipeline, amount: cacheLookups });
  }
  if (amounts !== undefined) return [...found, ...amounts];
  // Earlier versions stored only the sums.
  const unknown = { ...pipeline, 'gen_ai.request.model': 'unknown' };
  if (costUsd !== null) found.push({ name: 'build_telemetry.cost.usd', labels: unknown, amount: costUsd });
  if (tokens !== null)
    found.push({
      name: 'build_telemetry.tokens',
      labels: { ...unknown, 'gen_ai.token.type': 'unknown' },
      amount: tokens,
    });
  return found;
}

/**
 * Amounts of one series added up, in the order in which the series began.
 * @param maxSets of labels per metric; others are counted together, so that the sum over all stays exact
 */
export function addAmounts(lists: Iterable<readonly MetricAmount[]>, maxSets = 1000): MetricAmount[] {
  const sums = new Map<string, { name: string; labels: Labels; amount: number | Distribution }>();
  const sets = new Map<string, number>();
  const addTo = (key: string, { name, labels, amount }: MetricAmount): boolean => {
    const known = sums.get(key);
    if (known !== undefined) known.amount = add(known.amount, amount);
    else if ((sets.get(name) ?? 0) >= maxSets && !(overflowLabel in labels)) return false;
    else {
      sums.set(key, { name, labels, amount });
      sets.set(name, (sets.get(name) ?? 0) + 1);
    }
    return true;
  };
  for (const list of lists) {
    for (const each of list) {
      if (addTo(pointKey(each.name, each.labels), each)) continue;
      const pipeline = each.labels[pipelineLabel];
      const labels = {
        ...(pipeline === undefined ? {} : { [pipelineLabel]: pipeline }),
        [overflowLabel]: 'true',
      };
      addTo(pointKey(each.name, labels), { ...each, labels });
    }
  }
  return [...sums.values()];
}

function add(a: number | Distribution, b: number | Distribution): number | Distribution {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  // A metric that changed its kind starts again.
  return typeof a === 'number' || typeof b === 'number' ? b : addDistributions(a, b);
}

/** Whether a build is already in the sum: a limit may have been raised since. */
export function isFolded(
  { startTimeMs, id }: Pick<StoredBuild, 'startTimeMs' | 'id'>,
  upTo: { readonly startMs: number; readonly id: string } | null,
): boolean {
  return upTo !== null && (startTimeMs < upTo.startMs || (startTimeMs === upTo.startMs && id <= upTo.id));
}

/** All builds of a history together, including removed ones. */
export function sumHistory({ builds, past }: Pick<History, 'builds' | 'past'>): MetricAmount[] {
  const counted = builds.filter((build) => !isFolded(build, past?.upTo ?? null));
  return addAmounts([past?.amounts ?? [], ...counted.map(amountsOf)]);
}
