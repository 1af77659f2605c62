/** Builds the library into build/ and the bundles into dist/; fails when a bundled package names no licence. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';
import { bundleLibrary } from './library.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const compiler = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc');

rmSync(join(root, 'build'), { recursive: true, force: true });
execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
// The HTML report contains its chart library as text.
const charts = [join(root, 'node_modules/uplot')];
await bundleLibrary(charts);
await Promise.all([
  bundle('action', 'dist', ['cli', 'comment', 'monitor'], charts),
  bundle('cli', 'dist/cli', [], charts),
  bundle('monitor', 'dist/monitor'),
  bundle('comment-action', 'dist/comment'),
]);
rmSync(join(root, 'build/small'), { recursive: true });
