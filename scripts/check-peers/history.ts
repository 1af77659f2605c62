/** Has the history that the built command line stores and exports read by other engines. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { enginePackages, installPython } from './install.ts';
import { type PeerCheck, PeerMissing, root, run, runCliWell, runWell } from './peer.ts';

const builds = 12;
const names = ['plain', 'comma, "quotes"', '=1+1', 'zwölf 🚀', "it's; drop table tasks"];

export const historyChecks: readonly PeerCheck[] = [
  { name: 'history/examples', run: runExamples },
  { name: 'history/exports', run: readExports },
];

/** The examples of docs/querying-history.md. */
function runExamples(folder: string): string {
  const bin = installPython('history', enginePackages);
  // Spark alone takes minutes on a busy machine.
  const options = { cwd: folder, timeoutSeconds: 1800 };
  const ran = run(join(bin, 'python'), [join(root, 'scripts/check-peers/history.py')], options);
  const lines = ran.stdout.trim().split('\n');
  const of = (state: string): string[] => lines.filter((line) => line.startsWith(state));
  if (ran.status !== 0) throw new Error(of('FAIL').join('; ') || ran.stderr.slice(-1000));
  if (of('ok').length === 0) throw new PeerMissing(lines.join('; '));
  return lines.map((line) => line.replace(/\s+/, ' ')).join(', ');
}

/** The stored files and every export hold the values in the logs, value for value. */
function readExports(folder: string): string {
  const bin = installPython('history', enginePackages);
  const expected = Array.from({ length: builds }, (_, build) => storeBuild(folder, build)).flat();
  writeFileSync(join(folder, 'expected.json'), JSON.stringify(expected));
  for (const format of ['csv', 'parquet', 'sqlite', 'json'])
    runCliWell(['history', 'export', '--format', format, '--out', `history.${format}`], { cwd: folder });
  return runWell(join(bin, 'python'), [join(root, 'scripts/check-peers/read_exports.py')], {
    cwd: folder,
  }).trim();
}

interface Expected {
  readonly build: string;
  readonly task: string;
  readonly durationMs: number;
}

function storeBuild(folder: string, build: number): Expected[] {
  const start = new Date(Date.UTC(2026, 10, 1, 10 + build)).toISOString();
  const tasks = names.map((task, n) => ({ build: `b${build}`, task, durationMs: build * 10 + n + 0.125 }));
  const records = tasks.map(({ task, durationMs }) => ({
    ...{ v: 1, type: 'task', build_id: 'b', name: task, start_time: start },
    ...{ duration_ms: durationMs, result: 'success' },
  }));
  writeFileSync(join(folder, 'log.ndjson'), records.map((line) => `${JSON.stringify(line)}\n`).join(''));
  runCliWell(['check', 'log.ndjson', '--build-id', `b${build}`, '--branch', 'größe/π'], { cwd: folder });
  return tasks;
}
