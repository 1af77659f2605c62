/** Every stored row as plain values, for exports: builds first, then tasks and measurements by name. */

import { valueAt } from '../metrics/value-at.ts';
import type { History, StoredBuild, TaskSeries } from '../model/history.ts';
import { allResults } from '../model/results.ts';

/** The values of one task or measurement in one build; null is not known. */
export interface ExportedRow {
  readonly build: StoredBuild;
  readonly name: string;
  readonly kind: string;
  readonly attempt: number;
  readonly result: string;
  readonly durationMs: number | null;
  /** The output came from a cache. */
  readonly cached: boolean;
  readonly costUsd: number | null;
  readonly tokens: number | null;
  /** Parts of `tokens`; the rest is input. */
  readonly outputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly cacheCreationTokens: number | null;
  /** Wait of a job for a runner. */
  readonly queueMs: number | null;
  readonly cpuMs: number | null;
  readonly memoryBytes: number | null;
  readonly errorType: string | null;
  readonly model: string | null;
  /** null for a task. */
  readonly value: number | null;
  readonly unit: string | null;
  readonly better: string | null;
}

export function* listRows({ builds, series }: History): Generator<ExportedRow> {
  for (const one of series) {
    for (let row = 0; row < one.build.length; row++) yield toRow(one, row, builds[one.build[row]!]!);
  }
}

function toRow(series: TaskSeries, row: number, build: StoredBuild): ExportedRow {
  const known = (values: Float64Array | null | undefined): number | null => valueAt(values, row);
  return {
    build,
    name: series.name,
    kind: series.kind,
    attempt: series.attempt[row]!,
    result: allResults[series.result[row]!] ?? 'unknown',
    durationMs: known(series.durationMs),
    cached: series.cached[row] === 1,
    costUsd: known(series.costUsd),
    tokens: known(series.tokens),
    outputTokens: known(series.outputTokens),
    cacheReadTokens: known(series.cacheReadTokens),
    cacheCreationTokens: known(series.cacheCreationTokens),
    queueMs: known(series.queueMs),
    cpuMs: known(series.cpuMs),
    memoryBytes: known(series.memoryBytes),
    errorType: series.errorType?.[row] ?? null,
    model: series.model?.[row] ?? null,
    value: known(series.value),
    unit: series.unit,
    better: series.better,
  };
}
