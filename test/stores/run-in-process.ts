/** Processes of workflow runs: one that has finished its order takes the next, of any store. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Runs } from './scripts/github-runs.ts';

const script = fileURLToPath(new URL('./scripts/github-runs.ts', import.meta.url));

/** Carries out an order and returns the printed lines. */
export type Order = (settings: Partial<Runs>) => Promise<string[]>;

interface Waiting {
  readonly child: ChildProcess;
  readonly lines: AsyncIterator<string>;
}

const idle: Waiting[] = [];

function launch(): Waiting {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => {});
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

/** @returns what was printed; a process that dies has printed what it had done */
export async function runInProcess(order: Runs): Promise<string[]> {
  const waiting = idle.pop() ?? launch();
  waiting.child.stdin?.write(`${JSON.stringify(order)}\n`);
  const printed: string[] = [];
  for (;;) {
    const { done, value } = await waiting.lines.next();
    if (done) return printed;
    if (value === 'DONE') break;
    printed.push(value);
  }
  idle.push(waiting);
  return printed;
}

/** At the end of a test file. */
export function closeProcesses(): void {
  for (const { child } of idle.splice(0)) child.kill('SIGKILL');
}
