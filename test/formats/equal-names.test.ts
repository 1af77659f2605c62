/**
 * Measurements with the same name are distinguished by other facts in their log, in any order; otherwise a problem is
 * reported.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildOf } from '../source-of.ts';

interface Entry {
  readonly label: string;
  readonly ms: number;
}

/** Benchmarks with the same name that differ in `label`. */
const label: Readonly<Record<string, (entries: readonly Entry[]) => string>> = {
  jmh: (entries) =>
    JSON.stringify(
      entries.map(({ label: threads, ms }) => ({
        jmhVersion: '1.36',
        benchmark: 'a.B.sort',
        mode: 'avgt',
        threads: threads.charCodeAt(0),
        primaryMetric: { score: ms, scoreUnit: 'ms/op', rawData: [[ms]] },
      })),
    ),
  'benchmark-dotnet': (entries) =>
    JSON.stringify({
      Title: 't',
      HostEnvironmentInfo: {},
      Benchmarks: entries.map(({ label: job, ms }) => ({
        DisplayInfo: `Cart.Sort: ${job}(Runtime=${job}) [N=100]`,
        Type: 'Cart',
        Method: 'Sort',
        Parameters: 'N=100',
        Statistics: { Median: ms * 1e6, Mean: ms * 1e6, N: 1, OriginalValues: [ms * 1e6] },
      })),
    }),
  'gradle-profiler': (entries) =>
    JSON.stringify({
      scenarios: entries.map(({ label: buildTool, ms }) => ({
        definition: { name: 'clean', title: 'clean', buildTool },
        samples: [{ name: 'execution', unit: 'ms' }],
        iterations: [{ phase: 'MEASURE', values: { execution: ms } }],
      })),
    }),
  'vitest-bench': (entries) =>
    JSON.stringify({
      files: entries.map(({ label: file, ms }) => ({
        filepath: `/home/runner/work/a/a/${file}.bench.ts`,
        groups: [{ fullName: 'sort', benchmarks: [{ name: 'quick', median: ms, samples: [] }] }],
      })),
    }),
  'pytest-benchmark': (entries) =>
    JSON.stringify({
      machine_info: {},
      commit_info: {},
      datetime: '2026-03-01T10:00:00+00:00',
      benchmarks: entries.map(({ label: group, ms }) => ({
        group,
        name: 'test_sort',
        fullname: 'tests/test_sort.py::test_sort',
        stats: { median: ms / 1000, mean: ms / 1000, data: [ms / 1000] },
      })),
    }),
  'google-benchmark': (entries) =>
    JSON.stringify({
      context: { date: '2026-03-01T10:00:00+00:00' },
      benchmarks: entries.map(({ label, ms }, place) => ({
        name: 'BM_sort',
        run_name: 'BM_sort',
        run_type: 'iteration',
        family_index: place,
        label,
        real_time: ms,
        time_unit: 'ms',
      })),
    }),
};

describe('benchmarks of one name', () => {
  const entries = fc.uniqueArray(
    fc.record({
      label: fc.constantFrom('alpha', 'beta', 'gamma', 'delta'),
      ms: fc.integer({ min: 1, max: 900 }),
    }),
    { minLength: 2, selector: ({ label: text }) => text },
  );

  it.each(Object.entries(label))('are distinguished in any order in %s', async (format, write) => {
    await fc.assert(
      fc.asyncProperty(entries, async (list) => {
        const read = async (order: readonly Entry[]): Promise<readonly string[]> => {
          const { metrics, formats, problems } = await buildOf(write(order));
          expect([formats, problems.map(({ code }) => code)]).toEqual([[format], []]);
          return metrics.map(({ name, value }) => `${name} = ${value}`).sort();
        };
        const here = await read(list);
        expect(new Set(here.map((each) => each.replace(/ = .*/, ''))).size).toBe(list.length);
        expect(await read([...list].reverse())).toEqual(here);
      }),
      { numRuns: 10 },
    );
  });
});

describe('entries that only their order distinguishes', () => {
  it.each([
    ['custom-benchmark', JSON.stringify([1, 2].map((value) => ({ name: 'a', unit: 'ms', value })))],
    ['size-limit', JSON.stringify([1, 2].map((size) => ({ name: 'a', passed: true, size, sizeLimit: 9 })))],
    ['tap', 'TAP version 13\nok 1 - a\nok 2 - a\n1..2\n'],
    ['benchmark-js', 'a x 1,000 ops/sec ±1.00% (90 runs sampled)\n'.repeat(2)],
    [
      'hyperfine',
      JSON.stringify({
        results: [1, 2].map((mean) => ({
          command: 'a',
          mean,
          median: mean,
          user: 1,
          system: 1,
          times: [mean],
        })),
      }),
    ],
  ])('of %s are numbered, and a problem reports it', async (format, text) => {
    const { tasks, metrics, formats, problems } = await buildOf(text);
    expect(formats).toEqual([format]);
    expect(new Set([...tasks, ...metrics].map(({ name }) => name))).toEqual(new Set(['a', 'a #2']));
    expect(problems.map(({ code, what }) => [code, what.includes('`a`')])).toContainEqual([
      'equal-names',
      true,
    ]);
  });

  it('are not counted among the steps of a job, whose places GitHub numbers', async () => {
    const step = { status: 'completed', conclusion: 'success', name: 'Run make' };
    const at = (second: number): string => `2026-03-01T10:00:0${second}Z`;
    const steps = [1, 2].map((number) => ({
      ...step,
      number,
      started_at: at(number),
      completed_at: at(number + 1),
    }));
    const job = {
      id: 1,
      run_attempt: 1,
      name: 'j',
      status: 'completed',
      conclusion: 'success',
      created_at: at(0),
    };
    const jobs = [{ ...job, started_at: at(1), completed_at: at(3), steps }];
    const { problems } = await buildOf(JSON.stringify({ total_count: 1, jobs }));
    expect(problems.map(({ code }) => code)).not.toContain('equal-names');
  });
});
