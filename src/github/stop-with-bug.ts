/** The end of a run that a bug of ours stopped. */
import { neutralizeCommands } from './log.ts';

/** A bug of ours: said as one, and red, because nothing was judged. */
export async function stopWithBug(error: unknown): Promise<number> {
  const core = await import('@actions/core');
  core.error(
    neutralizeCommands(`Build Telemetry broke, which is a bug of its own: ${(error as Error).stack}`),
  );
  return 2;
}
