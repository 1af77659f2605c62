/** Finds the histories of a site that have to be written again: those with changed segments, settings or program. */
import { version } from '../version.ts';
import { nameFile } from './name-file.ts';
import type { Tag } from './site-data.ts';
import type { HistoryEntry } from './write-history.ts';

/** Stored next to the data of a history, for the next build of the site. */
export interface Receipt {
  /** Hash of all inputs of the files. */
  readonly made: string;
  readonly entry: HistoryEntry;
}

export interface Ingredients {
  readonly name: string;
  readonly repository: string;
  readonly url: string | null;
  /** Names of the segments, which are unique to their content. */
  readonly segments: readonly string[];
  readonly tags: readonly Tag[];
  /** Texts of the files that affect how builds are judged. */
  readonly settings: readonly (string | null)[];
}

/** Increased with each change of the data format. */
const form = 3;

export function nameIngredients(from: Ingredients): string {
  return nameFile(
    JSON.stringify([
      form,
      version,
      from.name,
      from.repository,
      from.url,
      [...from.segments].sort(),
      from.tags,
      from.settings,
    ]),
  );
}

export function writeReceipt(receipt: Receipt): string {
  return `${JSON.stringify(receipt)}\n`;
}

/** null for a text that is not a receipt of this program: then the history is written again. */
export function readReceipt(text: string | null, made: string): Receipt | null {
  if (text === null) return null;
  try {
    const receipt = JSON.parse(text) as Partial<Receipt>;
    return receipt.made === made && receipt.entry !== undefined ? (receipt as Receipt) : null;
  } catch {
    return null;
  }
}
