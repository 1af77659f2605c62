/** Google Benchmark: single runs, repetitions, aggregates, counters, errors. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import type { Metric } from '../../src/model/metric.ts';
import { buildOf, codesOf } from '../source-of.ts';

const capture = (name: string): string =>
  readFileSync(new URL(`fixtures/google-benchmark/${name}.json`, import.meta.url), 'utf8');

function metric(build: Build, name: string): Metric {
  const found = build.metrics.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no ${name} among ${build.metrics.map((each) => each.name)}`);
  return found;
}

const log = (...benchmarks: readonly object[]): string =>
  JSON.stringify({ context: { date: '2026-01-02T03:04:05+01:00', num_cpus: 2 }, benchmarks });

describe('google-benchmark', () => {
  it('converts times of any unit and keeps rates and counters', async () => {
    const build = await buildOf(capture('plain'));
    expect(metric(build, 'renamed/8')).toMatchObject({ unit: 'ms', better: 'lower', samples: null });
    expect(metric(build, 'renamed/8').value).toBeCloseTo(0.0003923135, 9);
    expect(metric(build, 'sums').value).toBeCloseTo(0.0613337, 7);
    expect(metric(build, 'sums › CPU').value).toBeCloseTo(0.0090241, 7);
    expect(metric(build, 'renamed/8 › bytes_per_second')).toMatchObject({ unit: 'By/s', better: 'higher' });
    expect(metric(build, 'renamed/8 › items_per_second')).toMatchObject({ unit: '/s', better: 'higher' });
    expect(metric(build, 'counts › foo')).toMatchObject({ value: 436_282, unit: '1', better: 'lower' });
    expect(build.metrics).toHaveLength(14);
    expect(build.startTimeMs).toBe(Date.parse('2026-11-21T07:44:56Z'));
  });

  it('reads runs with numbers that JSON does not have', async () => {
    const run = { name: 'a "NaN"', run_type: 'iteration', real_time: 5, time_unit: 'ns', ratio: 'odd' };
    for (const odd of ['NaN', '-NaN', 'Infinity', '-Infinity']) {
      const build = await buildOf(log(run).replace('"odd"', odd));
      expect(build.metrics.map(({ name, value }) => [name, value])).toEqual([['a "NaN"', 0.000005]]);
      expect(codesOf(build)).toEqual([]);
    }
    const build = await buildOf(log(run, run).replace('"odd"', 'Nope'));
    expect([build.complete, codesOf(build)]).toEqual([false, ['lost-record']]);
  });

  it('leaves out a number that no other unit can express', async () => {
    const run = { name: 'a', run_type: 'iteration', time_unit: 's' };
    const build = await buildOf(log({ ...run, real_time: 1e308 }, { ...run, name: 'b', real_time: 1 }));
    expect(build.metrics.map(({ name }) => name)).toEqual(['b']);
    expect(codesOf(build)).toEqual(['invalid-value']);
  });

  it('reads repetitions as samples and does not count their aggregates again', async () => {
    const build = await buildOf(capture('reps'));
    const sums = metric(build, 'sums');
    expect(sums.samples).toHaveLength(3);
    expect(sums.value).toBeCloseTo(0.01545634073, 10);
    expect(build.metrics).toHaveLength(14);
  });

  it('reads the median if only aggregates are stored', async () => {
    const build = await buildOf(capture('agg'));
    expect(metric(build, 'sums')).toMatchObject({ samples: null });
    expect(metric(build, 'sums').value).toBeCloseTo(0.01700857968, 10);
    expect(build.metrics.some((each) => /_(mean|median|stddev|cv)/.test(each.name))).toBe(false);
  });

  it('fails with an error, and leaves out benchmarks without a time', async () => {
    const build = await buildOf(capture('plain'));
    expect(build.result).toBe('failure');
    expect(codesOf(build)).toEqual(['failed-benchmark']);
    expect(build.metrics.some((each) => each.name.startsWith('fails'))).toBe(false);
    const skipped = {
      name: 'b',
      run_name: 'b',
      run_type: 'iteration',
      skipped: true,
      real_time: 0,
      time_unit: 'ns',
    };
    const run = {
      name: 'a',
      run_name: 'a',
      run_type: 'iteration',
      real_time: 2,
      cpu_time: 1,
      time_unit: 's',
    };
    const other = await buildOf(log(run, skipped));
    expect(codesOf(other)).toEqual(['skipped-benchmark']);
    expect(other.result).toBe('success');
    expect(metric(other, 'a').value).toBe(2000);
  });

  it('recognises the aggregates of versions without run_type by their names', async () => {
    const run = { iterations: 10, cpu_time: 1, time_unit: 'us' };
    const build = await buildOf(
      log(
        { name: 'a', real_time: 4, ...run },
        { name: 'a', real_time: 6, ...run },
        { ...run, name: 'a_mean', real_time: 5 },
        { ...run, name: 'a_stddev', real_time: 1 },
        { name: 'a_BigO', cpu_coefficient: 1, real_coefficient: 2, big_o: 'N', time_unit: 'us' },
      ),
    );
    expect(build.metrics.map((each) => each.name)).toEqual(['a', 'a › CPU']);
    expect(metric(build, 'a')).toMatchObject({ value: 0.005, samples: [0.004, 0.006] });
  });

  it('names no host and no executable', async () => {
    expect(JSON.stringify(await buildOf(capture('plain')))).not.toContain('gb.py');
  });
});
