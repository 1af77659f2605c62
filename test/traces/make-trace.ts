/** Traces of small builds for tests. */
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { analyze } from '../../src/analyze.ts';
import type { Build } from '../../src/model/build.ts';
import type { Report } from '../../src/model/report.ts';
import { readConfig } from '../../src/settings/config.ts';
import { type ProjectOptions, projectBuild } from '../../src/traces/project-build.ts';
import { originOfBuild } from '../../src/traces/trace-origin.ts';
import { noHistory } from '../make.ts';

const { config } = readConfig('', 'none');
const rules = {
  failOn: 'critical',
  failOnTests: 'never',
  gateOn: 'lasting',
  onMissingBaseline: 'pass',
} as const;

/** A report without a history. */
export function reportOf(build: Build): Report {
  const loaded = { history: noHistory, status: 'missing', problems: [] } as const;
  return analyze({ build, loaded, config, options: rules, baselineBranch: null, problems: [] });
}

export function traceOf(
  build: Build,
  change: Partial<ProjectOptions> = {},
  report: Report = reportOf(build),
): ReadableSpan[] {
  return projectBuild(build, report, {
    origin: originOfBuild(build, null),
    repository: null,
    resource: {},
    atMs: 1_790_000_000_000,
    maxTasks: 1_000_000,
    ...change,
  });
}
