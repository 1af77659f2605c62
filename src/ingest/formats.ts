/** All formats, as data. The order does not matter: exactly one may claim a file. */
import { bazelBep } from './bazel-bep.ts';
import { bazelProfile } from './bazel-profile.ts';
import { builder } from './builder.ts';
import { buildkit } from './buildkit.ts';
import { buildRunner } from './buildrunner.ts';
import { canonical } from './canonical.ts';
import { cargoTimings } from './cargo-timings.ts';
import { chromeTrace } from './chrome-trace.ts';
import { claude } from './claude.ts';
import { ctrf } from './ctrf.ts';
import { customBenchmark, customBiggerIsBetter } from './custom-benchmark.ts';
import type { Format } from './format.ts';
import { githubJobs } from './github-jobs.ts';
import { goActionGraph } from './go-actiongraph.ts';
import { goBench } from './go-bench.ts';
import { goTest } from './go-test.ts';
import { googleBenchmark } from './google-benchmark.ts';
import { gradleProfiler } from './gradle-profiler.ts';
import { hyperfine } from './hyperfine.ts';
import { jmh } from './jmh.ts';
import { junit } from './junit.ts';
import { nextTrace } from './next-trace.ts';
import { ninja } from './ninja.ts';
import { nx } from './nx.ts';
import { nxProfile } from './nx-profile.ts';
import { otlp } from './otlp.ts';
import { pytestBenchmark } from './pytest-benchmark.ts';
import { turborepo } from './turborepo.ts';
import { vitestBench } from './vitest-bench.ts';

export const formats: readonly Format[] = [
  bazelBep,
  bazelProfile,
  buildRunner,
  builder,
  buildkit,
  canonical,
  cargoTimings,
  chromeTrace,
  claude,
  ctrf,
  customBenchmark,
  customBiggerIsBetter,
  githubJobs,
  goActionGraph,
  goBench,
  goTest,
  googleBenchmark,
  gradleProfiler,
  hyperfine,
  jmh,
  junit,
  nextTrace,
  ninja,
  nx,
  nxProfile,
  otlp,
  pytestBenchmark,
  turborepo,
  vitestBench,
];
