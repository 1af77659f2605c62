/** The samples of a monitor that runs beside a job: written by one process, read by another. */
import { appendFileSync, readFileSync } from 'node:fs';
import type { Metric } from '../model.ts';
import { type MachineSample, startSampler, summarizeSamples } from './sampler.ts';

/** Names the file of samples to every later step of the job. */
export const monitorVariable = 'BUILD_TELEMETRY_MONITOR';

/** Samples into a file, one JSON object a line, until the process is ended. */
export function recordSamples(path: string, intervalMs: number): void {
  startSampler({
    intervalMs,
    onSample: (sample) => appendFileSync(path, `${JSON.stringify(sample)}\n`),
  });
  // The sampler's own timer keeps no process alive; a job lasts a day at most.
  setTimeout(() => process.exit(0), 86_400_000);
}

/** Samples of the file, oldest first; a line that is still being written is left out, an absent file is empty. */
export function readSamples(path: string): MachineSample[] {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      const sample = JSON.parse(line) as MachineSample;
      return [{ ...sample, timestamp: new Date(sample.timestamp) }];
    } catch {
      return [];
    }
  });
}

/** What the monitor of this job saw so far, as metrics; none without a monitor. */
export function readMachineMetrics(env: Readonly<Record<string, string | undefined>>): readonly Metric[] {
  const path = env[monitorVariable];
  const samples = path ? readSamples(path) : [];
  return samples.length > 0 ? summarizeSamples(samples) : [];
}
