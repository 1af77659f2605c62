/** A build's trace as a delivery: into a file, and to the endpoint in the standard variables of OpenTelemetry. */

import { detectResources, envDetector } from '@opentelemetry/resources';
import { writeOutput } from '../io/write-output.ts';
import type { Build } from '../model/build.ts';
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import type { Variables } from '../model/variables.ts';
import type { CodeRepository } from '../traces/build-attributes.ts';
import { traceOfEnvironment } from '../traces/environment-trace.ts';
import { projectBuild } from '../traces/project-build.ts';
import type { JobOfRun, TraceIds } from '../traces/trace-ids.ts';
import { originInRun, originOfBuild } from '../traces/trace-origin.ts';
import { writeOtlp } from '../traces/write-otlp.ts';
import { exportSpans, traceEndpoint } from './export-spans.ts';

export interface TraceTarget {
  readonly env: Variables;
  /** null: no file. */
  readonly file: string | null;
  /** The job of the workflow run that contains the build; null elsewhere. */
  readonly job: (JobOfRun & { readonly traceIds: TraceIds }) | null;
  readonly repository: CodeRepository | null;
  /** Epoch milliseconds: time of the build if no log contains it. */
  readonly atMs: number;
  /** Maximum number of tasks: if there are more, the failed ones and then the longest. */
  readonly maxTasks: number;
  /** A pull request from a fork has no secrets: a refused export is expected. */
  readonly isFork: boolean;
}

/**
 * Writes and sends the trace.
 * @returns the problems; it never fails the build
 */
export async function deliverTrace(
  build: Build,
  report: Report,
  target: TraceTarget,
): Promise<readonly Problem[]> {
  const { env, file, job, repository, atMs } = target;
  const inRun = job && originInRun(build, job.traceIds, job);
  const origin = inRun ?? originOfBuild(build, traceOfEnvironment(env));
  const resource = detectResources({ detectors: [envDetector] }).attributes;
  const project = (maxTasks: number) =>
    projectBuild(build, report, { origin, repository, resource, atMs, maxTasks });
  if (file !== null) await writeOutput(file, writeOtlp(project(Number.POSITIVE_INFINITY)));
  const endpoint = traceEndpoint(env);
  if (endpoint === null) return [];
  const problems = await exportSpans(project(target.maxTasks), endpoint, env);
  return target.isFork ? [] : problems;
}
