/** The event that started the run. */
import { readTextFile } from '../io/files.ts';

/** The event's payload; null if it is absent or not JSON. */
export async function readPayload(path: string | undefined): Promise<unknown> {
  try {
    return JSON.parse((await readTextFile(path ?? '')) ?? 'null');
  } catch {
    return null;
  }
}
