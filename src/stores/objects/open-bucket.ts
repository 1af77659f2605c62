/** The common parts of S3 and Azure Blob Storage: paged lists, and objects by their address. */
import { type ObjectBucket, ObjectFault, type StoredObject } from './bucket.ts';
import { type CallLimits, callStorage, type ObjectCall, type Sign } from './object-calls.ts';
import { type ListingNames, readListing } from './read-listing.ts';

interface StorageApi {
  readonly label: string;
  /** URL of the bucket, without a slash at the end. */
  readonly base: string;
  readonly sign: Sign;
  readonly limits: CallLimits;
  readonly names: ListingNames;
  /** The provider's term for its objects. */
  readonly items: string;
  /** @param next marker of the page; empty for the first one */
  readonly pageUrl: (prefix: string, next: string) => URL;
  readonly putHeaders: Readonly<Record<string, string>>;
  /** The provider's error code for a bucket that does not exist. */
  readonly noBucket: string;
}

export function openBucket(api: StorageApi): ObjectBucket {
  const { base, items, label, limits, names, noBucket, pageUrl, putHeaders, sign } = api;
  const call = (one: ObjectCall) => callStorage(one, sign, limits);
  const urlOf = (key: string): URL => new URL(`${base}/${key.split('/').map(encodeURIComponent).join('/')}`);
  return {
    label,
    list: async (prefix) => {
      const objects: StoredObject[] = [];
      for (let next: string | null = ''; next !== null; ) {
        const { bytes } = await call({ method: 'GET', url: pageUrl(prefix, next) });
        const page = readPage(bytes, names, items);
        objects.push(...page.objects);
        next = page.next;
      }
      return objects;
    },
    get: async (key) => {
      const { status, bytes } = await call({ method: 'GET', url: urlOf(key) });
      return status === 404 ? null : bytes;
    },
    put: async (key, body) => {
      const { status } = await call({ method: 'PUT', url: urlOf(key), body, headers: putHeaders });
      if (status === 404) throw new ObjectFault('no-bucket', `${noBucket} (404)`);
    },
    remove: async (key) => {
      await call({ method: 'DELETE', url: urlOf(key) });
    },
  };
}

function readPage(bytes: Uint8Array, names: ListingNames, items: string): ReturnType<typeof readListing> {
  try {
    return readListing(new TextDecoder().decode(bytes), names);
  } catch (error) {
    if (error instanceof ObjectFault) throw error;
    throw new ObjectFault('unreachable', `the list of ${items} is cut short`);
  }
}

/** Computes a value once. A failed computation is repeated next time. */
export function findOnce<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | null = null;
  return async () => {
    found ??= find();
    return await found.catch((error: unknown) => {
      found = null;
      throw error;
    });
  };
}
