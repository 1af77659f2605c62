/** The queries of the committed dashboards and rules, read in the way Grafana reads them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const folder = fileURLToPath(new URL('../../dashboards/', import.meta.url));

export interface Target {
  readonly refId: string;
  readonly expr?: string;
  readonly legendFormat?: string;
  /** Evaluated at the end of the range only. */
  readonly instant?: boolean;
  readonly rawSql?: string;
  /** A string for PostgreSQL, a number for ClickHouse. */
  readonly format?: string | number;
}

export interface Panel {
  readonly id: number;
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly targets: readonly Target[];
  readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;
  readonly fieldConfig: {
    readonly overrides: readonly { readonly matcher: { readonly id: string; readonly options: string } }[];
  };
}

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly query: string | { readonly query: string };
  readonly allValue?: string;
}

export interface Dashboard {
  readonly file: string;
  readonly uid: string;
  readonly title: string;
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly Variable[] };
}

export const dashboards: readonly Dashboard[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, ...JSON.parse(readFileSync(join(folder, file), 'utf8')) }));

export interface Rule {
  readonly uid: string;
  readonly title: string;
  readonly condition: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly data: readonly {
    readonly refId: string;
    readonly datasourceUid: string;
    readonly model: Target & { readonly expression?: string };
  }[];
}

export function readProvisioning(kind: 'alerting' | 'dashboards' | 'datasources'): readonly string[] {
  const place = join(folder, 'provisioning', kind);
  return readdirSync(place).map((file) => readFileSync(join(place, file), 'utf8'));
}

export const rules: readonly Rule[] = readProvisioning('alerting').flatMap((text) =>
  (parse(text) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules),
);

/** Every query of a kind with its location. */
export function listQueries(kind: 'expr' | 'rawSql'): { readonly place: string; readonly target: Target }[] {
  const found = [
    ...dashboards.flatMap(({ title, panels }) =>
      panels.flatMap((panel) =>
        panel.targets.map((target) => ({ place: `${title}: ${panel.title}`, target })),
      ),
    ),
    ...rules.flatMap((rule) =>
      rule.data.map(({ model }) => ({ place: `alert: ${rule.title}`, target: model })),
    ),
  ];
  return found.filter(({ target }) => target[kind] !== undefined);
}
