/** Runs a command and records it as a task: its output, signals and exit code pass through unchanged. */

import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { basename, resolve } from 'node:path';
import type { Problem } from '../model/problem.ts';
import type { Variables } from '../model/variables.ts';
import { EventCollector } from './event-collector.ts';
import { TaskEvent } from './events.ts';
import { appendSample } from './monitor-log.ts';
import { readChildrenCpuMs, readTreeMemory } from './proc.ts';
import { readRecordSettings } from './recorder-settings.ts';
import { type Sampler, startSampler } from './sampler.ts';
import { newSpanId, traceEnvironment } from './trace-environment.ts';
import { planLaunch } from './windows-command.ts';

export interface ExecOptions {
  /** The command and its arguments. */
  readonly command: readonly string[];
  /** Identity across builds; by default the command's name and its first word. */
  readonly name?: string;
  /** The kind of work; `command` by default. */
  readonly kind?: string;
  /** The log; by default from the environment. */
  readonly path?: string;
  /** Also samples the machine every second, into the same log. */
  readonly sample?: boolean;
  readonly env?: Variables;
}

export interface ExecOutcome {
  /** The command's exit code; 128 + n if signal n ended it, 127 if it does not exist, 126 if it cannot be run. */
  readonly exitCode: number;
  /** Why the task could not be recorded. The command ran anyway. */
  readonly problems: readonly Problem[];
}

interface Ended {
  readonly exitCode: number;
  readonly signal: NodeJS.Signals | null;
  readonly errorType: string | null;
  readonly memoryBytes: number | null;
}

/** Signals that stop a build from outside; they are forwarded to the command, which decides. */
const forwarded: readonly NodeJS.Signals[] = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR2',
  'SIGBREAK',
];

/** Runs a command with this process's standard streams and appends a task to the log. */
export async function runExec(options: ExecOptions): Promise<ExecOutcome> {
  if (!options.command[0]) return { exitCode: 2, problems: [noCommand] };
  const env = options.env ?? process.env;
  const settings = readRecordSettings(env);
  const problems: Problem[] = [];
  const path = resolve(options.path ?? settings.logPath);
  const collector = new EventCollector({
    path,
    enabled: settings.enabled,
    buildId: settings.buildId,
    onProblem: (error) => problems.push(describeProblem(path, error)),
  });
  const task = nameTask(options, settings.parentId);
  collector.collect(new TaskEvent({ ...task, eventType: 'TASK_STARTED' }));
  collector.flush();
  const sampler = options.sample && settings.enabled ? sampleInto(path, settings.buildId) : null;
  const ended = await measureChild(options.command, {
    ...env,
    BUILD_TELEMETRY_LOG: path,
    BUILD_TELEMETRY_PARENT_ID: task.taskId,
    ...(settings.enabled ? traceEnvironment(env, task.taskId) : {}),
  });
  collector.collect(
    new TaskEvent({
      ...task,
      eventType: typeOf(ended),
      durationMs: ended.durationMs,
      success: ended.exitCode === 0,
      errorType: ended.errorType,
      cpuMs: ended.cpuMs,
      memoryBytes: ended.memoryBytes,
    }),
  );
  collector.close();
  sampler?.stop();
  return { exitCode: ended.exitCode, problems: problems.slice(0, 1) };
}

function nameTask({ name, kind, command }: ExecOptions, parentId: string | null) {
  const taskName = name ?? nameCommand(command);
  return { taskId: newSpanId(), taskName, taskType: kind ?? 'command', parentId };
}

/**
 * With its time to the microsecond, and the CPU time of the command and its children if the system provides it.
 */
async function measureChild(...child: Parameters<typeof runChild>) {
  const cpuBefore = readChildrenCpuMs();
  const start = performance.now();
  const ended = await runChild(...child);
  const durationMs = Math.round((performance.now() - start) * 1000) / 1000;
  const cpuAfter = readChildrenCpuMs();
  return {
    ...ended,
    durationMs,
    cpuMs: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore,
  };
}

const noCommand: Problem = {
  level: 'error',
  code: 'no-command',
  where: 'exec',
  what: 'Missing argument: the command to run.',
  fix: 'Write `build-telemetry exec --name "Build API" -- make api`.',
};

