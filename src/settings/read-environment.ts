/** Options from environment variables: `BUILD_TELEMETRY_<OPTION>`, and Builder's names for the same settings. */
import type { Variables } from '../model/variables.ts';
import { type OptionTexts, optionNames, variableOf } from './options.ts';

/** Builder's names for the same settings. */
const builderAliases: Readonly<Record<string, string>> = {
  BUILDER_TELEMETRY_MAX_SESSIONS: 'history-max-builds',
  BUILDER_TELEMETRY_RETENTION_DAYS: 'history-max-age-days',
};

/**
 * Settings from the environment: `BUILD_TELEMETRY_<OPTION>`, then Builder's aliases. `offBy` names the
 * variable that switches telemetry off: `BUILD_TELEMETRY_ENABLED` or `BUILDER_TELEMETRY_ENABLED` at 0, false,
 * no or off; null without one.
 */
export function readEnvironment(env: Variables): {
  readonly source: OptionTexts;
  readonly offBy: string | null;
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
  };
}
