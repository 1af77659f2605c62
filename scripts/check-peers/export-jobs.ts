/** Thirty CI jobs, one every ten minutes, each with the life of a process: it loads, stores and exports. */
import { join } from 'node:path';
import { deliverMetrics } from '../../src/exporters/deliver-metrics.ts';
import type { Build } from '../../src/model/build.ts';
import { measureRun } from '../../src/points/measure-run.ts';
import { folderStore } from '../../src/stores/folder-store.ts';
import { makeBuild, makeTask } from '../../test/make.ts';
import { reportOf } from '../../test/traces/make-trace.ts';

export const jobs = 30;
export const minuteMs = 60_000;

/** How many of these the history keeps: the totals must outlive them. */
const kept = 7;

/** @param endpoint without `/v1/metrics`. @returns when the last job ended, epoch milliseconds */
export async function exportJobs(folder: string, endpoint: string): Promise<number> {
  const lastMs = Math.floor(Date.now() / minuteMs) * minuteMs;
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint };
  Object.assign(process.env, env);
  for (let number = 0; number < jobs; number++) {
    const build = makeJob(number, lastMs - (jobs - 1 - number) * 10 * minuteMs);
    const limits = { series: build.name, maxBuilds: kept, maxAgeDays: 90, maxBytes: null, now: lastMs };
    const store = folderStore(join(folder, 'history'), limits);
    const loaded = await store.load();
    const { saved } = await store.append(build);
    const problems = await deliverMetrics(build, reportOf(build), {
      ...{ env, file: null, attributes: { 'service.name': 'shop' }, atMs: lastMs, isFork: false },
      stored: { loaded, saved, reload: () => store.load() },
    });
    if (problems[0] !== undefined) throw new Error(problems[0].what);
  }
  return lastMs;
}

function makeJob(number: number, endMs: number): Build {
  const durationMs = 4 * minuteMs;
  const build = makeBuild({
    id: `job-${String(number).padStart(2, '0')}`,
    name: 'CI / test',
    startTimeMs: endMs - durationMs,
    durationMs,
    result: 'success',
    tasks: [makeTask({ kind: 'agent', name: 'coder/plan', model: 'opus', costUsd: 0.25, durationMs: 1000 })],
  });
  return { ...build, amounts: measureRun(build, reportOf(build), { isMeasured: () => false }) };
}
