/** Small HTML elements for the sections of the report. */

import { formatCount } from '../../model/counts.ts';
import type { Phrase } from '../../words/phrases.ts';
import { escapeHtml, escapeName } from '../escape.ts';

/** A phrase as HTML: names in `<code>`. */
export function writePhrase(phrase: Phrase): string {
  return phrase
    .map((part) => {
      if (typeof part === 'string') return proseHtml(part);
      return 'name' in part ? `<code>${escapeName(part.name, 200)}</code>` : proseHtml(part.sentence);
    })
    .join('');
}

/** A sentence as HTML; text in backticks becomes `<code>`. Spaces at its ends are kept. */
export function proseHtml(text: string, maxLength = 600): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return before + escapeHtml(words, maxLength).replace(/`([^`]+)`/g, '<code>$1</code>') + after;
}

/** A column of a static table; `cell` returns HTML. */
export interface HtmlColumn<T> {
  readonly title: string;
  /** `n` for numbers, `name` for names, `what` for text with names in it. */
  readonly kind?: 'n' | 'name' | 'what';
  readonly cell: (row: T) => string;
}

/** A table in a box that scrolls sideways; rows beyond `maxRows` are counted. '' without rows. */
export function writeTable<T>(
  caption: string,
  columns: readonly HtmlColumn<T>[],
  rows: readonly T[],
  maxRows: number,
): string {
  if (rows.length === 0) return '';
  const attribute = (column: HtmlColumn<T>) => (column.kind === undefined ? '' : ` class="${column.kind}"`);
  const head = columns.map((column) => `<th scope="col"${attribute(column)}>${column.title}</th>`).join('');
  const body = rows
    .slice(0, maxRows)
    .map(
      (row) =>
        `<tr>${columns.map((column) => `<td${attribute(column)}>${column.cell(row)}</td>`).join('')}</tr>`,
    )
    .join('\n');
  const rest = rows.length - maxRows;
  const more =
    rest > 0 ? `<p class="soft">… and ${formatCount(rest)} more; the JSON report has them all.</p>` : '';
  return `<div class="scroll" role="region" aria-label="${caption}: table" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>${more}`;
}

/** A titled section with a navigation link; '' without a body. */
export function writeSection(id: string, title: string, body: string): string {
  return body === ''
    ? ''
    : `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>\n${body}\n</section>`;
}
