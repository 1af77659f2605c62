/** One event log. The name serves messages only. */
export interface Source {
  readonly name: string;
  /** The bytes from the start, each time it is called. */
  readonly open: () => AsyncIterable<Uint8Array>;
}
