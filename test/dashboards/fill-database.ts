/** A simulated organisation in a database: every panel and rule of the dashboards finds rows. */
import type { Database } from '../../src/database/engines/database.ts';
import { type Judge, pushSeries } from '../../src/database/engines/push-history.ts';
import { projectSpans } from '../../src/database/project-spans.ts';
import { spansTable } from '../../src/database/telemetry-tables.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import type { Build } from '../../src/model/build.ts';
import { hourMs, makeHistoryBuild, makeHistoryTask } from '../history/make-history-build.ts';

/** Twenty builds up to now: flaky, with agents and caches, and a regression first reported by the last but one. */
function makeSeries(repository: string, series: string, nowMs: number): Build[] {
  return Array.from({ length: 20 }, (_, number): Build => {
    const build = makeHistoryBuild(`${repository}-${series}-${number}`, { name: series });
    const flaky = number % 4 === 1 ? 'failure' : 'success';
    const [seconds, waited] = [60 + ((7 * number) % 20), 400 + ((11 * number) % 20)];
    return {
      ...build,
      startTimeMs: nowMs - (20 - number) * hourMs,
      durationMs: 1000 * seconds,
      result: number % 6 === 5 ? 'failure' : 'success',
      spans: [wait(nowMs - (20 - number) * hourMs, 1000 * waited)],
      context: {
        ...build.context,
        commit: `c${number >> 1}`,
        workflow: series === 'unit' ? "it's CI" : null,
        branch: number % 5 === 0 ? "o'neill" : 'main',
        runId: String(1000 + number),
      },
      tasks: [
        makeHistoryTask({
          id: 'a',
          name: 'checkout',
          kind: 'test',
          result: flaky,
          errorType: 'TimeoutError',
        }),
        makeHistoryTask({ id: 'b', name: 'compile', cache: number % 2 ? 'hit' : 'miss' }),
        makeHistoryTask({
          ...{ id: 'c', name: 'coder', kind: 'agent', model: number % 2 ? 'large' : 'small', costUsd: 5 },
          tokens: { input: number, output: 5, cacheRead: 0, cacheCreation: 0 },
        }),
      ],
    };
  });
}

/** A job's wait for a runner, read from the jobs of a run. */
function wait(endMs: number, durationMs: number): Build['spans'][number] {
  const startTimeMs = endMs - durationMs;
  return { id: 'test/queue', parentId: null, name: 'queue', startTimeMs, durationMs, result: 'success' };
}

const judge: Judge = ({ id }) => {
  const state = id.endsWith('-18') ? 'new' : id.endsWith('-19') ? 'open' : null;
  if (state === null) return null;
  const series = { scope: 'task', measure: 'duration', kind: 'task', task: 'compile', unit: 'ms' };
  const since = { buildId: id, commit: 'c9', lastGoodCommit: 'c8' };
  const change = {
    series,
    verdict: 'confirmed',
    state,
    from: 1,
    to: 2,
    ratio: 1,
    p: 0.001,
    level: 'critical',
    since,
  };
  const alert = { id: 'a', level: 'critical', source: 'change', message: 'm', action: 'a', unit: 'ms' };
  return { changes: [change], alerts: [{ ...alert, value: 2, limit: 1 }] } as unknown as ReturnType<Judge>;
};

/**
 * Two repositories with two series, and the traces of three sessions.
 * @param nowMs epoch milliseconds of about the newest build
 */
export async function fillDatabase(database: Database, nowMs: number): Promise<void> {
  for (const repository of ['acme/app', 'acme/lib'])
    for (const series of ['unit', 'größe'])
      await pushSeries(
        database,
        { repository, series },
        makeSeries(repository, series, nowMs).map((build) => encodeBuild(build, nowMs)),
        judge,
      );
  const nanos = (ms: number): string => `${Math.round(nowMs - ms)}000000`;
  const spans = ['a', 'b', 'c'].flatMap((letter, at) => {
    const [traceId, root, endMs] = [letter.repeat(32), '1'.repeat(16), 600_000 * at + 1000];
    const span = (spanId: string, name: string, ms: number, more = {}) => ({
      ...{
        traceId,
        spanId,
        name,
        kind: 1,
        startTimeUnixNano: nanos(endMs + ms),
        endTimeUnixNano: nanos(endMs),
      },
      ...more,
    });
    return [
      span(root, ['plan and code', 'review', 'test'][at] as string, 9000 + 7000 * at, { kind: 2 }),
      span('2'.repeat(16), 'agent coder', 6000, { parentSpanId: root }),
      span('3'.repeat(16), 'tool Bash', 2000, { parentSpanId: root, status: { code: at === 1 ? 2 : 1 } }),
    ];
  });
  const request = { resourceSpans: [{ scopeSpans: [{ spans }] }] };
  const rows = projectSpans('acme/app', request).spans.map(({ row }) => row);
  await database.transaction('acme/app', () => database.upsert(spansTable, rows));
}
