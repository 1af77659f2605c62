import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBottlenecks, TelemetryAnalyzer } from '../../src/builder/analyze-sessions.ts';
import {
  type BuildSession,
  measureUtilization,
  sessionsOfHistory,
  type TargetMetrics,
} from '../../src/builder/build-session.ts';
import { TelemetryCollector } from '../../src/builder/telemetry-collector.ts';
import { TelemetryStorage } from '../../src/builder/telemetry-storage.ts';
import { measureParallelism } from '../../src/metrics/measure-parallelism.ts';
import type { History, StoredBuild } from '../../src/model/history.ts';
import { makeSeries, storeBuild } from '../make.ts';
import { freshFolder } from '../recorder/fresh-folder.ts';

/** A target in the form that the collector receives. */
type Target = readonly [name: string, durationMs: number, outcome?: 'cached' | 'failed'];

const startMs = Date.now() - 7 * 3_600_000;

/**
 * A session in the form in which the collector follows it, minutes after the previous one; `durationMs` is null while
 * it runs.
 */
function session(
  index: number,
  durationMs: number | null,
  { targets = [['a', 1]], workers }: { targets?: readonly Target[]; workers?: number } = {},
): BuildSession {
  let now = startMs + index * 600_000;
  const collector = new TelemetryCollector({ now: () => now });
  collector.startBuild({ id: `s${index}`, ...(workers === undefined ? {} : { maxParallelism: workers }) });
  now += durationMs ?? 0;
  for (const [name, took, outcome] of targets)
    collector.endTarget(name, {
      durationMs: took,
      cached: outcome === 'cached',
      failed: outcome === 'failed',
    });
  if (durationMs !== null) collector.endBuild();
  return collector.getSession() as BuildSession;
}

/** The sessions after they were stored and read again. */
async function stored(sessions: readonly BuildSession[]): Promise<BuildSession[]> {
  const storage = new TelemetryStorage(join(freshFolder(), 'history'));
  for (const each of sessions) await storage.append(each);
  return await storage.getSessions();
}

describe('TelemetryAnalyzer', () => {
  it('gives averages, extremes and the standard deviation', async () => {
    const [hit, built]: Target[][] = [
      [['a', 10, 'cached']],
      [
        ['a', 1600],
        ['b', 1600],
      ],
    ];
    const ended = await stored([
      session(0, 2000, { targets: built!, workers: 2 }),
      session(1, 4000, {
        targets: [
          ['a', 3200, 'failed'],
          ['b', 0, 'cached'],
        ],
        workers: 1,
      }),
      session(2, 6000, { targets: hit! }),
    ]);
    const running = session(3, null, { targets: [] });
    const report = new TelemetryAnalyzer([...ended, running]).analyze();
    expect(report).toMatchObject({
      totalBuilds: 4,
      successfulBuilds: 2,
      failedBuilds: 2,
      successRate: 50,
      avgBuildTimeMs: 4000,
      fastestBuildMs: 2000,
      slowestBuildMs: 6000,
      buildTimeSdMs: 2000,
      avgCacheHitRate: (0 + 50 + 100) / 3,
      avgParallelism: 80,
    });
    expect(report.avgTargetsPerSecond).toBeCloseTo((2 / 2 + 2 / 4 + 1 / 6) / 3);
    expect(report.avgMeanParallelism).toBeCloseTo((3200 / 2000 + 3200 / 4000 + 10 / 6000) / 3);
  });

  it('returns nothing without builds', () => {
    expect(new TelemetryAnalyzer([]).analyze()).toMatchObject({
      totalBuilds: 0,
      successRate: null,
      avgBuildTimeMs: null,
      buildTimeSdMs: null,
      buildTimeTrend: 'unknown',
      bottlenecks: [],
      regressions: [],
    });
  });

  it('lists the targets that are slow when they are built, not when they are cached', async () => {
    const sessions = await stored([
      session(0, 9000, {
        targets: [
          ['api', 2300],
          ['proto', 900],
          ['cached', 9000, 'cached'],
        ],
      }),
      session(1, 9000, {
        targets: [
          ['api', 2500],
          ['bundle', 1800, 'failed'],
          ['proto', 1, 'cached'],
        ],
      }),
    ]);
    const analyzer = new TelemetryAnalyzer(sessions);
    expect(analyzer.analyze().bottlenecks.map((each) => [each.name, each.avgMs, each.builds])).toEqual([
      ['api', 2400, 2],
      ['bundle', 1800, 1],
      ['proto', 900, 1],
    ]);
    expect(analyzer.analyzeTargets().find((each) => each.name === 'proto')).toMatchObject({
      cacheHits: 1,
      failures: 0,
    });
    expect(findBottlenecks(sessions[0]!)).toEqual([
      { name: 'api', durationMs: 2300 },
      { name: 'proto', durationMs: 900 },
    ]);
  });

  // Of 20 lookups, as many are hits as the build took seconds.
  it.each([
    [[10, 10, 10, 10], 'stable'],
    [[10, 10, 10, 11], 'stable'],
    [[10, 11, 14, 15], 'increasing'],
    [[19, 20, 14, 15], 'decreasing'],
    [[19, 20, 14], 'unknown'],
  ] as const)('sees the trend of %j: %s', async (times, trend) => {
    const targets = (hits: number) =>
      Array.from({ length: 20 }, (_, i): Target => (i < hits ? [`t${i}`, 1, 'cached'] : [`t${i}`, 1]));
    const sessions = times.map((time, i) => session(i, 1000 * time, { targets: targets(time) }));
    const report = new TelemetryAnalyzer(await stored(sessions)).analyze();
    expect([report.buildTimeTrend, report.cacheHitTrend]).toEqual([trend, trend]);
  });

  const steady = Array.from({ length: 14 }, (_, i) => 1200 + ((i * 7) % 5) * 10);
  const regressions = (sessions: readonly BuildSession[]) =>
    new TelemetryAnalyzer(sessions).analyze().regressions;

  it('finds a build that was 2.1 times slower than those before it', async () => {
    const times = [...steady, 2562, 1210];
    const [found, ...others] = regressions(await stored(times.map((time, i) => session(i, time))));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ sessionId: 's14', expectedMs: 1220, actualMs: 2562, confirmed: false });
    expect(found?.slowdown).toBeCloseTo(2.1);
  });

  it('judges as `check` does: not before the baseline is known, and not before confirmation', () => {
    const early = [...steady.slice(0, 5), 2500].map((time, i) => session(i, time));
    expect(regressions(early)).toEqual([]);
    const times = [...steady, 2500, 2520, 2510, 2530, 2500];
    const found = regressions(times.map((time, i) => session(i, time)));
    expect(found.filter(({ confirmed }) => confirmed)).toHaveLength(1);
    expect(found.at(-1)?.confirmed).toBe(true);
  });

  it('neither judges failed builds nor uses them as a baseline', () => {
    const found = regressions([
      ...steady.map((time, i) => session(i, time)),
      session(20, 9000, { targets: [['a', 1, 'failed']] }),
      session(21, 2700),
    ]);
    expect(found.map((each) => each.sessionId)).toEqual(['s21']);
  });

  it('gives the same result in any order and scales with the unit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 2, maxLength: 30 }), (times) => {
        const sessions = times.map((time, i) => session(i, time));
        const report = new TelemetryAnalyzer(sessions).analyze();
        expect(new TelemetryAnalyzer([...sessions].reverse()).analyze()).toEqual(report);
        const doubled = new TelemetryAnalyzer(times.map((time, i) => session(i, 2 * time))).analyze();
        expect(doubled.regressions.map((each) => each.sessionId)).toEqual(
          report.regressions.map((each) => each.sessionId),
        );
        expect(doubled.buildTimeSdMs).toBeCloseTo(2 * report.buildTimeSdMs!, 3);
      }),
    );
  });
});

