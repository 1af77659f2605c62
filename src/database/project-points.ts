/** Data points → rows of `telemetry_metrics`. */

import { hash } from 'node:crypto';
import type { Labels, MetricKind } from '../model/metric-point.ts';
import { fitIndex, fitLabels } from './fit-index.ts';
import type { Owner } from './project-history.ts';
import type { Row } from './table.ts';

/** One value: the increase of a counter, the value of a gauge, an observation of a histogram. */
export interface ObservedPoint {
  readonly name: string;
  readonly kind: MetricKind;
  readonly labels: Labels;
  /** Epoch milliseconds. */
  readonly timeMs: number;
  readonly value: number;
  /** UCUM; null when it is not known. */
  readonly unit: string | null;
}

/** Points in the order of their log: their index distinguishes equal ones. */
export function* pointRows({ repository, series }: Owner, points: Iterable<ObservedPoint>): Generator<Row> {
  const seen = new Map<string, number>();
  for (const { name, kind, labels, timeMs, value, unit } of points) {
    const text = fitLabels(labels);
    const same = JSON.stringify([name, text, timeMs, value]);
    const place = (seen.get(same) ?? 0) + 1;
    seen.set(same, place);
    const point = hash('sha256', `${same} ${place}`).slice(0, 24);
    yield [repository, series, point, fitIndex(name), kind, timeMs, value, text, unit];
  }
}
