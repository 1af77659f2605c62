/** The settings that a check in this folder would use: the environment first, then the configuration file. */
import { existsSync } from 'node:fs';
import { type Config, readConfig } from '../settings/config.ts';
import type { Options } from '../settings/options.ts';
import { readEnvironment } from '../settings/read-environment.ts';
import { readOptions } from '../settings/read-option-texts.ts';
import { readNamedText, refuseAll } from './view.ts';

export interface LocalConfig {
  readonly config: Config;
  readonly baselineBranch: string | null;
  readonly gateOn: Options['gateOn'];
  readonly options: Options;
}

/** Ends the command with the faults of the settings. */
export function readLocalConfig(): LocalConfig {
  const { read, options, problems } = readSettings();
  refuseAll([...read.problems.filter(({ level }) => level === 'error'), ...problems]);
  const { baselineBranch, gateOn } = options;
  return { config: read.config, baselineBranch: baselineBranch || null, gateOn, options };
}

/** Where the history is: what is wrong with other settings does not matter. */
export function readLocalPlace(): Pick<Options, 'history' | 'name'> {
  return readSettings().options;
}

function readSettings() {
  const environment = readEnvironment(process.env).source;
  const path = readOptions([environment]).options.config;
  const read = readConfig(existsSync(path) ? readNamedText(path) : '', path);
  return { read, ...readOptions([environment, read.options]) };
}
