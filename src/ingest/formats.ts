/** All formats, as data. The order does not matter: exactly one may claim a file. */
import { buildRunner } from './buildrunner.ts';
import { canonical } from './canonical.ts';
import { ctrf } from './ctrf.ts';
import { customBenchmark, customBiggerIsBetter } from './custom-benchmark.ts';
import type { Format } from './format.ts';
import { githubJobs } from './github-jobs.ts';
import { goBench } from './go-bench.ts';
import { goTest } from './go-test.ts';
import { googleBenchmark } from './google-benchmark.ts';
import { gradleProfiler } from './gradle-profiler.ts';
import { hyperfine } from './hyperfine.ts';
import { jmh } from './jmh.ts';
import { junit } from './junit.ts';
import { pytestBenchmark } from './pytest-benchmark.ts';
import { vitestBench } from './vitest-bench.ts';

export const formats: readonly Format[] = [
  buildRunner,
  canonical,
  ctrf,
  customBenchmark,
  customBiggerIsBetter,
  githubJobs,
  goBench,
  goTest,
  googleBenchmark,
  gradleProfiler,
  hyperfine,
  jmh,
  junit,
  pytestBenchmark,
  vitestBench,
];
