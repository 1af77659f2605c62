/** The start of a job. */
import { stat } from 'node:fs/promises';
import type { RunnerVariables } from './identity.ts';

/** Epoch milliseconds; null when not known. The runner writes the event's file at the start of the job. */
export async function readJobStart(env: RunnerVariables): Promise<number | null> {
  const found = await stat(env['GITHUB_EVENT_PATH'] ?? '').catch(() => null);
  return found?.mtimeMs ?? null;
}
