/**
 * What recording costs, compared with what BuildRunner's and Builder's documents claim for theirs. Medians of several
 * rounds. Run with `npm run bench:collect`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { TelemetryCollector } from '../src/builder/telemetry-collector.ts';
import { MetricsAnalyzer } from '../src/buildrunner/metrics-analyzer.ts';
import { PerformanceTracker } from '../src/buildrunner/performance-tracker.ts';
import { ThresholdMonitor } from '../src/buildrunner/threshold-monitor.ts';
import { EventCollector } from '../src/recorder/event-collector.ts';
import { TaskEvent } from '../src/recorder/events.ts';
import { startSampler } from '../src/recorder/sampler.ts';
import { benchImports } from './imports.ts';
import { measureInTurns } from './measure.ts';
import { benchMetrics } from './metrics.ts';
import { benchSpans } from './spans.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bench-collect-'));
let failed = 0;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/** Median milliseconds of CPU time of a piece of work: other load on the machine does not count. */
function time(rounds: number, work: (round: number) => void): number {
  return median(
    Array.from({ length: rounds }, (_, round) => {
      const start = process.cpuUsage();
      work(round);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    }),
  );
}

function report(what: string, value: number, unit: string, limit: number, claim: string): void {
  const within = value <= limit;
  if (!within) failed += 1;
  const shown = `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`.padStart(12);
  console.log(
    `${what.padEnd(44)}${shown}   limit ${`${limit} ${unit}`.padEnd(9)} ${within ? 'ok  ' : 'OVER'}   ${claim}`,
  );
}

function makeEvent(index: number): TaskEvent {
  return new TaskEvent({
    eventType: index % 10 === 0 ? 'TASK_FAILED' : 'TASK_COMPLETED',
    taskId: `task-${index}`,
    taskName: `Build target ${index % 500}`,
    durationMs: 100 + (index % 977),
    modelUsed: index % 3 === 0 ? 'haiku' : 'sonnet',
    costUsd: 0.0125,
    tokensUsed: 1500,
    success: index % 10 !== 0,
    ...(index % 10 === 0 ? { errorType: `Error${index % 7}` } : {}),
  });
}

const count = 100_000;
console.log(`node ${process.version}\n`);

const path = join(folder, 'events.ndjson');
const collectMs = time(5, (round) => {
  const collector = new EventCollector({ path: `${path}.${round}`, enabled: true });
  for (let i = 0; i < count; i++) collector.collect(makeEvent(i));
  collector.close();
});
report(
  'make and collect an event, written to disk',
  (1000 * collectMs) / count,
  'µs',
  5,
  'BuildRunner < 1 ms, Builder < 0.1 ms',
);
report('an event in the file', statSync(`${path}.0`).size / count, 'bytes', 512, 'BuildRunner ~0.5 KB');

const collector = new EventCollector({ path: `${path}.0`, enabled: true });
const loadMs = time(1, () => collector.getCount());
console.log(`${`load ${count} events from the file`.padEnd(44)}${`${loadMs.toFixed(0)} ms`.padStart(12)}`);
const analyzer = new MetricsAnalyzer(collector);
const largeMs = time(15, () => analyzer.calculateSummary('day'));
console.log(`${'summary of 100,000 events'.padEnd(44)}${`${largeMs.toFixed(0)} ms`.padStart(12)}`);
const typical = new MetricsAnalyzer({ events: collector.events.slice(0, 10_000) });
report(
  'summary of 10,000 events',
  time(15, () => typical.calculateSummary('day')),
  'ms',
  50,
  'BuildRunner < 50 ms, "typical workloads"',
);
const summary = analyzer.calculateSummary('day');
const monitor = new ThresholdMonitor(analyzer);
report(
  'check all thresholds of a summary',
  time(101, () => monitor.checkThresholds(summary)),
  'ms',
  1,
  'BuildRunner < 5 ms',
);
const queryMs = time(15, () => collector.query({ eventType: 'TASK_FAILED', limit: 100 }));
console.log(
  `${'query the newest 100 failures of 100,000'.padEnd(44)}${`${queryMs.toFixed(1)} ms`.padStart(12)}${' '.repeat(28)}BuildRunner < 10 ms`,
);

const tracker = new PerformanceTracker({ path: join(folder, 'performance.ndjson'), enabled: true });
const trackMs = time(5, () => {
  for (let i = 0; i < 10_000; i++) tracker.endOperation(tracker.startOperation('task_execution'));
});
report('start and end an operation', trackMs / 10_000, 'ms', 1, 'BuildRunner < 1 ms');

await benchSpans(report);
await benchMetrics(report, folder);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const names = Array.from({ length: count }, (_, i) => `//backend/service-${i}:target`);
collectGarbage();
const before = process.memoryUsage().heapUsed;
const telemetry = new TelemetryCollector();
telemetry.startBuild({ id: 'b', maxParallelism: 8 });
for (const name of names) {
  telemetry.startTarget(name);
  telemetry.endTarget(name);
}
collectGarbage();
report(
  'memory of a target',
  (process.memoryUsage().heapUsed - before) / count,
  'bytes',
  500,
  'Builder ~500 bytes',
);
if (telemetry.getSession()?.built !== count) throw new Error('Targets are missing.');

const sampler = startSampler({ intervalMs: 1e9 });
const cpuBefore = process.cpuUsage();
for (let i = 0; i < 500; i++) sampler.sample();
const cpu = process.cpuUsage(cpuBefore);
sampler.stop();
report(
  'one sample a second, of one core',
  (cpu.user + cpu.system) / 500 / 10_000,
  '%',
  1,
  'Builder < 1% of build time',
);

const compiled = join(root, '.tmp/bench-collect');
rmSync(compiled, { recursive: true, force: true });
mkdirSync(compiled, { recursive: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', compiled], {
  cwd: root,
  stdio: 'inherit',
});
const entry = join(compiled, 'exec-entry.mjs');
writeFileSync(
  entry,
  "import { runExec } from './recorder/exec.js';\nprocess.exitCode = (await runExec({ command: process.argv.slice(3), path: process.argv[2] })).exitCode;\n",
);
const cli = join(root, 'dist/cli/index.js');
const [node, library, commandLine] = measureInTurns(
  [
    { args: ['-e', '0'] },
    { args: [entry, join(folder, 'exec.ndjson'), 'true'] },
    { args: [cli, 'exec', '--log', join(folder, 'cli.ndjson'), '--', 'true'] },
  ],
  31,
  folder,
);
const nodeCost = `of it ${node!.cpuMs.toFixed(0)} ms are Node.js itself`;
report("exec's overhead, the library alone", library!.cpuMs, 'ms', 60, nodeCost);
report("exec's overhead, the command line", commandLine!.cpuMs, 'ms', 60, nodeCost);

benchImports(report);
rmSync(folder, { recursive: true, force: true });
rmSync(compiled, { recursive: true, force: true });
process.exitCode = failed > 0 ? 1 : 0;
