/** Attributes of the build as a whole: its environment, its result, and our verdict. */

import type { Attributes } from '@opentelemetry/api';
import type { Build } from '../model/build.ts';
import { levels } from '../model/level-order.ts';
import { ownAttributes } from '../model/own-attributes.ts';
import type { Report } from '../model/report.ts';
import type { ChosenTasks } from './choose-tasks.ts';
import { semantic } from './semantic-conventions.ts';
import type { Times } from './span-times.ts';
import { describeTimes, errorTypeOf, known } from './task-span.ts';

/** The address of a build's code, and of its run. */
export interface CodeRepository {
  readonly name: string;
  readonly url: string;
  readonly runUrl: string;
}

/**
 * The same for all builds of a branch, except for the commit. Attributes from the user are added, and take
 * precedence.
 */
export function describeResource(
  { name, context }: Build,
  repository: CodeRepository | null,
  given: Attributes,
): Attributes {
  return {
    ...known({
      'service.name': repository?.name ?? name,
      [semantic.repositoryUrl]: repository?.url ?? null,
      [semantic.provider]: repository === null ? null : 'github',
      [semantic.branch]: context.branch,
      [semantic.commit]: context.commit,
      [semantic.pullRequest]: context.pullRequest === null ? null : String(context.pullRequest),
      'os.type': osTypes[context.runnerOs ?? ''] ?? null,
      'host.arch': archTypes[context.runnerArch?.toLowerCase() ?? ''] ?? null,
      'host.cpu.model.name': context.cpuModel,
      'host.image.name': context.runnerImage,
    }),
    ...given,
  };
}

const osTypes: Readonly<Record<string, string>> = {
  ...{
    Linux: 'linux',
    linux: 'linux',
    macOS: 'darwin',
    darwin: 'darwin',
    Windows: 'windows',
    win32: 'windows',
  },
};
const archTypes: Readonly<Record<string, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
  arm: 'arm32',
  x86: 'x86',
};

function countAlerts({ alerts }: Report): Record<string, number> {
  return Object.fromEntries(
    levels
      .slice(1)
      .reverse()
      .map((level) => [
        `build_telemetry.alerts.${level}`,
        alerts.filter((alert) => alert.level === level).length,
      ]),
  );
}

/** @param isRun the build is the workflow run itself, not work of one of its jobs */
export function describeBuild(
  build: Build,
  report: Report,
  {
    isRun,
    chosen,
    repository,
    logged,
  }: {
    readonly isRun: boolean;
    readonly chosen: ChosenTasks;
    readonly repository: CodeRepository | null;
    readonly logged: Times | null;
  },
): Attributes {
  const { context, result } = build;
  return known({
    [semantic.pipelineName]: isRun ? (context.workflow ?? build.name) : null,
    [semantic.actionName]: isRun ? 'RUN' : null,
    [semantic.pipelineResult]: isRun && result !== 'unknown' ? result : null,
    [semantic.taskResult]: !isRun && result !== 'unknown' ? result : null,
    [semantic.runId]: context.runId,
    [semantic.runUrl]: repository?.runUrl ?? null,
    [semantic.errorType]: errorTypeOf(result, null),
    [ownAttributes.result]: result === 'unknown' ? result : null,
    [ownAttributes.buildId]: build.id,
    'build_telemetry.series': build.name,
    'build_telemetry.verdict': report.verdict,
    'build_telemetry.headline': report.headline,
    'build_telemetry.baseline.status': report.baseline.status,
    'build_telemetry.baseline.builds': report.baseline.builds,
    ...countAlerts(report),
    'build_telemetry.tasks.skipped': chosen.skipped,
    'build_telemetry.tasks.dropped': chosen.dropped,
    ...(logged === null ? {} : describeTimes(logged)),
  });
}
