/**
 * Compares reading of large logs with plain JSON.parse of the whole file: time and peak memory, each case in its own
 * child process. Run with `node bench/ingest.ts [part of a title]`; it writes about 1.2 GB to the temporary folder.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, createReadStream, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspectSource } from '../src/formats/read-build.ts';
import { fitEngine } from '../src/io/fit-engine.ts';

interface Case {
  readonly title: string;
  readonly record: (i: number) => string;
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  /** Stop after this many records or bytes. */
  readonly records: number;
  readonly bytes: number;
  /** Reads the whole file in one call; null where that shows nothing. */
  readonly plain: ((text: string) => unknown) | null;
}

const mb = 1e6;
const time = (i: number): string => new Date(Date.UTC(2026, 0, 1) + i * 7).toISOString();
const ended = (i: number): string =>
  `{"event_id":"e${i}","event_type":"TASK_COMPLETED","timestamp":"${time(i)}","severity":"INFO","task_id":"task-${i}","task_name":"Compile module ${i % 997}","task_type":"compile","duration_ms":${(i % 5000) + 0.25},"success":true,"metadata":{"worker":${i % 8}}}`;
const lines = (text: string): unknown =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** A build of many tests; every 20,000th line lists the files of a target, in 20 MB. */
function bazelEvent(i: number): string {
  const id = `"label":"//module-${i % 211}:test-${i}","configuration":{"id":"8a6f"}`;
  if (i === 0)
    return '{"id":{"started":{}},"started":{"startTimeMillis":"1767225600000","optionsDescription":"--test_env=TOKEN"}}';
  if (i % 20_000 === 10_000) {
    const file = `{"name":"out/${i}.o","uri":"bytestream://cache/blobs/${'8a6f'.repeat(16)}/120"}`;
    const files = Array.from({ length: (20 * mb) / file.length }, () => file).join(',');
    return `{"id":{"namedSet":{"id":"${i}"}},"namedSetOfFiles":{"files":[${files}]}}`;
  }
  if (i % 4 === 1)
    return `{"id":{"progress":{"opaqueCount":${i}}},"progress":{"stderr":"[${i}] Testing //module-${i % 211}:test-${i}; ${'compiling '.repeat(40)}"}}`;
  if (i % 4 === 2)
    return `{"id":{"targetCompleted":{${id}}},"completed":{"success":true,"outputGroup":[{"name":"default","fileSets":[{"id":"${i}"}]}],"importantOutput":[{"name":"out/${i}","uri":"file:///home/runner/bazel-out/k8-fastbuild/bin/out/${i}"}]}}`;
  return `{"id":{"testResult":{${id},"run":1,"shard":1,"attempt":1}},"testResult":{"status":"PASSED","testAttemptDurationMillis":"${i % 5000}","testAttemptStartMillisEpoch":"${1_767_225_600_000 + i * 7}","testActionOutput":[{"name":"test.log","uri":"file:///home/runner/bazel-out/k8-fastbuild/testlogs/${i}/test.log"}],"executionInfo":{"strategy":"linux-sandbox"}}}`;
}

/** As from a compiler: some work ends inside other work and is written before it, most of it many times. */

/**
 * As from a compiler: work that ends inside other work is written before it; entries close together are about the
 * same.
 */
const traced = (i: number): string => {
  const inner = i % 4 < 3;
  const of = `app::Module${Math.floor(i / 12) % 20_011}`;
  const ts = (i - (i % 4)) * 25 + (inner ? 1 + (i % 4) * 30 : 0);
  return `{"pid":41,"tid":${41 + (Math.floor(i / 4) % 4)},"ph":"X","ts":${ts},"dur":${inner ? 25 + (i % 5) : 99},"name":"${inner ? 'InstantiateFunction' : 'ParseClass'}","args":{"detail":"std::map<${of}, std::less<${of}>>::insert"}}`;
};

