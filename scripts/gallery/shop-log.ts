/** Logs of an invented repository, `shop`: six packages that are built and tested on four workers. */
import { writeSample } from '../../src/formats/build-telemetry/sample-record.ts';

/** How a build differs from a usual one. */
export interface ShopBuild {
  /** Distinguishes builds: each has its own noise and times. */
  readonly number: number;
  /** How much longer a task takes; 1 as usual. */
  readonly factor?: (name: string) => number;
  /** Messages of the tests that failed. */
  readonly failed?: Readonly<Record<string, string>>;
  /** Tests that failed at first and passed when they were retried. */
  readonly flaky?: readonly string[];
  /** Tests per file; 6 by default. */
  readonly tests?: number;
  /** False: the log ends in the middle. */
  readonly isWhole?: boolean;
  /** Size of the bundle that the build measured. */
  readonly bundleBytes?: number;
  /** The machine was sampled, and ran short of memory in the middle. */
  readonly isSampled?: boolean;
}

const packages = ['billing', 'cart', 'checkout', 'mail', 'search', 'web'];
const suites = ['api', 'store', 'view'];
const cases = ['creates', 'lists', 'updates', 'rejects', 'expires', 'retries'];
const workers = 4;

/** Numbers from 0 to 1 that look noisy and are always the same (Mulberry32). */
export function noise(seed: number): () => number {
  let state = seed * 7919;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const testNamed = (name: string, suite: string, title: string): string =>
  `packages/${name}/test/${suite}.test.ts › ${suite} › ${title}`;

/** Names of all tests. */
export function listTests(perFile: number): string[] {
  return packages.flatMap((name) =>
    suites.flatMap((suite) =>
      Array.from({ length: perFile }, (_, at) =>
        testNamed(name, suite, `${cases[at % cases.length]}${at < cases.length ? '' : ` ${at}`}`),
      ),
    ),
  );
}

/** NDJSON of one build: each package is built, then its tests run. */
export function writeShopLog(build: ShopBuild): string {
  const { number, factor = () => 1, failed = {}, flaky = [], tests = 6, isWhole = true } = build;
  const { bundleBytes, isSampled = false } = build;
  const next = noise(number);
  const usual = noise(42);
  const start = Date.UTC(2026, 10, 2) + number * 7 * 3_600_000;
  const freeAt = Array.from({ length: workers }, () => 0);
  const builtAt = new Map<string, number>();
  const lines: object[] = [];
  const run = (name: string, kind: string, usualMs: number, more: object, from = 0): number => {
    const worker = freeAt.indexOf(Math.min(...freeAt));
    const duration_ms = Math.round(usualMs * factor(name) * (1 + 0.04 * (next() + next() + next() - 1.5)));
    const at = Math.max(freeAt[worker] ?? 0, from);
    freeAt[worker] = at + duration_ms;
    lines.push({
      ...{ v: 1, type: 'task', build_id: `b${number}`, task_id: `t${lines.length}`, name, kind },
      ...{ start_time: new Date(start + at).toISOString(), duration_ms, worker: `worker ${worker + 1}` },
      ...{ result: 'success', cache: kind === 'test' ? 'bypass' : 'miss', ...more },
    });
    return at + duration_ms;
  };
  for (const name of packages) builtAt.set(name, run(`${name}:build`, 'build', 4000 + usual() * 9000, {}));
  for (const name of listTests(tests)) {
    const usualMs = (300 + usual() * 2600) * Math.min(1, 6 / tests);
    const from = builtAt.get(name.split('/')[1] ?? '') ?? 0;
    const message = failed[name];
    if (flaky.includes(name))
      run(name, 'test', usualMs, { result: 'failure', failure: describe(name, 'Timeout: no answer') }, from);
    const attempt = flaky.includes(name) ? 2 : 1;
    if (message === undefined) run(name, 'test', usualMs, { attempt }, from);
    else
      run(
        name,
        'test',
        usualMs,
        { result: 'failure', error_type: message.split(':')[0], failure: describe(name, message) },
        from,
      );
  }
  const result = Object.keys(failed).length > 0 ? 'failure' : 'success';
  const head = {
    ...{ v: 1, type: 'build', build_id: `b${number}`, name: 'shop', result, complete: isWhole },
    ...{ start_time: new Date(start).toISOString(), duration_ms: Math.max(...freeAt) },
  };
  const measured = { v: 1, type: 'metric', build_id: `b${number}`, name: 'bundle size', unit: 'By' };
  const metrics = bundleBytes === undefined ? [] : [{ ...measured, value: bundleBytes, better: 'lower' }];
  const samples = isSampled ? sampleMachine(start, Math.max(...freeAt)) : [];
  return [head, ...lines, ...metrics, ...samples].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** A sample each second. */
function sampleMachine(start: number, durationMs: number): object[] {
  const next = noise(11);
  return Array.from({ length: Math.ceil(durationMs / 1000) }, (_, second) => {
    const done = (second * 1000) / durationMs;
    const usedGiB = done > 0.4 && done < 0.55 ? 15.4 : 4 + 6 * done;
    return writeSample(
      {
        ...{ timeMs: start + second * 1000, cpuRatio: 0.4 + 0.5 * next() },
        ...{ memoryUsedBytes: Math.round(usedGiB * 2 ** 30), memoryTotalBytes: 16 * 2 ** 30 },
        diskReadBytesPerSecond: done < 0.3 ? next() * 4e7 : 0,
        diskWriteBytesPerSecond: next() * 1e7,
        networkReceivedBytesPerSecond: done < 0.2 ? next() * 2e7 : 0,
        ...{ networkSentBytesPerSecond: 0, processes: 180 + Math.round(next() * 40), load: null },
      },
      null,
    );
  });
}

function describe(name: string, message: string): object {
  return { message, file: name.split(' › ')[0], line: 12 + (name.length % 60) };
}
