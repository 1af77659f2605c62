/**
 * Processes that run steps: one that has finished its step takes the next; one that has not is killed, as a runner
 * would do.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { measureSlowness } from './busy-machine.ts';
import type { StepAnswer, StepOrder } from './step-process.ts';

const program = fileURLToPath(new URL('./step-process.ts', import.meta.url));
/** Buffers of uploads start no collection of the whole heap, which holds all loaded code. */
const execArgv = ['--external-memory-accounted-in-global-limit'];

interface Runner {
  readonly child: ChildProcess;
  /** For which its clock was set when it started. */
  readonly slowness: number;
}

const idle: Runner[] = [];
const mostIdle = 12;
/** For the next test file of this worker. */
const mostKept = 2;

export async function runInPool(order: StepOrder): Promise<StepAnswer> {
  const runner = takeIdle() ?? {
    child: fork(program, { execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }),
    slowness: measureSlowness(),
  };
  const { child } = runner;
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
  if (answer.isDone && idle.length < mostIdle && child.connected) idle.push(runner);
  else child.kill('SIGKILL');
  return answer;
}

/** One whose deadlines are not too short by now. */
function takeIdle(): Runner | undefined {
  const runner = idle.pop();
  if (runner === undefined || runner.slowness * 2 > measureSlowness()) return runner;
  runner.child.kill('SIGKILL');
  return takeIdle();
}

/** Ends most processes at the end of a test file; the others end with the worker. */
export function shrinkPool(): void {
  for (const { child } of idle.splice(mostKept)) child.kill('SIGKILL');
}
