/** One run as the log of each tool. */
import { benchmarkWriters } from './write-benchmarks.ts';
import { buildWriters } from './write-builds.ts';
import { runWriters, type Write } from './write-run.ts';

export const writers: Readonly<Record<string, Write>> = {
  ...benchmarkWriters,
  ...buildWriters,
  ...runWriters,
};
