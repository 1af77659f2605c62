/** The output of `go test -bench`: units, repeats, names, ends. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildOf, codesOf, readAll, sourceOf } from '../source-of.ts';

const capture = readFileSync(new URL('fixtures/go-bench/two-packages.txt', import.meta.url), 'utf8');
const head = 'goos: linux\ngoarch: amd64\npkg: example.com/p\ncpu: AMD EPYC\n';
const names = async (text: string): Promise<string[]> =>
  (await buildOf(text)).metrics.map((metric) => metric.name);

describe('go-bench', () => {
  it('reads every unit of a line, repeats as samples, and the package before them', async () => {
    const build = await buildOf(capture);
    expect(build).toMatchObject({ result: 'success', complete: true, tasks: [] });
    expect(build.metrics).toHaveLength(10);
    const [make, bytes, allocs] = build.metrics;
    expect(make).toMatchObject({
      name: 'example.com/shop/bench › BenchmarkMake',
      unit: 'ms',
      better: 'lower',
    });
    expect(make?.value).toBeCloseTo((147.9 + 78.92) / 2 / 1e6, 12);
    expect(make?.samples).toHaveLength(2);
    expect(bytes).toMatchObject({ value: 112, unit: 'By' });
    expect(allocs).toMatchObject({ value: 1, unit: '1' });
    const rate = build.metrics.find((metric) => metric.name.endsWith('a=1 › MB/s'));
    expect(rate).toMatchObject({ unit: 'MB/s', better: 'higher', samples: [760.46, 1193.03] });
  });

  it('drops the suffix of GOMAXPROCS unless -cpu varies it', async () => {
    const line = (name: string): string => `${name} \t 100\t 5.0 ns/op\n`;
    expect(await names(`${head}${line('BenchmarkA-8')}${line('BenchmarkB/n-20-8')}PASS\n`)).toEqual([
      'example.com/p › BenchmarkA',
      'example.com/p › BenchmarkB/n-20',
    ]);
    expect(await names(`${head}${line('BenchmarkA-2')}${line('BenchmarkA-4')}PASS\n`)).toEqual([
      'example.com/p › BenchmarkA-2',
      'example.com/p › BenchmarkA-4',
    ]);
    expect(await names(`${head}${line('BenchmarkB/n-20')}${line('BenchmarkA')}PASS\n`)).toEqual([
      'example.com/p › BenchmarkB/n-20',
      'example.com/p › BenchmarkA',
    ]);
  });

  it('takes the direction of a unit from its line', async () => {
    const text = `${head}Unit hit better=higher\nBenchmarkA 100 5.0 ns/op 9 hit 3 miss\nPASS\n`;
    const read = async (log: string): Promise<unknown> =>
      (await buildOf(log)).metrics.map(({ name, better }) => [name.split(' › ').at(-1), better]);
    const right = [
      ['BenchmarkA', 'lower'],
      ['hit', 'higher'],
      ['miss', 'lower'],
    ];
    expect(await read(text)).toEqual(right);
    const event = (Output: string): string => JSON.stringify({ Action: 'output', Package: 'p', Output });
    const events = text.split('\n').map((line) => event(`${line}\n`));
    const end = JSON.stringify({ Action: 'pass', Package: 'p', Elapsed: 1 });
    expect(await read([...events, end].join('\n'))).toEqual(right);
  });

  it('reads a log in which every benchmark prints', async () => {
    const text = `${head}BenchmarkA-8   \tstart\n     100\t   660.6 ns/op\nPASS\n`;
    expect(await names(text)).toEqual(['example.com/p › BenchmarkA']);
  });

  it('is a failure if its last line is FAIL', async () => {
    const build = await buildOf(
      `${head}BenchmarkA-2 100 5.0 ns/op\n--- FAIL: BenchmarkB-2\n    b_test.go:9: no\nFAIL\nexit status 1\nFAIL\texample.com/p\t0.1s\nFAIL\n`,
    );
    expect(build).toMatchObject({ result: 'failure', complete: true });
    expect(codesOf(build)).toContain('failed-benchmark');
    expect(JSON.stringify(build)).not.toContain('b_test.go');
  });

  it('is incomplete if its last package has no end', async () => {
    const cut = await buildOf(
      `${head}BenchmarkA-2 100 5.0 ns/op\nPASS\nok  \texample.com/p\t1s\n${head}BenchmarkB-2 1`,
    );
    expect(cut).toMatchObject({ result: 'unknown', complete: false });
    expect(cut.metrics).toHaveLength(1);
  });

  it('is incomplete if its last line is cut', async () => {
    const first = `${head}BenchmarkA-2 100 5.0 ns/op 0 B/op\nPASS\nok  \texample.com/p\t1.5s\n`;
    const cuts = [
      `${head}BenchmarkA-2 100 5.0 ns/op\nPASS\nok  \texample.com/p\t1.`,
      `${first}${head}BenchmarkB-2 100 5.0 ns/op 0 B/op\nPASS\n`,
      `${first}BenchmarkB-2 100 5.0 ns/op 0 B/`,
      `${first}BenchmarkB-2 10`,
    ];
    for (const cut of cuts) {
      const build = await buildOf(cut);
      expect(build).toMatchObject({ result: 'unknown', complete: false });
      expect(codesOf(build)).toEqual(['truncated']);
      expect(build.metrics.every((metric) => ['ms', 'By'].includes(metric.unit))).toBe(true);
    }
  });

  it('is complete if only its last newline is missing', async () => {
    for (const text of [
      `${head}BenchmarkA-2 100 5.0 ns/op\nPASS\nok  \texample.com/p\t1.5s`,
      `${head}BenchmarkA-2 100 5.0 ns/op\nPASS`,
      'BenchmarkA-2 100 5.0 ns/op\nBenchmarkB-2 100 5.0 ns/op',
    ])
      expect(await buildOf(text)).toMatchObject({ complete: true });
  });

  it('reads results that were filtered from the output', async () => {
    const build = await buildOf('BenchmarkA-2 \t100\t5.0 ns/op\r\nBenchmarkA-2 \t100\t7.0 ns/op\r\n');
    expect(build).toMatchObject({ result: 'unknown', complete: true });
    expect(build.metrics[0]).toMatchObject({ name: 'BenchmarkA', samples: [0.000005, 0.000007] });
  });

  it('treats a time of 0 as unknown', async () => {
    const build = await buildOf(`${head}BenchmarkA 100 0 ns/op 0 B/op\nPASS\n`);
    expect(codesOf(build)).toContain('zero-time');
    expect(build.metrics.map((metric) => [metric.unit, metric.value])).toEqual([['By', 0]]);
  });

  it('does not claim similar text', async () => {
    for (const text of [
      'Benchmark 100 5 ns/op is fast\nand more\n',
      'Benchmarks took 5 ns\nPASS\n',
      'PASS\nok  \tp\t1s\n',
    ]) {
      const { problems } = await readAll([sourceOf(text)]);
      expect(problems[0]?.code).toBe('unknown-format');
    }
  });
});