const cases: readonly Case[] = [
  {
    title: '200 MB Chrome trace',
    record: traced,
    head: '{"traceEvents":[',
    between: ',\n',
    tail: '],"beginningOfTime":1767225600000000}',
    records: Number.POSITIVE_INFINITY,
    bytes: 200 * mb,
    plain: JSON.parse,
  },
  {
    title: '200 MB Chrome trace of 1,000,000 different spans, begins and ends',
    record: (i) =>
      `{"pid":1,"tid":${Math.floor(i / 2) % 16},"ph":"${i % 2 ? 'E' : 'B'}","cat":"step","ts":${i * 3},"name":"compile //module-${Math.floor(i / 2) % 211}:unit-${Math.floor(i / 2)}"}`,
    head: '[\n',
    between: ',\n',
    tail: '\n]\n',
    records: Number.POSITIVE_INFINITY,
    bytes: 200 * mb,
    plain: JSON.parse,
  },
  {
    title: 'one task, which shows what Node needs by itself',
    record: ended,
    head: '',
    between: '\n',
    tail: '\n',
    records: 1,
    bytes: Number.POSITIVE_INFINITY,
    plain: lines,
  },
  {
    title: '1,000,000 tasks, Build Telemetry NDJSON',
    record: (i) =>
      `{"v":1,"type":"task","build_id":"b1","task_id":"t${i}","parent_id":null,"name":"//module-${i % 211}:compile-${i}","kind":"compile","attempt":1,"start_time":"${time(i)}","duration_ms":${(i % 5000) + 0.25},"result":"success","cache":"miss"}`,
    head: '',
    between: '\n',
    tail: '\n',
    records: 1e6,
    bytes: Number.POSITIVE_INFINITY,
    plain: lines,
  },
  {
    title: '1,000,000 task events, BuildRunner NDJSON',
    record: ended,
    head: '',
    between: '\n',
    tail: '\n',
    records: 1e6,
    bytes: Number.POSITIVE_INFINITY,
    plain: lines,
  },
  {
    title: '200 MB BuildRunner events, one JSON array',
    record: ended,
    head: '[',
    between: ',',
    tail: ']',
    records: Number.POSITIVE_INFINITY,
    bytes: 200 * mb,
    plain: JSON.parse,
  },
  {
    title: '200 MB JUnit XML',
    record: (i) =>
      `<testcase classname="org.example.Module${i % 211}Test" name="works with ${i}" time="${(i % 500) / 1000}"${i % 50 ? '/>' : `><failure type="AssertionError" message="expected ${i}">at org.example.Module.test(Module.java:${i % 999})\n</failure></testcase>`}`,
    head: '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites><testsuite name="all" time="9">',
    between: '\n',
    tail: '</testsuite></testsuites>',
    records: Number.POSITIVE_INFINITY,
    bytes: 200 * mb,
    plain: null,
  },
  {
    title: '200 MB Bazel build events, some of 20 MB',
    record: bazelEvent,
    head: '',
    between: '\n',
    tail: '\n',
    records: Number.POSITIVE_INFINITY,
    bytes: 200 * mb,
    plain: lines,
  },
];

/** Writes the case's file. @returns its size in bytes */
function writeCase(path: string, { head, record, between, tail, records, bytes }: Case): number {
  const file = openSync(path, 'w');
  let size = writeSync(file, head);
  for (let i = 0; i < records && size < bytes; ) {
    let text = '';
    for (; i < records && text.length < mb; i++) text += (i === 0 ? '' : between) + record(i);
    size += writeSync(file, text);
  }
  size += writeSync(file, tail);
  closeSync(file);
  return size;
}

async function runCase(how: string, place: number, path: string): Promise<void> {
  const { plain } = cases[place] as Case;
  // As the command and the action do before they read.
  if (how === 'read') fitEngine();
  const start = performance.now();
  if (how === 'plain') plain?.(readFileSync(path, 'utf8'));
  else {
    const open = () => createReadStream(path, { highWaterMark: 256 * 1024 });
    const facts = await inspectSource({ name: path, open }, 'auto');
    if (facts.format === null) throw new Error(JSON.stringify(facts.problems));
  }
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage();
  console.log(
    JSON.stringify({ ms, cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024 }),
  );
}

interface Measured {
  readonly ms: number;
  /** Of all threads: a busy machine does not extend it. */
  readonly cpuMs: number;
  readonly peakMb: number;
}

function measure(how: string, place: number, path: string): Measured {
  const args = [fileURLToPath(import.meta.url), how, String(place), path];
  const child = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout);
}

/** @param wanted part of the titles of the cases to run; all without it */
function compareAll(wanted = ''): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  console.log(`node ${process.version}; read / plain JSON.parse of the whole\n`);
  for (const [place, each] of cases.entries()) {
    if (!each.title.includes(wanted)) continue;
    const path = join(folder, 'log');
    const size = writeCase(path, each);
    const read = measure('read', place, path);
    const show = (sample: Measured): string =>
      `${(sample.ms / 1000).toFixed(1).padStart(5)} s (${(sample.cpuMs / 1000).toFixed(1)} s of processors) ${sample.peakMb.toFixed(0).padStart(5)} MB`;
    const title = `${each.title} (${(size / mb).toFixed(0)} MB)`.padEnd(54);
    const plain = each.plain && measure('plain', place, path);
    const comparison = plain ? ` / ${show(plain)}, ${(read.cpuMs / plain.cpuMs).toFixed(1)} times` : '';
    console.log(`${title}${show(read)}${comparison}`);
  }
  rmSync(folder, { recursive: true });
}

const [how, place, path] = process.argv.slice(2);
if (how && place && path) await runCase(how, Number(place), path);
else compareAll(how);