function sampleInto(path: string, buildId: string | null): Sampler {
  return startSampler({ onSample: (sample) => appendSample(path, sample, buildId) });
}

function describeProblem(path: string, error: Error): Problem {
  return {
    level: 'warning',
    code: 'not-recorded',
    where: path,
    what: `The task was not recorded: ${error.message}.`,
    fix: 'Name a file that can be written with `--log` or `BUILD_TELEMETRY_LOG`.',
  };
}

/** `make api` for `/usr/bin/make api -j4`: arguments may be secrets, but a first plain word is a target. */
function nameCommand([command = '', first = '']: readonly string[]): string {
  const name = basename(command);
  return /^[a-z][\w:.-]{0,40}$/i.test(first) ? `${name} ${first}` : name;
}

function typeOf({ exitCode, signal }: Ended): string {
  if (exitCode === 0) return 'TASK_COMPLETED';
  return signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP'
    ? 'TASK_CANCELLED'
    : 'TASK_FAILED';
}

async function runChild(command: readonly string[], env: Variables): Promise<Ended> {
  const launch = planLaunch(command, env);
  return await new Promise((settle) => {
    // Before the command starts: a signal may arrive immediately.
    const stopForwarding = forwardSignals((signal) => child.kill(signal));
    const child = spawn(launch.command, launch.args, {
      stdio: streams(env['MAKEFLAGS']),
      env,
      windowsVerbatimArguments: launch.verbatim,
    });
    const watch = watchMemory(child);
    const finish = (ended: Omit<Ended, 'memoryBytes'>): void => {
      stopForwarding();
      settle({ ...ended, memoryBytes: watch.stop() });
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      // A failed command is an error event too; only a command that never ran ends here.
      if (child.pid !== undefined) return;
      const exitCode = error.code === 'ENOENT' ? 127 : 126;
      process.stderr.write(
        `build-telemetry: ${command[0]}: ${error.code === 'ENOENT' ? 'command not found' : error.message}\n`,
      );
      finish({ exitCode, signal: null, errorType: error.code ?? error.name });
    });
    child.once('exit', (code, signal) => {
      const exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      const errorType = exitCode === 0 ? null : (signal ?? `exit ${exitCode}`);
      finish({ exitCode, signal, errorType });
    });
  });
}

/** Make's job server passes its tokens through two descriptors that Node.js would close. */
function streams(makeFlags: string | undefined): StdioOptions {
  const match = /--jobserver-(?:auth|fds)=(\d+),(\d+)/.exec(makeFlags ?? '');
  if (!match) return 'inherit';
  const [read, write] = [Number(match[1]), Number(match[2])];
  if (Math.max(read, write) > 64) return 'inherit';
  return Array.from({ length: Math.max(2, read, write) + 1 }, (_, fd) => {
    return fd <= 2 || fd === read || fd === write ? fd : 'ignore';
  });
}

/** In a terminal the command gets Ctrl-C and Ctrl-\\ itself, because it is in the same process group. */
function forwardSignals(send: (signal: NodeJS.Signals) => void): () => void {
  const undo = forwarded.map((signal) => {
    const fromTerminal = process.stdin.isTTY && ['SIGINT', 'SIGQUIT', 'SIGBREAK'].includes(signal);
    const handler = (): void => {
      if (!fromTerminal) send(signal);
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  return () => {
    for (const each of undo) each();
  };
}

/** Reads the command's processes: often at first, then rarely, and never for more than 1% of the time. */
function watchMemory(child: ChildProcess): { readonly stop: () => number | null } {
  let peak: number | null = null;
  let delayMs = 10;
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const start = performance.now();
    const bytes = child.pid === undefined ? null : readTreeMemory(child.pid);
    if (bytes !== null && bytes > 0) peak = Math.max(peak ?? 0, bytes);
    delayMs = Math.min(1000, Math.max(delayMs * 1.4, 100 * (performance.now() - start)));
    timer = setTimeout(look, delayMs);
    timer.unref();
  };
  timer = setTimeout(look, delayMs);
  timer.unref();
  return {
    stop: () => {
      clearTimeout(timer);
      return peak;
    },
  };
}
