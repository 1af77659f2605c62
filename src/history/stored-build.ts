/** One build as the history keeps it, and its row in a segment. */

import { addKnown, finalTasks, hasFailed, sumTokens } from '../metrics/final-tasks.ts';
import { measureQueue } from '../metrics/queue-time.ts';
import { joinSessions, readSessionEnvironment } from '../metrics/read-session.ts';
import type { Build, BuildContext } from '../model/build.ts';
import type { StoredBuild } from '../model/history.ts';
import { allResults } from '../model/results.ts';
import type { EnvironmentSnapshot } from '../model/session.ts';
import type { Task } from '../model/task.ts';
import { codeValues, noValue, type Values } from '../parquet/column-values.ts';
import type { ColumnReader } from '../parquet/read-parquet.ts';
import { readAmounts, writeAmounts } from './amounts-text.ts';
import { type Folded, readFolded, writeFolded } from './gone-builds.ts';
import { pageRows } from './schema.ts';
import { toMicros } from './task-rows.ts';

/** A stored build, and the data that distinguishes two records with the same build id. */
export interface BuildRecord {
  readonly build: StoredBuild;
  /** Hash of all its stored data. */
  readonly digest: string;
  /** Contributions of removed builds; only on rows of merged segments. */
  readonly folded?: Folded;
}

/**
 * Sums a build up. A build without a clock starts when it is stored (epoch milliseconds); times are rounded
 * to the microsecond, so that reading returns what was written.
 */
export function toStoredBuild(build: Build, storedAtMs: number): StoredBuild {
  const queueMs = measureQueue(build);
  const tasks = finalTasks(build.tasks);
  const hits = tasks.filter(({ cache }) => cache === 'hit').length;
  return {
    ...build.context,
    id: build.id,
    name: build.name,
    startTimeMs: roundTime(build.startTimeMs ?? storedAtMs),
    durationMs: build.durationMs === null ? null : roundTime(build.durationMs),
    result: build.result,
    complete: build.complete,
    degraded: build.degraded,
    tasks: tasks.length,
    failedTasks: tasks.filter(hasFailed).length,
    retries: tasks.filter(({ attempt }) => attempt > 1).length,
    errors: build.events.filter(({ severity }) => severity === 'error' || severity === 'critical').length,
    peakMemoryBytes: findPeak(build.tasks),
    cacheHits: hits,
    cacheLookups: hits + tasks.filter(({ cache }) => cache === 'miss').length,
    costUsd: addKnown(build.tasks.map(({ costUsd }) => costUsd)),
    tokens: addKnown(build.tasks.map(sumTokens)),
    opened: build.opened ?? [],
    ...(build.session === undefined ? {} : { session: build.session }),
    ...(build.amounts === undefined ? {} : { amounts: build.amounts }),
    ...(queueMs === null ? {} : { queueMs: roundTime(queueMs) }),
  };
}

function findPeak(tasks: readonly Task[]): number | null {
  let peak: number | null = null;
  for (const { memoryBytes } of tasks) if (memoryBytes !== null) peak = Math.max(peak ?? 0, memoryBytes);
  return peak === null ? null : Math.round(peak);
}

function roundTime(ms: number): number {
  return toMicros(ms) / 1000;
}

