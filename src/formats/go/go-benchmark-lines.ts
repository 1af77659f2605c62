/** Result lines of Go's benchmarks, as text and inside of `go test -json`. Reference: https://go.dev/design/14313-benchmark-format */

import type { Draft } from '../../ingest/draft.ts';
import type { Metric } from '../../model/metric.ts';
import { addMeasure } from '../benchmark/add-measure.ts';

export interface BenchmarkLine {
  /** With the `-8` of GOMAXPROCS, if the line has it. */
  readonly name: string;
  readonly values: readonly { readonly value: number; readonly unit: string }[];
}

/** `BenchmarkX-8   100   37.5 ns/op   16 B/op`; null for any other line. */
export function readBenchmarkLine(line: string): BenchmarkLine | null {
  const fields = line.trim().split(/\s+/);
  const [name = '', runs = '', ...pairs] = fields;
  if (!/^Benchmark(?![a-z])/.test(name) || !/^\d+$/.test(runs) || pairs.length < 2) return null;
  const values: { value: number; unit: string }[] = [];
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const value = Number(pairs[i]);
    if (!Number.isFinite(value)) return null;
    values.push({ value, unit: pairs[i + 1] as string });
  }
  return { name, values };
}

export interface GoBenchmarks {
  readonly add: (packageName: string, line: BenchmarkLine) => void;
  /** Takes the direction of a unit from a line such as `Unit hits/op better=higher`. */
  readonly takeUnit: (line: string) => void;
  /** Adds a metric for each benchmark and unit: the median, with the repeats of `-count` as samples. */
  readonly finish: () => void;
}

interface Series {
  readonly packageName: string;
  readonly name: string;
  readonly unit: string;
  readonly samples: number[];
}

/** Collects result lines; several may be repeats of one benchmark. */
export function collectGoBenchmarks(draft: Draft): GoBenchmarks {
  const series = new Map<string, Series>();
  const directions = new Map<string, Metric['better']>();
  let lines = 0;
  return {
    add: (packageName, { name, values }) => {
      lines += 1;
      if (lines > draft.limits.tasks) return draft.leaveOut('results of benchmarks');
      for (const { value, unit } of values) {
        const key = `${packageName}\0${name}\0${unit}`;
        const found = series.get(key);
        if (found) found.samples.push(value);
        else series.set(key, { packageName, name, unit, samples: [value] });
      }
    },
    takeUnit: (line) => {
      const [, unit, better] = /^Unit (\S+) (?:.* )?better=(higher|lower)\b/.exec(line) ?? [];
      if (unit !== undefined && directions.size < 1000) directions.set(unit, better as Metric['better']);
    },
    finish: () => {
      const all = [...series.values()];
      const suffix = sharedSuffix(all);
      for (const each of all) addSeries(draft, each, suffix, directions.get(each.unit) ?? null);
    },
  };
}

/** GOMAXPROCS differs from machine to machine, and is not part of a name unless `-cpu` varies it. */
function sharedSuffix(all: readonly Series[]): string {
  const suffixes = new Set(all.map(({ name }) => /-\d+$/.exec(name)?.[0] ?? ''));
  const [only = ''] = suffixes;
  return suffixes.size === 1 ? only : '';
}

function addSeries(
  draft: Draft,
  { packageName, name, unit, samples }: Series,
  suffix: string,
  better: Metric['better'] | null,
): void {
  const base = name.slice(0, name.length - suffix.length);
  const parts = [packageName, base, ...(unit === 'ns/op' ? [] : [unit])].filter((part) => part !== '');
  addMeasure(draft, { name: parts.join(' › '), unit, value: null, samples, better });
}
