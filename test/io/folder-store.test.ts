import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type FolderOptions,
  folderStore,
  nameSeriesFolder,
  segmentFolder,
} from '../../src/io/folder-store.ts';
import type { HistoryStore } from '../../src/model.ts';
import { flatten, idsIn, minuteMs, nowMs, sampleBuild } from '../history/sample.ts';

const script = fileURLToPath(new URL('./scripts/append-builds.ts', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-store-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function open(values: Partial<FolderOptions> = {}): HistoryStore {
  return folderStore(folder, { series: 'ci', maxBuilds: 1000, maxAgeDays: 90, now: nowMs, ...values });
}

const idsOf = (count: number): string[] =>
  Array.from({ length: count }, (_, number) => sampleBuild(number).id);

async function fill(count: number, store = open()): Promise<void> {
  for (let number = 0; number < count; number++) {
    expect(await store.append(sampleBuild(number))).toEqual({ saved: true, problems: [] });
  }
}

const segments = (): string => join(folder, nameSeriesFolder('ci'));

async function segmentNames(): Promise<string[]> {
  return (await readdir(segments())).filter((name) => name.endsWith('.parquet')).sort();
}

describe('folderStore', () => {
  it('says that there is nothing yet, whether the folder is there or not', async () => {
    const nothing = { status: 'missing', problems: [], history: { builds: [] } };
    expect(await open().load()).toMatchObject(nothing);
    await rm(folder, { recursive: true });
    expect(await open().load()).toMatchObject(nothing);
  });

  it('gives back what was appended, oldest first', async () => {
    for (const number of [2, 0, 1]) await open().append(sampleBuild(number));
    const { status, history } = await open().load();
    expect(status).toBe('found');
    expect(history.builds.map(({ id }) => id)).toEqual(idsOf(3));
    expect(history.builds[1]).toMatchObject({
      commit: sampleBuild(1).context.commit,
      tasks: 3,
      durationMs: 60_001,
    });
    const link = [...history.series].find(({ name }) => name === 'link');
    expect([...(link?.durationMs ?? [])]).toEqual([0.125, 1.125, 2.125]);
  });

  it('stores a build once, however often it is appended', async () => {
    await fill(2);
    await fill(2);
    expect(await idsIn(open())).toEqual(idsOf(2));
    expect(await segmentNames()).toHaveLength(2);
  });

  it('merges files as they become many, and loses nothing', async () => {
    await fill(150);
    const names = await segmentNames();
    expect(names.length).toBeLessThan(30);
    expect(names.some((name) => name.startsWith('L2-'))).toBe(true);
    const { history } = await open().load();
    expect(history.builds.map(({ id }) => id)).toEqual(idsOf(150));
    const durations = [...history.series].map(({ name, durationMs }) => [
      name,
      durationMs.length,
      durationMs[149],
    ]);
    expect(durations).toEqual([
      ['compile', 150, 149],
      ['link', 150, 149.125],
      ['test', 150, 149.25],
    ]);
  });

  it('keeps the series of one folder apart', async () => {
    for (const series of ['ci', 'CI', 'nightly / β']) {
      await open({ series }).append(sampleBuild(0, { id: `of ${series}`, name: series }));
    }
    for (const series of ['ci', 'CI', 'nightly / β']) {
      expect(await idsIn(open({ series }))).toEqual([`of ${series}`]);
    }
  });

  it('unites folders by copying files, as the cache does', async () => {
    const limits = { maxBuilds: 1000, maxAgeDays: 90, now: nowMs };
    const [left, right, both] = ['left', 'right', 'both'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    for (let number = 0; number < 20; number++) {
      if (number < 15) await segmentFolder(left, limits).append(sampleBuild(number));
      if (number > 5) await segmentFolder(right, limits).append(sampleBuild(number));
    }
    await cp(left, both, { recursive: true });
    await cp(right, both, { recursive: true });
    expect(await idsIn(segmentFolder(both, limits))).toEqual(idsOf(20));
    const entries = await readdir(both, { withFileTypes: true });
    expect(entries.every((entry) => entry.isFile())).toBe(true);
  });
});

describe('retention', () => {
  it('gives the newest builds only, and deletes what lies behind them', async () => {
    await fill(60, open({ maxBuilds: 10 }));
    expect(await idsIn(open({ maxBuilds: 10 }))).toEqual(idsOf(60).slice(-10));
    const kept = await idsIn(open());
    expect(kept.length).toBeGreaterThanOrEqual(10);
    expect(kept.length).toBeLessThan(30);
  });

  it('forgets builds by age', async () => {
    await fill(20);
    const now = nowMs - 1440 * minuteMs + 90 * 1440 * minuteMs + 5 * minuteMs;
    expect(await idsIn(open({ now }))).toEqual(idsOf(20).slice(5));
    expect(await idsIn(open({ now: now + 1440 * minuteMs }))).toEqual([]);
    expect(await open({ now: now + 1440 * minuteMs }).load()).toMatchObject({ status: 'missing' });
  });
});

describe('damage', () => {
  const damages: Readonly<Record<string, (path: string) => Promise<void>>> = {
    truncation: async (path) => await truncate(path, 1000),
    emptiness: async (path) => await truncate(path, 0),
    'a flipped bit': async (path) => {
      const bytes = await readFile(path);
      bytes[700]! ^= 4;
      await writeFile(path, bytes);
    },
    padding: async (path) => await writeFile(path, new Uint8Array(512), { flag: 'a' }),
    zeroes: async (path) => await writeFile(path, new Uint8Array((await readFile(path)).length)),
    'another file': async (path) => await writeFile(path, 'not a segment'),
  };

  it.each(Object.keys(damages))('%s costs the builds of its file only, once', async (kind) => {
    await fill(3);
    const [first, second] = await segmentNames();
    await damages[kind]?.(join(segments(), second!));
    const { status, history, problems } = await open().load();
    expect(status).toBe('found');
    expect(history.builds.map(({ id }) => id)).toEqual([idsOf(3)[0], idsOf(3)[2]]);
    expect(problems).toMatchObject([{ level: 'warning', code: 'history-corrupt', where: second }]);
    expect(await readdir(join(segments(), 'corrupt'))).toEqual([second]);
    expect(await idsIn(open())).toHaveLength(2);
    expect(await segmentNames()).toContain(first);
  });

  it('is told from absence when nothing is left, and healed by appending again', async () => {
    await fill(1);
    const [name] = await segmentNames();
    await truncate(join(segments(), name!), 100);
    expect(await open().load()).toMatchObject({ status: 'corrupt', history: { builds: [] } });
    await fill(1);
    expect(await idsIn(open())).toEqual(idsOf(1));
  });

  it('does not spread by merging', async () => {
    await fill(15);
    const names = await segmentNames();
    await truncate(join(segments(), names[3]!), 100);
    const outcome = await open().append(sampleBuild(15));
    expect(outcome.saved).toBe(true);
    const lost = sampleBuild(3).id;
    expect((await open().load()).history.builds.map(({ id }) => id)).toEqual(
      idsOf(16).filter((id) => id !== lost),
    );
  });
});

describe('faults of the file system', () => {
  it('are reported when the folder is a file', async () => {
    const path = join(folder, 'file');
    await writeFile(path, '');
    const store = folderStore(path, { series: 'ci', maxBuilds: 10, maxAgeDays: 90, now: nowMs });
    expect(await store.load()).toMatchObject({ status: 'unreachable', problems: [{ level: 'warning' }] });
    expect(await store.append(sampleBuild(0))).toMatchObject({
      saved: false,
      problems: [{ level: 'warning' }],
    });
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'are told apart: no rights',
    async () => {
      await fill(1);
      await chmod(segments(), 0o000);
      expect(await open().load()).toMatchObject({ status: 'denied' });
      expect(await open().append(sampleBuild(1))).toMatchObject({ saved: false });
      await chmod(segments(), 0o500);
      expect(await idsIn(open())).toEqual(idsOf(1));
      expect(await open().append(sampleBuild(1))).toMatchObject({ saved: false });
      await chmod(segments(), 0o700);
    },
  );
});

/** Runs the script; gives the ids that it said were stored. */
function start(from: number, to: number): { child: ChildProcess; stored: string[]; ended: Promise<void> } {
  const args = ['--experimental-strip-types', '--no-warnings', script, folder, String(from), String(to)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const stored: string[] = [];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    stored.push(...lines);
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return { child, stored, ended };
}

describe('several processes', () => {
  it('append at once and lose nothing', async () => {
    const writers = [0, 30, 60, 90].map((from) => start(from, from + 30));
    await Promise.all(writers.map(({ ended }) => ended));
    expect(writers.flatMap(({ stored }) => stored)).toEqual(idsOf(120));
    const { status, history, problems } = await open().load();
    expect({ status, problems }).toEqual({ status: 'found', problems: [] });
    expect(history.builds.map(({ id }) => id)).toEqual(idsOf(120));
    for (const { build } of history.series) expect([...build]).toEqual([...Array(120).keys()]);
    expect((await readdir(segments())).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('read while others write and merge', async () => {
    const writer = start(0, 60);
    let known = 0;
    let running = true;
    const stopped = writer.ended.then(() => {
      running = false;
    });
    while (running) {
      const before = writer.stored.length;
      const { history, problems } = await open().load();
      expect(problems).toEqual([]);
      expect(history.builds.length).toBeGreaterThanOrEqual(Math.max(before, known));
      known = history.builds.length;
      for (const { build } of history.series) expect(build.length).toBe(known);
    }
    await stopped;
    expect(await idsIn(open())).toEqual(idsOf(60));
  });

  it('may be killed at any moment', async () => {
    const stored: string[] = [];
    for (let round = 0; round < 8; round++) {
      const writer = start(round * 20, round * 20 + 20);
      // Rounds are killed after different numbers of builds, so some die while they merge.
      while (writer.stored.length < round + 1) await new Promise((resolve) => setTimeout(resolve, 2));
      writer.child.kill('SIGKILL');
      await writer.ended;
      stored.push(...writer.stored);
      const { history, problems } = await open().load();
      expect(problems).toEqual([]);
      const ids = history.builds.map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining(stored));
      expect(new Set(ids).size).toBe(ids.length);
      flatten(history);
    }
  });

  it('leave no temporary files behind for long', async () => {
    await fill(1);
    const old = join(segments(), '.L0-x-1-0123456789abcdef.parquet.1.tmp');
    const fresh = join(segments(), '.L0-y-1-0123456789abcdef.parquet.2.tmp');
    await mkdir(segments(), { recursive: true });
    for (const path of [old, fresh]) await writeFile(path, 'half');
    await utimes(old, 1_000_000, 1_000_000);
    await fill(1);
    expect((await readdir(segments())).filter((name) => name.endsWith('.tmp'))).toEqual([
      fresh.slice(segments().length + 1),
    ]);
  });
});
