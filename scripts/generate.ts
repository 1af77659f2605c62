/** Writes the files generated from the source; with `--check` it only lists which are stale. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dashboardFiles } from './dashboards/render-dashboards.ts';
import { renderFormatsPage, renderReadme } from './formats-page.ts';
import {
  renderActionYml,
  renderConfigSchema,
  renderOptionsPage,
  renderReportSchema,
  renderVersion,
} from './generated-files.ts';
import { renderMainHelp } from './main-help.ts';
import { renderPageBundles, renderSiteBundle } from './page-bundle.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pageBundles = await renderPageBundles();
const siteBundle = await renderSiteBundle();
const files: Readonly<Record<string, () => string>> = {
  'src/version.ts': () => renderVersion(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version),
  'src/commands/main-help.generated.ts': renderMainHelp,
  'src/render/page.generated.ts': () => pageBundles,
  'src/site/site-script.generated.ts': () => siteBundle,
  'src/github/report-schema.generated.ts': () => renderReportSchema(read('docs/report.schema.json') ?? ''),
  'action.yml': renderActionYml,
  'docs/options.md': renderOptionsPage,
  'docs/formats.md': renderFormatsPage,
  'README.md': () => renderReadme(read('README.md') ?? ''),
  'docs/config.schema.json': renderConfigSchema,
  ...dashboardFiles,
};
const stale = Object.entries(files).filter(([file, render]) => read(file) !== render());
if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`${file} is stale: run \`npm run generate\` and commit it.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [file, render] of stale) {
    mkdirSync(dirname(root + file), { recursive: true });
    writeFileSync(root + file, render());
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(root + file, 'utf8');
  } catch {
    return null;
  }
}
