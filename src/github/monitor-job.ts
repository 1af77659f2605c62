/** The monitor action: samples the machine from its step to the end of the job. */

import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../io/make-folder.ts';
import { measureHealth } from '../metrics/measure-health.ts';
import type { Variables } from '../model/variables.ts';
import { monitorVariable, readSamples } from '../recorder/monitor-log.ts';
import { writeMachine } from '../render/machine-markdown.ts';
import { traceparentOfJob } from './context.ts';
import { neutralizeCommands } from './log.ts';

/**
 * Starts the sampling process and passes its file to later steps.
 * @param script the file to run as `script --sample FILE MILLISECONDS`
 */
export async function startMonitor(env: Variables, script: string): Promise<void> {
  await warnOfFault('The machine is not sampled', () => start(env, script));
}

/** Ends the sampling process and writes its results into the job summary. */
export async function stopMonitor(env: Variables): Promise<void> {
  await warnOfFault('The samples of the machine are not in the job summary', () => stop(env));
}

/** A fault of the runner, such as a full disk, must not fail the job. */
async function warnOfFault(lost: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { warning } = await import('@actions/core');
    warning(neutralizeCommands(`${lost}: ${(error as Error).message}. The job is not affected.`));
  }
}

async function start(env: Variables, script: string): Promise<void> {
  const core = await import('@actions/core');
  const seconds = Number(env['INPUT_INTERVAL'] || '1');
  if (!(seconds >= 0.1 && seconds <= 60)) {
    core.warning(
      `input \`interval\`: \`${env['INPUT_INTERVAL']}\` is not a number of seconds from 0.1 to 60; 1 is used.`,
    );
  }
  const intervalMs = seconds >= 0.1 && seconds <= 60 ? seconds * 1000 : 1000;
  const folder = join(env['RUNNER_TEMP'] || tmpdir(), 'build-telemetry');
  makeFolder(folder);
  const path = join(folder, `monitor-${process.pid}.ndjson`);
  // Detached, it outlives this step; the runner ends it with the job if `post` does not run.
  const child = spawn(process.execPath, [script, '--sample', path, String(intervalMs)], {
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
  });
  child.on('error', (error) => core.warning(`The machine is not sampled: ${error.message}`));
  child.unref();
  try {
    core.saveState('pid', String(child.pid ?? ''));
    core.saveState('path', path);
    core.exportVariable(monitorVariable, path);
  } catch (error) {
    // No later step could find or end it.
    child.kill();
    throw error;
  }
  if (env['INPUT_TRACE-CONTEXT']?.trim().toLowerCase() === 'true') {
    const traceparent = traceparentOfJob(env);
    core.exportVariable('TRACEPARENT', traceparent);
    core.info(`Later steps join the trace ${traceparent}.`);
  }
}

async function stop(env: Variables): Promise<void> {
  const core = await import('@actions/core');
  const pid = Number(env['STATE_pid']);
  if (!(await stopSampler(pid, env['STATE_path'] ?? '')))
    core.info('The monitor stopped before the job ended.');
  const health = measureHealth(readSamples(env['STATE_path']), []);
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (health !== null && summary) appendFileSync(summary, `\n### Machine\n\n${writeMachine(health)}\n`);
}

/**
 * Signals only the sampling process: 0 would be the whole process group, a negative number another group, and the
 * number of an ended process may belong to another one.
 * @returns whether it existed
 */
async function stopSampler(pid: number, path: string): Promise<boolean> {
  if (!Number.isSafeInteger(pid) || pid <= 1 || path === '') return false;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  const isOther = command !== null && !command.split('\0').includes(path);
  // Only Linux shows the command of a process.
  if (isOther || (command === null && process.platform === 'linux')) return false;
  try {
    return process.kill(pid);
  } catch {
    return false;
  }
}
