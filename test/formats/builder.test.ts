/** Builder's exported sessions. The JSON is that of its guide; the CSV header is the one that its exporter writes. */
import { describe, expect, it } from 'vitest';
import { readBuilds } from '../../src/formats/read-build.ts';
import { exportSessionsCsv, exportSessionsJson } from '../../src/render/terminal/print-sessions.ts';
import { buildOf, codesOf, logContext, readAll, sourceOf } from '../source-of.ts';

const session = {
  startTime: '2025-10-27T14:23:15',
  durationMs: 2341,
  totalTargets: 25,
  built: 18,
  cached: 7,
  failed: 0,
  cacheHitRate: 78.3,
  parallelismUtilization: 82.1,
  targetsPerSecond: 12.45,
  succeeded: true,
};
const older = {
  ...session,
  startTime: '2025-10-27T12:45:23',
  durationMs: 1523,
  built: 10,
  failed: 1,
  succeeded: false,
};
const header =
  'StartTime,Duration(ms),TotalTargets,Built,Cached,Failed,CacheHitRate,ParallelismUtilization,TargetsPerSecond,Succeeded\n';
const row = (each: typeof session): string => `${Object.values(each).join(',')}\n`;
const json = (...sessions: readonly object[]): string => JSON.stringify({ sessions }, null, 2);

describe('a session of Builder', () => {
  it.each([
    ['JSON', json(session)],
    ['CSV', header + row(session)],
    ['CSV without its last line end', (header + row(session)).trim()],
    ['CSV of Windows', (header + row(session)).replaceAll('\n', '\r\n')],
  ])('is a build, from %s', async (_, text) => {
    const build = await buildOf(text);
    expect(build).toMatchObject({
      formats: ['builder'],
      startTimeMs: Date.UTC(2025, 9, 27, 14, 23, 15),
      durationMs: 2341,
      result: 'success',
      complete: true,
    });
    expect(codesOf(build)).toEqual(['zoneless-time']);
    expect(build.tasks.filter(({ cache }) => cache === 'hit').length).toBe(7);
    expect(build.tasks.filter(({ cache, result }) => cache === 'miss' && result === 'success').length).toBe(
      18,
    );
    // A time that was not measured is not 0.
    expect(build.tasks.every(({ durationMs }) => durationMs === null)).toBe(true);
    expect(build.metrics.map(({ name, value, unit }) => [name, value, unit])).toEqual([
      ['builder.cache_hit_rate', 78.3, '%'],
      ['builder.parallelism_utilization', 82.1, '%'],
      ['builder.targets_per_second', 12.45, '/s'],
    ]);
  });

  it('that failed leaves its other targets', async () => {
    const build = await buildOf(json(older));
    expect(build.result).toBe('failure');
    const counts = (result: string): number => build.tasks.filter((task) => task.result === result).length;
    expect([counts('success'), counts('failure'), counts('skip')]).toEqual([17, 1, 7]);
  });

  it('is the newest of several, in any order', async () => {
    for (const text of [json(session, older), json(older, session), header + row(session) + row(older)]) {
      const build = await buildOf(text);
      expect([build.durationMs, codesOf(build)]).toEqual([2341, ['zoneless-time', 'older-builds']]);
    }
  });

  it('has a time zone if it contains one', async () => {
    const build = await buildOf(json({ ...session, startTime: '2025-10-27T14:23:15.1234567Z' }));
    expect([codesOf(build), build.startTimeMs]).toEqual([[], Date.UTC(2025, 9, 27, 14, 23, 15, 123)]);
  });

  it('with invalid numbers reports them, and creates no made-up targets', async () => {
    const build = await buildOf(json({ ...session, durationMs: -1, totalTargets: 1e12 }));
    expect([build.durationMs, build.tasks.length, codesOf(build)]).toEqual([
      null,
      0,
      ['zoneless-time', 'odd-count', 'invalid-duration'],
    ]);
  });

  it('that is cut off is incomplete', async () => {
    const cut = await buildOf(header + row(older) + row(session).slice(0, 30));
    expect([cut.complete, cut.durationMs, codesOf(cut)]).toEqual([
      false,
      1523,
      ['truncated', 'zoneless-time'],
    ]);
    expect((await buildOf(json(older, session).slice(0, -120))).complete).toBe(false);
  });

  it('is refused when it is something else', async () => {
    for (const text of [json({ startTime: 'x', built: 1 }), 'StartTime,Built,Cached\n1,2,3\n'])
      expect((await readAll([sourceOf(text)])).problems.map(({ code }) => code)).toEqual(['unknown-format']);
  });
});

describe('all sessions', () => {
  const options = { name: 'ci', format: 'auto', context: logContext };

  it('are builds with stable ids', async () => {
    for (const text of [json(session, older), header + row(session) + row(older)]) {
      const { builds, problems } = await readBuilds(sourceOf(text), options);
      expect(problems).toEqual([]);
      expect(builds.map(({ id, name, result, durationMs }) => [id, name, result, durationMs])).toEqual([
        ['builder-2025-10-27T12:45:23.000Z-2', 'ci', 'failure', 1523],
        ['builder-2025-10-27T14:23:15.000Z-1', 'ci', 'success', 2341],
      ]);
    }
  });

  it('of our own export are read back', async () => {
    const none = {
      cacheHits: 7,
      cacheMisses: 18,
      maxParallelism: null,
      meanParallelism: null,
      failureReason: null,
      targets: [],
    };
    const sessions = [older, session].map((each, i) => ({
      ...each,
      ...none,
      id: `b${i}`,
      environment: null,
      startTimeMs: Date.parse(`${each.startTime}Z`),
    }));
    for (const text of [exportSessionsJson(sessions), exportSessionsCsv(sessions)]) {
      const { builds } = await readBuilds(sourceOf(text), options);
      expect(builds.map(({ durationMs, result, tasks }) => [durationMs, result, tasks.length])).toEqual([
        [1523, 'failure', 25],
        [2341, 'success', 25],
      ]);
    }
  });
});
