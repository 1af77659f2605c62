/** All formats, as data. The order does not matter: exactly one may claim a file. */
import { bazelBep } from './bazel-bep.ts';
import { bazelProfile } from './bazel-profile.ts';
import { builder } from './builder.ts';
import { buildRunner } from './buildrunner.ts';
import { canonical } from './canonical.ts';
import { chromeTrace } from './chrome-trace.ts';
import { claude } from './claude.ts';
import { ctrf } from './ctrf.ts';
import type { Format } from './format.ts';
import { githubJobs } from './github-jobs.ts';
import { goTest } from './go-test.ts';
import { junit } from './junit.ts';
import { nextTrace } from './next-trace.ts';
import { ninja } from './ninja.ts';
import { nx } from './nx.ts';
import { nxProfile } from './nx-profile.ts';
import { otlp } from './otlp.ts';
import { turborepo } from './turborepo.ts';

export const formats: readonly Format[] = [
  bazelBep,
  bazelProfile,
  builder,
  buildRunner,
  canonical,
  chromeTrace,
  claude,
  ctrf,
  githubJobs,
  goTest,
  junit,
  nextTrace,
  ninja,
  nx,
  nxProfile,
  otlp,
  turborepo,
];
