/** What the bundle of the command line leaves to `node_modules`: npm installs it anyway and few commands need it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';
import { loadLater } from './load-later.ts';

/** Imported by name where they are loaded, which neither rolldown nor ncc changes. */
export const loadedByName: readonly string[] = ['pg', 'pg-copy-streams', 'pgpass'];

const telemetry = [
  'api',
  'core',
  'resources',
  'sdk-metrics',
  'otlp-transformer',
  'otlp-exporter-base/node-http',
];

/** Modules by the names under which they are imported. */
export const externalModules: readonly string[] = [
  ...['@octokit/core', 'aws4fetch', 'pg-connection-string', 'yaml'],
  ...telemetry.map((name) => `@opentelemetry/${name}`),
];

/**
 * States what to do instead of printing a stack of files; the folder is that of the program, however it was started.
 */
const loader = `
const { realpathSync } = require('node:fs');
const { resolve } = require('node:path');
function attempt(name, load) {
  try {
    return load();
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') {
      const folder = resolve(realpathSync(process.argv[1]), '../../..');
      error.message = 'The package \`' + name + '\` is not installed with this program. Run \`npm install --omit=dev\` in ' + folder + '.';
    }
    throw error;
  }
}
const loadLater = ${loadLater};
module.exports = (name, load) => loadLater(() => attempt(name, load));
`;

/**
 * Replaces each with a file that requires it at its first use: ncc would write an import as the first line of the
 * entry, and each command would load all of them.
 */
export function requireWhenNeeded(folder: string): Plugin {
  const fileOf = (name: string): string => join(folder, `${name.replaceAll('/', '-')}.cjs`);
  const write = (name: string): string =>
    `module.exports = require('./loader.cjs')('${name}', () => require('${name}'));\n`;
  return {
    name: 'require-when-needed',
    buildStart: () => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(fileOf('loader'), loader);
      for (const name of externalModules) writeFileSync(fileOf(name), write(name));
    },
    resolveId: (name) => (externalModules.includes(name) ? { id: fileOf(name), external: true } : null),
  };
}
