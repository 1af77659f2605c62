/** Regressions and improvements as events of their span, and links to the last good build. */
import type { Attributes, Link } from '@opentelemetry/api';
import type { TimedEvent } from '@opentelemetry/sdk-trace';
import type { Change } from '../model/change.ts';
import { ownAttributes } from '../model/own-attributes.ts';
import type { Report, TrendPoint } from '../model/report.ts';
import { taskKey } from '../model/task-key.ts';
import { semantic } from './semantic-conventions.ts';
import { toHrTime } from './span-times.ts';
import { known } from './task-span.ts';
import { buildSpanId, buildTraceId, type RunOfWorkflow, runSpanId, runTraceId } from './trace-ids.ts';
import type { TraceOrigin } from './trace-origin.ts';

/** The subject of a change: the name and kind of a task, or '' for the build as a whole. */
function subjectOf({ series: { scope, task, kind } }: Change): string {
  return scope === 'task' ? taskKey({ kind: kind ?? '', name: task ?? '' }) : '';
}

/** Current changes, by their subject. */
export function changesBySubject(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  return Map.groupBy(
    changes.filter(({ state }) => state !== 'recovered' && state !== 'accepted'),
    subjectOf,
  );
}

/** @param at end of the span, nanoseconds: the change is known then */
export function changeEvent(change: Change, at: bigint): TimedEvent {
  const { series, since } = change;
  const name = change.verdict === 'improvement' ? 'improvement' : 'regression';
  const attributes: Attributes = known({
    'build_telemetry.change.verdict': change.verdict,
    'build_telemetry.change.state': change.state,
    'build_telemetry.change.level': change.level,
    'build_telemetry.change.measure': series.measure,
    'build_telemetry.change.metric': series.scope === 'metric' ? series.task : null,
    'build_telemetry.change.unit': series.unit,
    'build_telemetry.change.ratio': change.ratio,
    'build_telemetry.change.baseline': change.from,
    'build_telemetry.change.value': change.to,
    'build_telemetry.change.p': change.p,
    'build_telemetry.change.since_build': since?.buildId ?? null,
    'build_telemetry.change.since_commit': since?.commit ?? null,
    'build_telemetry.change.last_good_commit': since?.lastGoodCommit ?? null,
  });
  return { name: `build_telemetry.${name}`, time: toHrTime(at), attributes };
}

/** A link to the trace of the last build before each regression, if its ids can be derived. */
export function linkLastGood(changes: readonly Change[], report: Report, origin: TraceOrigin): Link[] {
  const builds = new Map<string, TrendPoint>();
  for (const { verdict, since } of changes) {
    if (verdict === 'improvement' || since === null) continue;
    const last = lastBefore(report.trend, since.buildId, since.lastGoodCommit);
    if (last !== undefined) builds.set(last.buildId, last);
  }
  return [...builds.values()].flatMap((build) => {
    const ids = idsOf(build, report.build.id, origin);
    if (ids === null) return [];
    const attributes = known({
      'build_telemetry.link': 'last good build',
      [ownAttributes.buildId]: build.buildId,
      [semantic.commit]: build.commit,
    });
    return [{ context: { ...ids, traceFlags: 1, isRemote: true }, attributes }];
  });
}

function lastBefore(
  trend: readonly TrendPoint[],
  buildId: string,
  commit: string | null,
): TrendPoint | undefined {
  const index = trend.findIndex((point) => point.buildId === buildId);
  const before = index < 0 ? trend.slice(0, -1) : trend.slice(0, index);
  const isGood = ({ result }: TrendPoint): boolean => result === 'success' || result === 'unknown';
  return before.findLast((point) => isGood(point) && (commit === null || point.commit === commit));
}

/**
 * Attempts of a run have separate traces; a build's id contains its attempt.
 * @returns null for a build outside of a run that belonged to another program's trace, like this one
 */
function idsOf(
  { buildId, runId }: TrendPoint,
  currentId: string,
  { traceId }: TraceOrigin,
): { traceId: string; spanId: string } | null {
  if (runId === null)
    return traceId === buildTraceId(currentId)
      ? { traceId: buildTraceId(buildId), spanId: buildSpanId(buildId) }
      : null;
  const runAttempt = Number(/^gh-\d+-(\d+)-/.exec(buildId)?.[1] ?? 1);
  const run: RunOfWorkflow = { runId, runAttempt, traceIds: 'job' };
  return { traceId: runTraceId(run), spanId: runSpanId(run) };
}
