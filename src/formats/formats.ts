/** All formats, as data. The order does not matter: exactly one may claim a file. */

import type { Format } from '../ingest/format.ts';
import { bazelBep } from './bazel/bazel-bep.ts';
import { bazelProfile } from './bazel/bazel-profile.ts';
import { customBenchmark, customBiggerIsBetter } from './benchmark/custom-benchmark.ts';
import { googleBenchmark } from './benchmark/google-benchmark.ts';
import { gradleProfiler } from './benchmark/gradle-profiler.ts';
import { hyperfine } from './benchmark/hyperfine.ts';
import { jmh } from './benchmark/jmh.ts';
import { pytestBenchmark } from './benchmark/pytest-benchmark.ts';
import { vitestBench } from './benchmark/vitest-bench.ts';
import { canonical } from './build-telemetry/canonical.ts';
import { builder } from './builder.ts';
import { buildkit } from './buildkit.ts';
import { buildRunner } from './buildrunner/buildrunner.ts';
import { cargoTimings } from './cargo/cargo-timings.ts';
import { chromeTrace } from './chrome-trace/chrome-trace.ts';
import { claude } from './claude/claude.ts';
import { ctrf } from './ctrf.ts';
import { githubJobs } from './github/github-jobs.ts';
import { goActionGraph } from './go/go-actiongraph.ts';
import { goBench } from './go/go-bench.ts';
import { goTest } from './go/go-test.ts';
import { junit } from './junit/junit.ts';
import { nextTrace } from './next-trace.ts';
import { ninja } from './ninja.ts';
import { nx } from './nx/nx.ts';
import { nxProfile } from './nx/nx-profile.ts';
import { otlp } from './otlp/otlp.ts';
import { turborepo } from './turborepo/turborepo.ts';

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
