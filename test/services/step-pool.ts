/**
 * Processes that run steps: one that has finished its step takes the next; one that has not is killed, as a runner
 * would do.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StepAnswer, StepOrder } from './step-process.ts';

const program = fileURLToPath(new URL('./step-process.ts', import.meta.url));
/** Buffers of uploads start no collection of the whole heap, which holds all loaded code. */
const execArgv = ['--external-memory-accounted-in-global-limit'];

const idle: ChildProcess[] = [];
const mostIdle = 12;

export async function runInPool(order: StepOrder): Promise<StepAnswer> {
  const child = idle.pop() ?? fork(program, { execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
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
  if (answer.isDone && idle.length < mostIdle && child.connected) idle.push(child);
  else child.kill('SIGKILL');
  return answer;
}

/** Ends the processes at the end of a test file: packages keep the addresses of its services. */
export function closePool(): void {
  for (const child of idle.splice(0)) child.kill('SIGKILL');
}
