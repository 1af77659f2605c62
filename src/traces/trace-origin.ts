/** The ids of a build's trace, and the span that contains it. */
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
  /** Of the span around it, which another program exports; null: there is none. */
  readonly parentSpanId: string | null;
  /** The workflow run that the jobs and steps belong to; null: they are work like any other. */
  readonly run: RunOfWorkflow | null;
}

/**
 * A log of the run's jobs is the run itself; any other log is work of the job it was made in. Two builds of one job
 * have spans of their own.
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

/** @param around what the environment says; null for nothing */
export function originOfBuild(build: Build, around: EnvironmentTrace | null): TraceOrigin {
  const parentSpanId = around?.spanId ?? null;
  return {
    traceId: around?.traceId ?? buildTraceId(build.id),
    spanId: parentSpanId === null ? buildSpanId(build.id) : workSpanId(parentSpanId, build.id, 1),
    parentSpanId,
    run: null,
  };
}
