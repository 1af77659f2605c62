/** The action's entry: one run on GitHub Actions, then the exit code. */
import { openActionHost } from './github/action-host.ts';
import { stopWithBug } from './github/stop-with-bug.ts';
import { run } from './main.ts';

// Timers and sockets of the toolkit's retries must not keep a finished step alive, so the process is ended. No
// top-level await: the bundler would wrap the whole bundle in one function, which doubles its parsing time.
openActionHost(process.env)
  .then(run)
  .catch(stopWithBug)
  .then((code) => process.exit(code));
