/** The start of a job. */

import { stat } from 'node:fs/promises';
import type { Variables } from '../model/variables.ts';

/** Epoch milliseconds; null when not known. The runner writes the event's file at the start of the job. */
export async function readJobStart(env: Variables): Promise<number | null> {
  const found = await stat(env['GITHUB_EVENT_PATH'] ?? '').catch(() => null);
  return found?.mtimeMs ?? null;
}
