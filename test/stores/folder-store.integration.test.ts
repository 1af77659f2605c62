import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryStore } from '../../src/model/history.ts';
import {
  folderStore,
  nameSeriesFolder,
  readSegmentFiles,
  segmentFolder,
} from '../../src/stores/folder-store.ts';
import { makeNthBuild, wideLimits } from '../history/make-history-build.ts';
import { tempFolder } from '../temp-folder.ts';

let folder = '';
beforeEach(() => {
  folder = tempFolder('folder-store');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const open = (changed: Partial<typeof wideLimits> = {}): HistoryStore =>
  segmentFolder(folder, { ...wideLimits, ...changed });
const segments = (): string[] => readdirSync(folder).filter((name) => name.startsWith('L'));

async function appendAll(numbers: readonly number[], store = open()): Promise<void> {
  for (const number of numbers) {
    expect(await store.append(makeNthBuild(number))).toEqual({ saved: true, problems: [] });
  }
}

async function loadIds(store = open()): Promise<string[]> {
  const { history } = await store.load();
  return history.builds.map(({ id }) => id);
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, number) => number);
const idsUpTo = (count: number): string[] => upTo(count).map((number) => `build-${number}`);

describe('a folder of history', () => {
  it('is missing without a folder and if it is empty', async () => {
    expect((await open().load()).status).toBe('missing');
    rmSync(folder, { recursive: true });
    expect(await open().load()).toMatchObject({ status: 'missing', problems: [], history: { builds: [] } });
  });

  it('that has no builds of a series names the others, newest first', async () => {
    const openSeries = (series: string): HistoryStore => folderStore(folder, { ...wideLimits, series });
    for (const [place, name] of ['d', 'b', 'a', 'c'].entries())
      await openSeries(name).append({ ...makeNthBuild(place), name });
    writeFileSync(join(folder, nameSeriesFolder('b'), 'other.txt'), 'not a segment');
    writeFileSync(join(folder, 'file'), '');
    expect((await openSeries('new').load()).others).toMatchObject({
      named: [{ name: 'c' }, { name: 'a' }, { name: 'b' }],
      more: 1,
    });
    expect((await openSeries('a').load()).others).toBeUndefined();
  });

  it('reads only files as segments', async () => {
    await appendAll(upTo(3));
    const [name = ''] = segments();
    mkdirSync(join(folder, name.replace('L', 'L9')), { recursive: true });
    expect(await open().load()).toMatchObject({ status: 'found', problems: [] });
    expect(await readSegmentFiles(folder)).toHaveLength(segments().length - 1);
  });

  it('returns every appended build, through many merges', async () => {
    await appendAll(upTo(100));
    const { status, history, problems } = await open().load();
    expect([status, problems]).toEqual(['found', []]);
    expect(history.builds.map(({ id }) => id)).toEqual(idsUpTo(100));
    for (const [at, { durationMs }] of [...history.series].entries())
      expect([...durationMs]).toEqual(upTo(100).map((number) => number + at / 1000));
    expect(segments().length).toBeLessThan(30);
    expect(readdirSync(folder)).toEqual(segments());
  });

  it('counts a build once that is appended twice', async () => {
    await appendAll([1, 1, 2]);
    expect(await loadIds()).toEqual(['build-1', 'build-2']);
  });

  it('keeps series in one folder separate', async () => {
    const store = (series: string): HistoryStore => folderStore(folder, { series, ...wideLimits });
    await appendAll([1], store('CI / Linux'));
    await appendAll([2], store('ci-linux'));
    expect(await loadIds(store('CI / Linux'))).toEqual(['build-1']);
    expect(await loadIds(store('ci-linux'))).toEqual(['build-2']);
    expect(nameSeriesFolder('../..')).toMatch(/^[0-9a-f]{8}$/);
  });

  it('unites folders by copying files, as the cache does', async () => {
    const [left, right, both] = ['left', 'right', 'both'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await appendAll(upTo(15), segmentFolder(left, wideLimits));
    await appendAll(upTo(20).slice(6), segmentFolder(right, wideLimits));
    cpSync(left, both, { recursive: true });
    cpSync(right, both, { recursive: true });
    expect(await loadIds(segmentFolder(both, wideLimits))).toEqual(idsUpTo(20));
    expect(readdirSync(both, { withFileTypes: true }).every((entry) => entry.isFile())).toBe(true);
  });

  it('removes leftovers of writers that were killed long ago', async () => {
    const [old, fresh] = ['.L0-x.tmp', '.L0-y.tmp'].map((name) => join(folder, name)) as [string, string];
    writeFileSync(old, 'half');
    writeFileSync(fresh, 'half');
    utimesSync(old, 1_000_000, 1_000_000);
    await appendAll([1]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual(['.L0-y.tmp']);
  });

  it('drops builds beyond the limits', async () => {
    await appendAll(upTo(40), open({ maxBuilds: 10 }));
    expect(await loadIds(open({ maxBuilds: 10 }))).toEqual(idsUpTo(40).slice(30));
    expect((await loadIds()).length).toBeLessThan(30);
  });

  it('reports why it cannot be read or written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const blocked = segmentFolder(file, wideLimits);
    expect(await blocked.load()).toMatchObject({
      status: 'unreachable',
      problems: [{ code: 'history-unreachable' }],
    });
    expect(await blocked.append(makeNthBuild(1))).toMatchObject({
      saved: false,
      problems: [{ where: file }],
    });
  });

  it.skipIf(process.getuid?.() === 0)('reports that it may not be read', async () => {
    chmodSync(folder, 0);
    expect(await open().load()).toMatchObject({ status: 'denied', problems: [{ code: 'history-denied' }] });
    expect(await open().append(makeNthBuild(1))).toMatchObject({ saved: false });
    chmodSync(folder, 0o700);
  });
});

describe('a damaged file', () => {
  const damages: Readonly<Record<string, (bytes: Buffer) => Uint8Array>> = {
    truncation: (bytes) => bytes.subarray(0, bytes.length / 2),
    emptiness: () => new Uint8Array(),
    'a flipped bit': (bytes) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 4 : byte)),
    padding: (bytes) => Buffer.concat([bytes, Buffer.alloc(512)]),
    zeroes: (bytes) => bytes.fill(0),
  };
  for (const [kind, damage] of Object.entries(damages)) {
    it(`is found, reported, set aside and loses only its own builds: ${kind}`, async () => {
      await appendAll(upTo(18));
      for (const name of segments()) {
        const path = join(folder, name);
        const bytes = readFileSync(path);
        writeFileSync(path, damage(Buffer.from(bytes)));
        const { status, history, problems } = await open().load();
        expect(status).toBe('found');
        expect(problems).toMatchObject([{ code: 'history-corrupt', where: name, level: 'warning' }]);
        expect(history.builds).toHaveLength(18 - Number(name.split('-')[2]));
        expect(readdirSync(join(folder, 'corrupt'))).toContain(name);
        writeFileSync(path, bytes);
      }
      expect(await loadIds()).toEqual(idsUpTo(18));
    });
  }

  it('leaves the history corrupt if there is no other, until the build is stored again', async () => {
    await appendAll([1]);
    writeFileSync(join(folder, segments()[0] ?? ''), 'PAR1');
    expect((await open().load()).status).toBe('corrupt');
    await appendAll([1]);
    expect(await loadIds()).toEqual(['build-1']);
  });

  it('does not spread by merging', async () => {
    await appendAll(upTo(15));
    writeFileSync(join(folder, segments().sort()[3] ?? ''), 'PAR1');
    expect(await open().append(makeNthBuild(15))).toMatchObject({ saved: true });
    expect(await loadIds()).toEqual(idsUpTo(16).filter((id) => id !== 'build-3'));
  });
});

