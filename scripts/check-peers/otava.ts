/**
 * Gives the same real series to `build-telemetry detect` and to Apache Otava (https://otava.apache.org), and counts
 * where both find the slowdown. Otava sees a whole series, our rule only the values before each value.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPython } from './install.ts';
import { type PeerCheck, PeerMissing, root, runCliWell, runWell } from './peer.ts';
import { sharedDir } from './shared.ts';

export const otavaChecks: readonly PeerCheck[] = [{ name: 'otava/natural-regressions', run: compareFound }];

/** The minimum share of Otava's slowdowns that we must find; measured: see the message of the check. */
const leastShared = 0.9;
/** Builds after the first slow one within which ours must be confirmed. */
const patience = 15;
/** Builds by which Otava's change point may miss the first slow one. */
const slack = 3;

interface Row {
  readonly series: string;
  readonly changeAt: number;
  readonly values: readonly number[];
}

interface Replayed {
  readonly verdicts: readonly { readonly index: number; readonly verdict: string }[];
}

interface Otava {
  readonly version: string;
  readonly found: readonly (readonly [index: number, ratio: number][])[];
}

function compareFound(folder: string): string {
  const path = join(sharedDir ?? folder, 'data/natural-regressions.json');
  if (!existsSync(path)) throw new PeerMissing('the real histories are not beside the repository');
  const python = join(installPython('otava', ['apache-otava']), 'python');
  const rows = JSON.parse(readFileSync(path, 'utf8')) as Row[];
  const written = rows.map(({ values }, number) => ({ name: `series ${number}`, values }));
  writeFileSync(join(folder, 'series.json'), JSON.stringify(written));
  const ours = JSON.parse(
    runCliWell(['detect', 'series.json', '--replay', '12', '--json'], { cwd: folder }),
  ) as Replayed[];
  const theirs = JSON.parse(
    runWell(python, [join(root, 'scripts/check-peers/find_changes.py'), 'series.json'], { cwd: folder }),
  ) as Otava;
  const counts = { both: 0, ours: 0, theirs: 0, neither: 0 };
  for (const [number, { changeAt }] of rows.entries()) {
    const we = ours[number]?.verdicts.some(
      ({ index, verdict }) => verdict === 'confirmed' && index >= changeAt && index < changeAt + patience,
    );
    const they = theirs.found[number]?.some(
      ([index, ratio]) => ratio > 0 && Math.abs(index - changeAt) <= slack,
    );
    counts[we ? (they ? 'both' : 'ours') : they ? 'theirs' : 'neither']++;
  }
  const summary = `${theirs.version}: of ${rows.length} real slowdowns both find ${counts.both}, we alone ${counts.ours}, it alone ${counts.theirs}, neither ${counts.neither}`;
  if (counts.both < leastShared * (counts.both + counts.theirs)) throw new Error(summary);
  return summary;
}
