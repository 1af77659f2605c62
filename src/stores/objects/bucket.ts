/** The operations of object storage, for every provider. */

export interface StoredObject {
  /** The whole key. */
  readonly key: string;
  readonly sizeBytes: number;
}

/** Every call throws an `ObjectFault` if the storage does not complete it within its deadline. */
export interface ObjectBucket {
  /** Its address with the prefix, as a user writes it. */
  readonly label: string;
  /** All objects with keys that begin with the prefix. */
  list(prefix: string): Promise<readonly StoredObject[]>;
  /** @returns null if the object does not exist */
  get(key: string): Promise<Uint8Array | null>;
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** A missing object is not a fault. */
  remove(key: string): Promise<void>;
}

/** The reasons why a storage did not complete a call. */
export class ObjectFault extends Error {
  readonly kind: 'denied' | 'no-bucket' | 'rate-limited' | 'unreachable' | 'no-credentials' | 'rejected';

  constructor(kind: ObjectFault['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