/** The columns of build rows. */
export function toBuildColumns(records: readonly BuildRecord[]): Record<string, Values> {
  const text = (of: (build: StoredBuild) => string | null): Values =>
    codeValues(records.map(({ build }) => of(build)));
  const number = (of: (build: StoredBuild) => number | null): Values =>
    codeValues(records.map(({ build }) => of(build)));
  const plain = (of: (build: StoredBuild) => number | null): Values =>
    Float64Array.from(records, ({ build }) => of(build) ?? Number.NaN);
  const flag = (of: (build: StoredBuild) => boolean): Values =>
    Uint8Array.from(records, ({ build }) => Number(of(build)));
  return {
    build: text(({ id }) => id),
    start: number(({ startTimeMs }) => toMicros(startTimeMs)),
    branch: text(({ branch }) => branch),
    result: text(({ result }) => result),
    duration_us: plain(({ durationMs }) => toMicros(durationMs)),
    attempt: number(({ runAttempt }) => runAttempt),
    cost_usd: plain(({ costUsd }) => costUsd),
    tokens: plain(({ tokens }) => tokens),
    memory_bytes: plain(({ peakMemoryBytes }) => peakMemoryBytes),
    name: text(({ name }) => name),
    complete: flag(({ complete }) => complete),
    degraded: flag(({ degraded }) => degraded),
    tasks: number(({ tasks }) => tasks),
    failed_tasks: number(({ failedTasks }) => failedTasks),
    retries: number(({ retries }) => retries),
    errors: number(({ errors }) => errors),
    cache_hits: number(({ cacheHits }) => cacheHits),
    cache_lookups: number(({ cacheLookups }) => cacheLookups),
    commit: text(({ commit }) => commit),
    pull_request: number(({ pullRequest }) => pullRequest),
    event: text(({ event }) => event),
    workflow: text(({ workflow }) => workflow),
    job: text(({ job }) => job),
    run_id: text(({ runId }) => runId),
    runner_os: text(({ runnerOs }) => runnerOs),
    runner_arch: text(({ runnerArch }) => runnerArch),
    cpu_model: text(({ cpuModel }) => cpuModel),
    runner_image: text(({ runnerImage }) => runnerImage),
    opened: text(({ opened }) => (opened.length > 0 ? opened.join('\n') : null)),
    max_parallelism: number(({ session }) => session?.maxParallelism ?? null),
    environment: text(({ session }) => (session?.environment ? JSON.stringify(session.environment) : null)),
    amounts: text(({ amounts }) => (amounts === undefined ? null : writeAmounts(amounts))),
    folded: codeValues(records.map(({ folded }) => (folded === undefined ? null : writeFolded(folded)))),
    digest: codeValues(records.map(({ digest }) => digest)),
    queue_us: plain(({ queueMs }) => toMicros(queueMs ?? null)),
  };
}

/** Reads the rows of a group of builds. `open` gives the reader of a column. */
export function readBuildRecords(rows: number, open: (name: string) => ColumnReader): BuildRecord[] {
  const columns = openBuildColumns(openValues(rows, open));
  return Array.from({ length: rows }, (_, row) => readRecord(columns, row));
}

/** Each returns the reader of a column's value in a row. */
function openValues(rows: number, open: (name: string) => ColumnReader) {
  const coded = <T>(name: string, to: (value: string | number) => T): ((row: number) => T | null) => {
    const reader = open(name);
    if (reader.empty) return () => null;
    if (reader.only !== null) {
      const value = to(reader.only);
      return () => value;
    }
    const codes = readAllPages(rows, new Uint32Array(rows), (into) => reader.readCodes(into));
    const values = reader.dictionary.map(to);
    return (row) => (codes[row] === noValue ? null : values[codes[row]!]!);
  };
  const numbers = (name: string): ((row: number) => number | null) => {
    const reader = open(name);
    if (reader.empty) return () => null;
    const values = readAllPages(rows, new Float64Array(rows), (into) => reader.readNumbers(into));
    return (row) => (Number.isNaN(values[row]) ? null : values[row]!);
  };
  const flags = (name: string): ((row: number) => boolean) => {
    const reader = open(name);
    if (reader.empty) return () => false;
    const values = readAllPages(rows, new Uint8Array(rows), (into) => reader.readFlags(into));
    return (row) => values[row] === 1;
  };
  return {
    coded,
    texts: (name: string) => coded(name, String),
    integers: (name: string) => coded(name, Number),
    numbers,
    flags,
  };
}

