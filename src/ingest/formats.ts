/** All formats, as data. The order does not matter: exactly one may claim a file. */
import { bazelProfile } from './bazel-profile.ts';
import { buildRunner } from './buildrunner.ts';
import { canonical } from './canonical.ts';
import { chromeTrace } from './chrome-trace.ts';
import type { Format } from './format.ts';
import { githubJobs } from './github-jobs.ts';
import { junit } from './junit.ts';
import { nextTrace } from './next-trace.ts';
import { nxProfile } from './nx-profile.ts';

export const formats: readonly Format[] = [
  bazelProfile,
  buildRunner,
  canonical,
  chromeTrace,
  githubJobs,
  junit,
  nextTrace,
  nxProfile,
];
