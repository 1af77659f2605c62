/** The monitor action's entry: starts in `main`, stops in `post`, and is itself the process that samples. */
import { fileURLToPath } from 'node:url';
import { startMonitor, stopMonitor } from './github/monitor-job.ts';
import { recordSamples } from './recorder/monitor-log.ts';

const [mode, path, intervalMs] = process.argv.slice(2);
if (mode === '--sample' && path !== undefined) recordSamples(path, Number(intervalMs));
else if (process.env['STATE_path']) void stopMonitor(process.env);
else void startMonitor(process.env, fileURLToPath(import.meta.url));
