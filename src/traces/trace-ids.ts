/**
 * Ids of traces and spans, derived so that every export of a run makes the same trace. Those of a workflow run equal
 * the ones of the OpenTelemetry Collector's GitHub receiver. Reference:
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/githubreceiver
 */
import { hash } from 'node:crypto';

/**
 * How the receiver derives span ids of jobs: from the job's id (version 0.151 and later), or from run and name
 * (earlier).
 */
export type TraceIds = 'job' | 'run';

export interface RunOfWorkflow {
  readonly runId: string;
  readonly runAttempt: number;
  readonly traceIds: TraceIds;
}

export interface JobOfRun {
  /** From GitHub's API, equal to that of its check run; null when not known. */
  readonly id: string | null;
  /** The name on GitHub, with the values of a matrix. */
  readonly name: string;
}

function digest(text: string): string {
  return hash('sha256', text);
}

/** 64 bits from the middle, as in the receiver. */
function spanIdOf(text: string): string {
  return digest(text).slice(16, 32);
}

export function runTraceId({ runId, runAttempt }: RunOfWorkflow): string {
  return digest(`${runId}${runAttempt}t`).slice(0, 32);
}

export function runSpanId({ runId, runAttempt }: RunOfWorkflow): string {
  return spanIdOf(`${runId}${runAttempt}s`);
}

export function jobSpanId(run: RunOfWorkflow, { id, name }: JobOfRun): string {
  if (run.traceIds === 'job' && id !== null) return spanIdOf(`${id}-j`);
  return spanIdOf(`${run.runId}${run.runAttempt}${name}`);
}

export function queueSpanId(run: RunOfWorkflow, { id, name }: JobOfRun): string {
  if (run.traceIds === 'job' && id !== null) return spanIdOf(`${id}-q`);
  return spanIdOf(`${run.runId}${run.runAttempt}${name}queue-${name}1`);
}

/** @param number the step's position in its job, from 1 */
export function stepSpanId(run: RunOfWorkflow, job: JobOfRun, step: string, number: string): string {
  if (run.traceIds === 'job' && job.id !== null) return spanIdOf(`${job.id}-${step}-s`);
  return spanIdOf(`${run.runId}${run.runAttempt}${job.name}${step}${number}`);
}

/** For a build outside of a workflow run. */
export function buildTraceId(buildId: string): string {
  return digest(`${buildId}t`).slice(0, 32);
}

export function buildSpanId(buildId: string): string {
  return spanIdOf(`${buildId}s`);
}

/**
 * For work below a span.
 * @param around the parent's id
 */
export function workSpanId(around: string, taskId: string, attempt: number): string {
  return spanIdOf(`${around}${taskId}${attempt}`);
}
