/** Bundles the code that runs in the reader's browser into one text for each place where it runs. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = `${root}src/page/`;

/** The module with the script of the trend site. */
export async function renderSiteBundle(): Promise<string> {
  return `/** The script of the trend site. Generated from src/page/ by \`npm run generate\`. */

/** Needs the chart library before it. */
export const siteScript = (): string =>
  ${quote(await bundle(`${folder}site.ts`))};
`;
}

/**
 * The module that the renderers import.
 * @throws when a script could end its enclosing element.
 */
export async function renderPageBundles(): Promise<string> {
  const library = `${root}node_modules/uplot/`;
  const licence = readFileSync(`${library}LICENSE`, 'utf8').trim();
  const charts = await bundle(`${library}dist/uPlot.esm.js`, 'uPlot');
  const style = readFileSync(`${library}dist/uPlot.min.css`, 'utf8').trim();
  return `/** What runs in the reader's browser. Generated from src/page/ by \`npm run generate\`. */

/** Inside the SVG file of the flamegraph. */
export const flamegraphScript = (): string =>
  ${quote(await bundle(`${folder}flamegraph-file.ts`))};

/** The chart library, for the scripts below it. */
export const chartScript = (): string =>
  ${quote(`/*! Holds uPlot.\n${licence}\n*/\n${charts}\n`)};

/** Inside the HTML report. Needs the chart library before it. */
export const reportScript = (): string =>
  ${quote(await bundle(`${folder}page.ts`))};

/** Rules that the charts need. */
export const chartStyle =
  ${quote(style)};
`;
}

/** uPlot formats numbers in the browser's language, and stops when that is not a valid one, such as `en-US@posix`. */
const fixLanguage: Plugin = {
  name: 'fix-language',
  transform(code, id) {
    if (!id.endsWith('uPlot.esm.js')) return null;
    const parts = code.split('nav.language');
    if (parts.length !== 2) throw new Error('uPlot reads the language in another way now');
    return parts.join("'en-US'");
  },
};

/** The scripts find the chart library as a global, from the text before them. */
const sharedCharts: Plugin = {
  name: 'shared-charts',
  resolveId: (id) => (id === 'uplot' ? '\0uplot' : null),
  load: (id) => (id === '\0uplot' ? 'export default uPlot;' : null),
};

/** @param name of the global that holds the module's exports; absent: none */
async function bundle(input: string, name?: string): Promise<string> {
  const build = await rolldown({ input, platform: 'browser', plugins: [fixLanguage, sharedCharts] });
  const options = { format: 'iife', minify: true, comments: { legal: true } } as const;
  const { output } = await build.generate({ ...options, ...(name === undefined ? {} : { name }) });
  await build.close();
  const [chunk, ...others] = output;
  if (others.length > 0) throw new Error(`${input} must become one file`);
  const code = chunk.code.trim();
  if (/<\/script|<!--|\]\]>/i.test(code)) throw new Error(`${input} holds what would end its element`);
  return code;
}

/** A string literal in single quotes, on one line. */
function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
