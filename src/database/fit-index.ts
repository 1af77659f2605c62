/** Shortens texts of keys and indexes: one too long for PostgreSQL (2,704 bytes in an entry) would stop each push. */

import { hash } from 'node:crypto';
import type { Labels } from '../model/metric-point.ts';
import { writeLabels } from './project-spans.ts';

/** Two such texts fit into an entry, and a name of ASCII is never cut: it has at most 1,000 characters. */
const mostBytes = 1_024;

/** The same text for the same text, and different ones for different texts. */
export function fitIndex(text: string, most = mostBytes): string {
  // A UTF-16 unit has at most three bytes.
  if (text.length * 3 <= most || Buffer.byteLength(text) <= most) return text;
  const bytes = Buffer.from(text).subarray(0, most - 12);
  const cut = new TextDecoder().decode(bytes).replace(/\ufffd+$/, '');
  return `${cut}…${hash('sha256', text).slice(0, 8)}`;
}

/** As JSON; values are shortened where all of them together are too long. */
export function fitLabels(labels: Labels): string {
  const entries = Object.entries(labels);
  const text = writeLabels(entries);
  if (fitIndex(text) === text) return text;
  const shorter = writeLabels(entries.map(([name, value]) => [name, fitIndex(value, 200)]));
  return fitIndex(shorter) === shorter ? shorter : writeLabels([['labels', fitIndex(text, 400)]]);
}
