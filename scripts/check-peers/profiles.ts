/** Has the profiles that the product writes read by inferno, speedscope and Perfetto. */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPython } from './install.ts';
import { expectNear, expectSame, type PeerCheck, PeerMissing, root, run, runCliWell } from './peer.ts';

export const profileChecks: readonly PeerCheck[] = [
  { name: 'profiles/viewers', run: openViewers },
  { name: 'profiles/perfetto', run: queryPerfetto },
];

/** inferno and speedscope on the reports of the tests. */
function openViewers(folder: string): string {
  const ran = run(process.execPath, [join(root, 'scripts/check-peers/flamegraph.ts')], { cwd: folder });
  const lines = ran.stdout.trim().split('\n');
  const failed = lines.filter((line) => line.startsWith('FAILS'));
  if (failed.length > 0) throw new Error(failed.join('; '));
  if (ran.status !== 0) throw new PeerMissing(ran.stderr.trim().slice(-500));
  return `${lines.length} openings of 4 reports in inferno and speedscope`;
}

/** Perfetto's trace processor finds every task of a build in its Chrome trace, with its duration. */
function queryPerfetto(folder: string): string {
  const python = join(installPython('perfetto', ['perfetto']), 'python');
  copyFileSync(join(root, 'demo/logs/27-current.xml'), join(folder, 'report.xml'));
  const files = ['--chrome-trace', 'trace.json', '--report', 'report.json'];
  runCliWell(['check', 'report.xml', ...files], { cwd: folder });
  const script = join(root, 'scripts/check-peers/query_perfetto.py');
  const ran = run(python, [script, 'trace.json'], { cwd: folder });
  if (/URLError|HTTPError|NameResolutionError/.test(ran.stderr))
    throw new PeerMissing('its trace processor, which the package fetches itself, cannot be had');
  if (ran.status !== 0) throw new Error(ran.stderr.trim().slice(-500));
  const { version, slices, durationMs } = JSON.parse(ran.stdout);
  const { tasks } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as {
    readonly tasks: readonly { readonly durationMs: number }[];
  };
  expectSame('slices of tasks', tasks.length, slices);
  const all = tasks.reduce((sum, task) => sum + task.durationMs, 0);
  expectNear('time of all tasks', all, durationMs, tasks.length * 0.001);
  return `${version}: ${slices} slices`;
}
