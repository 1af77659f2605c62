/** Bundles the code that runs in the reader's browser into one text for each place that it runs in. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = `${root}src/page/`;

/** The module with the script of the trend site. */
export async function renderSiteBundle(): Promise<string> {
  return `/** The script of the trend site. Generated from src/page/ by \`npm run generate\`. */
export const siteScript =
  ${quote(`${holdsCharts()}${await bundle('site.ts')}`)};
`;
}

/** The licence of the chart library, for scripts that hold it. */
function holdsCharts(): string {
  return `/*! Holds uPlot.\n${readFileSync(`${root}node_modules/uplot/LICENSE`, 'utf8').trim()}\n*/\n`;
}

/** The module that the renderers import. @throws when a script could end the element that it stands in. */
export async function renderPageBundles(): Promise<string> {
  const report = `${holdsCharts()}${await bundle('page.ts')}`;
  const flamegraph = await bundle('flamegraph-file.ts');
  const style = readFileSync(`${root}node_modules/uplot/dist/uPlot.min.css`, 'utf8').trim();
  return `/** What runs in the reader's browser. Generated from src/page/ by \`npm run generate\`. */

/** Inside the SVG file of the flamegraph. */
export const flamegraphScript =
  ${quote(flamegraph)};

/** Inside the HTML report. */
export const reportScript =
  ${quote(report)};

/** Rules that its charts need. */
export const chartStyle =
  ${quote(style)};
`;
}

/** uPlot formats numbers in the browser's language, and stops where that is none, such as `en-US@posix`. */
const fixLanguage: Plugin = {
  name: 'fix-language',
  transform(code, id) {
    if (!id.endsWith('uPlot.esm.js')) return null;
    const parts = code.split('nav.language');
    if (parts.length !== 2) throw new Error('uPlot reads the language in another way now');
    return parts.join("'en-US'");
  },
};

async function bundle(entry: string): Promise<string> {
  const build = await rolldown({ input: folder + entry, platform: 'browser', plugins: [fixLanguage] });
  const { output } = await build.generate({ format: 'iife', minify: true, comments: { legal: true } });
  await build.close();
  const [chunk, ...others] = output;
  if (others.length > 0) throw new Error(`${entry} must become one file`);
  const code = chunk.code.trim();
  if (/<\/script|<!--|\]\]>/i.test(code)) throw new Error(`${entry} holds what would end its element`);
  return code;
}

/** A string literal in single quotes, on one line. */
function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