describe('several processes', () => {
  const script = fileURLToPath(new URL('./scripts/append-builds.ts', import.meta.url));
  const run = (first: number, count: number): { child: ChildProcess; confirmed: Promise<string[]> } => {
    const child = spawn(process.execPath, [script, folder, `${first}`, `${count}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const confirmed = new Promise<string[]>((resolve) => {
      let text = '';
      child.stdout?.on('data', (chunk) => {
        text += chunk;
      });
      child.on('close', () => resolve(text.split('\n').slice(0, -1)));
    });
    return { child, confirmed };
  };
  const store = (): HistoryStore => folderStore(folder, { series: 'unit', ...wideLimits });

  it('append concurrently and lose nothing', async () => {
    const writers = [0, 100, 200, 300].map((first) => run(first, 30));
    const confirmed = (await Promise.all(writers.map((writer) => writer.confirmed))).flat();
    expect(confirmed).toHaveLength(120);
    const { history, problems } = await store().load();
    expect(problems).toEqual([]);
    expect(history.builds.map(({ id }) => id).sort()).toEqual(confirmed.sort());
    for (const { build } of history.series) expect([...build]).toEqual(upTo(120));
  });

  it('read while others write and merge', async () => {
    const writer = run(0, 60);
    let running = true;
    const ended = writer.confirmed.then(() => {
      running = false;
    });
    let known = 0;
    while (running) {
      // Loading waits for nothing, and the writer's end must be seen.
      await setImmediate();
      const { history, problems } = await store().load();
      expect(problems).toEqual([]);
      expect(history.builds.length).toBeGreaterThanOrEqual(known);
      known = history.builds.length;
      for (const { build } of history.series) expect(build.length).toBe(known);
    }
    await ended;
    expect(await loadIds(store())).toEqual(idsUpTo(60));
  });

  it('keep confirmed builds when they are killed', async () => {
    const confirmed: string[] = [];
    for (let turn = 0; turn < 6; turn++) {
      const writer = run(turn * 100, 100);
      // Killed after a number of builds, a bit later each time, so that merges are interrupted as well.
      let seen = 0;
      writer.child.stdout?.on('data', (chunk) => {
        seen += String(chunk).split('\n').length - 1;
        if (seen >= 10 + turn) setTimeout(() => writer.child.kill('SIGKILL'), turn);
      });
      confirmed.push(...(await writer.confirmed));
    }
    expect(confirmed.length).toBeGreaterThan(60);
    const { history, problems } = await store().load();
    expect(problems).toEqual([]);
    const ids = history.builds.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(confirmed));
    expect(new Set(ids).size).toBe(ids.length);
    expect((await store().append(makeNthBuild(999))).saved).toBe(true);
  });
});
