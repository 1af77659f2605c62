/** One entry as a bundle: rolldown leaves out what is not used and shortens the rest, ncc packs it for the runner. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { packageFolders, renderLicences } from './licences.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { resolve } = createRequire(import.meta.url);
const ncc = resolve('@vercel/ncc/package.json');

/**
 * @param name of the compiled entry, e.g. `action` for build/action.js
 * @param out folder of the bundle, without what other bundles put inside it (`keep`)
 * @param texts folders of packages that the bundle holds as text
 */
export async function bundle(
  name: string,
  out: string,
  keep: readonly string[] = [],
  texts: readonly string[] = [],
): Promise<void> {
  const small = join(root, 'build/small', name);
  const modules = await shake(name, small);
  clean(join(root, out), keep);
  const options = ['--target', 'es2022', '--no-cache', '--quiet', '--minify'];
  const script = ncc.replace('package.json', 'dist/ncc/cli.js');
  const args = [script, 'build', join(small, 'index.js'), '--out', out, ...options];
  execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  const folders = [...packageFolders(modules), ...texts];
  writeFileSync(join(root, out, 'licenses.txt'), renderLicences(folders));
  writeFileSync(join(root, out, 'package.json'), '{ "type": "module" }\n');
}

/** Of undici the toolkit uses these two; its index would bring all of it, mocks and web sockets included. */
const undiciParts = ['undici/lib/dispatcher/proxy-agent.js', 'undici/lib/web/fetch/index.js'];
const smallUndici: Plugin = {
  name: 'small-undici',
  resolveId: (id) => (id === 'undici' ? '\0undici' : null),
  load: (id) => {
    if (id !== '\0undici') return null;
    const [proxyAgent, fetch] = undiciParts.map((path) => JSON.stringify(resolve(path)));
    return `import ProxyAgent from ${proxyAgent}; import { fetch } from ${fetch}; export { ProxyAgent, fetch };`;
  },
};

/** Writes the shortened entry and its chunks. @returns the modules that are in them */
async function shake(name: string, folder: string): Promise<string[]> {
  const input = join(root, 'build', `${name}.js`);
  const build = await rolldown({ input, platform: 'node', logLevel: 'warn', plugins: [smallUndici] });
  // The toolkit, which the command line does not hold, tells its errors apart by the names of their classes.
  const { output } = await build.write({
    dir: folder,
    format: 'esm',
    minify: true,
    keepNames: name !== 'cli',
    entryFileNames: 'index.js',
    chunkFileNames: '[name].js',
  });
  await build.close();
  const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk');
  return chunks.flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : [])),
  );
}

/** Removes what an earlier build left, so that no stale chunk stays. */
function clean(folder: string, keep: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder)) {
    if (!keep.includes(entry)) rmSync(join(folder, entry), { recursive: true });
  }
}
