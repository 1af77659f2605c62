/** Every format: a new one is imported and listed here and nowhere else. The order has no effect. */
import type { Format } from '../ingest/format.ts';
import { codex } from './agents/codex.ts';
import { copilot } from './agents/copilot.ts';
import { gemini } from './agents/gemini.ts';
import { cursor, qwen } from './agents/message-stream.ts';
import { opencode } from './agents/opencode.ts';
import { bazelBep } from './bazel/bazel-bep.ts';
import { bazelProfile } from './bazel/bazel-profile.ts';
import { bencherMetric } from './benchmark/bencher-metric.ts';
import { benchmarkDotNet } from './benchmark/benchmark-dotnet.ts';
import { benchmarkJs } from './benchmark/benchmark-js.ts';
import { criterion } from './benchmark/criterion.ts';
import { customBenchmark, customBiggerIsBetter } from './benchmark/custom-benchmark.ts';
import { denoBench } from './benchmark/deno-bench.ts';
import { googleBenchmark } from './benchmark/google-benchmark.ts';
import { gradleProfiler } from './benchmark/gradle-profiler.ts';
import { hyperfine } from './benchmark/hyperfine.ts';
import { jmh } from './benchmark/jmh.ts';
import { mitata } from './benchmark/mitata.ts';
import { pytestBenchmark } from './benchmark/pytest-benchmark.ts';
import { tinybench } from './benchmark/tinybench.ts';
import { vitestBench } from './benchmark/vitest-bench.ts';
import { canonical } from './build-telemetry/canonical.ts';
import { builder } from './builder.ts';
import { buildkit } from './buildkit.ts';
import { buildRunner } from './buildrunner/buildrunner.ts';
import { cargoTimings } from './cargo/cargo-timings.ts';
import { chromeTrace } from './chrome-trace/chrome-trace.ts';
import { claude } from './claude/claude.ts';
import { ccache } from './compiler-cache/ccache.ts';
import { sccache } from './compiler-cache/sccache.ts';
import { ctrf } from './ctrf.ts';
import { githubJobs } from './github/github-jobs.ts';
import { gitlabJobs } from './gitlab-jobs.ts';
import { goActionGraph } from './go/go-actiongraph.ts';
import { goBench } from './go/go-bench.ts';
import { goTest } from './go/go-test.ts';
import { gradleProfile } from './gradle/gradle-profile.ts';
import { junit } from './junit/junit.ts';
import { mavenLog } from './maven-log.ts';
import { moon } from './moon.ts';
import { nextTrace } from './next-trace.ts';
import { ninja } from './ninja.ts';
import { nx } from './nx/nx.ts';
import { nxProfile } from './nx/nx-profile.ts';
import { otlp } from './otlp/otlp.ts';
import { esbuildMetafile } from './sizes/esbuild-metafile.ts';
import { sizeLimit } from './sizes/size-limit.ts';
import { webpackStats } from './sizes/webpack-stats.ts';
import { tap } from './tap.ts';
import { catch2 } from './tests/catch2.ts';
import { cucumber } from './tests/cucumber.ts';
import { jest } from './tests/jest.ts';
import { libtest } from './tests/libtest.ts';
import { mocha } from './tests/mocha.ts';
import { nunit } from './tests/nunit.ts';
import { playwright } from './tests/playwright.ts';
import { rspec } from './tests/rspec.ts';
import { trx } from './tests/trx.ts';
import { xunit } from './tests/xunit.ts';
import { turborepo } from './turborepo/turborepo.ts';
import { k6 } from './web/k6.ts';
import { lighthouse } from './web/lighthouse.ts';

// Not the values of `import * as all`: the bundle would make a function for each.
export const formats: readonly Format[] = [
  bazelBep,
  bazelProfile,
  bencherMetric,
  benchmarkDotNet,
  benchmarkJs,
  buildRunner,
  builder,
  buildkit,
  canonical,
  cargoTimings,
  catch2,
  ccache,
  chromeTrace,
  claude,
  codex,
  copilot,
  criterion,
  ctrf,
  cucumber,
  cursor,
  customBenchmark,
  customBiggerIsBetter,
  denoBench,
  esbuildMetafile,
  gemini,
  githubJobs,
  gitlabJobs,
  goActionGraph,
  goBench,
  goTest,
  googleBenchmark,
  gradleProfile,
  gradleProfiler,
  hyperfine,
  jest,
  jmh,
  junit,
  k6,
  libtest,
  lighthouse,
  mavenLog,
  mitata,
  mocha,
  moon,
  nextTrace,
  ninja,
  nunit,
  nx,
  nxProfile,
  opencode,
  otlp,
  playwright,
  pytestBenchmark,
  qwen,
  rspec,
  sccache,
  sizeLimit,
  tap,
  tinybench,
  trx,
  turborepo,
  vitestBench,
  webpackStats,
  xunit,
];
