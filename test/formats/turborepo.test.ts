import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectSource } from '../../src/formats/read-build.ts';
import { buildOf, codesOf, sourceOf } from '../source-of.ts';

const fixture = (file: string): string =>
  readFileSync(new URL(`fixtures/turborepo/${file}`, import.meta.url), 'utf8');

const task = (taskId: string, rest: object = {}): object => ({
  taskId,
  task: taskId.replace(/.*#/, ''),
  cache: { local: false, remote: false, status: 'MISS', timeSaved: 0 },
  command: 'echo secret',
  cliArguments: ['secret'],
  environmentVariables: { configured: ['TOKEN=secret'] },
  execution: { startTime: 1_767_225_600_100, endTime: 1_767_225_600_600, exitCode: 0 },
  ...rest,
});
const hit = { local: true, remote: false, status: 'HIT', source: 'LOCAL', timeSaved: 4671 };
const summary = (execution: object | null, ...tasks: object[]): string =>
  JSON.stringify(
    {
      id: 'x',
      version: '1',
      turboVersion: '2.11.11',
      globalCacheInputs: { environmentVariables: { configured: ['TOKEN=secret'] } },
      execution: execution && {
        command: 'turbo run build -- secret',
        success: tasks.length,
        failed: 0,
        cached: 0,
        attempted: tasks.length,
        startTime: 1_767_225_600_000,
        endTime: 1_767_225_601_500,
        exitCode: 0,
        ...execution,
      },
      packages: ['a'],
      tasks,
      user: 'secret',
    },
    null,
    2,
  );

describe('turborepo', () => {
  it('reads a whole run, and neither commands nor environment nor user', async () => {
    const build = await buildOf(summary({}, task('a#build'), task('a#test')));
    expect(build).toMatchObject({
      formats: ['turborepo'],
      startTimeMs: 1_767_225_600_000,
      durationMs: 1500,
      result: 'success',
      complete: true,
      problems: [],
    });
    expect(build.tasks.map(({ name, kind, durationMs, cache }) => [name, kind, durationMs, cache])).toEqual([
      ['a#build', 'build', 500, 'miss'],
      ['a#test', 'test', 500, 'miss'],
    ]);
    expect(JSON.stringify(build)).not.toContain('secret');
  });

  it('reads the saved time of a hit as its time, not that of the lookup', async () => {
    const older = task('c#build', { cache: { local: false, remote: true, timeSaved: 9 } });
    const build = await buildOf(summary({}, task('a#build', { cache: hit }), task('b#build'), older));
    expect(build.tasks.map(({ cache, durationMs, savedMs }) => [cache, durationMs, savedMs])).toEqual([
      ['hit', null, 4671],
      ['miss', 500, null],
      ['hit', null, 9],
    ]);
  });

  it('distinguishes uncacheable tasks from misses', async () => {
    const test = task('a#test', { resolvedTaskDefinition: { cache: false } });
    expect((await buildOf(summary({}, test))).tasks[0]?.cache).toBe('bypass');
  });

  it.each([
    [{ attempted: 4 }, 'unknown', false],
    [{ attempted: undefined }, 'unknown', false],
    [{ attempted: 4, exitCode: 130 }, 'cancellation', false],
    [{ exitCode: null }, 'unknown', true],
    [{ success: 1, failed: 1 }, 'failure', true],
    [{ exitCode: 3 }, 'failure', true],
  ])('judges the end %j', async (execution, result, complete) => {
    const build = await buildOf(summary(execution, task('a#build'), task('b#build')));
    expect(build).toMatchObject({ result, complete });
    expect(codesOf(build)).toEqual(complete ? [] : ['unfinished']);
  });

  it('does not read killed and uncounted tasks of an older version as a success', async () => {
    const run = { attempted: 2, success: 0, failed: 1, exitCode: 1 };
    const failed = task('test', {
      execution: { startTime: 1_795_255_110_000, endTime: 1_795_255_111_168, exitCode: 1 },
    });
    const killed = task('build', {
      execution: { startTime: 1_795_255_110_001, endTime: 1_795_255_110_002, exitCode: 0 },
    });
    const build = await buildOf(summary(run, killed, failed));
    expect(build).toMatchObject({ result: 'failure', complete: false });
    expect(build.tasks.map(({ name, result, durationMs }) => [name, result, durationMs])).toEqual([
      ['build', 'unknown', null],
      ['test', 'failure', 1168],
    ]);
  });

  it('reads a failed run, with and without `--continue`', async () => {
    const stopped = await buildOf(fixture('failed.json'));
    expect(stopped).toMatchObject({ result: 'failure', complete: false });
    const continued = await buildOf(fixture('failed-continue.json'));
    expect(continued).toMatchObject({ result: 'failure', complete: true, problems: [] });
    expect(continued.tasks.map(({ name, result, cache }) => [name, result, cache])).toEqual([
      ['a#build', 'success', 'hit'],
      ['a#test', 'success', 'bypass'],
      ['b#build', 'failure', 'miss'],
      ['b#test', 'success', 'bypass'],
      ['c#build', 'success', 'miss'],
      ['c#test', 'success', 'bypass'],
    ]);
    expect(JSON.stringify(continued)).not.toContain('/home/');
  });

  it('calls a task without an exit code an error', async () => {
    const killed = task('a#build', { execution: { startTime: 1, endTime: 2, error: 'secret' } });
    const build = await buildOf(summary({ exitCode: 1, success: 0, failed: 1 }, killed));
    expect(build.tasks[0]).toMatchObject({ result: 'error', errorType: null });
  });

  it('never reads a cut summary as a success', async () => {
    const log = summary({}, task('a#build'), task('a#test'));
    const build = await buildOf(log.slice(0, log.indexOf('"a#test"') + 300));
    expect(build).toMatchObject({ result: 'unknown', complete: false });
    expect(build.tasks.length).toBe(1);
  });

  it('treats invalid numbers as unknown', async () => {
    const execution = { startTime: 'soon', endTime: 5, exitCode: 0 };
    const build = await buildOf(summary({ startTime: null }, task('a#build', { execution })));
    expect(build).toMatchObject({ durationMs: null, tasks: [{ startTimeMs: null, durationMs: null }] });
  });

  it.each(['auto', 'turborepo'])('refuses the plan of a dry run for format %s', async (format) => {
    const { execution, ...plan } = JSON.parse(summary({}, task('a#build', { execution: undefined })));
    const facts = await inspectSource(sourceOf(JSON.stringify(plan)), format);
    expect(facts).toMatchObject({ format: null, problems: [{ code: 'not-a-run' }] });
    expect(facts.problems[0]?.fix).toContain('--summarize');
  });
});
