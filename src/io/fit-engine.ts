/** Fits V8 to the size of a run: its heap stays close to the used size, and small runs are compiled less. */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import type { Source } from '../ingest/source.ts';

/** Up to this size logs create too little garbage to justify the setup. */
const smallLogs = 500_000;
/** A compressed log is about this many times as long as its file. */
const packing = 20;
/** From this size on the heap must not grow far beyond the used size. */
const largeLogs = 4e6;

/** Both halves of the young generation, in bytes: 1 MB at the start, and 32 MB without a limit. */
const wantedYoung = 9e6;
const mostYoung = 17e6;

/**
 * A short run ends before it gets back what optimized code costs, and before its garbage matters: Maglev and TurboFan
 * compile a function or a loop after more calls, V8 interprets most regular expressions, and nothing is marked on
 * other threads while it runs. Only values that V8 reads anew at each decision: compilers and marking switched off at
 * run time once left a process waiting forever.
 */
const shortRun = { 'heap-growing-percent': 800, 'incremental-marking-hard-trigger': 1000 };
const flagsOf = {
  small: {
    ...shortRun,
    'invocation-count-for-maglev': 3000,
    'invocation-count-for-maglev-osr': 1000,
    'invocation-count-for-turbofan': 60_000,
    'regexp-tier-up-ticks': 1000,
  },
  medium: { ...shortRun, 'invocation-count-for-turbofan': 20_000 },
  large: { 'heap-growing-percent': 40 },
};

/** Parts of Node that each run with a log uses. */
const neededLater = ['node:crypto', 'node:zlib'];

/**
 * Measured on 10,000 tasks against 500 builds of as many: 200 MB instead of 300 at the peak. An old generation that
 * may grow by 800% between collections saves time; for a million tasks it would take far more memory. Must be
 * called before much is allocated.
 * @param logs the logs to read; absent: not known yet
 */
export function fitEngine(logs?: readonly Pick<Source, 'name' | 'sizeBytes'>[]): void {
  // Once a flag is set, V8 refuses the compiled code that Node has for its own modules: they take twice as long to load.
  for (const name of neededLater) process.getBuiltinModule(name);
  const bytes = logs?.reduce((sum, log) => sum + sizeOf(log), 0) ?? largeLogs;
  const size = bytes <= smallLogs ? 'small' : bytes < largeLogs ? 'medium' : 'large';
  setFlags(flagsOf[size]);
  if (size !== 'small') growYoungGeneration();
  // V8 asks at each collection. To wake a thread for half of a megabyte takes longer than to collect it.
  else setFlagsFromString('--no-parallel-scavenge');
  setFlags({ 'semi-space-growth-factor': 1 });
}

function setFlags(flags: Readonly<Record<string, number>>): void {
  for (const [flag, value] of Object.entries(flags)) setFlagsFromString(`--${flag}=${value}`);
}

function sizeOf({ name, sizeBytes = 0 }: Pick<Source, 'name' | 'sizeBytes'>): number {
  return /\.(?:gz|zst)$/.test(name) ? sizeBytes * packing : sizeBytes;
}

/**
 * V8 enlarges it by a factor if many objects survive; no flag sets its size at run time. Its current size depends on
 * the amount of loaded code.
 */
function growYoungGeneration(): void {
  const factor = Math.max(2, Math.floor(mostYoung / sizeOfYoungGeneration()));
  setFlags({ 'semi-space-growth-factor': factor });
  // Few large arrays: a long loop would be compiled.
  const kept: unknown[][] = [];
  for (let round = 0; round < 20 && sizeOfYoungGeneration() < wantedYoung; round++)
    for (let i = 0; i < 5; i++) kept.push(new Array(8000));
}

function sizeOfYoungGeneration(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
}
