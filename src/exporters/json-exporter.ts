/** Golden Armada's exporter to JSON files: a new one each hour; a day's files are kept. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../io/durable-file.ts';
import { makeFolder } from '../io/make-folder.ts';
import type { MetricPoint } from '../model/metric-point.ts';
import { type ExporterOptions, MetricExporter } from './metric-exporter.ts';

export interface JSONOptions extends ExporterOptions {
  /** `.build-telemetry/exports` by default. */
  readonly outputDir?: string;
  /** Milliseconds until a new file begins; an hour by default. */
  readonly rotateInterval?: number;
  /** Number of kept files; 24 by default. Those of the current interval are kept in any case. */
  readonly maxFiles?: number;
}

const fileName = /^metrics-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-\d+\.json$/;

export class JSONExporter extends MetricExporter {
  readonly #outputDir: string;
  readonly #rotateInterval: number;
  readonly #maxFiles: number;

  /** @throws RangeError for an interval or a number of files below 1: nothing would be kept */
  constructor(options: JSONOptions = {}) {
    super('json', options);
    const { outputDir = '.build-telemetry/exports', rotateInterval = 3_600_000, maxFiles = 24 } = options;
    for (const [name, value] of Object.entries({ rotateInterval, maxFiles }))
      if (!Number.isInteger(value) || value < 1)
        throw new RangeError(`\`${name}\` is ${value}: write a whole number of 1 or more.`);
    this.#outputDir = outputDir;
    this.#rotateInterval = rotateInterval;
    this.#maxFiles = maxFiles;
  }

  /** Within an interval the file is replaced by one with all current data points. */
  protected override async send(points: readonly MetricPoint[]): Promise<void> {
    const now = Date.now();
    const start = new Date(Math.floor(now / this.#rotateInterval) * this.#rotateInterval).toISOString();
    const current = `metrics-${start.replaceAll(/[:.]/g, '-')}-`;
    makeFolder(this.#outputDir);
    const name = `${current}${process.pid}.json`;
    await writeDurably(this.#outputDir, name, Buffer.from(writeJson(points, now)));
    const files = (await readdir(this.#outputDir)).filter((each) => fileName.test(each)).sort();
    // Other processes export into the same folder: theirs of this interval are as new as the own one.
    const old = files.slice(0, -this.#maxFiles).filter((each) => each < current);
    for (const each of old) await rm(join(this.#outputDir, each), { force: true });
  }
}

/** `{version, exported_at, metrics: [{name, type, labels, value, timestamp, count?, sum?, buckets?}]}`; times are ISO 8601. */
function writeJson(points: readonly MetricPoint[], nowMs: number): string {
  const metrics = points.map(({ name, kind, labels, value, timeMs, distribution }) => ({
    name,
    type: kind,
    labels,
    value,
    timestamp: new Date(timeMs).toISOString(),
    ...(distribution === undefined
      ? {}
      : {
          count: distribution.count,
          sum: distribution.sum,
          // The last bucket has no upper bound.
          buckets: distribution.counts.map((count, at) => ({ le: distribution.bounds[at] ?? null, count })),
        }),
  }));
  return `${JSON.stringify({ version: 1, exported_at: new Date(nowMs).toISOString(), metrics })}\n`;
}
