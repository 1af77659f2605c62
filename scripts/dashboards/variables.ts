/** Variables of the dashboards: data sources, and what the reader filters by. */
import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { clickhouse, database, prometheus } from './queries.ts';

const sources = {
  prometheus: ['Prometheus', prometheus],
  database: ['Database', database],
  clickhouse: ['ClickHouse', clickhouse],
} as const;

export function chooseSource(name: keyof typeof sources) {
  const [label, { type }] = sources[name];
  return new DatasourceVariableBuilder(name)
    .label(label)
    .type(type)
    .current({ selected: true, text: `build-telemetry-${name}`, value: `build-telemetry-${name}` });
}

/** All values of a label of a metric. */
export function byLabel(name: string, label: string, metric: string) {
  return filter(name)
    .datasource(prometheus)
    .query({ qryType: 1, query: `label_values(${metric}, ${label})`, refId: 'A' })
    .allValue('.*');
}

/**
 * All values of a query.
 *
 * @param allValue SQL that is put into `in (…)` as it stands: the column itself, so that thousands of branches are
 *   no list of thousands
 */
export function bySql(name: string, source: typeof database, query: string, allValue: string) {
  return filter(name).datasource(source).query(query).allValue(allValue);
}

function filter(name: string) {
  return new QueryVariableBuilder(name)
    .label(name.replaceAll('_', ' '))
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .current({ selected: true, text: ['All'], value: ['$__all'] });
}

export function textBox(name: string, label: string, value: string) {
  return new TextBoxVariableBuilder(name)
    .label(label)
    .defaultValue(value)
    .current({ selected: true, text: value, value });
}
