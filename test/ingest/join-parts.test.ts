import { describe, expect, it } from 'vitest';
import { buildOf, lines, readAll, sourceOf } from './source-of.ts';

const task = (name: string, rest: object = {}): string =>
  lines({ v: 1, type: 'task', task_id: 't1', name, duration_ms: 5, result: 'success', ...rest });
const junit = (attributes: string, cases = '<testcase name="t"/>'): string =>
  `<testsuite name="s" ${attributes}>${cases}</testsuite>`;

describe('several files', () => {
  it('make one build with ids of their own', async () => {
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

  it('take the worst result, and files without tasks do not count', async () => {
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

  it('add up without clocks, and know nothing where one says nothing', async () => {
    expect((await buildOf(junit('time="2"'), junit('time="3"'))).durationMs).toBe(5000);
    expect((await buildOf(junit('time="2"'), junit(''))).durationMs).toBeNull();
    expect(
      (await buildOf(junit('time="2"'), junit('timestamp="2026-01-01T00:00:05Z" time="10"'))).durationMs,
    ).toBeNull();
  });

  it('follow the clocks with a zone where some have none', async () => {
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
