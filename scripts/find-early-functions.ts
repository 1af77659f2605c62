/**
 * Writes early-functions.json: the functions that a check calls, observed by V8's coverage in checks of plain builds
 * and of the demo's logs. Run it after larger changes: an old list costs a few milliseconds of each run.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'rolldown/utils';
import { makeBuild } from '../bench/plain-builds.ts';
import { root, writeHistory } from '../bench/sides.ts';
import { writeNdjson } from '../src/formats/build-telemetry/write-ndjson.ts';
import { listTopFunctions } from './compile-early.ts';

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly ranges: readonly { readonly startOffset: number; readonly count: number }[];
    }[];
  }[];
}

const built = join(root, 'build');
const folder = mkdtempSync(join(tmpdir(), 'early-'));
const coverage = join(folder, 'coverage');
const history = join(folder, 'history');
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: root,
});
try {
  writeHistory(root, history, { maker: './plain-builds.ts', series: 'plain', builds: 150, tasks: 200 });
  const plain = join(folder, 'plain.ndjson');
  writeFileSync(plain, writeNdjson(makeBuild(150, 200)));
  const demo = readdirSync(join(root, 'demo/logs')).map((name) => join(root, 'demo/logs', name));
  for (const log of demo.sort().slice(0, -1)) check(log, 'demo', {});
  const observed = { NODE_V8_COVERAGE: coverage };
  check(plain, 'plain', observed);
  check(demo.at(-1) as string, 'demo', observed);
  const text = JSON.stringify(listCalled(), null, 2);
  writeFileSync(new URL('early-functions.json', import.meta.url), `${text}\n`);
} finally {
  rmSync(folder, { recursive: true });
}

function check(log: string, name: string, env: Readonly<Record<string, string>>): void {
  const reports = ['--report', 'r.json', '--html', 'r.html', '--summary', 's.md'];
  const options = ['--history', history, '--name', name, '--fail-on', 'never', ...reports];
  const args = [join(built, 'cli.js'), 'check', log, ...options];
  execFileSync(process.execPath, args, { cwd: folder, env: { ...process.env, ...env }, stdio: 'ignore' });
}

function listCalled(): Record<string, string> {
  const called = new Map<string, Set<string>>();
  for (const file of readdirSync(coverage)) {
    const { result }: Coverage = JSON.parse(readFileSync(join(coverage, file), 'utf8'));
    for (const { url, functions } of result) {
      const path = url.startsWith('file:') ? fileURLToPath(url) : '';
      if (!path.startsWith(built)) continue;
      const starts = new Set(
        functions.flatMap(({ ranges: [whole] }) => (whole && whole.count > 0 ? [whole.startOffset] : [])),
      );
      const { program } = parseSync(path, readFileSync(path, 'utf8'));
      const names = listTopFunctions(program).flatMap(({ start, name }) => (starts.has(start) ? [name] : []));
      const module = path.slice(built.length + 1).replace(/\.js$/, '');
      called.set(module, new Set([...(called.get(module) ?? []), ...names]));
    }
  }
  const modules = [...called].filter(([, names]) => names.size > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(modules.map(([module, names]) => [module, [...names].sort().join(' ')]));
}
