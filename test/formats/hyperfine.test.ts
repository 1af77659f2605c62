/** hyperfine's results: what its times mean, and when they have no meaning. */
import { describe, expect, it } from 'vitest';
import { buildOf, codesOf, readAll, sourceOf } from '../source-of.ts';

const result = (command: string, times: readonly number[], more: object = {}) => ({
  command,
  mean: 1,
  stddev: null,
  median: times[1] ?? 0,
  user: 0.1,
  system: 0.1,
  min: 0,
  max: 0,
  times,
  exit_codes: times.map(() => 0),
  ...more,
});
const log = (...results: readonly object[]): string => JSON.stringify({ results });

describe('hyperfine', () => {
  it('gives the median in ms with its samples', async () => {
    const build = await buildOf(log(result('make app', [0.5, 0.25, 0.125])));
    expect(build.metrics).toEqual([
      { name: 'make app', value: 250, unit: 'ms', better: 'lower', samples: [500, 250, 125] },
    ]);
    expect(build).toMatchObject({ result: 'success', complete: true, tasks: [] });
  });

  it('treats times of zero after the shell correction as unknown', async () => {
    const { build, files } = await readAll([sourceOf(log(result('true', [0, 0, 0])))]);
    expect(build).toBeNull();
    expect(files[0]?.problems.map((problem) => problem.code)).toContain('zero-time');
    const some = await buildOf(log(result('almost true', [0, 0.001, 0.002])));
    expect(some.metrics[0]).toMatchObject({ value: 1, samples: [1, 2] });
  });

  it('reports failed runs, with their exit codes', async () => {
    const codes = { exit_codes: [0, 3, null] };
    const build = await buildOf(log(result('flaky', [1, 2, 3], codes)));
    expect(codesOf(build)).toEqual(['failed-command']);
    expect(build.result).toBe('unknown');
    expect(build.problems[0]?.what).toContain('2 of 3 runs (3, a signal)');
  });

  it('reads the output of hyperfine 2 under the same names', async () => {
    const run = (seconds: number, exit_code: number | null = 0) => ({
      time_wall_clock: { value: seconds, unit: 'second' },
      time_cpu: { value: 9, unit: 'second' },
      memory_peak_resident: { value: 1048576, unit: 'byte' },
      exit_code,
    });
    const summary = (median: number) => ({
      time_cpu: { unit: 'second', count: 2, mean: 9, stddev: 0, median: 9, min: 9, max: 9 },
      time_wall_clock: { unit: 'second', count: 2, mean: 9, stddev: 0, median, min: 9, max: 9 },
    });
    const text = JSON.stringify({
      schema_version: 2,
      metadata: { hyperfine_version: '2.0.0', platform: { os: 'Linux', architecture: 'x86_64' } },
      primary_metric: 'memory_peak_resident',
      results: [
        { command: 'make app', measurements: [run(0.5), run(0.25)], summary: summary(0.375) },
        {
          command: 'sort 10',
          name: 'sorting',
          measurements: [run(1), run(2, null)],
          parameters: { size: { value: '10' } },
          summary: summary(1.5),
        },
      ],
    });
    const build = await buildOf(text);
    expect(build.metrics).toEqual([
      { name: 'make app', value: 375, unit: 'ms', better: 'lower', samples: [500, 250] },
      { name: 'sorting (size=10)', value: 1500, unit: 'ms', better: 'lower', samples: [1000, 2000] },
    ]);
    expect(build.result).toBe('unknown');
    expect(build.problems[0]?.what).toContain('1 of 2 runs (a signal)');
  });

  it('names benchmarks by parameters and repeated commands', async () => {
    const build = await buildOf(
      log(
        result('sort', [1, 1], { parameters: { size: '10', kind: 'quick' } }),
        result('sort', [1, 1], { parameters: { size: '20', kind: 'quick' } }),
        result('sort', [1, 1]),
        result('sort', [1, 1]),
      ),
    );
    expect(build.metrics.map((metric) => metric.name)).toEqual([
      'sort (size=10, kind=quick)',
      'sort (size=20, kind=quick)',
      'sort',
      'sort #2',
    ]);
  });

  it('removes the location of a checkout from a command', async () => {
    const build = await buildOf(log(result('/home/runner/work/app/app/target/app --fast', [1, 1])));
    expect(build.metrics[0]?.name).toBe('target/app --fast');
  });

  it('hides credentials in a command', async () => {
    const command = 'API_TOKEN=s3cret curl --password s3cret https://me:s3cret@example.com';
    const build = await buildOf(log(result(command, [1, 1])));
    expect(build.metrics[0]?.name).toBe('API_TOKEN=… curl --password … https://…@example.com');
  });

  it('keeps the part before a cut', async () => {
    const text = log(result('a', [1, 1]), result('b', [1, 1]));
    const build = await buildOf(text.slice(0, -60));
    expect(build).toMatchObject({ complete: false, result: 'unknown' });
    expect(build.metrics.map((metric) => metric.name)).toEqual(['a']);
  });
});
