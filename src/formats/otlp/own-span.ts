/**
 * Attributes that only this product writes, in addition to the conventions, so that a build is read back unchanged.
 */
import { ownAttributes } from '../../model/own-attributes.ts';
import type { CacheState, Task } from '../../model/task.ts';
import { type Attributes, numberOf, textAttribute } from './otlp-values.ts';

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
export function readOwnSpan(attributes: Attributes): OwnSpan | null {
  const kind = textAttribute(attributes, ownAttributes.kind);
  const isBuild = attributes.has(ownAttributes.buildId);
  const isOperation = attributes.has(ownAttributes.span);
  if (kind === null && !isBuild && !isOperation) return null;
  const cacheText = textAttribute(attributes, ownAttributes.cache);
  return {
    kind,
    isBuild,
    isOperation,
    attempt: Math.max(1, Math.min(255, Math.trunc(numberOf(attributes, ownAttributes.attempt) ?? 1))),
    cache: cacheStates.find((state) => state === cacheText) ?? 'unknown',
    savedMs: numberOf(attributes, ownAttributes.savedMs),
    cpuMs: numberOf(attributes, ownAttributes.cpuMs),
    memoryBytes: numberOf(attributes, ownAttributes.memoryBytes),
    times: attributes.has(ownAttributes.durationMs)
      ? {
          startTimeMs: numberOf(attributes, ownAttributes.startTimeMs),
          durationMs: numberOf(attributes, ownAttributes.durationMs),
        }
      : null,
  };
}