function openBuildColumns({ coded, texts, integers, numbers, flags }: ReturnType<typeof openValues>) {
  return {
    id: texts('build'),
    name: texts('name'),
    start: integers('start'),
    duration: numbers('duration_us'),
    result: texts('result'),
    complete: flags('complete'),
    degraded: flags('degraded'),
    tasks: integers('tasks'),
    failedTasks: integers('failed_tasks'),
    retries: integers('retries'),
    errors: integers('errors'),
    peakMemoryBytes: numbers('memory_bytes'),
    cacheHits: integers('cache_hits'),
    cacheLookups: integers('cache_lookups'),
    costUsd: numbers('cost_usd'),
    tokens: numbers('tokens'),
    branch: texts('branch'),
    commit: texts('commit'),
    pullRequest: integers('pull_request'),
    event: texts('event'),
    workflow: texts('workflow'),
    job: texts('job'),
    runId: texts('run_id'),
    attempt: integers('attempt'),
    runnerOs: texts('runner_os'),
    runnerArch: texts('runner_arch'),
    cpuModel: texts('cpu_model'),
    runnerImage: texts('runner_image'),
    opened: texts('opened'),
    maxParallelism: integers('max_parallelism'),
    environment: coded('environment', parseEnvironment),
    amounts: texts('amounts'),
    folded: texts('folded'),
    digest: texts('digest'),
    queue: numbers('queue_us'),
  };
}

type Columns = ReturnType<typeof openBuildColumns>;

function readRecord(column: Columns, row: number): BuildRecord {
  return {
    build: {
      id: column.id(row) ?? '',
      name: column.name(row) ?? '',
      startTimeMs: (column.start(row) ?? 0) / 1000,
      durationMs: toMilliseconds(column.duration(row)),
      result: allResults.find((result) => result === column.result(row)) ?? 'unknown',
      complete: column.complete(row),
      degraded: column.degraded(row),
      tasks: column.tasks(row) ?? 0,
      failedTasks: column.failedTasks(row) ?? 0,
      retries: column.retries(row) ?? 0,
      errors: column.errors(row) ?? 0,
      peakMemoryBytes: column.peakMemoryBytes(row),
      cacheHits: column.cacheHits(row) ?? 0,
      cacheLookups: column.cacheLookups(row) ?? 0,
      costUsd: column.costUsd(row),
      tokens: column.tokens(row),
      ...readContext(column, row),
      // Names contain no control characters, so a line is a series.
      opened: column.opened(row)?.split('\n') ?? [],
      ...readSession(column, row),
      ...readOwn(column.amounts(row)),
      ...readQueue(column.queue(row)),
    },
    digest: column.digest(row) ?? '',
    ...readCarried(column.folded(row)),
  };
}

function readContext(column: Columns, row: number): BuildContext {
  return {
    branch: column.branch(row),
    commit: column.commit(row),
    pullRequest: column.pullRequest(row),
    event: column.event(row),
    workflow: column.workflow(row),
    job: column.job(row),
    runId: column.runId(row),
    runAttempt: column.attempt(row) ?? 1,
    runnerOs: column.runnerOs(row),
    runnerArch: column.runnerArch(row),
    cpuModel: column.cpuModel(row),
    runnerImage: column.runnerImage(row),
  };
}

function readSession(column: Columns, row: number): Pick<StoredBuild, 'session'> {
  const session = joinSessions([
    { maxParallelism: column.maxParallelism(row), environment: column.environment(row) },
  ]);
  return session === null ? {} : { session };
}

function readOwn(text: string | null): Pick<StoredBuild, 'amounts'> {
  const amounts = text === null ? null : readAmounts(text);
  return amounts === null ? {} : { amounts };
}

function readQueue(us: number | null): Pick<StoredBuild, 'queueMs'> {
  return us === null ? {} : { queueMs: us / 1000 };
}

function readCarried(text: string | null): Pick<BuildRecord, 'folded'> {
  const folded = text === null ? null : readFolded(text);
  return folded === null ? {} : { folded };
}

function readAllPages<T extends Uint32Array | Float64Array | Uint8Array>(
  rows: number,
  values: T,
  read: (into: T) => void,
): T {
  for (let from = 0; from < rows; from += pageRows) read(values.subarray(from, from + pageRows) as T);
  return values;
}

function parseEnvironment(text: string | number): EnvironmentSnapshot | null {
  try {
    return readSessionEnvironment(JSON.parse(String(text)));
  } catch {
    return null;
  }
}

function toMilliseconds(us: number | null): number | null {
  return us === null ? null : us / 1000;
}
