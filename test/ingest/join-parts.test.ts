import { describe, expect, it } from 'vitest';
import { buildOf, lines, readAll, sourceOf } from '../source-of.ts';

const task = (name: string, rest: object = {}): string =>
  lines({ v: 1, type: 'task', task_id: 't1', name, duration_ms: 5, result: 'success', ...rest });
const junit = (attributes: string, cases = '<testcase name="t"/>'): string =>
  `<testsuite name="s" ${attributes}>${cases}</testsuite>`;

describe('several files', () => {
  it('make one build with unique ids', async () => {
    const build = await buildOf(
      task('a') + lines({ v: 1, type: 'task', task_id: 't2', parent_id: 't1', name: 'child' }),
      task('b') + lines({ v: 1, type: 'event', name: 'X', task_id: 't1' }),
      junit('time="1"'),
    );
    expect(build.formats).toEqual(['build-telemetry', 'junit']);
    expect(build.tasks.map(({ id, parentId }) => [id, parentId])).toEqual([
      ['1/t1', null],
      ['1/t2', '1/t1'],
      ['2/t1', null],
      ['3/t1', null],
    ]);
    expect(build.events[0]?.taskId).toBe('2/t1');
  });

  it('use the worst result, and files without tasks do not count', async () => {
    expect((await buildOf(task('a'), task('b', { result: 'failure' }))).result).toBe('failure');
    expect((await buildOf(task('a'), '<testsuites/>')).result).toBe('success');
    expect((await buildOf(task('a'), lines({ v: 1, type: 'build', result: 'cancellation' }))).result).toBe(
      'cancellation',
    );
  });

  it('span from the first start to the last end by their clocks', async () => {
    const a = junit('timestamp="2026-01-01T00:00:00Z" time="10"');
    const b = junit('timestamp="2026-01-01T00:00:05Z" time="10"');
    expect(await buildOf(a, b)).toMatchObject({ durationMs: 15_000, startTimeMs: Date.UTC(2026, 0, 1) });
  });

  it('add up without clocks, and are unknown if one has no duration', async () => {
    expect((await buildOf(junit('time="2"'), junit('time="3"'))).durationMs).toBe(5000);
    expect((await buildOf(junit('time="2"'), junit(''))).durationMs).toBeNull();
    expect(
      (await buildOf(junit('time="2"'), junit('timestamp="2026-01-01T00:00:05Z" time="10"'))).durationMs,
    ).toBeNull();
  });

  it('use the clocks with a zone if some have none', async () => {
    const local = junit('timestamp="2026-01-01T05:00:00" time="10"');
    const exact = task('a', { start_time: '2026-01-01T00:00:00Z', duration_ms: 60_000 });
    expect(await buildOf(local, exact)).toMatchObject({
      durationMs: 60_000,
      startTimeMs: Date.UTC(2026, 0, 1),
    });
  });

  it('are incomplete when one could not be read', async () => {
    const { build, problems, files } = await readAll([
      sourceOf(task('a')),
      sourceOf('nonsense', 'broken.txt'),
    ]);
    expect(build).toMatchObject({ complete: false, problems: [] });
    expect(problems).toMatchObject([{ level: 'error', code: 'unknown-format', where: 'broken.txt' }]);
    expect(files.map((file) => file.format)).toEqual(['build-telemetry', null]);
  });
});

describe('files of different tools', () => {
  const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
  const nanos = (second: number): string => `${Date.UTC(2026, 0, 1, 0, 0, second)}000000`;
  const spanId = '00000000000000aa';
  const traces = JSON.stringify({
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: [
              {
                traceId: 'a'.repeat(32),
                spanId,
                name: 'link',
                startTimeUnixNano: nanos(20),
                endTimeUnixNano: nanos(30),
              },
            ],
          },
        ],
      },
    ],
  });
  const metrics = JSON.stringify({
    resourceMetrics: [
      {
        scopeMetrics: [{ metrics: [{ name: 'size', unit: 'By', gauge: { dataPoints: [{ asInt: '7' }] } }] }],
      },
    ],
  });
  const logs = JSON.stringify({
    resourceLogs: [
      { scopeLogs: [{ logRecords: [{ severityNumber: 17, spanId, body: { stringValue: 'slow disk' } }] }] },
    ],
  });
  const suite = junit(`timestamp="${at(0)}" time="10"`, '<testcase name="t" time="10"/>');
  const own = (build_id: string): string =>
    task('own', { build_id, start_time: at(5), duration_ms: 10_000 }) +
    lines({ v: 1, type: 'metric', build_id, name: 'bench', value: 3, unit: 'ms', samples: [2, 4] });

  it.each([
    ['with one build id', ['b1', 'b1']],
    ['with ids of their own', ['b1', 'b2']],
  ])('make one build %s', async (_, [first = '', second = '']) => {
    const build = await buildOf(suite, traces, metrics, logs, own(first), own(second));
    expect(build).toMatchObject({
      id: 'b1',
      formats: ['build-telemetry', 'junit', 'otlp'],
      startTimeMs: Date.UTC(2026, 0, 1),
      durationMs: 30_000,
      result: 'success',
      complete: true,
    });
    expect(build.tasks.map(({ id, name }) => [id, name])).toEqual([
      ['1/t1', 's › t'],
      [`2/${spanId}`, 'link'],
      ['5/t1', 'own'],
      ['6/t1', 'own'],
    ]);
    expect(build.metrics.map(({ name, samples }) => [name, samples])).toEqual([
      ['size', null],
      ['bench', [2, 4]],
      ['bench', [2, 4]],
    ]);
  });

  it('use the time of the ones with work, not of measurements and logs', async () => {
    for (const contents of [
      [traces, metrics, logs],
      [metrics, traces],
      [suite, '<testsuites/>'],
    ])
      expect((await buildOf(...contents)).durationMs).toBe(10_000);
  });

  it("refer to each other's tasks", async () => {
    const build = await buildOf(
      traces,
      logs,
      task('child', { parent_id: spanId }),
      task('lost', { parent_id: 'x' }),
    );
    expect(build.events[0]?.taskId).toBe(`1/${spanId}`);
    expect(build.tasks.map(({ parentId }) => parentId)).toEqual([null, `1/${spanId}`, '4/x']);
  });

  it('are judged by the ones with a result', async () => {
    const silent = task('a', { result: 'unknown' });
    expect((await buildOf(silent, task('b'))).result).toBe('success');
    expect((await buildOf(silent, task('b', { result: 'failure' }))).result).toBe('failure');
    expect((await buildOf(silent)).result).toBe('unknown');
    const killed = lines({ v: 1, type: 'event', name: 'TASK_STARTED', task_id: 't', build_id: 'b' });
    expect((await buildOf(killed, task('b'))).result).toBe('unknown');
  });
});
