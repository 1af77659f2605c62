/**
 * Pictures of every state of comment, summary and report in a headless browser: docs/gallery.md and docs/gallery/.
 * All were written by the built action as a job, with the loopback services for GitHub's. Each page is checked with
 * axe, with its folds open, in light and dark. `npm run gallery [BEGINNING…]`: those with names that begin so.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { marked } from 'marked';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../test/render/browser.ts';
import type { Shown } from './gallery/action-runs.ts';
import { openActionRuns } from './gallery/action-runs.ts';
import { makeStates, states } from './gallery/action-states.ts';
import { checkPage } from './gallery/check-page.ts';
import { githubStyle } from './gallery/github-style.ts';
import { shrinkPng } from './gallery/shrink-png.ts';
import { makeSites, removeSites, sitePictures, takeSitePicture } from './gallery/site-pictures.ts';
import { makeTerminals, terminalPictures, widthOfColumns } from './gallery/terminal-pictures.ts';

const folder = fileURLToPath(new URL('../docs/gallery/', import.meta.url));
const peerPicture = 'peer-github-action-benchmark.png';
const mermaid = createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js');

interface Picture {
  readonly file: string;
  readonly title: string;
  readonly html: string;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  /** Maximum height of the shown part of the page; the rest is cut. */
  readonly maxHeight: number;
}

/** States with a report that is not shown, or shown larger. */
const larger = ['confirmed', 'failed-tests', 'matrix', 'resolved', 'grouped', 'cost', 'health'];

/** Which of the action's own pages are shown larger, in dark mode, and on a phone. */
const shownPages: readonly (readonly [string, string, string, 'light' | 'dark', number, number])[] = [
  ['confirmed', 'confirmed', 'A confirmed regression', 'light', 1000, 2600],
  ['confirmed', 'confirmed-dark', 'The same in dark mode', 'dark', 1000, 1300],
  ['confirmed', 'confirmed-phone', 'The same on a phone', 'light', 390, 1700],
  ['failed-tests', 'failed-tests', 'Failed tests', 'light', 1000, 1150],
  ['failed-tests', 'failed-tests-phone', 'The same on a phone, in dark mode', 'dark', 390, 1400],
  ['grouped', 'grouped', '10,000 tests, 556 of them slower together', 'light', 1000, 1500],
  ['cost', 'cost', 'Cost and tokens', 'light', 1000, 1300],
  ['health', 'health', 'A sampled machine', 'dark', 1000, 3400],
  ...states
    .filter(({ file }) => !larger.includes(file))
    .map(({ file, title }) => [file, file, title, 'light', 1000, 760] as const),
];

const shownSummaries = ['confirmed', 'critical', 'failed-tests'];

/** Markdown approximately as GitHub shows it. */
function showMarkdown(markdown: string, unfold: string): string {
  const html = marked.parse(markdown, { async: false, gfm: true });
  const shown = html
    .replace(
      /<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g,
      '<pre class="mermaid">$1</pre>',
    )
    .replace(`<details><summary>${unfold}`, `<details open><summary>${unfold}`);
  return `<!doctype html><meta charset="utf-8"><style>${githubStyle}</style><article>${drawEmoji(shown)}</article>`;
}

/** Machines without a font for emoji would show boxes. */
function drawEmoji(html: string): string {
  const disc = (color: string, sign = '') =>
    `<svg viewBox="0 0 16 16" width="1.05em" height="1.05em" style="vertical-align:-.15em"><circle cx="8" cy="8" r="7" fill="${color}"/>${sign}</svg>`;
  const stroke = (d: string) =>
    `<path d="${d}" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/>`;
  const signs: Readonly<Record<string, string>> = {
    '✅': disc('#1a7f37', stroke('M4.5 8.3l2.4 2.4 4.6-5')),
    '❌': disc('#cf222e', stroke('M5 5l6 6M11 5l-6 6')),
    ℹ️: disc('#0969da', stroke('M8 7.4v4M8 4.4v.1')),
    '⚠️': `<svg viewBox="0 0 16 16" width="1.1em" height="1.1em" style="vertical-align:-.15em"><path d="M8 1.5 15 14.5H1z" fill="#f2b90c" stroke="#9a6700"/><path d="M8 6v4M8 12v.4" stroke="#1f2328" stroke-width="1.8" stroke-linecap="round"/></svg>`,
    '🔴': disc('#cf222e'),
    '🟠': disc('#e16f24'),
    '🟡': disc('#eac54f'),
    '🟢': disc('#2da44e'),
    '⚪': disc('#c8d1da'),
  };
  return Object.entries(signs).reduce((text, [sign, svg]) => text.replaceAll(sign, svg), html);
}

/** The comment on a screen, and one on a phone in dark mode. */
function pictureComment(file: string, title: string, markdown: string): Picture[] {
  const html = showMarkdown(markdown, 'nothing');
  const desk = { width: 860, scheme: 'light', maxHeight: 1_400 } as const;
  const phone = { width: 390, scheme: 'dark', maxHeight: 1_400 } as const;
  const pictures = [{ file: `comment-${file}`, title, html, ...desk }];
  if (!['failed-tests', 'matrix'].includes(file)) return pictures;
  return [
    ...pictures,
    { file: `comment-${file}-phone`, title: 'The same on a phone, in dark mode', html, ...phone },
  ];
}

