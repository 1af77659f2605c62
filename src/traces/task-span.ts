/** The span of a task: attributes by the semantic conventions, and its result. */
import { type Attributes, type SpanStatus, SpanStatusCode } from '@opentelemetry/api';
import { hasFailed } from '../metrics/final-tasks.ts';
import { ownAttributes } from '../model/own-attributes.ts';
import type { LogSpan, Result, Task, Tokens } from '../model/task.ts';
import { genAi, semantic } from './semantic-conventions.ts';
import type { Times } from './span-times.ts';

/** Values without unknown ones. */
export function known(values: Readonly<Record<string, string | number | null>>): Attributes {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Attributes;
}

/** Success sets no status: the specification reserves `Ok` for the readers of the trace. */
export function statusOf(result: Result): SpanStatus {
  return { code: hasFailed({ result }) ? SpanStatusCode.ERROR : SpanStatusCode.UNSET };
}

/** The conventions' word for an error of no known type. */
export function errorTypeOf(result: Result, errorType: string | null): string | null {
  return errorType ?? (hasFailed({ result }) ? '_OTHER' : null);
}

/** @param logged the times of the log, if those of the span differ */
export function describeTask(task: Task, logged: Times | null): Attributes {
  const isTest = task.kind === 'test';
  const result = task.result === 'unknown' ? null : task.result;
  return known({
    ...(isTest
      ? { [semantic.testName]: task.name, [semantic.testStatus]: testStatus(task.result) }
      : { [semantic.taskName]: task.name }),
    [semantic.taskType]: isTest ? 'test' : null,
    [semantic.taskResult]: result,
    [semantic.errorType]: errorTypeOf(task.result, task.errorType),
    [semantic.filePath]: task.failure?.file ?? null,
    [semantic.lineNumber]: task.failure?.line ?? null,
    [ownAttributes.kind]: task.kind,
    [ownAttributes.attempt]: task.attempt === 1 ? null : task.attempt,
    [ownAttributes.result]: result === null ? task.result : null,
    [ownAttributes.cache]: task.cache === 'unknown' ? null : task.cache,
    [ownAttributes.savedMs]: task.savedMs,
    [ownAttributes.cpuMs]: task.cpuMs,
    [ownAttributes.memoryBytes]: task.memoryBytes,
    ...describeUsage(task),
    ...(logged === null ? {} : describeTimes(logged)),
  });
}

/** An operation that is not a separate task. */
export function describeSpan({ result }: LogSpan): Attributes {
  return known({
    [ownAttributes.span]: 'operation',
    [semantic.errorType]: errorTypeOf(result, null),
    [ownAttributes.result]: result,
  });
}

export function describeTimes({ startTimeMs, durationMs }: Times): Attributes {
  return {
    [ownAttributes.startTimeMs]: startTimeMs ?? 'unknown',
    [ownAttributes.durationMs]: durationMs ?? 'unknown',
  };
}

/** The conventions have these two; a cancelled test has neither. */
function testStatus(result: Result): string | null {
  return result === 'success' ? 'pass' : hasFailed({ result }) ? 'fail' : null;
}

const operations: Readonly<Record<string, string>> = {
  agent: 'invoke_agent',
  model: 'chat',
  tool: 'execute_tool',
};

function describeUsage({ kind, name, model, tokens, costUsd }: Task): Record<string, string | number | null> {
  return {
    [genAi.operation]: operations[kind] ?? null,
    [genAi.agent]: kind === 'agent' ? name : null,
    [genAi.tool]: kind === 'tool' ? name : null,
    [genAi.model]: model,
    [genAi.cost]: costUsd,
    ...(tokens === null ? {} : describeTokens(tokens)),
  };
}

/** The conventions include cached tokens in the input: without them, a cost would be overstated. */
function describeTokens({ input, output, cacheRead, cacheCreation }: Tokens): Record<string, number | null> {
  return {
    [genAi.input]: input + cacheRead + cacheCreation,
    [genAi.output]: output,
    [genAi.cacheRead]: cacheRead === 0 ? null : cacheRead,
    [genAi.cacheCreation]: cacheCreation === 0 ? null : cacheCreation,
  };
}
