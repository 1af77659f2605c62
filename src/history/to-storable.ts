/** Values that a segment cannot store become unknown before a build is stored: logs may contain anything. */

import { isWait } from '../metrics/queue-time.ts';
import { joinSessions, readParallelism, readSessionEnvironment } from '../metrics/read-session.ts';
import type { Build, BuildContext } from '../model/build.ts';
import type { Metric } from '../model/metric.ts';
import type { SessionFacts } from '../model/session.ts';
import type { Task, Tokens } from '../model/task.ts';

/** Milliseconds whose microseconds are exact in a double: until the year 2255. */
const mostMs = Math.floor(Number.MAX_SAFE_INTEGER / 1000);
/** Sums of it over a large build still fit 64 bits. */
const mostTokens = 2 ** 45;
const mostInt32 = 2 ** 31 - 1;
const mostAttempts = 255;

/**
 * Returns a build that every column can store: finite numbers in range, integers where required, and valid
 * Unicode texts.
 */
export function toStorable(build: Build): Build {
  const { session, ...rest } = build;
  return {
    ...rest,
    id: toText(build.id),
    name: toText(build.name),
    startTimeMs: within(build.startTimeMs, mostMs),
    durationMs: within(build.durationMs, mostMs),
    tasks: build.tasks.map(toStorableTask),
    // Of spans only the waits for a runner are stored.
    spans: build.spans
      .filter(isWait)
      .map((span) => ({ ...span, durationMs: within(span.durationMs, mostMs) })),
    metrics: build.metrics.filter(({ value }) => Number.isFinite(value)).map(toStorableMetric),
    context: toStorableContext(build.context),
    ...toStorableSession(session),
  };
}

function toStorableTask(task: Task): Task {
  return {
    ...task,
    name: toText(task.name),
    kind: toText(task.kind),
    attempt: toAttempt(task.attempt, mostAttempts),
    durationMs: within(task.durationMs, mostMs),
    cpuMs: within(task.cpuMs, mostMs),
    memoryBytes: within(task.memoryBytes, Number.MAX_SAFE_INTEGER),
    costUsd: within(task.costUsd, Number.MAX_VALUE),
    tokens: task.tokens && toWholeTokens(task.tokens),
    errorType: toText(task.errorType),
    model: toText(task.model),
  };
}

function toStorableMetric(metric: Metric): Metric {
  return { ...metric, name: toText(metric.name), unit: toText(metric.unit) };
}

/** Empty values are dropped, so that reading returns what was written. */
function toStorableSession(session: SessionFacts | undefined): { session?: SessionFacts } {
  const kept = joinSessions([
    {
      maxParallelism: readParallelism(session?.maxParallelism),
      environment: readSessionEnvironment(session?.environment),
    },
  ]);
  return kept === null ? {} : { session: kept };
}

function toStorableContext(context: BuildContext): BuildContext {
  const pullRequest = within(context.pullRequest, mostInt32);
  return {
    branch: toText(context.branch),
    commit: toText(context.commit),
    pullRequest: Number.isInteger(pullRequest) ? pullRequest : null,
    event: toText(context.event),
    workflow: toText(context.workflow),
    job: toText(context.job),
    runId: toText(context.runId),
    runAttempt: toAttempt(context.runAttempt, mostInt32),
    runnerOs: toText(context.runnerOs),
    runnerArch: toText(context.runnerArch),
    cpuModel: toText(context.cpuModel),
    runnerImage: toText(context.runnerImage),
  };
}

/** Lone surrogates have no UTF-8 encoding: they would change when written, and the order with them. */
function toText<T extends string | null>(text: T): T {
  return (text?.replace(/\p{Surrogate}/gu, '\ufffd') ?? null) as T;
}

/** null for a number that is not finite or greater than `most`. */
function within(value: number | null, most: number): number | null {
  return value !== null && Math.abs(value) <= most ? value : null;
}

function toAttempt(attempt: number, most: number): number {
  return Math.min(most, Math.max(1, Math.round(attempt) || 1));
}

function toWholeTokens(tokens: Tokens): Tokens | null {
  const counts = Object.values(tokens) as number[];
  if (counts.some((count) => within(count, mostTokens) === null)) return null;
  return {
    input: Math.round(tokens.input),
    output: Math.round(tokens.output),
    cacheRead: Math.round(tokens.cacheRead),
    cacheCreation: Math.round(tokens.cacheCreation),
  };
}
