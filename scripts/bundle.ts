/**
 * One entry as a bundle: rolldown removes unused code, and oxc minifies it. What the runner starts is packed by ncc
 * between them: packages of the toolkit load parts of themselves in many ways.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type OutputAsset, type OutputChunk, rolldown } from 'rolldown';
import { compileEarly } from './compile-early.ts';
import { packageFolders, renderLicences } from './licences.ts';
import { loadedByName, outsideModules } from './outside-modules.ts';
import { requireOnce, shorten } from './shorten.ts';
import { smaller } from './smaller-modules.ts';
import { withoutDocs } from './without-docs.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { resolve } = createRequire(import.meta.url);
const ncc = resolve('@vercel/ncc/package.json');

/**
 * @param name of the compiled entry, e.g. `action` for build/action.js
 * @param out folder of the bundle, without what other bundles put inside it (`keep`)
 * @param texts folders of packages that the bundle contains as text
 */
export async function bundle(
  name: string,
  out: string,
  keep: readonly string[] = [],
  texts: readonly string[] = [],
): Promise<void> {
  clean(join(root, out), keep);
  const modules = name === 'cli' ? await shake(name, join(root, out)) : await pack(name, join(root, out));
  change(join(root, out), shorten);
  const folders = [...packageFolders(modules), ...texts];
  writeFileSync(join(root, out, 'licenses.txt'), renderLicences(folders));
  writeFileSync(join(root, out, 'package.json'), '{ "type": "module" }\n');
}

async function pack(name: string, out: string): Promise<string[]> {
  const small = join(root, 'build/small', name);
  const modules = await shake(name, small);
  const script = ncc.replace('package.json', 'dist/ncc/cli.js');
  const options = ['--target', 'es2022', '--no-cache', '--quiet'];
  const args = [script, 'build', join(small, 'index.js'), '--out', out, ...options];
  // ncc copies what code appears to name, possibly everything below the working directory: this directory is empty.
  const empty = join(root, 'build/small/empty');
  mkdirSync(empty, { recursive: true });
  await promisify(execFile)(process.execPath, args, { cwd: empty });
  change(out, requireOnce);
  return modules;
}

/** Rewrites the scripts of a bundle. */
function change(folder: string, rewrite: (code: string) => string): void {
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  for (const path of scripts.map((file) => join(folder, file)))
    writeFileSync(path, rewrite(readFileSync(path, 'utf8')));
}

/**
 * The code that each command of the command line needs, and in addition what those need that load little else: `exec`
 * and `emit`, then `inspect`, then `check`.
 */
const quick = [
  { name: 'command', test: /^\0outside:|build.(commands.(command|run-command-line)|version)\./, priority: 3 },
  { name: 'exec', test: /build.commands.record-commands\./, priority: 2 },
  { name: 'inspect', test: /build.commands.inspect-command\./, priority: 1.5 },
  { name: 'check', test: /build.commands.check-command\./, priority: 1.2 },
].map((group) => ({ ...group, includeDependenciesRecursively: true }));

/** Code shared by several chunks is in one chunk: ncc would copy small chunks of its own into each, and files cost time. */
const share = { minShareCount: 2, includeDependenciesRecursively: false };
const opentelemetry = { name: 'opentelemetry', test: /@opentelemetry|build.tracing/, priority: 1, ...share };
const database = {
  name: 'database',
  test: /build.database|pg-connection-string/,
  priority: 1,
  ...share,
};
const capture = { name: 'capture', test: /build.(recording|capture)|record-host/, ...share };
/**
 * The action has no commands, and loads little of its own code later. The command line loads OpenTelemetry by name: what
 * is left of that chunk is small, and would be copied.
 */
const groups = (name: string) =>
  name === 'cli' ? [...quick, database, { name: 'shared', ...share }] : [opentelemetry, database, capture];

/**
 * Writes the entry and its chunks with what they use.
 * @returns the modules that are in them
 */
async function shake(name: string, folder: string): Promise<string[]> {
  const input = join(root, 'build', `${name}.js`);
  const build = await rolldown({
    input,
    platform: 'node',
    logLevel: 'warn',
    plugins: [...(name === 'cli' ? [outsideModules, compileEarly] : []), ...smaller, withoutDocs],
    checks: { pluginTimings: false },
    external: [...loadedByName],
    preserveEntrySignatures: 'allow-extension',
  });
  const { output } = await build.write({
    dir: folder,
    format: 'esm',
    minify: 'dce-only',
    // With those that make ncc leave modules alone.
    comments: { annotation: true, legal: false, jsdoc: false },
    entryFileNames: 'index.js',
    chunkFileNames: '[name].js',
    codeSplitting: { groups: groups(name) },
  });
  await build.close();
  refuseCircles(output.filter((file) => file.type === 'chunk'));
  return modulesOf(output);
}

/** When two chunks import each other, one runs before what it uses is loaded: some commands would break. */
function refuseCircles(chunks: readonly OutputChunk[]): void {
  const left = new Map(chunks.map(({ fileName, imports }) => [fileName, imports]));
  const isLast = ([, imports]: [string, string[]]): boolean => !imports.some((each) => left.has(each));
  for (let last = [...left].find(isLast); last; last = [...left].find(isLast)) left.delete(last[0]);
  if (left.size > 0) throw new Error(`chunks import each other: ${[...left.keys()].join(', ')}`);
}

/** Paths of the modules that a build holds. */
export function modulesOf(output: readonly (OutputChunk | OutputAsset)[]): string[] {
  const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk');
  return chunks.flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : [])),
  );
}

/** Removes the files of an earlier build, so that no stale chunk stays. */
function clean(folder: string, keep: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder)) {
    if (!keep.includes(entry)) rmSync(join(folder, entry), { recursive: true });
  }
}
