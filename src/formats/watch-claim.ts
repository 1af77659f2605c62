/** Records which keys a format looks up in a file: the last one prevented the claim. */
import type { Format, Sample } from '../ingest/format.ts';

export interface Look {
  readonly key: string;
  readonly isThere: boolean;
}

/** The keys that the format looks up until its claim is decided, in order. */
export function watchClaim({ claims }: Format, sample: Sample): readonly Look[] {
  const looks: Look[] = [];
  const note = (key: string, isThere: boolean): boolean => {
    looks.push({ key, isThere });
    return isThere;
  };
  const keys = Object.assign([...sample.keys], {
    includes: (key: string) => note(key, sample.keys.includes(key)),
  });
  claims({ ...sample, keys, records: sample.records.map((record) => watch(record, note)) });
  return looks;
}

/** A proxy of the same object; each access to one of its keys, and to nested keys, is recorded. */
function watch<T extends object>(object: T, note: (key: string, isThere: boolean) => boolean): T {
  // Listing all keys looks for none of them.
  let isListed = false;
  const look = (target: T, key: string | symbol): void => {
    if (typeof key !== 'string' || Array.isArray(target)) return;
    const isThere = Object.hasOwn(target, key);
    if (!isListed || !isThere) note(key, isThere);
  };
  return new Proxy(object, {
    ownKeys: (target) => {
      isListed = true;
      return Reflect.ownKeys(target);
    },
    has: (target, key) => {
      look(target, key);
      return Reflect.has(target, key);
    },
    get: (target, key) => {
      look(target, key);
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'object' && value !== null ? watch(value, note) : value;
    },
    getOwnPropertyDescriptor: (target, key) => {
      look(target, key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
}
