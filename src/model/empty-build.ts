/** A complete build without tasks. */
import type { Build } from './build.ts';

export const emptyBuild = {
  result: 'success',
  complete: true,
  degraded: false,
  formats: [],
  tasks: [],
  events: [],
  spans: [],
  machine: [],
  problems: [],
} as const satisfies Partial<Build>;