function target(name: string, durationMs: number | null): TargetMetrics {
  return { name, kind: 'target', startTimeMs: null, durationMs, status: 'built', errorMessage: null };
}

describe('measureUtilization', () => {
  it('is busy time over the time of the workers', () => {
    expect(measureUtilization([target('a', 3000), target('b', 1000)], 2000, 4)).toBe(50);
    expect(measureUtilization([target('a', 9000)], 2000, 4)).toBe(100);
    expect(measureUtilization([target('a', 1)], 2000, null)).toBeNull();
    expect(measureUtilization([target('a', 1)], null, 4)).toBeNull();
    expect(measureUtilization([target('a', 1)], 0, 4)).toBeNull();
  });
});

describe('parallelism', () => {
  const of = (kind: string, durationMs: number | null): TargetMetrics => ({
    ...target('a', durationMs),
    kind,
  });

  it('is the mean number of parallel targets', () => {
    expect(measureParallelism([of('test', 3000), of('test', 1000), of('test', null)], 2000)).toBe(2);
    expect(measureParallelism([of('test', null)], 2000)).toBeNull();
    expect(measureParallelism([of('test', 1)], null)).toBeNull();
  });

  it('does not count the steps of a job next to it', () => {
    expect(measureParallelism([of('job', 2000), of('step', 1500), of('step', 500)], 2000)).toBe(1);
    expect(measureParallelism([of('step', 1500), of('step', 500)], 2000)).toBe(1);
  });
});

describe('sessionsOfHistory', () => {
  it('has each stored build with its targets', () => {
    const build = (id: string, more: Partial<StoredBuild> = {}): StoredBuild =>
      storeBuild({ id, durationMs: 2000, tasks: 2, cacheHits: 1, cacheLookups: 2, ...more });
    const history: History = {
      builds: [build('a'), build('b', { result: 'failure', failedTasks: 1, cacheHits: 0, cacheLookups: 0 })],
      series: [
        {
          ...makeSeries('compile', [1500, Number.NaN]),
          kind: 'target',
          result: Uint8Array.of(0, 1),
        },
        { ...makeSeries('proto', [5]), kind: 'target', cached: Uint8Array.of(1) },
      ],
    };
    const [a, b] = sessionsOfHistory(history);
    expect(a).toMatchObject({
      cacheHitRate: 50,
      targetsPerSecond: 1,
      parallelismUtilization: null,
      meanParallelism: 1505 / 2000,
      built: 1,
      cached: 1,
      succeeded: true,
      failureReason: null,
    });
    expect(a?.targets.map((each) => [each.name, each.durationMs, each.status])).toEqual([
      ['compile', 1500, 'built'],
      ['proto', 5, 'cached'],
    ]);
    expect(b).toMatchObject({ cacheHitRate: null, succeeded: false, failureReason: 'compile failed' });
    expect(b?.targets[0]?.durationMs).toBeNull();
    expect(b?.meanParallelism).toBeNull();
  });
});
