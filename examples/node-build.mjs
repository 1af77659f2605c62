/** A build script that records itself: three targets, two at a time, one of them from a cache. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  BuildEvent,
  EventCollector,
  EventType,
  MetricsAnalyzer,
  PerformanceTracker,
  showSummary,
  TaskEvent,
  TelemetryCollector,
} from 'build-telemetry';

const sources = process.argv[2] ?? '.';
const output = process.argv[3] ?? 'build-output';
const buildId = `build-${Date.now()}`;

const events = new EventCollector();
const telemetry = new TelemetryCollector();
const tracker = new PerformanceTracker();
events.addListener(telemetry.onEvent);

/** Runs one target and records how it went. A target that says `cached` did no work. */
async function target(name, work) {
  events.collect(new TaskEvent({ eventType: EventType.TASK_STARTED, taskId: name, taskName: name }));
  const start = performance.now();
  const outcome = { taskId: name, taskName: name, taskType: 'target' };
  try {
    const { cached = false } = (await tracker.track(name, work)) ?? {};
    const durationMs = performance.now() - start;
    const cache = cached ? 'hit' : 'miss';
    events.collect(
      new TaskEvent({ ...outcome, eventType: EventType.TASK_COMPLETED, durationMs, cache, success: true }),
    );
  } catch (error) {
    const durationMs = performance.now() - start;
    const failure = { success: false, errorType: error.name, errorMessage: error.message };
    events.collect(new TaskEvent({ ...outcome, ...failure, eventType: EventType.TASK_FAILED, durationMs }));
    throw error;
  }
}

async function readSources() {
  const names = (await readdir(sources)).sort();
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(sources, name);
      return (await stat(path)).isFile() ? [name, await readFile(path)] : null;
    }),
  );
  return files.filter((file) => file !== null);
}

async function hash(files) {
  const manifest = files.map(
    ([name, bytes]) => `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`,
  );
  const path = join(output, 'manifest.txt');
  const before = await readFile(path, 'utf8').catch(() => '');
  await writeFile(path, manifest.join(''));
  return { cached: before === manifest.join('') };
}

async function compress(files) {
  await Promise.all(files.map(([name, bytes]) => writeFile(join(output, `${name}.gz`), gzipSync(bytes))));
}

const started = performance.now();
const metadata = { max_parallelism: 2 };
events.collect(new BuildEvent({ eventType: EventType.BUILD_STARTED, buildId, totalTasks: 3, metadata }));
let success = true;
try {
  await mkdir(output, { recursive: true });
  let files = [];
  await target('read', async () => {
    files = await readSources();
  });
  await Promise.all([target('manifest', () => hash(files)), target('compress', () => compress(files))]);
} catch (error) {
  success = false;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
events.collect(
  new BuildEvent({
    eventType: success ? EventType.BUILD_COMPLETED : EventType.BUILD_FAILED,
    buildId,
    durationMs: performance.now() - started,
    success,
  }),
);
events.close();

const session = telemetry.getSession();
process.stdout.write(showSummary(new MetricsAnalyzer(events).calculateSummary('hour')).text);
process.stdout.write(
  `\nThis build: ${session.built} built, ${session.cached} from the cache, ${session.failed} failed\n`,
);
