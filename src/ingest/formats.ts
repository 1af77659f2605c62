/** All formats, as data. The order does not matter: exactly one may claim a file. */
import { bazelBep } from './bazel-bep.ts';
import { buildkit } from './buildkit.ts';
import { buildRunner } from './buildrunner.ts';
import { canonical } from './canonical.ts';
import { cargoTimings } from './cargo-timings.ts';
import type { Format } from './format.ts';
import { githubJobs } from './github-jobs.ts';
import { goActionGraph } from './go-actiongraph.ts';
import { junit } from './junit.ts';
import { ninja } from './ninja.ts';
import { nx } from './nx.ts';
import { turborepo } from './turborepo.ts';

export const formats: readonly Format[] = [
  bazelBep,
  buildRunner,
  buildkit,
  canonical,
  cargoTimings,
  githubJobs,
  goActionGraph,
  junit,
  ninja,
  nx,
  turborepo,
];
