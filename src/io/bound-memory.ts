/** Keeps V8's heap near what is in use: a run makes much garbage and keeps little. */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Both halves of the young generation, in bytes: 1 MB at the start, and 32 MB if nothing holds it. */
const wantedYoung = 9e6;
const mostYoung = 17e6;

/**
 * Measured on 10,000 tasks against 500 builds of as many: 200 MB instead of 300 at the peak, and a fifth less processor
 * time than with a young generation of 1 MB. The old generation may grow by 40% between collections: by 20% as many again
 * took a tenth more of it, for 4 MB.
 * Works when it is called before much was allocated.
 */
export function boundMemory(): void {
  setFlagsFromString('--heap-growing-percent=40');
  growYoung();
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * V8 makes it larger by a factor when so much survives that it is worth it; no flag sets its size at run time. How large
 * it is by now depends on how much code was loaded.
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
