/**
 * What reading a large log costs, compared with plain JSON.parse of the same bytes: CPU time, the median and the
 * least of several rounds, and peak memory. Programs run alternately, each in its own process, so that other load on the
 * machine affects all of them. `npm run bench:ingest [part of a title]`. Of the environment: BENCH_ROUNDS, 5 without
 * it; BENCH_REF, a commit that reads the same files in the same turns; BENCH_GROWTH=1 reads four sizes of each log.
 */
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Cost, measureInTurns, type Program } from './measure.ts';
import { openSide, root } from './sides.ts';

interface Case {
  readonly title: string;
  readonly record: (i: number) => string;
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  /** Stop after this many records or bytes. */
  readonly records: number;
  readonly bytes: number;
  /** Number of files, each of that size and with records of its own; 1 if absent. */
  readonly files?: number;
  /** What JSON.parse is called with; null where that shows nothing. */
  readonly plain: 'whole' | 'lines' | null;
}

const mb = 1e6;
const time = (i: number): string => new Date(Date.UTC(2026, 0, 1) + i * 7).toISOString();
const ended = (i: number): string =>
  `{"event_id":"e${i}","event_type":"TASK_COMPLETED","timestamp":"${time(i)}","severity":"INFO","task_id":"task-${i}","task_name":"Compile module ${i % 997}","task_type":"compile","duration_ms":${(i % 5000) + 0.25},"success":true,"metadata":{"worker":${i % 8}}}`;

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

const trace: Omit<Case, 'title' | 'bytes' | 'plain'> = {
  record: traced,
  head: '{"traceEvents":[',
  between: ',\n',
  tail: '],"beginningOfTime":1767225600000000}',
  records: Number.POSITIVE_INFINITY,
};

const junit: Omit<Case, 'title' | 'bytes'> = {
  record: (i) =>
    `<testcase classname="org.example.Module${i % 211}Test" name="works with ${i}" time="${(i % 500) / 1000}"${i % 50 ? '/>' : `><failure type="AssertionError" message="expected ${i}">at org.example.Module.test(Module.java:${i % 999})\n</failure></testcase>`}`,
  head: '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites><testsuite name="all" time="9">',
  between: '\n',
  tail: '</testsuite></testsuites>',
  records: Number.POSITIVE_INFINITY,
  plain: null,
};

const cases: readonly Case[] = [
  {
    title: '200 MB Chrome trace',
    ...trace,
    bytes: 200 * mb,
    plain: 'whole',
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
    plain: 'whole',
  },
  {
    title: 'one task, which shows what Node needs by itself',
    record: ended,
    head: '',
    between: '\n',
    tail: '\n',
    records: 1,
    bytes: Number.POSITIVE_INFINITY,
    plain: 'lines',
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
    plain: 'lines',
  },
  {
    title: '1,000,000 task events, BuildRunner NDJSON',
    record: ended,
    head: '',
    between: '\n',
    tail: '\n',
    records: 1e6,
    bytes: Number.POSITIVE_INFINITY,
    plain: 'lines',
  },
  {
    title: '200 MB BuildRunner events, one JSON array',
    record: ended,
    head: '[',
    between: ',',
    tail: ']',
    records: Number.POSITIVE_INFINITY,
    bytes: 200 * mb,
    plain: 'whole',
  },
  {
    title: '200 MB JUnit XML',
    ...junit,
    bytes: 200 * mb,
  },
  { title: '50 JUnit reports of 4 MB', ...junit, bytes: 4 * mb, files: 50 },
  { title: '4 JUnit reports of 4 MB', ...junit, bytes: 4 * mb, files: 4 },
  { title: '50 Chrome traces of 4 MB', ...trace, bytes: 4 * mb, files: 50, plain: null },
  {
    title: '200 MB Bazel build events, some of 20 MB',
    record: bazelEvent,
    head: '',
    between: '\n',
    tail: '\n',
    records: Number.POSITIVE_INFINITY,
    bytes: 200 * mb,
    plain: 'lines',
  },
];

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const ref = process.env['BENCH_REF'];
const parts = process.env['BENCH_GROWTH'] ? [1 / 8, 1 / 4, 1 / 2, 1] : [1];
const [wanted = ''] = process.argv.slice(2);

const script = (text: string, logs: readonly string[]): Program => ({
  args: ['--input-type=module', '-e', `const logs = ${JSON.stringify(logs)};\n${text}`],
});

