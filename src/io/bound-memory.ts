/** Keeps V8's heap close to the used size: a run creates much garbage and keeps little. */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import type { Source } from '../ingest/source.ts';

/** Up to this size logs create too little garbage to justify the setup. */
const smallLogs = 500_000;
/** From this size on, which may be compressed, the heap must not grow far beyond the used size. */
const largeLogs = 4e6;

/** Both halves of the young generation, in bytes: 1 MB at the start, and 32 MB without a limit. */
const wantedYoung = 9e6;
const mostYoung = 17e6;

/**
 * Measured on 10,000 tasks against 500 builds of as many: 200 MB instead of 300 at the peak. An old generation that
 * may grow by 200% between collections saves time; for a million tasks it would take 280 MB instead of 190. Must be
 * called before much is allocated.
 * @param logs the logs to read; absent: not known yet
 */
export function boundMemory(logs?: readonly Pick<Source, 'sizeBytes'>[]): void {
  const bytes = logs?.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0) ?? largeLogs;
  setFlagsFromString(`--heap-growing-percent=${bytes < largeLogs ? 200 : 40}`);
  if (bytes > smallLogs) growYoung();
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * V8 enlarges it by a factor if many objects survive; no flag sets its size at run time. Its current size depends on
 * the amount of loaded code.
 */
function growYoung(): void {
  const factor = Math.max(2, Math.floor(mostYoung / sizeOfYoung()));
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
  const kept: number[][] = [];
  for (let round = 0; round < 20 && sizeOfYoung() < wantedYoung; round++)
    for (let i = 0; i < 400; i++) kept.push(new Array(100).fill(i));
}

function sizeOfYoung(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
}
