/** The configuration file: every option by its name, and the keys that only the file has. */

import type { Problem } from '../model/problem.ts';
import { acknowledgeKey } from './acknowledgements.ts';
import { exportersKey } from './exporters.ts';
import { type Camel, camel, type KeySpec } from './key-spec.ts';
import { limitsKey } from './limits.ts';
import { metricTasksKey } from './metric-tasks.ts';
import { optionFields } from './option-fields.ts';
import type { OptionTexts } from './options.ts';
import { pricesKey } from './prices.ts';
import { quarantineKey } from './quarantine.ts';
import { regressionsKey } from './regression-rules.ts';
import { retentionKey } from './retention.ts';
import { presetKey, thresholdsKey } from './threshold-rules.ts';
import { traceTasksKey } from './trace-tasks.ts';
import { optional, record, type ValueOf } from './value-spec.ts';
import { readYaml, type Written } from './written.ts';

/**
 * The keys that only the file has. A new key is one entry here: its spec reads it, and the JSON Schema and the
 * docs are generated from it.
 */
export const configKeys = {
  preset: presetKey,
  thresholds: thresholdsKey,
  regressions: regressionsKey,
  acknowledge: acknowledgeKey,
  quarantine: quarantineKey,
  limits: limitsKey,
  prices: pricesKey,
  'metric-tasks': metricTasksKey,
  'trace-tasks': traceTasksKey,
  exporters: exportersKey,
  retention: retentionKey,
};

type Keys = typeof configKeys;

/** The content of the configuration file besides the options. */
export type Config = { readonly [K in keyof Keys as Camel<K>]: ValueOf<Keys[K]['value']> };

/** The whole file. */
export const configSpec = record({
  ...optionFields,
  ...Object.fromEntries(
    Object.entries(configKeys).map(([name, { value, description, fallback }]: [string, KeySpec<unknown>]) => {
      const schema = typeof fallback === 'object' ? value.schema : { ...value.schema, default: fallback };
      return [name, optional({ ...value, schema }, description)];
    }),
  ),
});

/**
 * Reads the file's text; '' is an empty configuration.
 * @param file its path, for messages
 */
export function readConfig(
  text: string,
  file: string,
): { readonly config: Config; readonly options: OptionTexts; readonly problems: readonly Problem[] } {
  const { root, problems } = readYaml(text, file);
  const values: Readonly<Record<string, unknown>> = (root && configSpec.read(root)) ?? {};
  const config = Object.entries(configKeys).map(([name, { fallback }]) => [
    camel(name),
    values[name] ?? fallback,
  ]);
  return { config: Object.fromEntries(config) as Config, options: readOptionTexts(values, root), problems };
}

function readOptionTexts(values: Readonly<Record<string, unknown>>, root: Written | null): OptionTexts {
  const texts: Record<string, string> = {};
  const places: Record<string, string> = {};
  for (const name of Object.keys(optionFields)) {
    if (root === null || values[name] === undefined) continue;
    texts[name] = values[name] as string;
    places[name] = root.at(name).where;
  }
  return { where: 'config', texts, places };
}
