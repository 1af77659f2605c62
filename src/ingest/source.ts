/** One event log. Its name is used in messages only. */
export interface Source {
  readonly name: string;
  /** When the file was last written, epoch milliseconds; absent when not known. */
  readonly modifiedMs?: number;
  /** Bytes of the stored file; absent when not known. */
  readonly sizeBytes?: number;
  /** The bytes from the start, each time it is called. */
  readonly open: () => AsyncIterable<Uint8Array>;
}
