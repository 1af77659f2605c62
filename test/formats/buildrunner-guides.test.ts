/** The examples of both of BuildRunner's documents, in the form that it would write. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildRunnerTypes } from '../../src/formats/buildrunner/buildrunner-types.ts';
import { buildOf, codesOf, lines } from '../source-of.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`./fixtures/buildrunner/${name}`, import.meta.url), 'utf8');

describe("the guide's events", () => {
  it('become a build', async () => {
    const build = await buildOf(fixture('guide.json'));
    expect(build).toMatchObject({
      result: 'failure',
      complete: true,
      degraded: false,
      durationMs: 5000,
      startTimeMs: Date.UTC(2025, 10, 18, 14, 22, 45, 120),
    });
    expect(build.tasks).toMatchObject([
      {
        id: 'task-123',
        name: 'Build API endpoint',
        kind: 'agent',
        durationMs: 1234,
        result: 'success',
        model: 'sonnet',
        costUsd: 0.0125,
        errorType: null,
      },
      {
        id: 'task-124',
        name: 'task-124',
        durationMs: 20,
        result: 'failure',
        errorType: 'ValueError',
        costUsd: null,
      },
    ]);
    expect(build.events.map(({ type, severity }) => `${type} ${severity}`)).toEqual([
      'BUILD_STARTED info',
      'MODEL_SELECTED info',
      'SECURITY_VIOLATION critical',
      'DEPLOYMENT_COMPLETED info',
      'BUILD_FAILED error',
    ]);
    expect(build.events[1]).toMatchObject({ taskId: 'task-123', attributes: { model: 'sonnet' } });
    expect(codesOf(build)).toEqual(['zoneless-time']);
  });

  it('are the same around an object', async () => {
    const wrapped = `{"version": "3.1", "events": ${fixture('guide.json')}, "saved_at": "2025-11-18"}`;
    expect({ ...(await buildOf(wrapped)) }).toEqual({ ...(await buildOf(fixture('guide.json'))) });
  });
});

describe("the report's events", () => {
  it('become a build', async () => {
    const build = await buildOf(fixture('report.ndjson'));
    // The end event itself states how long the build took.
    expect(build).toMatchObject({ result: 'success', complete: true, durationMs: 6500, problems: [] });
    expect(build.tasks).toMatchObject([
      // A model in its end event does not change the type of the task given by its start event.
      {
        id: 'task-123',
        kind: 'new_feature',
        durationMs: 1500,
        model: 'sonnet',
        costUsd: 0.045,
        tokens: { input: 5000 },
      },
      { id: 'task-124', kind: 'bug_fix', durationMs: null, result: 'cancellation' },
    ]);
    expect(Object.fromEntries(build.events.map(({ type, severity }) => [type, severity]))).toEqual({
      SYSTEM_STARTED: 'info',
      BUILD_STARTED: 'info',
      MODEL_FAILED: 'error',
      FALLBACK_TRIGGERED: 'warning',
      EXCEPTION_RAISED: 'error',
      PERFORMANCE_MEASURED: 'info',
      LATENCY_RECORDED: 'info',
      SQL_INJECTION_DETECTED: 'critical',
      HEALTH_CHECK: 'info',
      BUILD_COMPLETED: 'info',
      SYSTEM_STOPPED: 'info',
    });
    expect(build.events.find(({ type }) => type === 'PERFORMANCE_MEASURED')?.attributes).toEqual({
      operation: 'file_analysis',
      value: 892.1,
    });
    expect(JSON.stringify(build)).not.toContain('/srv');
  });
});

describe('every event type', () => {
  it('that the documents name is known', () => {
    const named = readFileSync(new URL('buildrunner-types.txt', import.meta.url), 'utf8').match(
      /[A-Z_]{3,}/g,
    );
    expect(named?.length).toBe(16 + 20);
    expect(Object.keys(buildRunnerTypes).sort()).toEqual([...new Set(named)].sort());
  });

  it.each(Object.keys(buildRunnerTypes))('%s is read in any case', async (type) => {
    const other = { event_type: 'TASK_COMPLETED', task_id: 'other', duration_ms: 1 };
    const read = async (event_type: string): Promise<unknown> => {
      const build = await buildOf(
        lines({ event_type, event_id: 'e', task_id: 't', timestamp: '2026-01-01T00:00:00Z' }, other),
      );
      expect(build.events.some((event) => event.type === type)).toBe(!type.startsWith('TASK_'));
      return [build.tasks, build.events, build.result, build.complete];
    };
    const expected = await read(type);
    for (const written of [
      type.toLowerCase(),
      ` ${type.toLowerCase().replaceAll('_', '-')}`,
      type.toLowerCase().replaceAll('_', ' '),
    ])
      expect(await read(written)).toEqual(expected);
  });
});

describe('a start that is written after its end', () => {
  it('adds the fields that the end left out, and no more', async () => {
    const build = await buildOf(
      lines(
        {
          event_type: 'TASK_COMPLETED',
          task_id: 'a',
          timestamp: '2026-01-01T00:00:03Z',
          model_used: 'sonnet',
          duration_ms: 5,
        },
        {
          event_type: 'TASK_STARTED',
          task_id: 'a',
          timestamp: '2026-01-01T00:00:01Z',
          model: 'opus',
          task_name: 'Review',
        },
      ),
    );
    expect(build.tasks).toMatchObject([
      { name: 'Review', kind: 'agent', model: 'sonnet', durationMs: 5, result: 'success', attempt: 1 },
    ]);
    expect(build.complete).toBe(true);
  });
});

describe('the duration and the result of a build', () => {
  const at = (second: number): string => `2026-01-01T00:00:${String(second).padStart(2, '0')}Z`;
  const done = (id: string, second: number, type = 'TASK_COMPLETED'): object => ({
    event_type: type,
    task_id: id,
    timestamp: at(second),
    duration_ms: 1000,
  });

  it.each([
    [
      'its own duration',
      [{ event_type: 'BUILD_COMPLETED', timestamp: at(9), duration_ms: 7000 }],
      7000,
      'success',
    ],
    ['its two ends', [{ event_type: 'BUILD_COMPLETED', timestamp: at(9) }], 9000, 'success'],
    ['success false', [{ event_type: 'BUILD_COMPLETED', timestamp: at(9), success: false }], 9000, 'failure'],
    [
      'its two ends next to an impossible duration',
      [{ event_type: 'BUILD_FAILED', timestamp: at(9), duration_ms: -1 }],
      9000,
      'failure',
    ],
  ])('follow from %s', async (_, ends, durationMs, result) => {
    const start = { event_type: 'BUILD_STARTED', timestamp: at(0), build_id: 'b' };
    const build = await buildOf(lines(start, done('a', 2), ...ends));
    expect(build).toMatchObject({ durationMs, result, complete: true });
  });

  it('follow from the tasks alone', async () => {
    expect(await buildOf(lines(done('a', 2), done('b', 5)))).toMatchObject({
      durationMs: 4000,
      result: 'success',
    });
    expect(await buildOf(lines(done('a', 2), done('b', 5, 'TASK_FAILED')))).toMatchObject({
      result: 'failure',
    });
    expect(await buildOf(lines(done('a', 2, 'TASK_SKIPPED')))).toMatchObject({ result: 'skip' });
  });

  it('do not let a retried failure fail a completed build', async () => {
    const build = await buildOf(lines(done('a', 2, 'TASK_FAILED'), done('a', 4)));
    expect(build.tasks.map(({ attempt, result }) => [attempt, result])).toEqual([
      [1, 'failure'],
      [2, 'success'],
    ]);
    expect(build.result).toBe('success');
  });
});
