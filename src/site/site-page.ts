/** The single HTML page of the trend site; its script shows the page in the URL. */
import { escapeHtml } from '../render/escape.ts';
import { writeHead } from '../render/html/page-head.ts';
import { version } from '../version.ts';
import type { SeriesRow, SiteIndex } from './site-data.ts';

/** Scripts, styles and data come only from the site's own folder. */
const sources = ["script-src 'self'", "style-src 'self'", "img-src 'self'"];

const scriptElement = '<script src="site.js" defer></script>';

/** Whether a page was written by `writePage`, of this or another version. */
export function isSitePage(html: string): boolean {
  return html.includes(scriptElement);
}

export function writePage({ title, histories }: SiteIndex): string {
  const has = (isMeant: (row: SeriesRow) => boolean): boolean =>
    histories.some(({ series }) => series.some(isMeant));
  const hasTests = has(({ kind }) => kind === 'test');
  const hasAgents = has(({ measure }) => measure === 'cost' || measure === 'tokens');
  const links = [
    ['#/', 'Overview'],
    ...(hasTests ? [['#/tests', 'Tests']] : []),
    ['#/histories', 'Histories'],
    ...(hasAgents ? [['#/agents', 'Agents']] : []),
  ].map(([href, text]) => `<a href="${href}">${text}</a>`);
  // Without scripts: the verdict of each history's newest report.
  const items = histories.map(
    ({ repository, name, headline }) =>
      `<li><b>${escapeHtml([repository, name].filter(Boolean).join(' · '), 200)}</b>: ${escapeHtml(headline, 300)}</li>`,
  );
  const styleElement = '<link rel="stylesheet" href="site.css">';
  return `${writeHead(escapeHtml(title, 120), sources, `${styleElement}\n${scriptElement}`)}
<body>
<a class="skip" href="#content">Skip to content</a>
<header><nav aria-label="Pages">${links.join('\n')}</nav></header>
<main id="content">
<noscript><h1>${escapeHtml(title, 120)}</h1><p>Charts and lists need scripts. The newest build of each history:</p>
<ul>${items.join('\n')}</ul></noscript>
</main>
<footer>Build Telemetry ${escapeHtml(version, 20)}</footer>
</body>
</html>
`;
}
