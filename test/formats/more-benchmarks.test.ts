/** Rules of benchmark reports that no short log of their tools shows. */
import { describe, expect, it } from 'vitest';
import { buildOf, codesOf, readAll, sourceOf } from '../source-of.ts';
import { openFixture } from './fixtures.ts';

describe('criterion', () => {
  const estimates = openFixture('criterion/estimates.json');

  it('names an estimate by its folder', async () => {
    for (const [path, name] of [
      ['target/criterion/cart/sum/10/new/estimates.json', 'cart/sum/10'],
      ['C:\\a\\target\\criterion\\total\\new\\estimates.json', 'total'],
    ] as const) {
      const { build } = await readAll([sourceOf(estimates, path)]);
      expect(build?.metrics.map((metric) => metric.name)).toEqual([name]);
      expect(build?.problems).toEqual([]);
    }
    const { build } = await readAll([sourceOf(estimates, 'estimates.json')]);
    expect(codesOf(build as NonNullable<typeof build>)).toEqual(['unnamed-metric']);
  });

  it('leaves out the previous run, and does not claim a comparison', async () => {
    const { build } = await readAll([sourceOf(estimates, 'target/criterion/total/base/estimates.json')]);
    expect(build).toBeNull();
    const { mean, median } = JSON.parse(estimates.toString('utf8'));
    const { problems } = await readAll([sourceOf(JSON.stringify({ mean, median }))]);
    expect(problems[0]?.code).toBe('unknown-format');
  });

  it('reads a name from the previous line, and units unchanged', async () => {
    const text =
      'a name that is too long to stand before its time\n                        time:   [1.00 µs 1.50 µs 2.00 µs]\nshort                   time:   [1.0 ms 2.5 ms 3.0 ms]\n';
    const { metrics } = await buildOf(text);
    expect(metrics.map(({ name, value }) => [name, value])).toEqual([
      ['a name that is too long to stand before its time', 0.0015],
      ['short', 2.5],
    ]);
  });
});

describe('libtest', () => {
  it('is complete when a doc test failed', async () => {
    const text = `   Doc-tests cg

running 1 test
test src/lib.rs - d (line 2) ... FAILED

test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.87s

error: doctest failed, to rerun pass \`--doc\`
`;
    expect(await buildOf(text)).toMatchObject({ result: 'failure', complete: true });
  });

  const ignored =
    'running 1 test\ntest a ... ignored\n\ntest result: ok. 0 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n';
  const none =
    'running 0 tests\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n';
  const timed = 'total                   time:   [1.00 µs 1.50 µs 2.00 µs]\n';

  it("reads Criterion's output after the tests of the same `cargo bench`", async () => {
    for (const [log, tasks] of [
      [ignored + timed, 1],
      [none + timed, 0],
    ] as const) {
      const build = await buildOf(log);
      expect(build).toMatchObject({ formats: ['libtest'], result: 'unknown', complete: true });
      expect(build.tasks).toHaveLength(tasks);
      expect(build.metrics.map(({ name, value }) => [name, value])).toEqual([['total', 0.0015]]);
    }
  });

  it('recognises that its own benchmarks finished', async () => {
    const measured =
      'running 1 test\ntest b ... bench:       3,161.5 ns/iter (+/- 975)\n\ntest result: ok. 0 passed; 0 failed; 0 ignored; 1 measured; 0 filtered out; finished in 0.11s\n';
    const build = await buildOf(measured);
    expect(build).toMatchObject({ result: 'success', complete: true });
    expect(build.metrics[0]).toMatchObject({ name: 'b', value: 0.0031615, unit: 'ms' });
  });

  it('does not claim output without a test', async () => {
    const { problems } = await readAll([sourceOf(`${none}iai::bench\n  Instructions: 1735\n`)]);
    expect(problems[0]?.code).toBe('unknown-format');
  });

  it('is incomplete if it is cut off, or if tests print into its lines', async () => {
    const cut = await buildOf('running 2 tests\ntest a ... ok\n');
    expect([cut.complete, codesOf(cut)]).toEqual([false, ['unfinished']]);
    const printed =
      'running 2 tests\ntest a ... hello\nok\ntest b ... ok\n\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n';
    const build = await buildOf(printed);
    expect([build.complete, codesOf(build)]).toEqual([false, ['unlisted-tests']]);
  });
});

describe('tinybench', () => {
  it('reads version 2, which keeps its statistics in the result', async () => {
    const result = { hz: 500, mean: 2, p75: 2.5, samples: [1, 2, 3], totalTime: 6 };
    const { metrics } = await buildOf(JSON.stringify([{ name: 'sort', result }]));
    expect(metrics).toEqual([{ name: 'sort', value: 2, unit: 'ms', better: 'lower', samples: [1, 2, 3] }]);
  });
});

describe('bencher-metric', () => {
  it('claims only benchmarks with measures and values', async () => {
    for (const report of [
      {},
      { a: {} },
      { a: { b: 1 } },
      { a: { latency: { value: 1, extra: 2 } } },
      { a: { latency: { value: '1' } } },
      { a: { latency: { value: 1 } }, version: 2 },
    ]) {
      const { build } = await readAll([sourceOf(JSON.stringify(report))]);
      expect(build).toBeNull();
    }
  });
});

describe('benchmark-js', () => {
  it('names a benchmark that threw, which printed only its name', async () => {
    const build = await buildOf('good x 1,234 ops/sec ±1.00% (9 runs sampled)\nthrows: \nFastest is good\n');
    expect([build.result, build.metrics.length, codesOf(build)]).toEqual([
      'unknown',
      1,
      ['unread-benchmark'],
    ]);
  });

  it('does not claim similar lines', async () => {
    for (const line of ['sort x 1,234 ops/sec', 'sort: 12 ops/sec ±1.00% (9 runs sampled)']) {
      const { build } = await readAll([sourceOf(`${line}\n`)]);
      expect(build).toBeNull();
    }
  });
});
