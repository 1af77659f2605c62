/**
 * Attributes that only this product writes, in addition to the conventions, so that a build is read back unchanged.
 */
import { own } from '../../model/own-attributes.ts';
import type { CacheState, Task } from '../../model/task.ts';
import { type Attributes, numberOf, textOf } from './otlp-values.ts';

/** On a span of this product: nothing is counted twice. */
export interface OwnSpan extends Pick<Task, 'attempt' | 'cache' | 'savedMs' | 'cpuMs' | 'memoryBytes'> {
  /** It represents the build. */
  readonly isBuild: boolean;
  /** It is an operation, not a task. */
  readonly isOperation: boolean;
  /** null for a span that is not a task. */
  readonly kind: string | null;
  /** Times of the log, if those of the span differ. */
  readonly times: Pick<Task, 'startTimeMs' | 'durationMs'> | null;
}

const cacheStates: readonly CacheState[] = ['hit', 'miss', 'bypass'];

/** @returns null for a span of any other program */
export function readOwn(attributes: Attributes): OwnSpan | null {
  const kind = textOf(attributes, own.kind);
  const isBuild = attributes.has(own.buildId);
  const isOperation = attributes.has(own.span);
  if (kind === null && !isBuild && !isOperation) return null;
  const cacheText = textOf(attributes, own.cache);
  return {
    kind,
    isBuild,
    isOperation,
    attempt: Math.max(1, Math.min(255, Math.trunc(numberOf(attributes, own.attempt) ?? 1))),
    cache: cacheStates.find((state) => state === cacheText) ?? 'unknown',
    savedMs: numberOf(attributes, own.savedMs),
    cpuMs: numberOf(attributes, own.cpuMs),
    memoryBytes: numberOf(attributes, own.memoryBytes),
    times: attributes.has(own.durationMs)
      ? {
          startTimeMs: numberOf(attributes, own.startTimeMs),
          durationMs: numberOf(attributes, own.durationMs),
        }
      : null,
  };
}
