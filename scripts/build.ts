/** Builds the library into build/ and both bundles into dist/; fails when a bundled package lacks its licence. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { missingLicences } from './licences.ts';

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

function bundle(entry: string, out: string): void {
  const stats = `build/stats-${out.replace('/', '-')}.json`;
  const keep = out === 'dist' ? ['cli'] : [];
  clean(`${root}${out}`, keep);
  const options = ['--license', 'licenses.txt', '--target', 'es2022', '--no-cache', '--quiet'];
  const ncc = [binary('@vercel/ncc', 'dist/ncc/cli.js'), 'build', entry, '--out', out, ...options];
  execFileSync(process.execPath, [...ncc, '--stats-out', stats], { cwd: root, stdio: 'inherit' });
  writeFileSync(`${root}${out}/package.json`, '{ "type": "module" }\n');
  const licences = readFileSync(`${root}${out}/licenses.txt`, 'utf8');
  const missing = missingLicences(JSON.parse(readFileSync(`${root}${stats}`, 'utf8')), licences);
  rmSync(`${root}${stats}`);
  if (missing.length > 0) throw new Error(`${out}/licenses.txt does not name: ${missing.join(', ')}`);
}

/** Removes what an earlier build left, so that no stale chunk stays. */
function clean(folder: string, keep: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder)) {
    if (!keep.includes(entry)) rmSync(`${folder}/${entry}`, { recursive: true });
  }
}
