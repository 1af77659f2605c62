/** The action's entry: one run on GitHub Actions, then the exit code. */
// The toolkit loads it later, which takes twice as long once V8's flags are set (bound-memory.ts).
import 'node:https';
import { openActionHost } from './github/action-host.ts';
import { stopWithBug } from './github/stop-with-bug.ts';
import { boundMemory } from './io/bound-memory.ts';
import { run } from './main.ts';

boundMemory();

// Timers and sockets of the toolkit's retries must not keep a finished step alive, so the process is ended. No
// top-level await: the bundler would wrap the whole bundle in one function, which doubles its parsing time.
openActionHost(process.env)
  .then(run)
  .catch(stopWithBug)
  .then((code) => process.exit(code));
