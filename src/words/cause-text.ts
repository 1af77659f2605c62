/** The clause for each cause of a change in the report. */
import type { MetricUnit } from '../model/alert.ts';
import type { CauseFacts } from '../model/cause.ts';
import type { Change } from '../model/change.ts';
import { formatCount, plural } from '../model/counts.ts';
import { nounOfKind } from './noun-of.ts';
import { formatBytes, formatChange, formatDuration, formatPercent, formatUnit } from './numbers.ts';
import { joinPhrase } from './phrases.ts';

/** Describes the causes of a change. */
export function phraseCauses(change: Change<CauseFacts>): Change {
  const causes = change.causes.map((cause) => ({
    kind: cause.kind,
    text: causeText(cause),
    share: cause.share,
  }));
  return { ...change, causes };
}

/** One clause in plain text, e.g. `cache hits 81% → 34%`. */
function causeText(cause: CauseFacts): string {
  switch (cause.kind) {
    case 'tasks':
      return `${plural(cause.count, `new ${nounOfTasks(cause)}`)}, ${formatDuration(cause.durationMs)} in all`;
    case 'cache':
      return `cache hits ${formatPercent(cause.from)} → ${formatPercent(cause.to)}`;
    case 'slower-task':
      return `${named(cause.task)} ${describeAddedTime(cause)}`;
    case 'slower-tasks':
      return `${countTasks(cause)} ${describeAddedTime(cause)}`;
    case 'larger-task':
      return `${named(cause.task)} ${signedAmount(cause)}`;
    case 'larger-tasks':
      return `${countTasks(cause)} ${signedAmount(cause)}`;
    case 'unexplained':
      return cause.mayBeTasks
        ? `unexplained: ${signedAmount(cause)}, as the log does not show which tasks the build waited for`
        : `unexplained: ${signedAmount(cause)} that no task of the log accounts for`;
    case 'critical-path':
      return pathText(cause);
    case 'model':
      return `model ${cause.from} → ${cause.to}`;
    case 'runner':
      return `runner changed: ${cause.from} → ${cause.to}`;
    case 'image':
      return `runner image changed: ${cause.from} → ${cause.to}`;
    case 'cpu':
      return cause.ratio === null
        ? 'same CPU time: it waits longer'
        : `CPU time ${formatChange(cause.ratio)}`;
    case 'memory':
      return `memory ${formatBytes(cause.from)} → ${formatBytes(cause.to)}`;
    case 'retries':
      return `retried tasks ${formatCount(cause.from)} → ${formatCount(cause.to)}`;
    case 'errors':
      return 'errorType' in cause
        ? `newest failures: ${cause.errorType}`
        : `errors ${formatCount(cause.from)} → ${formatCount(cause.to)}`;
    case 'tokens':
      return `tokens ${formatChange(cause.ratio)}`;
  }
}

/** ``5 tests of `packages/search` ``, ``4 tasks named `call` ``, `3 other tasks`. */
function countTasks({
  count,
  group,
  isOneName,
  taskKind,
}: Extract<CauseFacts, { kind: 'slower-tasks' | 'larger-tasks' }>): string {
  const noun = nounOfTasks({ taskKind });
  if (group === null) return plural(count, `other ${noun}`);
  return `${plural(count, noun)} ${isOneName ? 'named' : 'of'} ${named(group)}`;
}

function nounOfTasks({ taskKind }: { readonly taskKind: string | null }): string {
  return nounOfKind(taskKind);
}

function named(name: string): string {
  return joinPhrase([{ name }]);
}

function signedAmount({ by, unit }: { readonly by: number; readonly unit: MetricUnit }): string {
  return `${by > 0 ? '+' : '−'}${formatUnit(Math.abs(by), unit)}`;
}

/** `+41.5 s on the critical path`; without a path it is an estimate: `≈ +41.5 s`. */
function describeAddedTime({
  byMs,
  onCriticalPath,
}: Extract<CauseFacts, { onCriticalPath: boolean }>): string {
  const by = signedAmount({ by: byMs, unit: 'ms' });
  return onCriticalPath ? `${by} on the critical path` : `≈ ${by}`;
}

function pathText(cause: Extract<CauseFacts, { kind: 'critical-path' }>): string {
  if (!cause.onPath) return 'not on the critical path (no effect on total duration)';
  if (cause.longer === null) return 'on the critical path';
  const { ownMs, buildMs } = cause.longer;
  const part = ownMs < buildMs ? formatDuration(ownMs) : 'all';
  return `on the critical path: ${part} of the build's +${formatDuration(buildMs)}`;
}
