/** What a bundle takes in place of modules that include more than it uses. */
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'rolldown';

const { resolve } = createRequire(import.meta.url);

/** The toolkit uses two parts of undici, only behind a proxy; its index would run all of it at each start. */
const undiciParts = `
exports.__esModule = true;
Object.defineProperty(exports, 'ProxyAgent', { get: () => require(${path('undici/lib/dispatcher/proxy-agent.js')}) });
exports.fetch = (...args) => require(${path('undici/lib/web/fetch/index.js')}).fetch(...args);
`;

const undici: Plugin = {
  name: 'undici-parts',
  resolveId: (id) => (id === 'undici' ? '\0undici.cjs' : null),
  load: (id) => (id === '\0undici.cjs' ? undiciParts : null),
};

/**
 * The same code as Node.js loads, but as modules, from which unused code can be removed: also what they would compute when
 * they are loaded.
 */
const entries: Readonly<Record<string, string>> = {
  yaml: 'browser/dist/index.js',
  'simple-statistics': 'index.js',
};
const modules: Plugin = {
  name: 'modules',
  resolveId: (id) => {
    const entry = entries[id];
    return entry === undefined ? null : resolve(`${id}/package.json`).replace('package.json', entry);
  },
  transform: {
    filter: { id: /node_modules.simple-statistics/ },
    handler: () => ({ moduleSideEffects: false }),
  },
};

/**
 * Scripts and style for the browser, which few runs write, are unpacked when needed: this halves their size in the
 * bundle.
 */
const texts: Plugin = {
  name: 'packed-texts',
  load: {
    filter: { id: /(page|site-script)\.generated\.js$|html.style\.js$/ },
    handler: async (id) => {
      const entries = Object.entries<string | (() => string)>(await import(id));
      return [
        "import { brotliDecompressSync } from 'node:zlib';",
        "const unpack = (text) => brotliDecompressSync(Buffer.from(text, 'base64')).toString();",
        ...entries.map(([name, text]) => `export const ${name} = ${write(text)};`),
      ].join('\n');
    },
  },
};

function write(text: string | (() => string)): string {
  if (typeof text === 'string') return JSON.stringify(text);
  return `() => unpack('${brotliCompressSync(text()).toString('base64')}')`;
}

export const smaller: Plugin[] = [undici, modules, texts];

function path(module: string): string {
  return JSON.stringify(resolve(module));
}
