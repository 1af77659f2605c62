/**
 * Processes that run steps: one that has finished its step takes the next; one that has not is killed, as a runner
 * would do.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StepAnswer, StepOrder } from './step-process.ts';

const program = fileURLToPath(new URL('./step-process.ts', import.meta.url));
const idle: ChildProcess[] = [];
/** Each step leaves its entry module in memory. */
const mostSteps = 200;
const mostIdle = 12;
const stepsOf = new WeakMap<ChildProcess, number>();

export async function runInPool(order: StepOrder): Promise<StepAnswer> {
  const child = idle.pop() ?? fork(program, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const count = (stepsOf.get(child) ?? 0) + 1;
  stepsOf.set(child, count);
  const answer = await new Promise<StepAnswer>((resolve) => {
    let errors = '';
    const onData = (chunk: Buffer): void => {
      errors += chunk.toString();
    };
    const onExit = (code: number | null): void =>
      end({ exitCode: code ?? -1, stdout: '', stderr: errors, isDone: false });
    const end = (given: StepAnswer): void => {
      child.stderr?.off('data', onData);
      child.off('exit', onExit);
      child.off('message', end);
      resolve(given);
    };
    child.stderr?.on('data', onData);
    child.on('exit', onExit);
    child.on('message', end);
    child.send(order);
  });
  if (answer.isDone && count < mostSteps && idle.length < mostIdle && child.connected) idle.push(child);
  else child.kill('SIGKILL');
  return answer;
}

/** Ends the processes at the end of a test file. */
export function closePool(): void {
  for (const child of idle.splice(0)) child.kill('SIGKILL');
}
