/** The query engine: the calls in the document, and what it leaves open. */
import { describe, expect, it } from 'vitest';
import type { MetricKind, MetricPoint } from '../../src/model/metric-point.ts';
import { dashboardData } from '../../src/query/dashboard-data.ts';

const minute = 60_000;

function point(value: number, timeMs: number, labels = {}, kind: MetricKind = 'gauge'): MetricPoint {
  return { name: 'm', kind, labels, timeMs, value };
}
const points = (...values: readonly number[]): MetricPoint[] =>
  values.map((value, at) => point(value, at * 1000));
const pairs = (found: readonly { timeMs: number; value: number }[]): number[][] =>
  found.map(({ timeMs, value }) => [timeMs, value]);

describe('query', () => {
  const some = [
    point(1, 0, { agent_type: 'coder' }),
    point(3, 4 * minute, { agent_type: 'coder', phase: 'code' }),
    point(10, 5 * minute, { agent_type: 'coder' }),
    point(99, 5 * minute, { agent_type: 'tester' }),
    { ...point(77, 0), name: 'other' },
  ];

  it('filters by name and labels, and aggregates by interval; a border belongs to the next', () => {
    const query = {
      metric: 'm',
      labels: { agent_type: 'coder' },
      aggregation: 'avg',
      interval: '5m',
    } as const;
    expect(pairs(dashboardData.query(query, some))).toEqual([
      [0, 2],
      [5 * minute, 10],
    ]);
  });

  it.each(['Date', 'number', 'text'])('takes both ends of a range, as %s', (kind) => {
    const as = (ms: number) =>
      kind === 'Date' ? new Date(ms) : kind === 'number' ? ms : new Date(ms).toISOString();
    const range = { start: as(4 * minute), end: as(5 * minute) };
    const query = { metric: 'm', labels: { agent_type: 'coder' }, range, aggregation: 'count' } as const;
    expect(dashboardData.query(query, some).map(({ value }) => value)).toEqual([2]);
  });

  it.each([
    ['avg', 113 / 4],
    ['sum', 113],
    ['min', 1],
    ['max', 99],
    ['count', 4],
    ['last', 99],
    ['p50', 10],
    ['p95', 99],
    ['p99', 99],
  ] as const)('%s of all points is %d', (aggregation, expected) => {
    expect(dashboardData.query({ metric: 'm', aggregation }, some)[0]?.value).toBe(expected);
  });

  it.each([
    [{ metric: 'm', label: {} }, 'A query has no `label`'],
    [{ metric: '' }, 'needs a `metric`'],
    [{ metric: 'm', aggregation: 'mean' }, '`mean` is not an aggregation'],
    [{ metric: 'm', interval: '5 minutes' }, '`5 minutes` is not an interval'],
    [{ metric: 'm', interval: '0s' }, '`0s` is not an interval'],
    [{ metric: 'm', range: { start: 'yesterday' } }, '`yesterday` is not a time'],
    [{ metric: 'm', range: { start: null } }, '`null` is not a time'],
    [{ metric: 'm', range: { from: 0 } }, 'A range has no `from`'],
  ])('refuses %j rather than give nothing or everything', (query, message) => {
    expect(() => dashboardData.query(query as never, some)).toThrow(message);
  });

  it('returns nothing without points', () => {
    expect(dashboardData.query({ metric: 'm' }, [])).toEqual([]);
    expect(dashboardData.query({ metric: 'absent' }, some)).toEqual([]);
    expect(dashboardData.query({ metric: 'm' }, points(Number.NaN))).toEqual([]);
  });
});

describe('percentile', () => {
  it('is a measured value, whatever the order, and null for none', () => {
    expect(dashboardData.percentile([10, 20, 30], 0.95)).toBe(30);
    expect(dashboardData.percentile([30, 10, 20], 0.5)).toBe(20);
    expect(dashboardData.percentile([Number.NaN, 5], 0.95)).toBe(5);
    expect(dashboardData.percentile([], 0.95)).toBeNull();
    expect(() => dashboardData.percentile([1], 95)).toThrow(RangeError);
  });
});

