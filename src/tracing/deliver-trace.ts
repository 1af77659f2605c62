/** A build's trace as a delivery: into a file, and to where the standard variables of OpenTelemetry say. */
import { detectResources, envDetector } from '@opentelemetry/resources';
import { writeTextFile } from '../io/files.ts';
import type { Build } from '../model/build.ts';
import type { Problem } from '../model/problem.ts';
import type { Report } from '../model/report.ts';
import type { Repository } from '../traces/build-attributes.ts';
import { traceOfEnvironment } from '../traces/environment-trace.ts';
import { projectBuild } from '../traces/project-build.ts';
import type { JobOfRun, TraceIds } from '../traces/trace-ids.ts';
import { originInRun, originOfBuild } from '../traces/trace-origin.ts';
import { writeOtlp } from '../traces/write-otlp.ts';
import { exportSpans, traceEndpoint } from './export-spans.ts';

export interface TraceTarget {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** null: no file. */
  readonly file: string | null;
  /** The job of a workflow run that the build is part of; null elsewhere. */
  readonly job: (JobOfRun & { readonly traceIds: TraceIds }) | null;
  readonly repository: Repository | null;
  /** Epoch milliseconds: when the build ran, where no log says it. */
  readonly atMs: number;
  /** Tasks that are sent at most: of more, those that failed and the longest. */
  readonly maxTasks: number;
  /** A pull request from a fork has no secrets: that the export is refused is not news. */
  readonly isFork: boolean;
}

/** Writes and sends the trace. @returns what failed; it never fails the build */
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
  if (file !== null) await writeTextFile(file, writeOtlp(project(Number.POSITIVE_INFINITY)));
  const endpoint = traceEndpoint(env);
  if (endpoint === null) return [];
  const problems = await exportSpans(project(target.maxTasks), endpoint, env);
  return target.isFork ? [] : problems;
}
