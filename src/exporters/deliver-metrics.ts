/**
 * A build's metrics as a delivery: the text for Prometheus as a file, and OTLP to the endpoint in the standard
 * variables.
 */

import { toStoredBuild } from '../history/stored-build.ts';
import type { StoredState } from '../host.ts';
import { writeOutput } from '../io/write-output.ts';
import type { Build } from '../model/build.ts';
import type { History, LoadedHistory, StoredBuild } from '../model/history.ts';
import type { MetricPoint } from '../model/metric-point.ts';
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import type { Variables } from '../model/variables.ts';
import { metricSpecs } from '../points/metric-specs.ts';
import { builderPoints, timeOfTotals, toPoints } from '../points/run-points.ts';
import { addAmounts, amountsOf, sumHistory } from '../points/run-totals.ts';
import { writeExposition } from '../points/write-exposition.ts';

export interface MetricsTarget {
  readonly env: Variables;
  /** null: no file. */
  readonly file: string | null;
  /** Of the resource: never a branch, a commit or a run, because some databases convert them to labels. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Epoch milliseconds: time of the build if no log contains it. */
  readonly atMs: number;
  /** A pull request from a fork has no secrets: a refused export is expected. */
  readonly isFork: boolean;
  readonly stored: StoredState;
}

/**
 * Writes and sends the metrics.
 * @returns the problems; it never fails the build
 */
export async function deliverMetrics(
  build: Build,
  { metrics }: Pick<Report, 'metrics'>,
  target: MetricsTarget,
): Promise<readonly Problem[]> {
  const { env, file, attributes, atMs, isFork, stored } = target;
  const own = toStoredBuild(build, atMs);
  const last = builderPoints(own.name, own.startTimeMs, metrics);
  const endpoint = await findMetricsEndpoint(env);
  const isDelta = /^\s*(delta|lowmemory)\s*$/i.test(env[preference] ?? '');
  const totals = isDelta && file === null ? [] : await readTotals(own, stored, endpoint !== null);
  if (file !== null)
    await writeOutput(file, writeExposition([...last, ...(totals ?? [])], metricSpecs, { format: 'text' }));
  if (endpoint === null) return [];
  const { sendMetrics } = await import('./send-metrics.ts');
  const added = toPoints(addAmounts([amountsOf(own)]), timeOfTotals([], own));
  const problems = await sendMetrics([...last, ...(isDelta ? added : (totals ?? []))], endpoint, {
    ...{ attributes, env, specs: metricSpecs, isDelta },
    startMs: isDelta ? own.startTimeMs : startOfTotals(stored.loaded.history, own),
  });
  const unseen = totals === null && !isDelta ? [noTotals] : [];
  return isFork ? [] : [...unseen, ...problems];
}

const preference = 'OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE';

const noTotals: Problem = {
  level: 'warning',
  code: 'metrics-without-totals',
  where: 'metrics',
  what: 'No counters were exported: the cache entries could not be listed, so totals could miss builds of overlapping runs and decrease.',
  fix: 'Grant `permissions: actions: read`, or set `OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: delta`.',
};

/** OpenTelemetry's packages are loaded only if a variable sets an endpoint. */
async function findMetricsEndpoint(env: MetricsTarget['env']): Promise<string | null> {
  const isNamed = Object.keys(env).some((name) => /^OTEL_EXPORTER_OTLP_(METRICS_)?ENDPOINT$/.test(name));
  return isNamed ? (await import('./send-metrics.ts')).findEndpoint(env) : null;
}

/**
 * Totals over all builds; none for a build that later ones do not see (a pull request, or one that was not stored),
 * because they would fall again. null if the store may lack builds that others have seen.
 */
async function readTotals(
  own: StoredBuild,
  { loaded, saved, reload }: StoredState,
  isSent: boolean,
): Promise<readonly MetricPoint[] | null> {
  if (!saved || own.pullRequest !== null) return [];
  // If two runs end together, the later reader sees both.
  const seen = isSent ? await reload() : loaded;
  if (seen.problems.some(mayLack)) return isSent ? null : [];
  const history = withOwn(seen.history, own);
  return toPoints(sumHistory(history), timeOfTotals(history.builds, own));
}

/**
 * The start of the first build that counts. 0, which means that it is unknown, once that build was removed: with a later
 * start than before a receiver would take the total for a new one.
 */
function startOfTotals({ builds, past }: History, own: StoredBuild): number {
  return past === undefined ? (builds[0] ?? own).startTimeMs : 0;
}

function mayLack({ code }: LoadedHistory['problems'][number]): boolean {
  return code === 'history-unlisted' || code === 'history-incomplete';
}

function withOwn(history: History, own: StoredBuild): Pick<History, 'builds' | 'past'> {
  const { builds, past } = history;
  const isIn = builds.some(({ id }) => id === own.id);
  return { builds: isIn ? builds : [...builds, own], ...(past === undefined ? {} : { past }) };
}