function listPictures(shown: ReadonlyMap<string, Shown>, terminals: ReadonlyMap<string, string>): Picture[] {
  const of = (file: string): Shown | undefined => shown.get(file);
  return [
    ...states.flatMap(({ file, title }) => pictureComment(file, title, of(file)?.comment ?? '')),
    ...states
      .filter(({ file }) => shownSummaries.includes(file))
      .map(({ file, title }) => ({
        file: `summary-${file}`,
        title,
        html: showMarkdown(of(file)?.summary ?? '', file === 'confirmed' ? 'Trend' : 'nothing'),
        ...{ width: 960, scheme: 'light' as const, maxHeight: 1_900 },
      })),
    ...shownPages.map(([state, file, title, scheme, width, maxHeight]) => ({
      ...{ file: `report-${file}`, title, html: of(state)?.report ?? '', width, scheme, maxHeight },
    })),
    ...terminalPictures.map(({ file, title, columns }) => ({
      ...{ file, title, html: terminals.get(file) ?? '', width: widthOfColumns(columns) },
      ...{ scheme: 'dark' as const, maxHeight: 1_200 },
    })),
    {
      ...{ file: 'flamegraph', title: 'The flamegraph file', html: of('confirmed')?.flamegraph ?? '' },
      ...{ width: 1000, scheme: 'light', maxHeight: 180 },
    },
  ];
}

async function takePicture(browser: Browser, picture: Picture): Promise<Buffer> {
  const { html, width, scheme, maxHeight } = picture;
  const page = await browser.newPage({ viewport: { width, height: 120 }, colorScheme: scheme });
  if (html.startsWith('<?xml'))
    await page.goto(`data:image/svg+xml;base64,${Buffer.from(html).toString('base64')}`);
  else await page.setContent(html);
  if (html.includes('class="mermaid"')) {
    await page.addScriptTag({ path: mermaid });
    await page.evaluate('mermaid.run({ querySelector: ".mermaid" })');
  }
  await page.waitForTimeout(300);
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width, height: Math.min(height, maxHeight) });
  await page.waitForTimeout(100);
  const png = await page.screenshot();
  if (picture.file.startsWith('report-')) await checkPage(page, picture.file);
  await page.close();
  return png;
}

function writePage(pictures: readonly Picture[]): string {
  const list = (prefix: string) =>
    pictures
      .filter(({ file }) => file.startsWith(prefix))
      .map(({ file, title }) => `### ${title}\n\n![${title}](gallery/${file}.png)`)
      .join('\n\n');
  return `# Gallery

Made by \`npm run gallery\`: what the action itself wrote as the job of a made-up repository, with services on this machine in place of GitHub's. Comments and summaries are Markdown, and GitHub's own page looks slightly different. [What a reader finds in five seconds](decisions/five-second-test.md).

## Pull request comment

${list('comment-')}

## Job summary

${list('summary-')}

## Command line

${list('terminal-')}

## HTML report

With 10,000 tasks and 1,000 builds the file is 2.1 MB. On two busy cores it was usable after 0.7 s (0.3 s of its own work); a keystroke in the search takes 21 ms of one core, sorting 37 ms, scrolling 15 ms (\`npm run bench:report\`).

${list('report-')}

## Trend site

${sitePictures.map(({ file, title }) => `### ${title}\n\n![${title}](gallery/${file}.png)`).join('\n\n')}

### The same data on github-action-benchmark's page

![Line charts, one below the other](gallery/${peerPicture})

Its own page and the Chart.js that it names, with the data that the imported site was made of (\`SITE_DATA=DIR npm run gallery\` leaves it in a folder).

## Flamegraph

${list('flamegraph')}
`;
}

/** The pictures that this script makes: not the one of another tool's page, nor the trace of `gallery:trace`. */
function removePictures(): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (name.endsWith('.png') && name !== peerPicture) rmSync(`${folder}${name}`);
}

const chosen = process.argv.slice(2);
const isChosen = (file: string): boolean =>
  chosen.length === 0 || chosen.some((beginning) => file.startsWith(beginning));
const browser = await openBrowser();
if (browser === null) throw new Error('there is no browser on this machine');
const runs = await openActionRuns();
const shown = await makeStates(runs, ({ file }) =>
  ['comment', 'summary', 'report', 'flamegraph'].some((of) => isChosen(`${of}-${file}`)),
);
await runs.close();
const hasTerminals = terminalPictures.some(({ file }) => isChosen(file));
const pictures = listPictures(shown, hasTerminals ? makeTerminals() : new Map());
if (chosen.length === 0) removePictures();
mkdirSync(folder, { recursive: true });
let total = 0;
for (const picture of pictures.filter(({ file }) => isChosen(file))) {
  if (picture.html === '') throw new Error(`the action wrote nothing for ${picture.file}`);
  const png = shrinkPng(await takePicture(browser, picture));
  writeFileSync(`${folder}${picture.file}.png`, png);
  total += png.length;
  console.log(`${picture.file}: ${Math.round(png.length / 1000)} kB`);
}
const ofSite = sitePictures.filter(({ file }) => isChosen(file));
if (ofSite.length > 0) await makeSites();
for (const picture of ofSite) {
  const png = shrinkPng(await takeSitePicture(browser, picture));
  writeFileSync(`${folder}${picture.file}.png`, png);
  total += png.length;
  console.log(`${picture.file}: ${Math.round(png.length / 1000)} kB`);
}
removeSites(process.env['SITE_DATA']);
await browser.close();
writeFileSync(fileURLToPath(new URL('../docs/gallery.md', import.meta.url)), writePage(pictures));
console.log(
  `${Math.round(total / 1000)} kB in all; the page is ${readFileSync(`${folder}../gallery.md`).length} bytes`,
);
