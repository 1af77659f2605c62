/** The machine at one moment. */

/** The machine at one moment; rates are since the previous sample. null: not available on this system. */
export interface MachineSample {
  readonly timeMs: number;
  /** Of all cores together, 0 to 1. */
  readonly cpuRatio: number | null;
  readonly memoryUsedBytes: number;
  readonly memoryTotalBytes: number;
  readonly diskReadBytesPerSecond: number | null;
  readonly diskWriteBytesPerSecond: number | null;
  readonly networkReceivedBytesPerSecond: number | null;
  readonly networkSentBytesPerSecond: number | null;
  readonly processes: number | null;
  /** Load of the last minute; null on Windows. */
  readonly load: number | null;
}
