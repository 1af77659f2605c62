/** `metric-tasks`: the tasks with separate metrics of their durations. */
import type { KeySpec } from './key-spec.ts';
import { list, text } from './value-spec.ts';

export const metricTasksKey: KeySpec<readonly string[]> = {
  value: list(text, '- Build API'),
  description: 'Tasks whose durations are exported as metrics.',
  fallback: [],
  docs: {
    title: 'Tasks as metrics',
    text: 'Names of tasks, with `*` wildcards. Their durations are exported as `build_telemetry.task.duration`: see [metrics](metrics.md). By default no task has a metric of its own, because a build may have thousands; at most 50 tasks of a build are exported. A note lists the names that match nothing.',
    example: `metric-tasks:
  - Build API
  - "e2e / *"
`,
  },
};