/** As the command line and the action read, with the compiled modules of a tree. */
function readBy(folder: string): string {
  const find = (...paths: readonly string[]): string => {
    const found = paths.map((path) => join(folder, 'build', path)).find((path) => existsSync(path));
    if (found === undefined) throw new Error(`${folder} is not built`);
    return JSON.stringify(pathToFileURL(found).href);
  };
  return `
    import { inspectSource, readBuild } from ${find('formats/read-build.js', 'ingest/index.js')};
    import * as engine from ${find('io/fit-engine.js', 'io/bound-memory.js')};
    import { findSources } from ${find('io/files.js')};
    const { sources } = await findSources(logs, '.');
    (engine.fitEngine ?? engine.boundMemory)(sources);
    const build = { id: 'b1', name: 'bench', context: {}, format: 'auto' };
    const { files } = logs.length > 1 ? await readBuild(sources, build) : { files: [await inspectSource(sources[0], 'auto')] };
    for (const { format, problems } of files) if (format === null) throw new Error(JSON.stringify(problems));`;
}

const plainly: Readonly<Record<NonNullable<Case['plain']>, string>> = {
  whole: `import { readFileSync } from 'node:fs';
    JSON.parse(readFileSync(logs[0], 'utf8'));`,
  lines: `import { readFileSync } from 'node:fs';
    const lines = readFileSync(logs[0], 'utf8').split('\\n');
    lines.filter((line) => line !== '').map((line) => JSON.parse(line));`,
};

/** Writes a part of the case's records, from `first` on. @returns the size in bytes, and the number of records */
function writeCase(
  path: string,
  { head, record, between, tail, records, bytes }: Case,
  part: number,
  first: number,
): { readonly size: number; readonly written: number } {
  const file = openSync(path, 'w');
  let size = writeSync(file, head);
  let i = 0;
  while (i < records * part && size < bytes * part) {
    let text = '';
    for (; i < records * part && text.length < mb; i++) text += (i === 0 ? '' : between) + record(first + i);
    size += writeSync(file, text);
  }
  size += writeSync(file, tail);
  closeSync(file);
  return { size, written: i };
}

/** @param readers how this tree reads, and the others */
function compareCase(each: Case, readers: readonly (readonly [name: string, text: string])[]): void {
  const logs = parts.map((part, place) => {
    let first = 0;
    let size = 0;
    const paths = Array.from({ length: each.files ?? 1 }, (_, at) => join(folder, `log-${place}-${at}`));
    for (const path of paths) {
      const file = writeCase(path, each, part, first);
      first += file.written;
      size += file.size;
    }
    return { paths, size };
  });
  const programs = logs.flatMap(({ paths }) => readers.map(([, text]) => script(text, paths)));
  const costs = measureInTurns(programs, rounds, folder);
  for (const { size } of logs) {
    const [own, ...others] = costs.splice(0, readers.length) as [Cost, ...Cost[]];
    const compared = others.map(
      (cost, place) => `; ${readers[place + 1]?.[0]} ${formatCost(cost)}: ${divide(own, cost)}`,
    );
    console.log(`${each.title}, ${(size / mb).toFixed(0)} MB: ${formatCost(own)}${compared.join('')}`);
  }
}

function formatCost({ cpuMs, leastCpuMs, peakMb }: Cost): string {
  return `${(cpuMs / 1000).toFixed(2)} s (least ${(leastCpuMs / 1000).toFixed(2)} s, ${peakMb.toFixed(0)} MB)`;
}

function divide(own: Cost, other: Cost): string {
  return `${(own.cpuMs / other.cpuMs).toFixed(2)}× (${(own.leastCpuMs / other.leastCpuMs).toFixed(2)}×)`;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const base = ref === undefined ? null : await openSide(ref, join(folder, 'base'));
try {
  console.log(
    `Node ${process.version}, ${rounds} rounds: median of CPU time (least, peak memory), ours as a multiple\n`,
  );
  for (const each of cases) {
    if (!each.title.includes(wanted)) continue;
    compareCase(each, [
      ['this tree', readBy(root)],
      ...(each.plain ? [['JSON.parse', plainly[each.plain]] as const] : []),
      ...(ref !== undefined && base ? [[ref, readBy(base.folder)] as const] : []),
    ]);
  }
} finally {
  await base?.close();
  rmSync(folder, { recursive: true, force: true });
}
