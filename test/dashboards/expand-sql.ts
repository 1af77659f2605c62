/**
 * SQL as Grafana sends it to PostgreSQL: its variables first, then the macros of its data source.
 * Reference: https://grafana.com/docs/grafana/latest/datasources/postgres/query-editor/#macros
 */

export interface Expansion {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** `1h`. */
  readonly interval: string;
  /** The chosen values of each variable; a text is its value for All, which Grafana inserts unchanged. */
  readonly variables: Readonly<Record<string, string | readonly string[]>>;
}

export function expandSql(sql: string, { from, to, interval, variables }: Expansion): string {
  const own: Readonly<Record<string, string>> = {
    __from: String(from),
    __to: String(to),
    __interval: interval,
    __interval_s: String(secondsOf(interval)),
  };
  const named = sql
    .replaceAll(/\$\{(\w+):sqlstring\}/g, (_, name: string) => {
      const chosen = variables[name];
      if (chosen === undefined) throw new Error(`No variable ${name}.`);
      return typeof chosen === 'string'
        ? chosen
        : chosen.map((value) => `'${value.replaceAll("'", "''")}'`).join(',');
    })
    .replaceAll(/\$(__from|__to|__interval_s|__interval)\b/g, (_, name: string) => own[name] as string);
  // A macro ends at the first bracket, so its arguments cannot contain one.
  const expanded = named.replaceAll(/\$(\w+)\(([^)]*)\)/g, (_, name: string, list: string) =>
    macro(
      name,
      list.split(',').map((each) => each.trim()),
      { from, to },
    ),
  );
  if (expanded.includes('$')) throw new Error(`Grafana leaves a $ in ${expanded}`);
  return expanded;
}

function macro(
  name: string,
  [column = '', step = '']: readonly string[],
  { from, to }: { from: number; to: number },
): string {
  const [begin, end] = [from, to].map((ms) => new Date(ms).toISOString());
  switch (name) {
    case '__timeFilter':
      return `${column} BETWEEN '${begin}' AND '${end}'`;
    case '__timeFrom':
      return `'${begin}'`;
    case '__timeTo':
      return `'${end}'`;
    case '__timeGroup':
      return `floor(extract(epoch from ${column})/${secondsOf(step)})*${secondsOf(step)}`;
    case '__unixEpochFilter':
      return `${column} >= ${Math.floor(from / 1000)} AND ${column} <= ${Math.floor(to / 1000)}`;
    case '__unixEpochGroup':
      return `floor((${column})/${secondsOf(step)})*${secondsOf(step)}`;
    default:
      throw new Error(`unknown macro "${name}"`);
  }
}

function secondsOf(step: string): number {
  const [, count, unit] = /^'?(\d+)([smhd])'?$/.exec(step) ?? [];
  const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }[unit ?? ''];
  if (seconds === undefined) throw new Error(`error parsing interval ${step}`);
  return Number(count) * seconds;
}
