/**
 * Compares the built product with the programs that read what it writes and write what it reads: `npm run check:peers
 * [AREA|AREA/PEER]…`. One line per check; exits with 1 when one fails.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { actChecks } from './act.ts';
import { actPagesChecks } from './act-pages.ts';
import { dashboardChecks } from './dashboards.ts';
import { historyChecks } from './history.ts';
import { linterChecks } from './linters.ts';
import { metricsChecks } from './metrics.ts';
import { otavaChecks } from './otava.ts';
import { otlpChecks } from './otlp.ts';
import { type PeerCheck, PeerMissing } from './peer.ts';
import { goChecks } from './producers/go.ts';
import { javaChecks } from './producers/java.ts';
import { javascriptChecks } from './producers/javascript.ts';
import { pythonChecks } from './producers/python.ts';
import { rustChecks } from './producers/rust.ts';
import { profileChecks } from './profiles.ts';
import { sqlChecks } from './sql.ts';
import { traceChecks } from './traces.ts';

const all: readonly PeerCheck[] = [
  ...historyChecks,
  ...sqlChecks,
  ...profileChecks,
  ...actChecks,
  ...actPagesChecks,
  ...linterChecks,
  ...otlpChecks,
  ...traceChecks,
  ...metricsChecks,
  ...dashboardChecks,
  ...otavaChecks,
  ...goChecks,
  ...rustChecks,
  ...pythonChecks,
  ...javascriptChecks,
  ...javaChecks,
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.some((check) => isNamed(check, name)));
if (unknown.length > 0) {
  console.log(`No check is named ${unknown.join(', ')}. There are:`);
  for (const { name } of all) console.log(`  ${name}`);
  process.exit(2);
}

const counts = { ok: 0, failed: 0, skipped: 0 };
for (const check of all) {
  if (wanted.length > 0 && !wanted.some((name) => isNamed(check, name))) continue;
  const startMs = performance.now();
  const { state, message } = await hold(check);
  counts[state]++;
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  console.log(`${state.padEnd(8)}${check.name} (${seconds} s): ${stripVTControlCharacters(message)}`);
}
console.log(`${counts.ok} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 ? 1 : 0;

function isNamed(check: PeerCheck, name: string): boolean {
  return check.name === name || check.name.startsWith(`${name}/`);
}

async function hold(check: PeerCheck): Promise<{ state: keyof typeof counts; message: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'check-peers-'));
  try {
    return { state: 'ok', message: await check.run(folder) };
  } catch (error) {
    const message = (error as Error).message.replaceAll(/\s*\n\s*/g, ' | ');
    return { state: error instanceof PeerMissing ? 'skipped' : 'failed', message };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
