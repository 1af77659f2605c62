/** All formats, as data. The order does not matter: exactly one may claim a file. */
import { builder } from './builder.ts';
import { buildRunner } from './buildrunner.ts';
import { canonical } from './canonical.ts';
import { claude } from './claude.ts';
import type { Format } from './format.ts';
import { githubJobs } from './github-jobs.ts';
import { junit } from './junit.ts';
import { otlp } from './otlp.ts';

export const formats: readonly Format[] = [builder, buildRunner, canonical, claude, githubJobs, junit, otlp];
