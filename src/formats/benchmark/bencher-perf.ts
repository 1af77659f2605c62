/**
 * The output of `bencher perf`: the metrics of a project's branches, testbeds, benchmarks and measures over time.
 * https://bencher.dev/docs/explanation/bencher-perf/ (lib/bencher_json/src/project/perf.rs, `JsonPerf`)
 */
import type { ArchiveFormat, ArchiveOptions } from '../../ingest/archive-format.ts';
import { cleanName } from '../../ingest/clean-text.ts';
import { createDraft, type Draft } from '../../ingest/draft.ts';
import {
  type Fields,
  isFields,
  readFields,
  readList,
  readNumber,
  readText,
  readTime,
} from '../../ingest/read-fields.ts';
import type { Build } from '../../model/build.ts';
import { defaultLimits } from '../../settings/limits.ts';
import { makeArchivedBuild } from './archived-build.ts';
import { addBencherMeasure } from './bencher-metric.ts';

const format = 'bencher-perf';
const longestName = 500;

export const bencherPerf: ArchiveFormat = {
  id: format,
  claims: (text) => {
    // Its beginning is small; the whole may be large.
    const head = text.slice(0, 4_000);
    return /^\s*\{/.test(head) && /"project"\s*:/.test(head) && /"results"\s*:\s*\[/.test(text);
  },
  read: (text, options, skip) => {
    const data: unknown = JSON.parse(text);
    const reports = new Map<string, BencherReport>();
    for (const line of isFields(data) ? readList(data, 'results').filter(isFields) : [])
      for (const point of readList(line, 'metrics'))
        if (!isFields(point) || !addPoint(reports, line, point)) skip();
    const project = isFields(data) ? readText(readFields(data, 'project'), 'name') : null;
    return [...reports.values()].flatMap((report) => toBuild(report, project, options));
  },
};

/** One reported run: on a branch and a testbed. */
interface BencherReport {
  readonly identity: readonly unknown[];
  readonly draft: Draft;
  readonly testbed: string | null;
  readonly branch: string | null;
  readonly commit: string | null;
  readonly startTimeMs: number;
}

/** @returns whether it has all parts of a value of a run */
function addPoint(reports: Map<string, BencherReport>, line: Fields, point: Fields): boolean {
  const startTimeMs = readTime(point, 'start_time');
  const value =
    readNumber(readFields(point, 'metric'), 'value') ??
    readNumber(readFields(readFields(point, 'metrics'), 'value'), 'value');
  const benchmark = readText(readFields(line, 'benchmark'), 'name');
  if (startTimeMs === null || value === null || benchmark === null) return false;
  const [branch, testbed] = ['branch', 'testbed'].map((key) => readText(readFields(line, key), 'name'));
  const commit = readText(readFields(point, 'version'), 'hash');
  const identity = [
    readText(point, 'report'),
    readNumber(point, 'iteration'),
    branch,
    testbed,
    commit,
    startTimeMs,
  ];
  const key = JSON.stringify(identity);
  const report = reports.get(key) ?? {
    ...{ identity, commit, startTimeMs, draft: createDraft('', defaultLimits) },
    ...{ branch: branch ?? null, testbed: testbed ?? null },
  };
  reports.set(key, report);
  const measure = readFields(line, 'measure');
  const slug = readText(measure, 'slug') ?? readText(measure, 'name') ?? 'latency';
  // `nanoseconds (ns)`
  const written = readText(measure, 'units');
  const unit = /\(([^()]+)\)\s*$/.exec(written ?? '')?.[1] ?? written;
  addBencherMeasure(cleanName(benchmark, longestName), slug, value, unit, report.draft);
  return true;
}

/** Testbeds are machines: each has a separate history. */
function toBuild(report: BencherReport, project: string | null, { name, context }: ArchiveOptions): Build[] {
  const { identity, testbed, startTimeMs, commit, draft } = report;
  const own = cleanName([project, testbed].filter(Boolean).join(' · ') || 'bencher', longestName);
  const branch = report.branch ?? context.branch;
  const { metrics } = draft.finish();
  return makeArchivedBuild({
    ...{ format, identity, startTimeMs, metrics, name: name ?? own },
    context: { ...context, commit, branch },
  });
}
