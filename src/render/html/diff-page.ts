/** The comparison of two builds as a section of HTML, and as a separate page without scripts. */

import { hash } from 'node:crypto';
import type { BuildDiff } from '../../model/build-diff.ts';
import { formatCount } from '../../model/counts.ts';
import { type DiffLine, describeSide, headDiff, listSections } from '../../words/phrase-diff.ts';
import { escapeHtml, escapeName } from '../escape.ts';
import { proseHtml, writeSection } from './elements.ts';
import { writeHead } from './page-head.ts';
import { pageStyle } from './style.ts';

const mostLines = 200;

/** A section for any page with the style of the report. */
export function writeDiffSection(diff: BuildDiff): string {
  const parts = listSections(diff).map(
    ({ id, title, lines }) => `<h3 id="diff-${id}">${title}</h3>\n<ul>\n${writeLines(lines)}\n</ul>`,
  );
  const sides = [diff.a, diff.b].map(
    (side, at) => `<p class="soft">${'AB'[at]} ${escapeHtml(describeSide(side))}</p>`,
  );
  return writeSection('diff', escapeHtml(headDiff(diff)), [...sides, ...parts].join('\n'));
}

export function renderDiffPage(diff: BuildDiff): string {
  const style = pageStyle();
  const styleHash = hash('sha256', style, 'base64');
  const title = `${escapeHtml(`${diff.a.label} and ${diff.b.label}`, 80)} · Build Telemetry`;
  return `${writeHead(title, [`style-src 'sha256-${styleHash}'`], `<style>${style}</style>`)}
<body>
<main>
<h1>Two builds compared</h1>
${writeDiffSection(diff)}
</main>
</body>
</html>
`;
}

function writeLines(lines: readonly DiffLine[]): string {
  const shown = lines.slice(0, mostLines).map(({ name, text, notes }) => {
    const below = notes.map((note) => `<li class="soft">${proseHtml(note)}</li>`).join('');
    const list = below === '' ? '' : `<ul>${below}</ul>`;
    return `<li>${name === '' ? '' : `<code>${escapeName(name, 200)}</code> `}${proseHtml(text)}${list}</li>`;
  });
  const more = lines.length - mostLines;
  return [
    ...shown,
    ...(more > 0 ? [`<li>… and ${formatCount(more)} more; the JSON has them all.</li>`] : []),
  ].join('\n');
}
