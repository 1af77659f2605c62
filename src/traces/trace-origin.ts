/** The ids of a build's trace, and its parent span. */
import type { Build } from '../model/build.ts';
import type { EnvironmentTrace } from './environment-trace.ts';
import {
  buildSpanId,
  buildTraceId,
  type JobOfRun,
  jobSpanId,
  type RunOfWorkflow,
  runSpanId,
  runTraceId,
  type TraceIds,
  workSpanId,
} from './trace-ids.ts';

export interface TraceOrigin {
  readonly traceId: string;
  /** Of the build's own span. */
  readonly spanId: string;
  /** Of the parent span, which another program exports; null: none. */
  readonly parentSpanId: string | null;
  /** The workflow run of the jobs and steps; null: they are ordinary work. */
  readonly run: RunOfWorkflow | null;
}

/**
 * A log of the run's jobs is the run itself; any other log is work of its job. Two builds of one job have separate
 * spans.
 */
export function originInRun(build: Build, traceIds: TraceIds, job: JobOfRun): TraceOrigin | null {
  const { runId, runAttempt } = build.context;
  if (runId === null) return null;
  const run = { runId, runAttempt, traceIds };
  const traceId = runTraceId(run);
  if (build.formats.includes('github-jobs'))
    return { traceId, spanId: runSpanId(run), parentSpanId: null, run };
  const parentSpanId = jobSpanId(run, job);
  return { traceId, spanId: workSpanId(parentSpanId, build.id, 1), parentSpanId, run: null };
}

/** @param around the trace of the environment; null for none */
export function originOfBuild(build: Build, around: EnvironmentTrace | null): TraceOrigin {
  const parentSpanId = around?.spanId ?? null;
  return {
    traceId: around?.traceId ?? buildTraceId(build.id),
    spanId: parentSpanId === null ? buildSpanId(build.id) : workSpanId(parentSpanId, build.id, 1),
    parentSpanId,
    run: null,
  };
}
