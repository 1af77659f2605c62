/**
 * Runs programs alternately, each in its own process, and returns medians: other load on the machine affects all of
 * them.
 */
import { spawnSync } from 'node:child_process';

export interface Program {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Cost {
  /** Milliseconds of CPU time, user and system, all threads. */
  readonly cpuMs: number;
  /** The least of all rounds: the least disturbed. */
  readonly leastCpuMs: number;
  /** By the clock. */
  readonly wallMs: number;
  readonly peakMb: number;
}

/**
 * At its end a program reports what it used. On Linux the system counts the peak memory of the parent for a process
 * too; what it counts for the program's own memory does not have this problem.
 */
const hook = `import { existsSync, readFileSync } from 'node:fs';
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const status = '/proc/self/status';
  const own = existsSync(status) && /VmHWM:\\s+(\\d+)/.exec(readFileSync(status, 'utf8'))?.[1];
  process._rawDebug('USED ' + (userCPUTime + systemCPUTime) + ' ' + (own || maxRSS));
})`;

/**
 * @param folder that they run in
 * @returns in the order of the programs
 */
export function measureInTurns(programs: readonly Program[], rounds: number, folder: string): Cost[] {
  const costs = programs.map((): Sample[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [place, program] of programs.entries()) costs[place]?.push(measure(program, folder));
  return costs.map((own) => ({
    cpuMs: medianOf(own.map(({ cpuMs }) => cpuMs)),
    leastCpuMs: Math.min(...own.map(({ cpuMs }) => cpuMs)),
    wallMs: medianOf(own.map(({ wallMs }) => wallMs)),
    peakMb: medianOf(own.map(({ peakMb }) => peakMb)),
  }));
}

type Sample = Omit<Cost, 'leastCpuMs'>;

function measure({ args, env }: Program, folder: string): Sample {
  const started = performance.now();
  const { stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, ...args],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 1e8 },
  );
  const wallMs = performance.now() - started;
  const [, used, peak] = /USED (\d+) (\d+)/.exec(stderr) ?? [];
  if (used === undefined) throw new Error(stderr);
  return { cpuMs: Number(used) / 1000, wallMs, peakMb: Number(peak) / 1024 };
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
