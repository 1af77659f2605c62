/** A flat badge for a README as SVG, in the form of shields.io (https://github.com/badges/shields/blob/master/spec/SPECIFICATION.md). */
import { cleanText, escapeHtml } from '../render/escape.ts';

export type BadgeTone = 'good' | 'bad' | 'neutral';

const colors: Readonly<Record<BadgeTone, string>> = { good: '#1a7f37', bad: '#cf222e', neutral: '#0969da' };

/** Widths of Verdana at 11 px, in units of half a pixel; others have the width of a digit. */
const narrow = new Set("ijlrtfI.,:;'|!()[] ");
const wide = new Set('mwMW%@');

/**
 * @param label the measure
 * @param message its value
 */
export function drawBadge(label: string, message: string, tone: BadgeTone): string {
  const texts = [cleanText(label, 60), cleanText(message, 60)];
  const [left = 0, right = 0] = texts.map((text) => measureText(text) + 12);
  const [a = '', b = ''] = texts.map((text) => escapeHtml(text, 60));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${a}: ${b}"><title>${a}: ${b}</title><clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath><g clip-path="url(#r)"><rect width="${left}" height="20" fill="#444c56"/><rect x="${left}" width="${right}" height="20" fill="${colors[tone]}"/></g><g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11"><text x="${left / 2}" y="14" textLength="${left - 12}">${a}</text><text x="${left + right / 2}" y="14" textLength="${right - 12}">${b}</text></g></svg>
`;
}

function measureText(text: string): number {
  let width = 0;
  for (const sign of text) width += narrow.has(sign) ? 4.2 : wide.has(sign) ? 10.5 : 6.9;
  return Math.ceil(width);
}
