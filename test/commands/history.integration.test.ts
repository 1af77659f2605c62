/** Managing stored history from the command line. */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSegments } from '../../src/history/read-segments.ts';
import { nameSegment, noLimits, parseSegmentName, type SegmentName } from '../../src/history/segment.ts';
import { readFooter } from '../../src/parquet/read-footer.ts';
import { folderStore } from '../../src/stores/folder-store.ts';
import { makeNthBuild, startMs } from '../history/make-history-build.ts';
import { gitIn } from '../services/git.ts';
import { tempFolder } from '../temp-folder.ts';
import { runCli } from './run-cli.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const version = fileURLToPath(new URL('../history/fixtures/1.1', import.meta.url));
let folder = '';

beforeEach(() => {
  folder = tempFolder('history-command');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const history = (...args: string[]) => runCli(['history', ...args], { cwd: folder });

const json = async (...args: string[]) => JSON.parse((await history(...args, '--json')).stdout);
const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);

function openFolder(): ReturnType<typeof folderStore> {
  const root = join(folder, '.build-telemetry/history');
  return folderStore(root, { ...noLimits, now: startMs, series: 'unit' });
}

async function store(count: number): Promise<void> {
  for (let number = 0; number < count; number++) await openFolder().append(makeNthBuild(number));
}

/** A check finds that a file is damaged, and moves it away. */
async function setOneAside(): Promise<void> {
  const [first = ''] = readdirSync(stored());
  writeFileSync(join(stored(), first), '');
  await openFolder().load();
  expect(readdirSync(join(stored(), 'corrupt'))).toEqual([first]);
}

/** Rows of a stored file become senseless under a name with the right checksums. */
function damageRows(name: string): string {
  const bytes = readFileSync(join(stored(), name));
  const { names, groups } = readFooter(bytes);
  const at = groups[1]?.chunks[names.indexOf('duration_us')]?.dataOffset ?? 0;
  bytes.fill(0xff, at, at + 8);
  const { level, firstStartMs, builds } = parseSegmentName(name) as SegmentName;
  const damaged = nameSegment(level, firstStartMs, builds, bytes);
  rmSync(join(stored(), name));
  writeFileSync(join(stored(), damaged), bytes);
  return damaged;
}

function stored(): string {
  const root = join(folder, '.build-telemetry/history');
  const [series = ''] = readdirSync(root);
  return join(root, series);
}

const suite = (name: string, start: string) =>
  `<testsuites><testsuite name="s"${start}><testcase classname="a" name="${name}" time="1.5"/></testsuite></testsuites>`;

describe('history status', () => {
  it('shows series, builds, ages, bytes and gaps', async () => {
    await store(3);
    await folderStore(join(folder, '.build-telemetry/history'), {
      ...{ ...noLimits, now: startMs },
      series: 'unit',
    }).append(makeNthBuild(24 * 9));
    const [series] = (await json('status')).series;
    expect(series).toMatchObject({
      series: 'unit',
      builds: 4,
      tasks: 3,
      measurements: 0,
      rows: 12,
      files: 4,
    });
    expect(series).toMatchObject({ oldestMs: startMs, newestMs: startMs + 9 * 86_400_000 });
    expect(series.gaps).toMatchObject([{ after: 'build-2', durationMs: 9 * 86_400_000 - 7_200_000 }]);
    expect((await history('status')).stdout).toContain('gap       8.9 days from');
  });

  it('reports an empty or missing folder', async () => {
    expect(await history('status')).toMatchObject({ status: 2, stdout: '' });
    mkdirSync(join(folder, '.build-telemetry/history'), { recursive: true });
    expect(await history('status')).toMatchObject({ status: 0, stdout: 'No history is stored.\n' });
  });
});

describe('history verify', () => {
  it('reads every page, and fails on a damaged file and on one with a wrong name', async () => {
    await store(3);
    expect((await history('verify')).status).toBe(0);
    const [first = '', second = ''] = readdirSync(stored());
    const bytes = readFileSync(join(stored(), first));
    bytes[100]! ^= 1;
    writeFileSync(join(stored(), first), bytes);
    const cut = readFileSync(join(stored(), second));
    cut.fill(0xff, 60, 80);
    writeFileSync(join(stored(), nameSegment(0, startMs, 1, cut)), cut);
    const { status, stderr, stdout } = await history('verify');
    expect(status).toBe(1);
    expect(stdout).toContain('4 files');
    expect(stderr).toContain('its bytes were changed');
    expect(stderr.trim().split('\n')).toHaveLength(2);
  });

  it('finds rows that cannot be read, without which a check compares and files are merged', async () => {
    const check = (minute: number, ...args: string[]) => {
      write('now.xml', suite('a', ` timestamp="2026-01-01T10:${10 + minute}:00Z"`));
      return runCli(['check', 'now.xml', '--name', 'unit', ...args], { cwd: folder });
    };
    for (let minute = 0; minute < 15; minute++) await check(minute);
    const damaged = damageRows(readdirSync(stored())[3] as string);
    expect(await history('verify')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/Column duration_us of row group 1 cannot be read/),
    });
    const one = await check(20);
    expect(one).toMatchObject({ status: 0, stdout: expect.stringContaining('Compared with 14 builds') });
    expect(one.stderr.split(damaged)).toHaveLength(2);
    const pushed = ['database', 'push', '--to', 'd.db', '--repository', 'a/b'];
    const exported = ['history', 'export', '--format', 'parquet', '--out', 'x.parquet'];
    const views = [['history', 'status'], ['history', 'compact'], ['tune'], ['explain', 's › a']];
    for (const args of [...views, ['site', '--out', 'trend'], pushed, exported]) {
      const read = await runCli(args, { cwd: folder });
      expect(read).toMatchObject({ status: 0, stderr: expect.stringContaining(damaged) });
    }
    // Eight of the others are one file now.
    const next = await check(21);
    expect(next.stderr).not.toContain('merged');
    expect(readdirSync(stored())).toHaveLength(10);
    expect(readdirSync(stored())).toContain(damaged);
    for (const name of readdirSync(stored())) damageRows(name);
    expect(await check(22, '--on-missing-baseline', 'fail')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('the stored history is damaged'),
    });
  });

  it('compares the SHA-256 too, which a check does not', async () => {
    await store(1);
    const [name = ''] = readdirSync(stored());
    const renamed = name.replace(/[0-9a-f]{16}/, '0'.repeat(16));
    renameSync(join(stored(), name), join(stored(), renamed));
    expect((await history('status')).stderr).toBe('');
    expect(await history('verify')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Its SHA-256 is not that of its name'),
    });
  });

  it('counts a link as the folder it leads to, once', async () => {
    await store(1);
    const root = join(folder, '.build-telemetry/history');
    const [name = ''] = readdirSync(root);
    renameSync(join(root, name), join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(root, name));
    symlinkSync(root, join(root, 'back'));
    symlinkSync(join(folder, 'nowhere'), join(root, 'broken'));
    expect((await json('status')).series).toHaveLength(1);
    const site = await runCli(['site', '--out', 'trend'], { cwd: folder });
    expect(site.stdout).toContain('1 build in 1 history');
  });

  it('also fails after a check has set the damaged file aside, and so does `status` warn', async () => {
    await store(3);
    await setOneAside();
    expect(await history('verify')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('it is empty'),
    });
    const { status, stderr } = await history('status');
    expect([status, stderr]).toEqual([
      0,
      expect.stringContaining('corrupt: 1 damaged file is set aside here'),
    ]);
  });

  it('lists a series whose files were all set aside, as `status` does', async () => {
    await store(1);
    await setOneAside();
    const { status, stdout, stderr } = await history('status', '--json');
    expect([status, stderr]).toEqual([0, expect.stringContaining('1 damaged file is set aside here')]);
    expect(JSON.parse(stdout).series).toMatchObject([
      { folder: expect.stringContaining('/unit-'), files: 0, builds: 0 },
    ]);
    expect((await history('verify')).status).toBe(1);
    expect(await history('compact')).toMatchObject({ status: 0, stderr });
  });
});

