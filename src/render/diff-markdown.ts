/** The comparison of two builds as Markdown, for a comment or a summary. */

import type { BuildDiff } from '../model/build-diff.ts';
import { formatCount } from '../model/counts.ts';
import { type DiffLine, describeSide, headDiff, listSections } from '../words/phrase-diff.ts';
import { codeSpan, escapeMarkdown } from './escape.ts';

const mostLines = 30;

export function renderDiffMarkdown(diff: BuildDiff): string {
  const parts = [
    `### ${escapeMarkdown(headDiff(diff))}`,
    `- A ${escapeMarkdown(describeSide(diff.a))}\n- B ${escapeMarkdown(describeSide(diff.b))}`,
    ...listSections(diff).map(({ title, lines }) => `#### ${title}\n\n${writeLines(lines)}`),
  ];
  return `${parts.join('\n\n')}\n`;
}

function writeLines(lines: readonly DiffLine[]): string {
  const shown = lines
    .slice(0, mostLines)
    .flatMap(({ name, text, notes }) => [
      `- ${name === '' ? '' : `${codeSpan(name, 160)} `}${escapeMarkdown(text)}`,
      ...notes.map((note) => `  - ${escapeMarkdown(note)}`),
    ]);
  const more = lines.length - mostLines;
  return [...shown, ...(more > 0 ? [`- … and ${formatCount(more)} more`] : [])].join('\n');
}
