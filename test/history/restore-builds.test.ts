import { describe, expect, it } from 'vitest';
import { restoreBuilds } from '../../src/history/restore-builds.ts';
import type { History, TaskSeries } from '../../src/model/history.ts';
import { storeBuild } from '../make.ts';

const history: History = {
  builds: [
    storeBuild({ id: 'a' }),
    storeBuild({ id: 'b', commit: 'abc', result: 'failure', durationMs: null }),
  ],
  series: [
    {
      name: 'compile',
      kind: 'task',
      build: Int32Array.of(0, 1, 1),
      durationMs: Float64Array.of(5, 7, Number.NaN),
      result: Uint8Array.of(0, 1, 0),
      cached: Uint8Array.of(0, 0, 1),
      attempt: Uint8Array.of(1, 1, 2),
      costUsd: Float64Array.of(Number.NaN, 0.5, 0),
      tokens: null,
      cpuMs: Float64Array.of(3, 4, Number.NaN),
      memoryBytes: null,
      errorType: [null, 'Timeout', null],
      failurePrint: null,
      model: null,
      value: null,
      unit: null,
      better: null,
    },
    {
      name: 'size',
      kind: 'metric',
      build: Int32Array.of(0, 1),
      durationMs: Float64Array.of(Number.NaN, Number.NaN),
      result: Uint8Array.of(6, 6),
      cached: Uint8Array.of(0, 0),
      attempt: Uint8Array.of(1, 1),
      ...{
        costUsd: null,
        tokens: null,
        cpuMs: null,
        memoryBytes: null,
        failurePrint: null,
        errorType: null,
        model: null,
      },
      value: Float64Array.of(Number.NaN, 12),
      unit: 'By',
      better: 'higher',
    },
  ],
};

describe('restoreBuilds', () => {
  it('returns the requested builds with their tasks, and null for unstored values', () => {
    const [build, ...others] = restoreBuilds(history, ({ id }) => id === 'b');
    expect(others).toEqual([]);
    expect(build).toMatchObject({ id: 'b', result: 'failure', durationMs: null, events: [], machine: [] });
    expect(build?.context.commit).toBe('abc');
    expect(build?.tasks).toMatchObject([
      { name: 'compile', attempt: 1, durationMs: 7, result: 'failure', cache: 'unknown', costUsd: 0.5 },
      { name: 'compile', attempt: 2, durationMs: null, result: 'success', cache: 'hit', costUsd: 0 },
    ]);
    expect(build?.tasks[0]).toMatchObject({
      tokens: null,
      startTimeMs: null,
      cpuMs: 4,
      errorType: 'Timeout',
    });
    expect(build?.metrics).toEqual([
      { name: 'size', value: 12, unit: 'By', better: 'higher', samples: null },
    ]);
    expect(restoreBuilds(history, () => true)[0]?.metrics).toEqual([]);
    expect(restoreBuilds(history, () => true).map(({ tasks }) => tasks.length)).toEqual([1, 2]);
  });

  it('has the tokens by kind if they are stored, and else as input', () => {
    const [series] = history.series as TaskSeries[];
    const tokens = Float64Array.of(Number.NaN, 100, 50);
    const parts = {
      outputTokens: Float64Array.of(Number.NaN, 10, Number.NaN),
      cacheReadTokens: Float64Array.of(Number.NaN, 60, Number.NaN),
      cacheCreationTokens: Float64Array.of(Number.NaN, 5, Number.NaN),
    };
    const builds = restoreBuilds(
      { ...history, series: [{ ...(series as TaskSeries), tokens, ...parts }] },
      () => true,
    );
    expect(builds.flatMap(({ tasks }) => tasks.map((task) => task.tokens))).toEqual([
      null,
      { input: 25, output: 10, cacheRead: 60, cacheCreation: 5 },
      { input: 50, output: 0, cacheRead: 0, cacheCreation: 0 },
    ]);
  });
});
