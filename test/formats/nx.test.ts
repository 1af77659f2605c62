import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import { buildOf, codesOf, sourceOf } from '../source-of.ts';

const task = (taskId: string, rest: object = {}): object => ({
  taskId,
  target: taskId.replace(/.*:/, ''),
  projectName: 'a',
  hash: '7106100519518692434',
  startTime: '2026-01-01T00:00:00.100Z',
  endTime: '2026-01-01T00:00:00.600Z',
  params: '--token=secret',
  cacheStatus: 'cache-miss',
  status: 0,
  ...rest,
});
const run = {
  command: 'nx run-many -t build --token=secret',
  startTime: '2026-01-01T00:00:00.000Z',
  endTime: '2026-01-01T00:00:01.500Z',
  inner: false,
};
const log = (...tasks: object[]): string => JSON.stringify({ run, tasks }, null, 2);

describe('nx', () => {
  it('reads a whole run, and neither commands nor parameters', async () => {
    const build = await buildOf(log(task('a:build'), task('a:test')));
    expect(build).toMatchObject({
      formats: ['nx'],
      startTimeMs: Date.UTC(2026, 0, 1),
      durationMs: 1500,
      result: 'success',
      complete: true,
      problems: [],
    });
    expect(build.tasks.map(({ name, kind, durationMs }) => [name, kind, durationMs])).toEqual([
      ['a:build', 'build', 500],
      ['a:test', 'test', 500],
    ]);
    expect(JSON.stringify(build)).not.toContain('secret');
  });

  it('recognises hits of both caches, and no other word', async () => {
    const states = ['local-cache-hit', 'remote-cache-hit', 'cache-miss', 'constructor'];
    const build = await buildOf(log(...states.map((cacheStatus, i) => task(`a:${i}`, { cacheStatus }))));
    expect(build.tasks.map(({ cache }) => cache)).toEqual(['hit', 'hit', 'miss', 'unknown']);
  });

  it('marks a run with a failed task as incomplete: its dependents are not in the file', async () => {
    const text = readFileSync(new URL('fixtures/nx/failed-run.json', import.meta.url), 'utf8');
    const build = await buildOf(text);
    expect(build).toMatchObject({ result: 'failure', complete: false });
    expect(codesOf(build)).toEqual(['unstarted-tasks']);
    expect(build.tasks.map(({ name, result }) => [name, result])).toEqual([
      ['a:build', 'success'],
      ['b:build', 'failure'],
      ['a:test', 'success'],
      ['c:build', 'success'],
      ['c:test', 'success'],
    ]);
  });

  it('has an unknown result for a task without a status', async () => {
    const build = await buildOf(log(task('a:build', { status: undefined, endTime: undefined })));
    expect(build.tasks[0]).toMatchObject({ result: 'unknown', durationMs: null });
    expect(build.result).toBe('unknown');
  });

  it('treats invalid times as unknown', async () => {
    const build = await buildOf(log(task('a:build', { startTime: '2026-01-02T00:00:00Z' })));
    expect(build.tasks[0]?.durationMs).toBeNull();
    expect(codesOf(build)).toEqual(['invalid-duration']);
  });

  it('keeps the tasks before a cut', async () => {
    const text = log(task('a:build'), task('a:test'));
    const build = await buildOf(text.slice(0, -200));
    expect(build.tasks.map(({ name }) => name)).toEqual(['a:build']);
    expect(build.complete).toBe(false);
  });

  it('does not claim other runs of tasks', async () => {
    for (const other of [
      { run, tasks: [{ taskId: 'a' }] },
      { run: {}, tasks: [] },
    ])
      expect((await inspectSource(sourceOf(JSON.stringify(other)), 'auto')).format).toBeNull();
  });
});
