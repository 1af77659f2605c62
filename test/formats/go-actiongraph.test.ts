import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import { buildOf, codesOf, sourceOf } from '../source-of.ts';

let last = 0;
const action = (Mode: string, rest: object = {}): object => ({
  ID: last++,
  Mode,
  Package: 'demo/lib',
  Objdir: '/tmp/go-build1/b001/',
  Args: ['--token=secret'],
  Priority: 3,
  ActionID: 'a1',
  BuildID: 'a1/c1',
  TimeReady: '2026-01-01T00:00:00.1Z',
  TimeStart: '2026-01-01T00:00:00.100000001Z',
  TimeDone: '2026-01-01T00:00:00.350000251Z',
  Cmd: null,
  ...rest,
});
const ran = { Cmd: ['/usr/bin/compile --token=secret'] };
const log = (...actions: object[]): string => JSON.stringify(actions, null, '\t');

describe('go-actiongraph', () => {
  it('reads the actions with nanoseconds, and no commands', async () => {
    const build = await buildOf(
      log(
        action('link', { ...ran, Package: 'demo', CmdUser: 179_646_000, CmdSys: 54_354_000 }),
        action('build', {
          TimeStart: '2026-01-01T01:00:00.3+01:00',
          TimeDone: '2026-01-01T00:00:01Z',
          ...ran,
        }),
      ),
    );
    expect(build).toMatchObject({
      formats: ['go-actiongraph'],
      result: 'success',
      complete: true,
      problems: [],
    });
    expect(build.tasks.map(({ name, kind, durationMs, cpuMs }) => [name, kind, durationMs, cpuMs])).toEqual([
      ['demo', 'link', 250.00025, 234],
      ['demo/lib', 'build', 700, null],
    ]);
    expect(build.startTimeMs).toBeCloseTo(Date.UTC(2026, 0, 1) + 100, 3);
    expect(build.durationMs).toBeCloseTo(900, 3);
    expect(JSON.stringify(build)).not.toMatch(/secret|go-build1/);
  });

  it('treats only outputs without a command as cache hits', async () => {
    const build = await buildOf(
      log(
        action('build'),
        action('link'),
        action('build', ran),
        action('link-install', { ActionID: undefined }),
        action('nop', { Package: '', ActionID: undefined, BuildID: undefined }),
        action('build check cache', { ActionID: undefined, BuildID: undefined }),
      ),
    );
    expect(build.tasks.map(({ name, cache, result }) => [name, cache, result])).toEqual([
      ['demo/lib', 'hit', 'success'],
      ['demo/lib', 'hit', 'success'],
      ['demo/lib', 'miss', 'success'],
      ['demo/lib', 'bypass', 'success'],
      ['nop', 'bypass', 'success'],
      ['demo/lib', 'bypass', 'success'],
    ]);
  });

  it('detects a failed package, and dependents that did not start, by their missing ids', async () => {
    const url = new URL('fixtures/go-actiongraph/failed-dependency.json', import.meta.url);
    const build = await buildOf(readFileSync(url, 'utf8'));
    const made = build.tasks.filter(({ kind }) => /^(build|link|link-install)$/.test(kind));
    expect(made.map(({ name, kind, result, cache }) => [name, kind, result, cache])).toEqual([
      ['demo', 'link-install', 'skip', 'bypass'],
      ['demo', 'link', 'skip', 'bypass'],
      ['demo', 'build', 'skip', 'bypass'],
      ['demo/bad', 'build', 'failure', 'miss'],
      ['demo/lib', 'build', 'success', 'hit'],
      ['errors', 'build', 'success', 'miss'],
    ]);
    expect(build).toMatchObject({ result: 'failure', complete: true });
  });

  it('has an unknown result for tests', async () => {
    const build = await buildOf(log(action('build'), action('test run', { BuildID: undefined })));
    expect(build).toMatchObject({ result: 'unknown', complete: true });
    expect(build.tasks[1]?.result).toBe('unknown');
  });

  it('leaves out planned actions: a stopped go command leaves the plan', async () => {
    const zero = { TimeStart: '0001-01-01T00:00:00Z', TimeDone: '0001-01-01T00:00:00Z' };
    const plan = await inspectSource(sourceOf(log(action('build', zero), action('link', zero))), 'auto');
    expect(plan).toMatchObject({ format: 'go-actiongraph', tasks: 0, complete: false, result: 'unknown' });
    const half = await buildOf(log(action('build'), action('link', { TimeDone: 'soon' })));
    expect(half).toMatchObject({ complete: false, result: 'unknown', tasks: [{ kind: 'build' }] });
    expect(codesOf(half)).toEqual(['unfinished']);
  });

  it('keeps the part before a cut, and treats an end before the start as unknown', async () => {
    const build = await buildOf(
      log(action('build', { TimeDone: '2025-01-01T00:00:00Z' }), action('link')).slice(0, -50),
    );
    expect(build.tasks.map(({ kind, durationMs }) => [kind, durationMs])).toEqual([['build', null]]);
    expect(build.complete).toBe(false);
    expect(codesOf(build)).toEqual(['invalid-duration', 'truncated']);
  });

  it('names packages outside of modules without their path', async () => {
    const build = await buildOf(log(action('build', { Package: '_/home/me/app' })));
    expect(build.tasks[0]?.name).toBe('app');
  });

  it('does not treat an unneeded action as a failure', async () => {
    const vetted = action('build', { BuildID: undefined, NeedVet: true });
    const tested = action('link', { BuildID: undefined, Package: 'demo.test' });
    const unmade = action('build', { BuildID: undefined, NeedBuild: true, Package: 'demo/bad' });
    const { tasks } = await buildOf(log(vetted, tested));
    expect(tasks.map(({ result }) => result)).toEqual(['skip', 'skip']);
    expect(await buildOf(log(vetted, unmade))).toMatchObject({ result: 'failure' });
  });

  it('names C files without the temporary folder of the build', async () => {
    const { tasks } = await buildOf(
      log(
        action('cgo compile /tmp/go-build383007551/b163/cgo_linux.cgo2.c', { ...ran, Package: 'net' }),
        action('cgo compile gcc_util.c', { ...ran, Package: 'runtime/cgo' }),
      ),
    );
    expect(tasks.map(({ name, kind }) => [name, kind])).toEqual([
      ['net cgo_linux.cgo2.c', 'cgo compile'],
      ['runtime/cgo gcc_util.c', 'cgo compile'],
    ]);
  });
});
