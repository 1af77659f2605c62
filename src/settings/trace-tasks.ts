/** `trace-tasks`: how many tasks of a large build are sent as a trace. */
import type { KeySpec } from './key-spec.ts';
import { whole } from './value-spec.ts';

export const traceTasksKey: KeySpec<number> = {
  value: whole(1, 1_000_000),
  description: 'Maximum number of tasks in the trace that is sent.',
  fallback: 10_000,
  docs: {
    title: 'Tasks in a trace',
    text: 'Most backends bill by span. Above this number, failed tasks are sent first, then the longest; the span of the build counts the rest. The file `trace.otlp.json` has all of them: see [traces](traces.md).',
    example: `trace-tasks: 2000
`,
  },
};
