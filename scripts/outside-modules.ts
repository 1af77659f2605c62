/** What the bundle of the command line leaves outside: parts of Node, and packages that npm installs anyway. */
import { isBuiltin } from 'node:module';
import type { Plugin } from 'rolldown';
import { loadLater } from './load-later.ts';

/** Imported by name where they are loaded, which rolldown does not change. */
export const loadedByName: readonly string[] = ['pg', 'pg-copy-streams', 'pgpass'];

const telemetry = [
  'api',
  'core',
  'resources',
  'sdk-metrics',
  'otlp-transformer',
  'otlp-exporter-base/node-http',
];

/** Packages that few commands need, by the names under which they are imported. */
const packages: readonly string[] = [
  ...['@octokit/core', 'aws4fetch', 'pg-connection-string', 'yaml'],
  ...telemetry.map((name) => `@opentelemetry/${name}`),
];

/**
 * States what to do instead of printing a stack of files; the folder is that of the program, however it was started.
 */
const loader = `
const { realpathSync } = process.getBuiltinModule('node:fs');
const { resolve } = process.getBuiltinModule('node:path');
const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);
export const loadLater = ${loadLater};
export const builtin = process.getBuiltinModule;
export const partOf = (load, name, key) => load(name)[key];
export function attempt(name) {
  try {
    return require(name);
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') {
      const folder = resolve(realpathSync(process.argv[1]), '../../..');
      error.message = 'The package \`' + name + '\` is not installed with this program. Run \`npm install --omit=dev\` in ' + folder + '.';
    }
    throw error;
  }
}
`;

/** Parts that Node has loaded before the program starts. */
const loaded: readonly string[] = ['events', 'fs', 'module', 'path', 'url', 'util'].map(
  (name) => `node:${name}`,
);

const prefix = '\0outside:';

/**
 * Puts a small module in the place of each, so that rolldown keeps only the used exports. A real import would load the
 * whole of it at each start.
 */
export const outsideModules: Plugin = {
  name: 'outside-modules',
  resolveId: (name, importer = '', { kind }) => {
    if (name === prefix) return name;
    const isOutside = name.startsWith('node:') || packages.includes(name);
    // The others are not loaded with the program.
    const isLoaded = kind === 'import-statement' && importer !== '\0rolldown/runtime.js';
    return isOutside && isLoaded ? `${prefix}${name}` : null;
  },
  load: {
    filter: { id: /^\0outside:/ },
    handler: async (id) => (id === prefix ? loader : await writeModule(id.slice(prefix.length))),
  },
};

async function writeModule(name: string): Promise<string> {
  const exported = Object.entries<unknown>(await import(name)).filter(([key]) => /^\w+$/.test(key));
  const load = isBuiltin(name) ? 'builtin' : 'attempt';
  const lines = exported.map(([key, value]) => {
    const isLate = !loaded.includes(name) && (typeof value === 'function' || typeof value === 'object');
    // Without a function for each, which V8 would compile.
    const code = isLate
      ? `loadLater(() => ${load}('${name}').${key})`
      : `partOf(${load}, '${name}', '${key}')`;
    return `const own_${key} = /* @__PURE__ */ ${code};\nexport { own_${key} as ${key} };`;
  });
  return [`import { attempt, builtin, loadLater, partOf } from '${prefix}';`, ...lines].join('\n');
}