describe('history compact', () => {
  it('merges the segments that are ready', async () => {
    await store(15);
    rmSync(join(folder, 'x'), { force: true });
    const extra = makeNthBuild(99);
    const { encodeBuild } = await import('../../src/history/encode-build.ts');
    const { name, bytes } = encodeBuild(extra, startMs);
    writeFileSync(join(stored(), name), bytes);
    expect((await json('compact')).series).toEqual([{ series: 'unit', filesBefore: 16, filesAfter: 9 }]);
    expect((await history('compact')).stdout).toBe('unit: 9 files, nothing to merge\n');
    expect((await json('status')).series[0].builds).toBe(16);
  });
});

describe('history import', () => {
  it('imports another history, once', async () => {
    const first = (await json('import', version)).imported;
    expect(first).toEqual([{ source: version, added: 20, known: 0, failed: 0 }]);
    expect((await json('import', version)).imported).toEqual([
      { source: version, added: 0, known: 20, failed: 0 },
    ]);
    expect((await json('status')).series[0]).toMatchObject({ series: 'unit', builds: 20, measurements: 1 });
  });

  it('imports a folder of logs: a file or a folder is a build, with the age of its log or its file', async () => {
    mkdirSync(join(folder, 'logs/two'), { recursive: true });
    write('logs/one.xml', suite('x', ' timestamp="2026-01-02T03:04:05Z"'));
    write('logs/two/a.xml', suite('x', ''));
    write('logs/two/b.xml', suite('y', ''));
    write('logs/notes.md', 'not a log');
    utimesSync(join(folder, 'logs/two/a.xml'), 1_700_000_000, 1_700_000_000);
    utimesSync(join(folder, 'logs/two/b.xml'), 1_700_000_100, 1_700_000_100);
    const { status, stdout, stderr } = await history(
      'import',
      'logs',
      '--branch',
      'main',
      '--name',
      'past',
      '--json',
    );
    expect(JSON.parse(stdout).imported).toMatchObject([{ added: 2, known: 0 }]);
    // Notes next to the logs are not a loss.
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^warning: .*notes\.md/)]);
    expect((await json('import', 'logs', '--name', 'past')).imported).toMatchObject([{ added: 0, known: 2 }]);
    const { builds, rows } = JSON.parse((await history('export')).stdout);
    expect(builds).toMatchObject([
      { name: 'past', startTimeMs: 1_700_000_100_000, branch: 'main', tasks: 2, event: 'import' },
      { name: 'past', startTimeMs: Date.UTC(2026, 0, 2, 3, 4, 5), tasks: 1 },
    ]);
    expect(rows).toHaveLength(3);
  });

  it("imports github-action-benchmark's data.js", async () => {
    const run = (id: string, date: number, value: number, tool: string) => ({
      ...{ commit: { id }, date, tool },
      benches: [{ name: 'fib(20)', value, range: '± 3', unit: 'ns/iter' }],
    });
    const entries = {
      Rust: [run('a', 1_700_000_000_000, 100, 'cargo'), run('b', 1_700_000_100_000, 90, 'cargo')],
      Rate: [run('a', 1_700_000_000_000, 5, 'customBiggerIsBetter'), { broken: true }],
    };
    const data = { lastUpdate: 1, repoUrl: 'https://github.com/o/r', entries };
    write('data.js', `window.BENCHMARK_DATA = ${JSON.stringify(data, null, 2)}`);
    expect((await json('import', 'data.js')).imported).toMatchObject([{ added: 3, known: 0 }]);
    expect((await json('import', 'data.js')).imported).toMatchObject([{ added: 0, known: 3 }]);
    const rust = JSON.parse((await history('export', '--name', 'Rust')).stdout);
    expect(rust.builds.map(({ commit }: { commit: string }) => commit)).toEqual(['a', 'b']);
    expect(rust.rows).toMatchObject([
      { name: 'fib(20)', kind: 'metric', value: expect.closeTo(0.0001, 12), unit: 'ms', better: 'lower' },
      { value: expect.closeTo(0.00009, 12) },
    ]);
    const rate = JSON.parse((await history('export', '--name', 'Rate')).stdout);
    expect(rate.rows).toMatchObject([{ value: expect.closeTo(0.000005, 12), better: 'higher' }]);
    write('cut.js', 'window.BENCHMARK_DATA = {"entries": {');
    expect(await history('import', 'cut.js')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Check that it is complete'),
    });
  });

  it('reports which logs are cut off', async () => {
    write('cut.xml', '<testsuite name="a"><testcase name="b" time="1"/>');
    expect(await history('import', 'cut.xml')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('warning: cut.xml: The file is cut off at byte 49.'),
    });
  });

  it('imports a branch of Git, a file of it, or a folder with its files, and only once', async () => {
    const run = (id: string, date: number) => ({
      ...{ commit: { id }, date, tool: 'customSmallerIsBetter' },
      benches: [{ name: 'sort', unit: 'ms', value: 5 }],
    });
    const text = `window.BENCHMARK_DATA = ${JSON.stringify({ entries: { Rust: [run('a', 1e12), run('b', 2e12)] } })};`;
    mkdirSync(join(folder, 'dev/bench'), { recursive: true });
    write('dev/bench/data.js', text);
    write('dev/bench/index.html', '<html></html>');
    const git = gitIn(folder);
    git('init', '--quiet', '--initial-branch=gh-pages');
    git('add', 'dev');
    git('commit', '--quiet', '--message', 'bench');
    const take = async (source: string) => (await json('import', source)).imported;
    expect(await take('gh-pages')).toEqual([{ source: 'gh-pages', added: 2, known: 0, failed: 0 }]);
    expect(await take('gh-pages:dev/bench/data.js')).toMatchObject([{ added: 0, known: 2 }]);
    expect(await take('HEAD')).toMatchObject([{ added: 0, known: 2 }]);
    const inFolder = await history('import', 'dev', '--json');
    expect([inFolder.status, JSON.parse(inFolder.stdout).imported]).toEqual([
      0,
      [{ source: 'dev', added: 0, known: 2, failed: 0 }],
    ]);
    const foreign = await history('import', 'gh-pages:dev/bench/index.html');
    expect([foreign.status, foreign.stderr]).toEqual([2, expect.stringContaining('It contains no builds')]);
    git('rm', '--quiet', 'dev/bench/data.js');
    git('commit', '--quiet', '--message', 'empty');
    const empty = await history('import', 'gh-pages', '--output=x');
    expect([empty.status, empty.stderr]).toEqual([2, expect.stringContaining('Unknown option')]);
    expect((await history('import', 'gh-pages')).stderr).toContain('Git branch with a data.js');
  });

  it('orders logs without a time by their names if their files are of one moment, with a warning', async () => {
    mkdirSync(join(folder, 'logs'));
    const numbers = [1, 2, 9, 10, 11, 20];
    for (const number of numbers) {
      write(`logs/b${number}.json`, JSON.stringify([{ name: 'size', unit: 'bytes', value: number }]));
      // As a checkout writes them: at nearly the same time, in any order.
      const writtenAt = 1_700_000_000 + (number % 3) / 1000;
      utimesSync(join(folder, `logs/b${number}.json`), writtenAt, writtenAt);
    }
    const { status, stderr } = await history('import', 'logs', '--name', 'size');
    expect([status, stderr]).toEqual([0, expect.stringContaining('logs/b1.json: The log has no time')]);
    expect(stderr).toContain('1 more file: The log has no time');
    const { builds, rows } = JSON.parse((await history('export', '--name', 'size')).stdout);
    const sizes = new Map(rows.map(({ build, value }: Record<string, unknown>) => [build, value]));
    expect(builds.map(({ id }: { id: string }) => sizes.get(id))).toEqual(numbers);
    expect((await history('import', 'logs', '--name', 'size')).stderr).toBe('');
  });

  it('imports a folder of hyperfine: a file is a build, with the age of the file', async () => {
    mkdirSync(join(folder, 'benchmarks'));
    const fixture = new URL(
      '../formats/fixtures/hyperfine/hyperfine-1.15.0-two-commands.json',
      import.meta.url,
    );
    for (const at of [0, 1]) {
      write(`benchmarks/${at}.json`, `${readFileSync(fixture, 'utf8')}${' '.repeat(at)}`);
      utimesSync(join(folder, `benchmarks/${at}.json`), 1_700_000_000 + at, 1_700_000_000 + at);
    }
    const take = async () => (await json('import', 'benchmarks', '--name', 'bench')).imported;
    expect(await take()).toEqual([{ source: 'benchmarks', added: 2, known: 0, failed: 0 }]);
    expect(await take()).toMatchObject([{ added: 0, known: 2 }]);
    const { builds, rows } = JSON.parse((await history('export', '--name', 'bench')).stdout);
    expect(builds.map(({ startTimeMs }: { startTimeMs: number }) => startTimeMs)).toEqual([
      1_700_000_000_000, 1_700_000_001_000,
    ]);
    expect(rows.every(({ kind, unit }: Record<string, unknown>) => kind === 'metric' && unit === 'ms')).toBe(
      true,
    );
    expect(rows.length).toBeGreaterThan(2);
  });

  it.each([
    'junit/enricomi-TEST-uk.co.gresearch.spark.diff.DiffOptionsSuite.xml',
    'ctrf',
    'hyperfine/hyperfine-1.15.0-two-commands.json',
  ])('imports a folder of %s', async (fixture) => {
    const path = fileURLToPath(new URL(`../formats/fixtures/${fixture}`, import.meta.url));
    const files = fixture.includes('.')
      ? [path]
      : readdirSync(path)
          .filter((name) => !name.endsWith('.golden.json'))
          .map((name) => join(path, name));
    mkdirSync(join(folder, 'reports'));
    for (const [at, file] of files.entries())
      write(`reports/${at}${file.slice(file.lastIndexOf('.'))}`, readFileSync(file, 'utf8'));
    const [first] = (await json('import', 'reports')).imported;
    expect(first).toMatchObject({ known: 0, failed: 0 });
    expect(first.added).toBeGreaterThan(0);
    expect((await json('import', 'reports')).imported).toMatchObject([{ added: 0, known: first.added }]);
  });

  it.each([
    ['builder/telemetry.csv', 2],
    ['builder/telemetry.json', 1],
    ['buildrunner/events.csv', 1],
    ['buildrunner/report.ndjson', 1],
  ])('imports the export %s, once, into a series of any name', async (file, builds) => {
    const path = fileURLToPath(new URL(`../formats/fixtures/${file}`, import.meta.url));
    // A device name on Windows, and a name that ends in a dot.
    const take = async () => (await json('import', path, '--name', 'con: aux.', '--branch', 'main')).imported;
    expect(await take()).toMatchObject([{ added: builds, known: 0 }]);
    expect(await take()).toMatchObject([{ added: 0, known: builds }]);
    expect((await json('status')).series).toMatchObject([{ series: 'con: aux.', builds, problems: [] }]);
    expect(readdirSync(join(folder, '.build-telemetry/history'))[0]).toMatch(/^con-aux-[0-9a-f]{8}$/);
  });

  it.skipIf(process.getuid?.() === 0)('imports the others if one cannot be read', async () => {
    mkdirSync(join(folder, 'logs'));
    for (const name of ['a', 'b']) write(`logs/${name}.xml`, suite(name, ''));
    chmodSync(join(folder, 'logs/a.xml'), 0);
    const { status, stdout, stderr } = await history('import', 'logs');
    expect([status, stdout]).toEqual([2, 'logs: 1 build added, 0 already known, 1 file not imported\n']);
    expect(stderr).toContain('logs/a.xml: It cannot be read');
  });

  it('follows links, and reports broken ones', async () => {
    mkdirSync(join(folder, 'logs'));
    write('a.xml', suite('a', ''));
    symlinkSync(join(folder, 'a.xml'), join(folder, 'logs/a.xml'));
    symlinkSync(join(folder, 'gone.xml'), join(folder, 'logs/b.xml'));
    const { status, stdout, stderr } = await history('import', 'logs');
    expect([status, stdout]).toEqual([2, 'logs: 1 build added, 0 already known, 1 file not imported\n']);
    expect(stderr).toContain('logs/b.xml: It cannot be read');
  });

  it('keeps imported builds, and shows by its exit code that something is missing', async () => {
    mkdirSync(join(folder, 'logs'));
    write('logs/a.xml', suite('a', ''));
    write('logs/cut.js', 'window.BENCHMARK_DATA = {"entries": {');
    const cut = await history('import', 'logs', '--json');
    expect(cut.status).toBe(2);
    expect(JSON.parse(cut.stdout).imported).toEqual([{ source: 'logs', added: 1, known: 0, failed: 1 }]);
    expect((await json('status')).series[0]).toMatchObject({ builds: 1 });
    write('notes.md', 'not a log');
    const named = await history('import', 'logs/a.xml', 'notes.md');
    expect([named.status, named.stdout]).toEqual([
      2,
      'logs/a.xml: 0 builds added, 1 already known\nnotes.md: 0 builds added, 0 already known, 1 file not imported\n',
    ]);
  });

  it('lists the first files of many with the same fault, and counts the others', async () => {
    mkdirSync(join(folder, 'logs'));
    for (let at = 0; at < 9; at++) write(`logs/${at}.svg`, '<svg/>');
    const { status, stderr } = await history('import', 'logs');
    const lines = stderr.trim().split('\n');
    expect([status, lines.length]).toEqual([2, 6]);
    expect(lines[0]).toContain('logs/0.svg: Its format is not recognised');
    expect(lines[5]).toContain('warning: 4 more files: Its format is not recognised');
  });

  it('reports sources without a build, and options without an effect', async () => {
    mkdirSync(join(folder, 'none'));
    write('data.js', 'window.BENCHMARK_DATA = {}');
    for (const source of ['none', 'data.js']) {
      const { status, stderr } = await history('import', source);
      expect([status, stderr]).toEqual([2, expect.stringContaining(`${source}: It contains no builds.`)]);
    }
    const { status, stderr } = await history('status', '--days', '3', '--yes');
    expect([status, stderr.match(/--\w+(?=: It has no effect)/g)]).toEqual([2, ['--days', '--yes']]);
    expect((await history('import', 'none', '--days', '3')).stderr).toContain('without --github-runs');
  });

  it('refuses missing sources before it imports anything', async () => {
    expect((await history('import')).status).toBe(2);
    mkdirSync(join(folder, 'logs'));
    for (const name of ['a', 'b']) write(`logs/${name}.xml`, suite(name, ''));
    const missing = await history('import', 'logs', 'nowhere', 'neither');
    expect([missing.status, missing.stderr]).toEqual([2, expect.stringContaining('nowhere, neither: ')]);
    const wrong = await history('import', 'logs', '--format', 'junitt');
    expect(wrong.stderr.trim().split('\n')).toEqual([expect.stringContaining('Did you mean `junit`?')]);
    expect((await history('import', 'logs', '--history', '')).stderr).toContain('--history: Missing value.');
    expect(readdirSync(folder)).toEqual(['logs']);
    expect((await history('import', 'nowhere')).stderr).toContain('nowhere');
  });
});

