/** One page of a listing in XML, from S3 or Azure, which use different names. */

import sax from 'sax';
import { ObjectFault, type StoredObject } from './bucket.ts';

export interface ListingPage {
  readonly objects: readonly StoredObject[];
  /** The start of the next page; null on the last one. */
  readonly next: string | null;
}

/** The element names of a storage. */
export interface ListingNames {
  readonly root: string;
  readonly entry: string;
  readonly key: string;
  readonly size: string;
  readonly next: string;
}

/** @throws for invalid XML; ObjectFault for another document: another service answers at the address */
export function readListing(text: string, names: ListingNames): ListingPage {
  const objects: StoredObject[] = [];
  let entry: { key: string; sizeBytes: number } | null = null;
  let next = '';
  let held = '';
  let root: string | null = null;
  const checkRoot = (): void => {
    if (root !== names.root) throw new ObjectFault('rejected', 'the answer is not from an object storage');
  };
  const parser = sax.parser(true, { position: false });
  parser.onerror = (error) => {
    checkRoot();
    throw error;
  };
  parser.onopentag = ({ name }) => {
    root ??= name;
    checkRoot();
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
  checkRoot();
  return { objects, next: next === '' ? null : next };
}
