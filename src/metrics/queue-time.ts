/** How long the jobs of a build waited for a runner: spans, as the formats of CI systems read them. */
import type { Build } from '../model/build.ts';
import type { LogSpan } from '../model/task.ts';

/** Whether a span is a job's wait for a runner. */
export function isWait({ id }: Pick<LogSpan, 'id'>): boolean {
  return id.endsWith('/queue');
}

/** Milliseconds that each job waited, by id of its task. */
export function listWaits({ spans }: Pick<Build, 'spans'>): Map<string, number> {
  return new Map(
    spans.flatMap((span): [string, number][] =>
      isWait(span) && span.parentId !== null && span.durationMs !== null
        ? [[span.parentId, span.durationMs]]
        : [],
    ),
  );
}

/** Longest wait of a job, in milliseconds; null when the log has no waits. */
export function measureQueue({ spans }: Pick<Build, 'spans'>): number | null {
  const waits = spans.flatMap((span) => (isWait(span) ? (span.durationMs ?? []) : []));
  return waits.length === 0 ? null : waits.reduce((most, each) => Math.max(most, each));
}