describe('history export', () => {
  it('writes to a device without replacing it', async () => {
    await store(2);
    const device = join(folder, 'device');
    symlinkSync('/dev/null', device);
    expect(await history('export', '--out', device)).toMatchObject({ status: 0 });
    expect(await history('export', '--format', 'sqlite', '--out', device)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('SQLite needs a file.'),
    });
    expect(lstatSync(device).isSymbolicLink()).toBe(true);
  });

  it('prints for `--out -`', async () => {
    await store(2);
    const { stdout } = await history('export', '--out', '-');
    expect(JSON.parse(stdout).builds).toHaveLength(2);
    expect((await history('export', '--out', '-', '--format', 'parquet')).stderr).toContain('a binary file');
    expect(readdirSync(folder)).toEqual(['.build-telemetry']);
  });

  it('gives the same in every format', async () => {
    await json('import', version);
    const { rows } = JSON.parse((await history('export', '--format', 'json')).stdout);
    const durations = rows.map(({ durationMs }: { durationMs: number | null }) => durationMs ?? 0);
    const total = durations.reduce((sum: number, ms: number) => sum + ms, 0);
    const lines = (await history('export', '--format', 'csv')).stdout.trim().split('\r\n');
    expect(lines).toHaveLength(1 + rows.length);
    const column = lines[0]?.split(',').indexOf('duration_ms') as number;
    expect(lines.slice(1).reduce((sum, line) => sum + Number(line.split(',')[column]), 0)).toBeCloseTo(total);

    expect((await history('export', '--format', 'sqlite', '--out', 'x.db')).status).toBe(0);
    const database = new DatabaseSync(join(folder, 'x.db'));
    const one = (sql: string) => Object.values(database.prepare(sql).get() ?? {})[0];
    expect(one('select count(*) from builds')).toBe(20);
    expect(one('select count(*) from tasks')).toBe(60);
    expect(one('select count(*) from measurements')).toBe(20);
    expect(one('select sum(duration_ms) from tasks')).toBeCloseTo(total);
    database.close();

    expect((await history('export', '--format', 'parquet', '--out', 'sub/x.parquet')).status).toBe(0);
    const bytes = readFileSync(join(folder, 'sub/x.parquet'));
    const whole = readSegments([{ name: nameSegment(1, startMs, 20, bytes), bytes }], noLimits);
    expect(whole.problems).toEqual([]);
    expect(whole.history.builds).toHaveLength(20);
    let sum = 0;
    for (const { durationMs } of whole.history.series) for (const ms of durationMs) sum += ms || 0;
    expect(sum).toBeCloseTo(total);
  });

  it('requires a name among several series, and a file for binary formats', async () => {
    await store(1);
    write(
      'data.js',
      'window.BENCHMARK_DATA = {"entries":{"b":[{"date":1,"benches":[{"name":"x","value":1}]}]}}',
    );
    await history('import', 'data.js');
    expect(await history('export')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('b (1 build), unit (1 build). Use `--name b`.'),
    });
    expect((await history('export', '--name', 'b', '--format', 'sqlite')).stderr).toContain('--out');
    expect((await history('export', '--name', 'c')).status).toBe(2);
  });
});

