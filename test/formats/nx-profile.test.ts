import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import { buildOf, codesOf, sourceOf } from '../source-of.ts';

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`./fixtures/nx-profile/${name}`, import.meta.url));

const group = { name: 'thread_name', ph: 'M', pid: 9, tid: 0, ts: 0, args: { name: 'Group #1' } };
const task = (name: string, status: string, ts = 1_700_000_000_000_000, dur = 1_500_000): object => {
  const [project, target] = name.split(':');
  return {
    name,
    cat: `${project},${target},`,
    ph: 'X',
    ts,
    dur,
    pid: 9,
    tid: 0,
    args: { target: { project, target }, status },
  };
};
const log = (...events: object[]): string => JSON.stringify([group, ...events], null, 2);

describe("Nx's profile", () => {
  it('has each task with its times of day', async () => {
    const build = await buildOf(
      log(task('web:build', 'success'), task('api:build', 'success', 1_700_000_001_000_000)),
    );
    expect(build).toMatchObject({
      startTimeMs: 1_700_000_000_000,
      durationMs: 2500,
      result: 'success',
      complete: true,
      formats: ['nx-profile'],
    });
    expect(build.tasks).toMatchObject([
      { name: 'web:build', kind: 'task', durationMs: 1500, result: 'success', cache: 'miss' },
      { name: 'api:build', startTimeMs: 1_700_000_001_000 },
    ]);
  });

  it('of older versions is not dated, because they count from another moment', async () => {
    const build = await buildOf(
      log(task('web:build', 'success', 1_217_000), task('api:build', 'success', 2_000_000)),
    );
    expect(build).toMatchObject({ startTimeMs: null, durationMs: 2283, complete: true });
    expect(build.tasks.map(({ startTimeMs }) => startTimeMs)).toEqual([null, null]);
  });

  it('reads cache hits', async () => {
    const build = await buildOf(fixture('nx-24.0.6-hit.json'));
    expect(build.result).toBe('success');
    expect(build.tasks.map(({ name, cache }) => [name, cache])).toEqual([
      ['a:build', 'hit'],
      ['c:build', 'hit'],
      ['b:build', 'hit'],
    ]);
    const statuses = ['local-cache', 'local-cache-kept-existing', 'remote-cache'];
    const each = await buildOf(log(...statuses.map((status, i) => task(`p${i}:build`, status))));
    expect(each.tasks.map(({ cache }) => cache)).toEqual(['hit', 'hit', 'hit']);
  });

  it('reads failures, and skipped tasks without a time', async () => {
    const failed = await buildOf(fixture('nx-24.0.6-fail.json'));
    expect(failed).toMatchObject({ result: 'failure', complete: true });
    expect(failed.tasks.map(({ result }) => result)).toEqual(['failure', 'failure', 'failure']);
    const { tasks } = await buildOf(
      log(task('a:build', 'failure'), task('b:build', 'skipped'), task('c:x', 'new')),
    );
    expect(tasks.map(({ result, cache, durationMs }) => [result, cache, durationMs])).toEqual([
      ['failure', 'miss', 1500],
      ['skip', 'unknown', null],
      ['unknown', 'unknown', 1500],
    ]);
  });

  it('of an interrupted run is incomplete', async () => {
    const build = await buildOf(fixture('nx-24.0.6-sig.json'));
    expect(build).toMatchObject({ result: 'cancellation', complete: false });
  });

  it('that is cut is incomplete', async () => {
    const text = log(task('a:build', 'success'), task('b:build', 'success'));
    for (const cut of [5, 1]) {
      const build = await buildOf(text.slice(0, -cut));
      expect(build.complete).toBe(false);
      expect(codesOf(build)).toEqual(['truncated']);
    }
  });

  it('ignores invalid numbers', async () => {
    const build = await buildOf(log(task('a:build', 'success', Number.NaN, -5)));
    expect(build.tasks).toMatchObject([{ startTimeMs: null, durationMs: null }]);
    expect(codesOf(build)).toEqual(['invalid-duration']);
  });

  it('is distinguished from other traces', async () => {
    const odd = JSON.stringify([{ ...group, args: { name: 'main' } }, task('a:build', 'success')]);
    expect((await inspectSource(sourceOf(odd), 'auto')).format).toBe('chrome-trace');
  });
});
