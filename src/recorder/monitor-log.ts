/** Samples of the machine in a log that one process writes and others read. */

import { writeSample } from '../formats/build-telemetry/sample-record.ts';
import type { MachineSample } from '../model/machine.ts';
import type { Variables } from '../model/variables.ts';
import { openEventLog } from './event-log.ts';
import { appendLines } from './log-file.ts';
import { startSampler } from './sampler.ts';

/** Passes the monitor's log to every later step of the job. */
export const monitorVariable = 'BUILD_TELEMETRY_MONITOR';

/**
 * Appends samples to a log.
 * @throws if it cannot be written.
 */
export function appendSample(path: string, sample: MachineSample, buildId: string | null): void {
  appendLines(openEventLog(path).appendPath, `${JSON.stringify(writeSample(sample, buildId))}\n`);
}

/** Writes samples into a log until the process ends. */
export function recordSamples(path: string, intervalMs: number): void {
  startSampler({ intervalMs, onSample: (sample) => appendSample(path, sample, null) });
  // The sampler's own timer does not keep the process alive; a job lasts a day at most.
  setTimeout(() => process.exit(0), 86_400_000);
}

/** The samples of this job's monitor so far, oldest first; none without a monitor. */
export function readMonitor(env: Variables): readonly MachineSample[] {
  return readSamples(env[monitorVariable]);
}

/** Samples of a log; none if it is absent or unreadable. */
export function readSamples(path: string | undefined): readonly MachineSample[] {
  if (!path) return [];
  try {
    const log = openEventLog(path);
    log.read();
    return log.samples();
  } catch {
    return [];
  }
}
