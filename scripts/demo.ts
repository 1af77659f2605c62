/**
 * The README's demo: builds a local history from real test reports (demo/logs, see its README), then judges the
 * newest one with the bundled command line, as a user would.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = 'demo-output';
const logs = readdirSync(`${root}demo/logs`).sort();
const current = logs.at(-1) as string;

rmSync(`${root}${out}`, { recursive: true, force: true });
console.log(`Storing ${logs.length - 1} earlier test reports in ${out}/history …`);
for (const log of logs.slice(0, -1)) check(log, [], 'ignore');

console.log(`Judging demo/logs/${current}:\n`);
const files = [
  '--report',
  `${out}/report.json`,
  '--html',
  `${out}/report.html`,
  '--summary',
  `${out}/summary.md`,
];
const status = check(current, files, 'inherit');
console.log(`\nWrote ${out}/report.html, ${out}/report.json and ${out}/summary.md.`);
console.log(`In CI this check would have ended with exit code ${status}.`);

function check(log: string, args: readonly string[], stdio: 'ignore' | 'inherit'): number {
  const series = ['--name', 'build-telemetry/unit', '--history', `${out}/history`];
  const command = ['dist/cli/index.js', 'check', `demo/logs/${log}`, ...series, ...args];
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ['ignore', stdio, 'inherit'] });
  if (status !== 0 && status !== 1) throw new Error(`check ended with exit code ${status}`);
  return status;
}
