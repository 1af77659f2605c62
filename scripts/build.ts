/** Builds the library into build/ and both bundles into dist/; fails when a bundled package names no licence. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundledFolders, renderLicences } from './licences.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const binary = (name: string, file: string): string =>
  createRequire(import.meta.url)
    .resolve(`${name}/package.json`)
    .replace('package.json', file);

rmSync(`${root}build`, { recursive: true, force: true });
execFileSync(process.execPath, [binary('typescript', 'bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
bundle('build/action.js', 'dist');
bundle('build/cli.js', 'dist/cli');
bundle('build/monitor.js', 'dist/monitor');

function bundle(entry: string, out: string): void {
  const stats = `build/stats-${out.replace('/', '-')}.json`;
  const keep = out === 'dist' ? ['cli', 'monitor'] : [];
  clean(`${root}${out}`, keep);
  const options = ['--target', 'es2022', '--no-cache', '--quiet', '--stats-out', stats];
  const ncc = [binary('@vercel/ncc', 'dist/ncc/cli.js'), 'build', entry, '--out', out, ...options];
  execFileSync(process.execPath, ncc, { cwd: root, stdio: 'inherit' });
  // ncc's own --license misses packages whose modules it concatenates.
  const folders = bundledFolders(JSON.parse(readFileSync(`${root}${stats}`, 'utf8')));
  // The HTML report carries its chart library as text.
  if (entry !== 'build/monitor.js') folders.push(`${root}node_modules/uplot`);
  writeFileSync(`${root}${out}/licenses.txt`, renderLicences(folders));
  writeFileSync(`${root}${out}/package.json`, '{ "type": "module" }\n');
  rmSync(`${root}${stats}`);
}

/** Removes what an earlier build left, so that no stale chunk stays. */
function clean(folder: string, keep: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder)) {
    if (!keep.includes(entry)) rmSync(`${folder}/${entry}`, { recursive: true });
  }
}