it('history clear removes only segments, and only with confirmation', async () => {
  await store(2);
  writeFileSync(join(stored(), 'mine.txt'), '');
  expect((await history('clear')).status).toBe(2);
  expect((await history('clear', '--yes')).stdout).toBe('Removed 2 builds in 2 files.\n');
  expect(readdirSync(stored())).toEqual(['mine.txt']);
});

it('history clear removes damaged files that were set aside, too', async () => {
  await store(2);
  const [first = ''] = readdirSync(stored());
  mkdirSync(join(stored(), 'corrupt'));
  writeFileSync(join(stored(), 'corrupt', first), 'cut');
  expect((await history('clear', '--yes')).stdout).toBe('Removed 2 builds in 3 files.\n');
  expect(await history('verify')).toMatchObject({ status: 0, stderr: '' });
});

describe('history with wrong arguments', () => {
  it.each([
    [[], 'Missing subcommand. Use one of: '],
    [['verify', 'more'], 'Unexpected argument `more`'],
    [['status', '--history', 'file.txt'], 'A part of this path is a file, not a folder.'],
    [['export', '--format', 'parquet', '--out', 'taken'], 'This is a folder, not a file.'],
    [['export', '--format', 'sqlite', '--out', 'taken'], 'This is a folder, not a file.'],
    [['export', '--format', 'csv', '--out', 'file.txt/out.csv'], 'Check that the path exists'],
  ])('reports it in one line and leaves nothing behind: %j', async (args, what) => {
    await store(2);
    write('file.txt', 'text');
    mkdirSync(join(folder, 'taken'));
    const { status, stderr, stdout } = await history(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(what);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(folder).sort()).toEqual(['.build-telemetry', 'file.txt', 'taken']);
  });

  it.skipIf(process.getuid?.() === 0)('does nothing in a folder that cannot be written', async () => {
    await store(2);
    chmodSync(stored(), 0o500);
    const { status, stderr } = await history('clear', '--yes');
    expect([status, stderr.includes('EACCES')]).toEqual([2, true]);
    chmodSync(stored(), 0o700);
    expect((await json('status')).series[0].builds).toBe(2);
  });
});

it('history continues when two merge and import at the same time', async () => {
  await store(15);
  const run = (...args: string[]): Promise<number | null> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [cli, 'history', ...args], { cwd: folder, stdio: 'ignore' });
      child.on('close', resolve);
    });
  const done = await Promise.all([
    ...[run('compact'), run('compact'), run('import', version)],
    ...[run('import', version), run('verify')],
  ]);
  expect(done).toEqual([0, 0, 0, 0, 0]);
  expect((await json('status')).series[0].builds).toBe(20);
});
