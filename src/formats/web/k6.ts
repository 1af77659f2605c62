/** k6's end-of-test summary. Reference: https://grafana.com/docs/k6/latest/results-output/end-of-test/custom-summary/ */
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  readFields,
  readFlag,
  readNumber,
  readText,
} from '../../ingest/read-fields.ts';
import { readLastDocument } from '../../ingest/read-records.ts';
import type { Metric } from '../../model/metric.ts';
import { addMeasure } from '../benchmark/add-measure.ts';

export const k6: Format = {
  id: 'k6',
  title: 'k6 summary',
  versions: 'its documentation (0.30 to 1.x)',
  family: 'benchmarks',
  reference: 'https://grafana.com/docs/k6/latest/results-output/end-of-test/custom-summary/',
  howTo: '`k6 run --summary-export=k6.json load.js`, or `handleSummary` with `JSON.stringify(data)`',
  claims: ({ shape, keys, text }) =>
    shape === 'object' &&
    keys.includes('metrics') &&
    (keys.includes('root_group') || keys.includes('setup_data') || keys.length === 1) &&
    /"(iterations|iteration_duration|vus_max|http_reqs|data_received)"\s*:\s*\{/.test(text),
  read: async (input, draft) => {
    const visit = (summary: Fields): void => {
      const metrics = readFields(summary, 'metrics');
      for (const name of Object.keys(metrics).sort()) addMetrics(name, readFields(metrics, name), draft);
      const durationMs = readNumber(readFields(summary, 'state'), 'testRunDurationMs');
      if (durationMs !== null) draft.facts.durationMs = durationMs;
    };
    await readLastDocument(input, draft, [], { visit });
    if (draft.facts.complete && draft.hasMetrics()) draft.facts.result ??= 'success';
  },
};

/** `handleSummary` separates the values from the description of the metric; `--summary-export` does not. */
function addMetrics(name: string, metric: Fields, draft: Draft): void {
  checkThresholds(name, readFields(metric, 'thresholds'), draft);
  const values = isFields(metric['values']) ? readFields(metric, 'values') : metric;
  for (const { label, key, unit, better } of columnsOf(name, metric, values)) {
    const full = label === '' ? name : `${name} › ${label}`;
    const value = readNumber(values, key);
    addMeasure(draft, { name: full, unit, value, samples: [], better, mayBeZero: true });
  }
}

interface Column {
  readonly label: string;
  readonly key: string;
  readonly unit: string;
  readonly better: Metric['better'];
}

/** A trend, a rate, a counter or a gauge: from `type` in the newer form, and from the values in both. */
function columnsOf(name: string, metric: Fields, values: Fields): readonly Column[] {
  const direction = directionOf(name, metric);
  const contains = readText(metric, 'contains');
  const shares = Object.keys(values).filter((key) => /^p\(\d+(\.\d+)?\)$/.test(key));
  if ('med' in values || 'avg' in values || shares.length > 0 || readText(metric, 'type') === 'trend') {
    const common = { unit: unitOf(name, contains), better: direction ?? 'lower' };
    // A script chooses its statistics.
    const middle = 'med' in values ? { label: 'median', key: 'med' } : { label: 'average', key: 'avg' };
    const hasMiddle = middle.key in values || shares.length === 0;
    return [
      ...(hasMiddle ? [{ ...middle, ...common }] : []),
      ...shares.map((key) => ({ label: key, key, ...common })),
    ];
  }
  if ('passes' in values && 'fails' in values) {
    const better = direction ?? (/fail|error/i.test(name) ? 'lower' : 'higher');
    return [{ label: '', key: 'rate' in values ? 'rate' : 'value', unit: '1', better }];
  }
  // The amount of data sent and received measures the load of a test, not its quality; more requests per second are
  // better.
  const plain = name.replace(/\{.*/s, '');
  if (plain === 'http_reqs' || plain === 'iterations')
    return [{ label: 'rate', key: 'rate', unit: '/s', better: 'higher' }];
  if (['data_sent', 'data_received', 'vus', 'vus_max'].includes(plain)) return [];
  const common = { unit: units.get(contains ?? '') ?? '1', better: direction ?? 'lower' };
  return 'value' in values
    ? [{ label: '', key: 'value', ...common }]
    : [{ label: 'count', key: 'count', ...common }];
}

const units: ReadonlyMap<string, string> = new Map([
  ['time', 'ms'],
  ['data', 'B'],
]);

/** Trends of k6's own are times; those of a script state it, in the newer form. */
function unitOf(name: string, contains: string | null): string {
  if (contains !== null) return units.get(contains) ?? '1';
  return /duration|waiting|blocked|connecting|sending|receiving|handshaking|time/i.test(name) ? 'ms' : '1';
}

/** A threshold shows the direction: `rate>0.95`, `p(95)<500`. */
function directionOf(name: string, metric: Fields): Metric['better'] | null {
  const [expression = ''] = Object.keys(readFields(metric, 'thresholds'));
  if (/>/.test(expression)) return 'higher';
  if (/</.test(expression)) return 'lower';
  return /^checks(\{|$)/.test(name) ? 'higher' : null;
}

/** k6 fails because of them. In `--summary-export` `true` means that the threshold was crossed. */
function checkThresholds(name: string, thresholds: Fields, draft: Draft): void {
  for (const expression of Object.keys(thresholds)) {
    const own = thresholds[expression];
    const isCrossed = isFields(own) ? readFlag(own, 'ok') === false : own === true;
    if (isCrossed) draft.facts.result = 'failure';
    draft.addTask({
      name: `${name}: ${expression}`,
      kind: 'threshold',
      result: isCrossed ? 'failure' : 'success',
      failure: { message: `The threshold \`${expression}\` of \`${name}\` was crossed.` },
    });
  }
}
