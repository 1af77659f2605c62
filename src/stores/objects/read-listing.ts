/** One page of a listing in XML, of S3 and of Azure, which say the same in other words. */

import sax from 'sax';
import type { StoredObject } from './bucket.ts';

export interface ListingPage {
  readonly objects: readonly StoredObject[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

/** The names that a storage gives to what is read. */
export interface ListingNames {
  readonly entry: string;
  readonly key: string;
  readonly size: string;
  readonly next: string;
}

/** @throws for what is no XML */
export function readListing(text: string, names: ListingNames): ListingPage {
  const objects: StoredObject[] = [];
  let entry: { key: string; sizeBytes: number } | null = null;
  let next = '';
  let held = '';
  const parser = sax.parser(true, { position: false });
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name }) => {
    held = '';
    if (name === names.entry) entry = { key: '', sizeBytes: 0 };
  };
  parser.ontext = (piece) => {
    held += piece;
  };
  parser.onclosetag = (name) => {
    if (entry !== null && name === names.key && entry.key === '') entry.key = held;
    if (entry !== null && name === names.size) entry.sizeBytes = Number(held);
    if (name === names.next) next = held;
    if (entry === null || name !== names.entry) return;
    objects.push(entry);
    entry = null;
  };
  parser.write(text).close();
  return { objects, next: next === '' ? null : next };
}