describe('summarize', () => {
  it('has what the document prints, and more', () => {
    const values = Array.from({ length: 100 }, (_, at) => at + 1);
    expect(dashboardData.summarize(points(...values.reverse()))).toEqual({
      ...{ count: 100, sum: 5050, avg: 50.5, min: 1, max: 100, p50: 51, p95: 96, p99: 100 },
    });
  });

  it('returns nothing for no data, and leaves out what is not a number', () => {
    expect(dashboardData.summarize([])).toMatchObject({ count: 0, sum: 0, avg: null, p99: null });
    expect(dashboardData.summarize(points(Number.NaN, 4))).toMatchObject({ count: 1, avg: 4, p95: 4 });
  });
});

describe('movingAverage', () => {
  it('is of each point and those before it', () => {
    const averages = dashboardData.movingAverage(points(1, 2, 6, 10), 3);
    expect(averages.map(({ value }) => value)).toEqual([1, 1.5, 3, 6]);
    expect(dashboardData.movingAverage([], 3)).toEqual([]);
    expect(() => dashboardData.movingAverage(points(1), 0)).toThrow(RangeError);
  });
});

describe('detectAnomalies', () => {
  it('finds what is beyond the given number of standard deviations', () => {
    const calm = Array.from({ length: 20 }, (_, at) => 100 + (at % 3));
    expect(dashboardData.detectAnomalies(points(...calm, 500), 3).map(({ value }) => value)).toEqual([500]);
    expect(dashboardData.detectAnomalies(points(...calm), 3)).toEqual([]);
    // In eighteen 0 and one 1 the last is 4.24 standard deviations away; in nine and one it is 3.
    const one = (zeros: number) => points(...Array<number>(zeros).fill(0), 1);
    const found = (zeros: number, deviations: number) =>
      dashboardData.detectAnomalies(one(zeros), deviations).length;
    expect([found(18, 4.2), found(18, 4.3), found(9, 2.9), found(9, 3.1)]).toEqual([1, 0, 1, 0]);
  });

  it.each([[[]], [[5]], [[0.1, 0.1, 0.1]], [[Number.NaN]]])('finds none in %j', (values: number[]) => {
    expect(dashboardData.detectAnomalies(points(...values), 3)).toEqual([]);
  });

  it('refuses a threshold that every point exceeds', () => {
    expect(() => dashboardData.detectAnomalies(points(1), 0)).toThrow(RangeError);
  });
});

describe('calculateRate', () => {
  const counter = (value: number, seconds: number, tool = 'Read') =>
    point(value, seconds * 1000, { tool }, 'counter');

  it('is what counters grew by, a second, by interval', () => {
    const rates = dashboardData.calculateRate([counter(10, 0), counter(40, 30), counter(100, 60)], '1m');
    expect(pairs(rates)).toEqual([
      [0, 0.5],
      [minute, 1],
    ]);
  });

  it('counts a counter that began again, and each series for itself', () => {
    const some = [
      counter(100, 0),
      counter(5, 0, 'Bash'),
      counter(130, 10),
      counter(6, 20),
      counter(5, 20, 'Bash'),
    ];
    expect(dashboardData.calculateRate(some, '1m')[0]?.value).toBeCloseTo((30 + 6) / 60);
  });

  it('does not depend on the order', () => {
    const some = [counter(40, 30), counter(10, 0)];
    expect(dashboardData.calculateRate(some, '1m')[0]?.value).toBe(0.5);
  });

  it('of a histogram counts its values', () => {
    const observed = (count: number, seconds: number): MetricPoint => ({
      ...point(3, seconds * 1000, {}, 'histogram'),
      distribution: { count, sum: 3 * count, bounds: [], counts: [count] },
    });
    expect(dashboardData.calculateRate([observed(1, 0), observed(31, 30)], '1m')[0]?.value).toBe(0.5);
  });
});

describe('aggregate', () => {
  it('has one bucket an interval', () => {
    const some = [point(1, 0), point(3, 299_999), point(8, 300_000)];
    expect(pairs(dashboardData.aggregate(some, '5m'))).toEqual([
      [0, 2],
      [300_000, 8],
    ]);
    expect(() => dashboardData.aggregate(some, '5m', 'p90' as never)).toThrow('`p90` is not an aggregation');
  });
});
