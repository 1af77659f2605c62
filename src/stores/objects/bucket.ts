/** What is asked of an object storage, whoever's it is. */

export interface StoredObject {
  /** The whole key. */
  readonly key: string;
  readonly sizeBytes: number;
}

/** Every call throws an `ObjectFault` when the storage does not do it within its deadline. */
export interface ObjectBucket {
  /** Its address with the prefix, as a user writes it. */
  readonly label: string;
  /** All objects whose keys begin so. */
  list(prefix: string): Promise<readonly StoredObject[]>;
  /** @returns null when the object does not exist */
  get(key: string): Promise<Uint8Array | null>;
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** A missing object is not a fault. */
  remove(key: string): Promise<void>;
}

/** Why a storage did not do what it was asked. */
export class ObjectFault extends Error {
  readonly kind: 'denied' | 'no-bucket' | 'rate-limited' | 'unreachable' | 'no-credentials' | 'rejected';

  constructor(kind: ObjectFault['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
