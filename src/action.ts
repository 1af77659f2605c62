/** The action's entry: one run on GitHub Actions, then the exit code. */
import { openActionHost, stopWithBug } from './github/action-host.ts';
import { boundMemory } from './io/bound-memory.ts';
import { run } from './main.ts';

boundMemory();

// Timers and sockets of the toolkit's retries must not keep a finished step alive, so the process is ended.
try {
  process.exit(await run(await openActionHost(process.env)));
} catch (error) {
  process.exit(await stopWithBug(error));
}
