/** The files of `dashboards/`: four dashboards, and what makes Grafana load them. */
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { stringify } from 'yaml';
import { agentsDashboard } from './agents-dashboard.ts';
import { alertGroups } from './alert-rules.ts';
import { ciDatabaseDashboard } from './ci-database-dashboard.ts';
import { ciPrometheusDashboard } from './ci-prometheus-dashboard.ts';
import { clickhouseDialect, postgresql } from './sql-dialect.ts';

const head = '# Written by `npm run generate`.\n';

/** The content of each file, by its path. */
export const dashboardFiles: Readonly<Record<string, () => string>> = {
  'dashboards/agents.json': () => toJson(agentsDashboard()),
  'dashboards/ci-prometheus.json': () => toJson(ciPrometheusDashboard()),
  'dashboards/ci-postgresql.json': () => toJson(ciDatabaseDashboard(postgresql)),
  'dashboards/ci-clickhouse.json': () => toJson(ciDatabaseDashboard(clickhouseDialect)),
  'dashboards/provisioning/dashboards/build-telemetry.yaml': () => toYaml(providers),
  'dashboards/provisioning/datasources/build-telemetry.yaml': () => toYaml(dataSources),
  'dashboards/provisioning/alerting/build-telemetry-prometheus.yaml': () => toYaml(alertGroups('prometheus')),
  'dashboards/provisioning/alerting/build-telemetry-database.yaml': () => toYaml(alertGroups('database')),
};

const providers = {
  apiVersion: 1,
  providers: [
    {
      name: 'build-telemetry',
      folder: 'Build Telemetry',
      type: 'file',
      allowUiUpdates: false,
      options: { path: '/var/lib/grafana/dashboards/build-telemetry' },
    },
  ],
};

/** Grafana inserts variables of its environment into these. */
const dataSources = {
  apiVersion: 1,
  datasources: [
    {
      uid: 'build-telemetry-prometheus',
      name: 'build-telemetry-prometheus',
      type: 'prometheus',
      access: 'proxy',
      url: '$PROMETHEUS_URL',
    },
    {
      uid: 'build-telemetry-database',
      name: 'build-telemetry-database',
      type: 'grafana-postgresql-datasource',
      access: 'proxy',
      url: '$BUILD_TELEMETRY_PGHOST',
      user: '$BUILD_TELEMETRY_PGUSER',
      secureJsonData: { password: '$BUILD_TELEMETRY_PGPASSWORD' },
      jsonData: { database: '$BUILD_TELEMETRY_PGDATABASE', sslmode: 'verify-full', postgresVersion: 1500 },
    },
    {
      uid: 'build-telemetry-clickhouse',
      name: 'build-telemetry-clickhouse',
      type: 'grafana-clickhouse-datasource',
      access: 'proxy',
      secureJsonData: { password: '$BUILD_TELEMETRY_CLICKHOUSE_PASSWORD' },
      jsonData: {
        host: '$BUILD_TELEMETRY_CLICKHOUSE_HOST',
        port: 9440,
        protocol: 'native',
        secure: true,
        username: '$BUILD_TELEMETRY_CLICKHOUSE_USER',
        defaultDatabase: '$BUILD_TELEMETRY_CLICKHOUSE_DATABASE',
      },
    },
  ],
};

/** Numbers the panels and letters their queries, by which links and alerts name them. */
function toJson(dashboard: Dashboard): string {
  const panels = dashboard.panels?.map((panel, at) => ({
    id: at + 1,
    ...panel,
    ...('targets' in panel && {
      targets: panel.targets?.map((target, place) => ({ ...target, refId: 'ABCD'[place] })),
    }),
  }));
  return `${JSON.stringify({ ...dashboard, panels }, null, 2)}\n`;
}

function toYaml(value: object): string {
  // Through JSON, which omits what a builder did not set.
  return head + stringify(JSON.parse(JSON.stringify(value)), { lineWidth: 0 });
}
