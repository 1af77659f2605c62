/** One run of benchmarks, or one bundle, as the report of each tool: `ms` is the time, or the size in bytes. */
import { lines } from '../source-of.ts';
import { iso, titleIn, type Work, type World, type Write } from './write-run.ts';

/** Without the time, which no benchmark has in its name. */
const titled = (test: Work, world: World): string => titleIn(test, { ...world, startMs: 0 });
const identifier = ({ file, title }: Work): string => `${file} ${title}`.replaceAll(/\W/g, '_');
const pathOf = (test: Work, world: World): string => `${world.root}${test.file}`;
const nanosOf = ({ ms }: Work): number => ms * 1e6;
const byFile = (work: readonly Work[]): [string, Work[]][] => [...Map.groupBy(work, ({ file }) => file)];

export const benchmarkWriters: Readonly<Record<string, Write>> = {
  jmh: (work, world) =>
    JSON.stringify(
      work.map((test) => ({
        jvm: `${world.root}jdk/bin/java`,
        benchmark: `app.${identifier(test)}`,
        mode: 'avgt',
        primaryMetric: { score: test.ms, scoreUnit: 'ms/op', rawData: [[test.ms]] },
      })),
    ),
  'benchmark-dotnet': (work, world) =>
    JSON.stringify({
      Title: `app-${iso(world.startMs)}`,
      HostEnvironmentInfo: { ProcessorName: world.address },
      Benchmarks: work.map((test) => ({
        ...{ Type: 'Cart', Method: identifier(test), Parameters: '' },
        Statistics: { Median: nanosOf(test), Mean: nanosOf(test), OriginalValues: [nanosOf(test)] },
      })),
    }),
  'gradle-profiler': (work, world) =>
    JSON.stringify({
      date: iso(world.startMs),
      scenarios: work.map((test) => ({
        definition: { name: identifier(test), title: `${test.file} ${titled(test, world)}` },
        samples: [{ name: 'execution', unit: 'ms' }],
        iterations: [{ phase: 'MEASURE', values: { execution: test.ms } }],
      })),
    }),
  'vitest-bench': (work, world) =>
    JSON.stringify({
      files: byFile(work).map(([file, tests]) => ({
        filepath: world.root + file,
        groups: [
          {
            fullName: file,
            benchmarks: tests.map((test) => ({ name: titled(test, world), median: test.ms, samples: [] })),
          },
        ],
      })),
    }),
  'pytest-benchmark': (work, world) =>
    JSON.stringify({
      machine_info: { node: world.address },
      commit_info: {},
      datetime: iso(world.startMs),
      benchmarks: work.map((test) => ({
        name: titled(test, world),
        fullname: `${test.file}::${titled(test, world)}`,
        stats: { median: test.ms / 1000, mean: test.ms / 1000 },
      })),
    }),
  tinybench: (work, world) =>
    JSON.stringify(
      work.map((test) => ({
        name: `${pathOf(test, world)} ${titled(test, world)}`,
        result: { latency: { p50: test.ms, samples: [] } },
      })),
    ),
  mitata: (work, world) =>
    JSON.stringify({
      layout: byFile(work).map(([name]) => ({ name })),
      context: { cpu: world.address },
      benchmarks: work.map((test) => ({
        alias: titled(test, world),
        group: byFile(work).findIndex(([file]) => file === test.file),
        runs: [{ name: titled(test, world), args: {}, stats: { p50: nanosOf(test) } }],
      })),
    }),
  'deno-bench': (work, world) =>
    JSON.stringify({
      version: 1,
      runtime: 'Deno/2.9.6 x86_64-unknown-linux-gnu',
      cpu: world.address,
      benches: work.map((test) => ({
        origin: `file://${pathOf(test, world)}`,
        name: titled(test, world),
        results: [{ ok: { p75: nanosOf(test), avg: nanosOf(test) } }],
      })),
    }),
  'bencher-metric': (work, world) =>
    JSON.stringify(
      Object.fromEntries(
        work.map((test) => [
          `${pathOf(test, world)} ${titled(test, world)}`,
          { latency: { value: nanosOf(test) } },
        ]),
      ),
    ),
  'benchmark-js': (work, world) =>
    work
      .map((test) => `${test.file} ${titled(test, world)} x ${test.ms} ops/sec ±1.00% (90 runs sampled)\n`)
      .join(''),
  criterion: (work, world) =>
    lines(
      ...work.map((test) => ({
        reason: 'benchmark-complete',
        id: `${test.file}/${titled(test, world)}`,
        report_directory: pathOf(test, world),
        ...{ iteration_count: [1], measured_values: [nanosOf(test)], unit: 'ns' },
        typical: { estimate: nanosOf(test), unit: 'ns' },
      })),
      { reason: 'group-complete', group_name: 'all', benchmarks: [] },
    ),
  'go-bench': (work, world) =>
    `goos: linux\npkg: example.org/app\n${work
      .map((test) => `Benchmark/${identifier(test)}-${world.worker + 2} 10 ${nanosOf(test)} ns/op\n`)
      .join('')}PASS\nok  \texample.org/app\t${world.worker}.1s\n`,
  libtest: (work, world) =>
    `running ${work.length} tests\n${work
      .map((test) => `test ${identifier(test)} ... bench: ${nanosOf(test)} ns/iter (+/- ${world.worker})\n`)
      .join('')}\ntest result: ok. 0 passed; 0 failed; 0 ignored; ${work.length} measured; 0 filtered out\n`,
  k6: (work, world) =>
    JSON.stringify({
      root_group: { id: world.address },
      state: { testRunDurationMs: 5000 },
      metrics: {
        iterations: { type: 'counter', contains: 'default', values: { count: 1, rate: 1 } },
        ...Object.fromEntries(
          work.map((test) => [
            identifier(test),
            { type: 'trend', contains: 'time', values: { med: test.ms } },
          ]),
        ),
      },
    }),
  'size-limit': (work, world) =>
    JSON.stringify(
      work.map((test) => ({
        name: `${pathOf(test, world)} ${titled(test, world)}`,
        ...{ size: test.ms, sizeLimit: 9999 },
      })),
    ),
  'webpack-stats': (work, world) =>
    JSON.stringify({
      ...{ hash: world.address, builtAt: world.startMs + 5000, time: 5000, outputPath: `${world.root}dist` },
      assets: work.map((test) => ({
        name: `${identifier(test)}.${world.address}.js`,
        size: test.ms,
        info: { contenthash: world.address },
      })),
    }),
  'esbuild-metafile': (work, world) =>
    JSON.stringify({
      inputs: { 'a.js': { bytes: 1, imports: [] } },
      outputs: Object.fromEntries(
        work.map((test) => [
          `dist/${identifier(test)}-${world.address.replaceAll(/\d/g, 'Q').toUpperCase().slice(0, 8)}.js`,
          { bytes: test.ms, imports: [], entryPoint: 'a.js' },
        ]),
      ),
    }),
};
