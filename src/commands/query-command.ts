/** `build-telemetry query`: a metric of the recorded events, or of the history, over time. */
import { parseTime } from '../ingest/read-fields.ts';
import type { Labels, MetricSpec } from '../model/metric-point.ts';
import { historyPoints } from '../points/history-points.ts';
import { metricSpecs } from '../points/metric-specs.ts';
import { prometheusLabel, prometheusName } from '../points/prometheus-name.ts';
import { type Aggregation, aggregations } from '../query/aggregations.ts';
import { queryPoints } from '../query/query-points.ts';
import { readInterval } from '../query/read-interval.ts';
import { suggest } from '../settings/suggest.ts';
import type { Arguments } from './command.ts';
import { historyFlags } from './find-history.ts';
import { listOwnMetrics, readLogPoints } from './live-metrics.ts';
import { type Log, logFlag, openLog, readHistory } from './open-recorded.ts';
import { type Asked, type Range, showBuckets, showNoData, toCsv } from './show-query.ts';
import { defineView, jsonFlag, readChoiceFlag, refuse, refuseUnused } from './view.ts';

export const queryCommand = defineView(
  {
    name: 'query',
    operands: 'METRIC [--labels NAME=VALUE,…] [--since 30d] [--until TIME] [--agg p95] [--interval 1d]',
    operandValues: metricSpecs.map(({ name }) => name),
    summary: 'Show a metric over time: a table, a chart, JSON or CSV.',
    flags: [
      {
        name: 'labels',
        short: 'l',
        value: 'NAME=VALUE,…',
        description: 'Only series with exactly these labels; others may have any value.',
      },
      { name: 'since', value: 'TIME', description: 'How far back, such as 12h, or a date; 30d by default.' },
      { name: 'until', value: 'TIME', description: 'Until when: how long ago, or a date; now by default.' },
      {
        name: 'agg',
        value: 'NAME',
        values: aggregations,
        description: 'By default `increase` of a counter, `avg` of everything else.',
      },
      {
        name: 'interval',
        value: 'TIME',
        description: 'Time that a row covers, such as 1h; by default a thirtieth of --since.',
      },
      { name: 'csv', description: 'Print CSV.' },
      logFlag,
      ...historyFlags,
      jsonFlag,
    ],
  },
  async (args) => {
    if (args.flags['csv']) refuseUnused(args, ['json'], 'with `--csv`');
    const log = openLog(args);
    const spec = findMetric(args, log);
    const range = readRange(args, Date.now());
    const interval = args.flags['interval'] ?? chooseInterval(range.end - range.start);
    readTimeFlag('--interval', interval, readInterval);
    const labels = readLabels(args.flags['labels'] ?? '', spec);
    const fallback: Aggregation = spec.kind === 'counter' ? 'increase' : 'avg';
    const aggregation = readChoiceFlag(args, 'agg', aggregations, fallback);
    const { points, source } = await findPoints(args, log, spec);
    const buckets = queryPoints({ metric: spec.name, labels, range, aggregation, interval }, points);
    if (args.flags['csv']) {
      process.stdout.write(toCsv(buckets));
      return { text: '', json: undefined };
    }
    const asked = { spec, aggregation, interval, range, source, points, labels };
    return buckets.length === 0 ? showNoData(asked) : showBuckets(asked, buckets);
  },
);

function findMetric(args: Arguments, log: Log): MetricSpec {
  const [name, more] = args.operands;
  const specs = [...metricSpecs, ...listOwnMetrics(log)];
  const names = specs.map((spec) => spec.name);
  if (name === undefined)
    return refuse('query', 'Missing argument: a metric.', `Use one of: ${names.join(', ')}.`);
  if (more !== undefined) refuse(more, 'Only one metric can be shown.', 'Name one METRIC.');
  const found = specs.find((spec) => spec.name === name || prometheusName(spec) === name);
  return found ?? refuse(name, `There is no metric \`${name.slice(0, 200)}\`.`, suggest(name, names));
}

function readRange({ flags }: Arguments, nowMs: number): Range {
  const { since = '30d', until } = flags;
  const start = readTimeFlag('--since', since, (text) => readQueryTime(text, nowMs));
  const end =
    until === undefined ? nowMs : readTimeFlag('--until', until, (text) => readQueryTime(text, nowMs));
  if (start >= end) refuse('--since', 'The start is not before the end.', 'Write an earlier time.');
  return { start, end };
}

/** A relative time, or a date. */
function readQueryTime(text: string, nowMs: number): number {
  const timeMs = parseTime(text);
  return timeMs ?? Math.max(0, nowMs - readInterval(text));
}

function readTimeFlag(where: string, text: string, read: (text: string) => number): number {
  try {
    return read(text);
  } catch (error) {
    const date = 'A date is also possible, such as `2026-03-01` or `2026-03-01T12:00:00Z`.';
    const fix = where === '--interval' ? 'Use a number with its unit.' : date;
    return refuse(where, (error as Error).message, fix);
  }
}

function chooseInterval(rangeMs: number): string {
  const steps = ['1m', '5m', '1h', '6h', '1d', '7d', '30d'];
  return steps.find((step) => rangeMs / readInterval(step) <= 31) ?? '365d';
}

/** Labels in either spelling: `cicd.pipeline.name` or `cicd_pipeline_name`. */
function readLabels(text: string, spec: MetricSpec): Labels {
  const pairs = text.split(',').filter((each) => each.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair): [string, string] => {
      const at = pair.indexOf('=');
      const name = pair.slice(0, Math.max(0, at)).trim();
      const own = spec.labels.find((label) => label === name || prometheusLabel(label) === name);
      if (at < 1) return refuse('--labels', `\`${pair}\` is not a label.`, 'Write `name=value`.');
      if (own === undefined)
        return refuse(
          '--labels',
          `\`${spec.name}\` has no label \`${name}\`.`,
          spec.labels.length > 0 ? suggest(name, spec.labels) : 'Leave `--labels` out.',
        );
      return [own, pair.slice(at + 1).trim()];
    }),
  );
}

/** The log if it has the metric and no history is named; metrics of builds are only in the history. */
async function findPoints(
  args: Arguments,
  log: Log,
  { name }: MetricSpec,
): Promise<Pick<Asked, 'points' | 'source'>> {
  const isAsked = args.flags['history'] !== undefined || args.flags['name'] !== undefined;
  const live = isAsked ? [] : readLogPoints(log, name);
  if (live.length > 0) return { points: live, source: 'log' };
  const { history } = await readHistory(args);
  return { points: historyPoints(history, name), source: 'history' };
}
