/**
 * What recording costs: hashing 10,000 files compared with `sha256sum`, and a recorded build of 60 s compared with
 * the build alone, in CPU time. `npm run bench:record`; needs `npm run build` first. The build sleeps, so that
 * everything counted is ours.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashFile } from '../src/capture/hash-file.ts';

const files = 10_000;
const buildSeconds = Number(process.argv[2] ?? 60);
const cli = fileURLToPath(new URL('../dist/cli/index.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'bench-record-'));
const paths = Array.from({ length: files }, (_, at) => `src/d${at % 100}/f${at}.ts`);
for (let at = 0; at < 100; at++) mkdirSync(join(folder, `src/d${at}`), { recursive: true });
for (const [at, path] of paths.entries())
  writeFileSync(join(folder, path), `${at}\n`.repeat(500 + (at % 1000)));
const git = (...args: string[]) =>
  spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder });
git('init', '--quiet');
git('add', '.');
git('commit', '--quiet', '-m', 'x');

/** User and system time of a shell's child processes, in milliseconds. */
function timeOf(command: string): number {
  const { stderr } = spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; time { ${command} >/dev/null 2>&1; }`], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE: process.execPath, CLI: cli },
  });
  const [user = 0, system = 0] = stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
  return (user + system) * 1000;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const repeat = (measure: () => number): number => median(Array.from({ length: 5 }, measure));

const ours = repeat(() => {
  const before = process.cpuUsage();
  for (const path of paths) hashFile(folder, path);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
});
const theirs = repeat(() => timeOf('git ls-files -z | xargs -0 sha256sum'));
const alone = timeOf(`sleep ${buildSeconds}`);
const recorded = timeOf(`"$NODE" "$CLI" record -- sleep ${buildSeconds}`);
rmSync(folder, { recursive: true });

const print = (what: string, value: string): void =>
  void process.stdout.write(`${what.padEnd(44)} ${value}\n`);
print(`hashing ${files} files`, `${ours.toFixed(0)} ms`);
print('sha256sum of the same', `${theirs.toFixed(0)} ms (ours: ${(ours / theirs).toFixed(2)} times)`);
print(
  `recording a build of ${buildSeconds} s`,
  `${(recorded - alone).toFixed(0)} ms (${((recorded - alone) / buildSeconds / 10).toFixed(2)}%)`,
);
