/**
 * A data file as a script: a page that is opened from a folder may load scripts, but may not read files
 * (https://developer.mozilla.org/docs/Web/Security/Same-origin_policy#file_origins).
 */
import { jsonForScript } from '../render/escape.ts';
import type { SiteFile } from './site-data.ts';

/** The function of the page that every such file calls with its path and its data. */
export const receiver = 'buildTelemetryData';

export function writeDataFile(path: string, data: unknown): SiteFile {
  return { path, text: `${receiver}(${jsonForScript(path)},${jsonForScript(data)});\n` };
}
