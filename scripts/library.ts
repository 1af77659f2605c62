/** The library of the npm package: one file per entry, and separate files for what is loaded later. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { modulesOf } from './bundle.ts';
import { packageFolders, renderLicences } from './licences.ts';
import { smaller } from './smaller-modules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const entries = { index: join(root, 'build/index.js'), tracing: join(root, 'build/tracing.js') };

/** @param texts folders of packages that it contains as text */
export async function bundleLibrary(texts: readonly string[]): Promise<void> {
  const folder = join(root, 'build/library');
  const build = await rolldown({ input: entries, platform: 'node', logLevel: 'warn', plugins: smaller });
  const { output } = await build.write({
    dir: folder,
    format: 'esm',
    minify: 'dce-only',
    comments: { annotation: true, legal: false, jsdoc: false },
    chunkFileNames: '[name].js',
  });
  await build.close();
  writeFileSync(
    join(folder, 'licenses.txt'),
    renderLicences([...packageFolders(modulesOf(output)), ...texts]),
  );
}
