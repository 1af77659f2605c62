/** Options from environment variables: `BUILD_TELEMETRY_<OPTION>`, and Builder's names for the same settings. */
import type { Problem } from '../model/problem.ts';
import type { Variables } from '../model/variables.ts';
import { type OptionTexts, optionNames, variableOf } from './options.ts';
import { findNearest } from './suggest.ts';

/** Builder's names for the same settings. */
const builderAliases: Readonly<Record<string, string>> = {
  BUILDER_TELEMETRY_MAX_SESSIONS: 'history-max-builds',
  BUILDER_TELEMETRY_RETENTION_DAYS: 'history-max-age-days',
};

const prefix = variableOf('');

/** Our variables that set no option of a run: for recording, for databases, and for the dashboards. */
const otherVariables = [
  ...['ENABLED', 'LOG', 'BUILD_ID', 'PARENT_ID', 'MONITOR', 'DATABASE'],
  ...['MAX_SESSIONS', 'RETENTION_DAYS', 'LOG_RETENTION_DAYS'],
  ...['PGHOST', 'PGUSER', 'PGPASSWORD', 'PGDATABASE'],
  ...['CLICKHOUSE_HOST', 'CLICKHOUSE_USER', 'CLICKHOUSE_PASSWORD', 'CLICKHOUSE_DATABASE'],
].map(variableOf);

/**
 * Settings from the environment: `BUILD_TELEMETRY_<OPTION>`, then Builder's aliases. `offBy` names the
 * variable that switches telemetry off: `BUILD_TELEMETRY_ENABLED` or `BUILDER_TELEMETRY_ENABLED` at 0, false,
 * no or off; null without one. `problems` names variables that are probably misspelt.
 */
export function readEnvironment(env: Variables): {
  readonly source: OptionTexts;
  readonly offBy: string | null;
  readonly problems: readonly Problem[];
} {
  const texts: Record<string, string> = {};
  const places: Record<string, string> = {};
  for (const [variable, name] of Object.entries(builderAliases)) {
    if (!env[variable]) continue;
    texts[name] = env[variable];
    places[name] = `environment variable ${variable}`;
  }
  for (const name of optionNames('environment')) {
    const value = env[variableOf(name)];
    if (!value) continue;
    texts[name] = value;
    delete places[name];
  }
  const switches = ['BUILD_TELEMETRY_ENABLED', 'BUILDER_TELEMETRY_ENABLED'];
  const decisive = switches.find((variable) => env[variable] !== undefined);
  const isOff = /^\s*(0|false|no|off)\s*$/i.test(env[decisive ?? ''] ?? '');
  return {
    source: { where: 'environment', texts, places },
    offBy: isOff && decisive !== undefined ? `${decisive}=${env[decisive]?.trim()}` : null,
    problems: findMisspelt(env),
  };
}

/** A name that is near to none of ours may be a variable of the user's own. */
function findMisspelt(env: Variables): Problem[] {
  const known = [...optionNames('environment').map(variableOf), ...otherVariables];
  const names = known.map((name) => name.slice(prefix.length));
  return Object.keys(env).flatMap((variable) => {
    const spelt = variable.toUpperCase();
    // Windows finds a variable in any case.
    if (!spelt.startsWith(prefix) || !env[variable] || (known.includes(spelt) && env[spelt])) return [];
    const nearest = findNearest(variable.slice(prefix.length), names);
    if (nearest === null) return [];
    return {
      level: 'warning',
      code: 'unknown-option',
      where: `environment variable ${variable}`,
      what: 'Unknown variable: it is ignored.',
      fix: `Did you mean \`${prefix}${nearest}\`?`,
    };
  });
}
