/** JSON of pytest-benchmark, JMH, vitest bench, gradle-profiler, and custom lists. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildOf, codesOf, readAll, sourceOf } from '../source-of.ts';

describe('pytest-benchmark', () => {
  const capture = readFileSync(new URL('fixtures/pytest-benchmark/five.json', import.meta.url), 'utf8');

  it('gives the median in ms with its rounds', async () => {
    const build = await buildOf(capture);
    expect(build.metrics.map((metric) => metric.name)).toEqual([
      'test_b.py::test_sleep',
      'test_b.py::test_sum[1]',
      'test_b.py::test_sum[100]',
      'test_b.py::test_grouped',
      'test_b.py::test_fails',
    ]);
    expect(build.metrics[0]).toMatchObject({ unit: 'ms', better: 'lower' });
    expect(build.metrics[0]?.value).toBeCloseTo(1.083275, 6);
    expect(build.metrics[0]?.samples).toHaveLength(5);
    expect(build.result).toBe('success');
    expect(build.startTimeMs).toBe(Date.parse('2026-11-21T07:45:00.383Z'));
  });

  it('thins out more than a thousand rounds, and needs none', async () => {
    const data = Array.from({ length: 2500 }, (_, i) => (i + 1) / 1000);
    const log = (stats: object) =>
      JSON.stringify({ machine_info: {}, benchmarks: [{ name: 'a', fullname: 'f.py::a', stats }] });
    const many = await buildOf(log({ median: 1.25, data }));
    expect(many.metrics[0]?.samples?.length).toBe(834);
    expect((await buildOf(log({ median: 1.25 }))).metrics[0]).toMatchObject({ value: 1250, samples: null });
  });
});

describe('jmh', () => {
  const result = (mode: string, scoreUnit: string, more: object = {}, secondaryMetrics: object = {}) => ({
    jmhVersion: '1.37',
    benchmark: 'org.example.Sort.run',
    mode,
    jvm: '/home/me/jdk/bin/java',
    primaryMetric: { score: 2, scoreError: 'NaN', scoreUnit, rawData: [[1, 2], [3]] },
    secondaryMetrics,
    ...more,
  });

  it('keeps rates, converts times, and names parameters and mode', async () => {
    const build = await buildOf(
      JSON.stringify([
        result('thrpt', 'ops/s', { params: { n: '10', kind: 'quick' } }),
        result('avgt', 'us/op'),
        result('ss', 's/op'),
        result('thrpt', 'ops/ms'),
      ]),
    );
    expect(build.metrics).toEqual([
      {
        name: 'org.example.Sort.run (n=10, kind=quick) [thrpt]',
        value: 2,
        unit: '/s',
        better: 'higher',
        samples: [1, 2, 3],
      },
      {
        name: 'org.example.Sort.run [avgt]',
        value: 0.002,
        unit: 'ms',
        better: 'lower',
        samples: [0.001, 0.002, 0.003],
      },
      {
        name: 'org.example.Sort.run [ss]',
        value: 2000,
        unit: 'ms',
        better: 'lower',
        samples: [1000, 2000, 3000],
      },
      { name: 'org.example.Sort.run [thrpt]', value: 2, unit: '/ms', better: 'higher', samples: [1, 2, 3] },
    ]);
  });

  it('lists the metrics of profilers and custom counters', async () => {
    const score = (value: number, scoreUnit: string) => ({ score: value, scoreUnit, rawData: [[value]] });
    const build = await buildOf(
      JSON.stringify([
        result(
          'thrpt',
          'ops/s',
          {},
          {
            '·gc.alloc.rate': score(5, 'MB/sec'),
            'gc.alloc.rate.norm': score(24, 'B/op'),
            'gc.count': score(0, 'counts'),
            found: score(9, 'ops/s'),
          },
        ),
      ]),
    );
    expect(
      build.metrics.slice(1).map(({ name, value, unit, better }) => [name, value, unit, better]),
    ).toEqual([
      ['org.example.Sort.run [thrpt] › gc.alloc.rate', 5, 'MB/s', 'lower'],
      ['org.example.Sort.run [thrpt] › gc.alloc.rate.norm', 24, 'By', 'lower'],
      ['org.example.Sort.run [thrpt] › gc.count', 0, '1', 'lower'],
      ['org.example.Sort.run [thrpt] › found', 9, '/s', 'higher'],
    ]);
    expect(JSON.stringify(build)).not.toContain('/home/me');
  });

  it('reads sampled times without their histogram, and leaves out an invalid score', async () => {
    const histogram = { primaryMetric: { score: 3, scoreUnit: 'ms/op', rawDataHistogram: [[[[1, 5]]]] } };
    const none = { primaryMetric: { score: 'NaN', scoreUnit: 'ms/op', rawData: [['NaN']] } };
    const build = await buildOf(
      JSON.stringify([result('sample', 'ms/op', histogram), result('avgt', '', none)]),
    );
    expect(build.metrics).toHaveLength(1);
    expect(build.metrics[0]).toMatchObject({ value: 3, samples: null });
    expect(codesOf(build)).toEqual(['no-value']);
  });
});

describe('vitest-bench', () => {
  it('names file, group and benchmark, and prefers the median', async () => {
    const benchmark = (name: string, more: object) => ({
      id: 'x',
      name,
      rank: 1,
      hz: 1,
      mean: 2,
      samples: [],
      ...more,
    });
    const groups = [
      {
        fullName: 'a.bench.ts > sums',
        benchmarks: [benchmark('one', { median: 1.5 }), benchmark('two', { samples: [1, 3] })],
      },
    ];
    const build = await buildOf(JSON.stringify({ files: [{ filepath: '/home/me/a.bench.ts', groups }] }));
    expect(build.metrics).toEqual([
      { name: 'a.bench.ts › sums › one', value: 1.5, unit: 'ms', better: 'lower', samples: null },
      { name: 'a.bench.ts › sums › two', value: 2, unit: 'ms', better: 'lower', samples: [1, 3] },
    ]);
    expect(JSON.stringify(build)).not.toContain('/home/me');
  });
});

describe('gradle-profiler', () => {
  const iteration = (phase: string, execution: number, packing: number) => ({
    phase,
    values: { execution, packing },
  });
  const scenario = (name: string) => ({
    definition: { name, gradleHome: '/home/me/gradle', args: ['-Dsecret=1'] },
    samples: [
      { name: 'execution', unit: 'ms' },
      { name: 'packing', unit: 'ms' },
    ],
    iterations: [iteration('WARM_UP', 900, 9), iteration('MEASURE', 300, 0), iteration('MEASURE', 100, 0)],
  });

  it('measures without warm-ups, and includes operations that took no time', async () => {
    const log = {
      date: '2026-01-02T03:04:05Z',
      environment: {},
      scenarios: [scenario('clean'), scenario('clean')],
    };
    const build = await buildOf(JSON.stringify(log));
    expect(build.metrics.map(({ name, value, samples }) => [name, value, samples])).toEqual([
      ['clean', 200, [300, 100]],
      ['clean › packing', 0, [0, 0]],
      ['clean #2', 200, [300, 100]],
      ['clean #2 › packing', 0, [0, 0]],
    ]);
    expect(build.startTimeMs).toBe(Date.parse('2026-01-02T03:04:05Z'));
    expect(JSON.stringify(build)).not.toMatch(/home|secret/);
  });
});

describe('custom-benchmark', () => {
  const log = JSON.stringify([
    { name: 'bundle', unit: 'kB', value: 312, range: '± 3', extra: 'gzip' },
    { name: 'start', unit: 'seconds', value: '0.25' },
    { name: 'served', unit: 'req/s', value: 70 },
    { name: 'score', unit: 'points', value: 0 },
  ]);

  it('treats less as better, converts units, and points out rates', async () => {
    const build = await buildOf(log);
    expect(build.formats).toEqual(['custom-benchmark']);
    expect(build.metrics.map(({ name, value, unit, better }) => [name, value, unit, better])).toEqual([
      ['bundle', 312_000, 'By', 'lower'],
      ['start', 250, 'ms', 'lower'],
      ['served', 70, 'req/s', 'lower'],
      ['score', 0, 'points', 'lower'],
    ]);
    expect(codesOf(build)).toEqual(['direction']);
  });

  it.each(['fps', 'QPS', 'MHz', 'Mbps', 'kIOPS', 'GFLOPS', 'items/sec'])(
    'points out that %s is a rate',
    async (unit) => {
      expect(codesOf(await buildOf(JSON.stringify([{ name: 'a', unit, value: 70 }])))).toEqual(['direction']);
    },
  );

  it('treats more as better on request', async () => {
    const { build } = await readAll([sourceOf(log)], { format: 'custom-bigger-is-better' });
    expect(build?.metrics.every((metric) => metric.better === 'higher')).toBe(true);
    expect(build?.problems).toEqual([]);
  });

  it('does not claim other lists', async () => {
    for (const record of [
      { name: 'a', value: 1 },
      { name: 'a', unit: 's', value: 'x' },
    ]) {
      const { problems } = await readAll([sourceOf(JSON.stringify([record]))]);
      expect(problems[0]?.code).toBe('unknown-format');
    }
  });
});
