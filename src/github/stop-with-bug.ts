/** Ends a run after a bug in this program. */
import { neutralizeCommands } from './log.ts';

/** A bug in this program: reported as such, and failed, because nothing was checked. */
export async function stopWithBug(error: unknown): Promise<number> {
  const core = await import('@actions/core');
  core.error(
    neutralizeCommands(
      `Build Telemetry crashed. This is a bug in Build Telemetry, not in your build: ${(error as Error).stack}`,
    ),
  );
  return 2;
}
