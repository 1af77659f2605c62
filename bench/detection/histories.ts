/** The real histories on which the rules are tested, and what is known about them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { robustSd } from '../../src/stats/robust-sd.ts';

/** Successive builds of one series of a public project, oldest first. */
export interface Row {
  readonly repository: string;
  readonly series: string;
  readonly values: readonly number[];
}

/** Several series of the same builds. */
export interface Suite {
  readonly suite: string;
  readonly builds: readonly { readonly hardware: string | null }[];
  /** `null` where a build lacks the series. */
  readonly series: readonly { readonly values: readonly (number | null)[] }[];
}

export interface Histories {
  /** Nothing changes in them. */
  readonly stationary: readonly Row[];
  /** Unfiltered. */
  readonly unfiltered: readonly Row[];
  /** `changeAt`: first slow build. */
  readonly natural: readonly (Row & { readonly changeAt: number })[];
  /** Empty where the folder has none. */
  readonly suites: readonly Suite[];
}

const sharedData = fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** Reads the three files of a folder; null when they do not exist. */
export function readHistories(folder: string = sharedData): Histories | null {
  const read = <T>(name: string): T[] => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T[];
  if (!existsSync(join(folder, 'stationary.json'))) return null;
  return {
    stationary: read('stationary.json'),
    unfiltered: read('unfiltered.json'),
    natural: read('natural-regressions.json'),
    suites: existsSync(join(folder, 'siblings.json')) ? read('siblings.json') : [],
  };
}

export const noiseBands = ['under 3%', '3 to 10%', 'above 10%'] as const;
export type NoiseBand = (typeof noiseBands)[number];

/** By the robust standard deviation of the logarithms. */
export function bandOf(values: readonly number[]): NoiseBand {
  const noise = robustSd(Float64Array.from(values, Math.log).sort());
  return noise < 0.03 ? 'under 3%' : noise <= 0.1 ? '3 to 10%' : 'above 10%';
}
