/** How much of an input is read, so that no file can exhaust the machine. */

export interface Limits {
  /** Bytes of a file as it lies there. */
  readonly fileBytes: number;
  /** Bytes of a file after decompression, and how many times its size that may be. */
  readonly decompressedBytes: number;
  readonly decompressionRatio: number;
  /** A longer record is skipped by scanning over it. */
  readonly recordBytes: number;
  readonly depth: number;
  readonly nameLength: number;
  /** Above this many tasks a build is aggregated by kind. */
  readonly tasks: number;
}

export const defaultLimits: Limits = {
  fileBytes: 512 * 1024 ** 2,
  decompressedBytes: 1024 ** 3,
  decompressionRatio: 100,
  recordBytes: 16 * 1024 ** 2,
  depth: 64,
  nameLength: 1024,
  tasks: 200_000,
};

/** How much of a file is looked at to recognise its format. */
export const sampleBytes = 1024 ** 2;
