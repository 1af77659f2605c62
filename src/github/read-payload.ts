/** The event that started the run. */
import { readTextFile } from '../io/files.ts';

/**
 * The event's payload; null if it is absent or not JSON. Then no other part of this process finds it either: the
 * toolkit's packages read it when they are imported, and throw if it is not JSON.
 */
export async function readPayload(path: string | undefined): Promise<unknown> {
  try {
    const payload = JSON.parse((await readTextFile(path ?? '')) ?? 'null');
    if (payload !== null) return payload;
  } catch {
    // As if it were absent.
  }
  delete process.env['GITHUB_EVENT_PATH'];
  return null;
}
