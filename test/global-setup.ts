/** Gives the run a temporary folder of its own, also for its processes, and fails it when anything is left there. */
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../node_modules/.cache/build-telemetry-tests', import.meta.url));

export default function setup(): () => void {
  const before = tmpdir();
  const folder = realpathSync(mkdtempSync(join(before, 'build-telemetry-tests-')));
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
  // Processes that run the same code again need not compile it again.
  mkdirSync(cache, { recursive: true });
  process.env['NODE_COMPILE_CACHE'] = join(cache, 'compiled');
  return () => {
    // Files of a browser that was still closing are not ours.
    const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => !name.startsWith('.org.chromium.'),
    );
    rmSync(folder, { recursive: true, force: true });
    for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = before;
    if (left.length > 0) throw new Error(`Tests left in the temporary folder: ${left.join(', ')}`);
  };
}
