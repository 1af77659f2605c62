/** Has the profiles that the product writes read by inferno, speedscope and Perfetto. */
import { readFileSync } from 'node:fs';
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

interface TraceEvent {
  readonly ph: string;
  readonly dur?: number;
}

/** Perfetto's trace processor finds every event of the Chrome trace, with its duration. */
function queryPerfetto(folder: string): string {
  const python = join(installPython('perfetto', ['perfetto']), 'python');
  runCliWell(
    [
      'check',
      join(root, 'test/formats/fixtures/nx-profile/nx-24.0.6-hit.json'),
      '--chrome-trace',
      'trace.json',
    ],
    { cwd: folder },
  );
  const script = join(root, 'scripts/check-peers/query_perfetto.py');
  const ran = run(python, [script, 'trace.json'], { cwd: folder });
  if (ran.stderr.includes('prebuilts'))
    throw new PeerMissing('its trace processor, which the package fetches by itself, cannot be had');
  if (ran.status !== 0) throw new Error(ran.stderr.trim().slice(-500));
  const { version, slices, durationMs } = JSON.parse(ran.stdout);
  const { traceEvents } = JSON.parse(readFileSync(join(folder, 'trace.json'), 'utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const timed = traceEvents.filter(({ ph, dur = 0 }) => ph === 'X' && dur > 0);
  expectSame('slices', timed.length, slices);
  const all = timed.reduce((sum, { dur = 0 }) => sum + dur, 0);
  expectNear('time of all slices', all / 1000, durationMs, 0.001);
  return `${version}: ${slices} slices`;
}
