/** A site of a team's quarter: what it shows, and what is written again when a build is added. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  buildSite,
  type SiteOptions,
  type SiteOutcome,
  type SiteSource,
} from '../../src/commands/build-site.ts';
import { noLimits } from '../../src/history/segment.ts';
import { readConfig } from '../../src/settings/config.ts';
import type { SeriesRow, Status } from '../../src/site/site-data.ts';
import { findHistories } from '../../src/stores/find-histories.ts';
import { folderStore } from '../../src/stores/folder-store.ts';
import { noisy, stepOf } from '../detect/judge-in-turn.ts';
import { makeBuild, makeContext, makeTask } from '../make.ts';
import { tempFolder } from '../temp-folder.ts';
import { type ReadSite, readSite } from './read-site.ts';
import {
  commitOfBuild,
  nextTestBuild,
  sampleBuildCounts,
  storeAll,
  storeJudged,
  writeSampleHistories,
} from './sample-histories.ts';

const stored = tempFolder('site-history');
const out = tempFolder('site');
const { config } = readConfig('', 'build-telemetry.yml');
const tags = [
  { name: 'v1.0', commit: commitOfBuild(40), timeMs: 0 },
  { name: 'v1.1', commit: 'f'.repeat(40), timeMs: Date.UTC(2026, 9, 20) },
  { name: 'v0.1', commit: 'e'.repeat(40), timeMs: Date.UTC(2020, 0, 1) },
];

function sourceOf(folder: string, change: Partial<SiteSource> = {}): SiteSource {
  const read = () => findHistories(folder);
  return { label: folder, read, repository: '', url: 'https://github.com/octo/shop', tags, ...change };
}

function optionsOf(folder: string, change: Partial<SiteOptions> = {}): SiteOptions {
  const ownersOf = (name: string): string[] => (name.includes('parser') ? ['@octo/parser'] : []);
  const judge = { config, gateOn: 'lasting', branch: null, ownersOf } as const;
  return { out: folder, title: null, judge, settings: [], ...change };
}

let site: ReadSite;
const historyOf = (name: string) => site.index.histories.find((each) => each.name === name)!;
const rowOf = (name: string, history = 'CI/test'): SeriesRow =>
  historyOf(history).series.find(({ task }) => (task ?? '').includes(name))!;

beforeAll(async () => {
  await writeSampleHistories(stored, 115);
  await buildSite([sourceOf(stored)], optionsOf(out));
  site = readSite(out);
});

describe('the index of a site', () => {
  it('lists every series of every history once, named by its repository', () => {
    expect(site.index.title).toBe('Build trends of octo/shop');
    expect(site.index.histories.map(({ name }) => name)).toEqual(['CI/test', 'agents/nightly']);
    const ids = site.index.histories.flatMap(({ id, series }) => series.map((row) => `${id}/${row.id}`));
    expect(new Set(ids).size).toBe(ids.length);
    // The suite is judged as one, too.
    expect(historyOf('CI/test').series.filter(({ scope }) => scope !== 'group')).toHaveLength(33);
    expect(historyOf('CI/test').series.filter(({ scope }) => scope === 'group')).toMatchObject([
      { task: 'tests', kind: 'test', status: 'fine' },
    ]);
  });

  it.each<[string, Status]>([
    ['parser › keeps', 'regressed'],
    ['profile › rejects', 'failing'],
    ['login › survives', 'flaky'],
    ['checkout › renders', 'fine'],
  ])('shows the status of %s: %s', (name, status) => {
    expect(rowOf(name).status).toBe(status);
  });

  it('has the first commit on the new level, its size, and its owner', () => {
    expect(rowOf('parser › keeps')).toMatchObject({
      since: `${commitOfBuild(109).slice(0, 7)}, 2026-11-17`,
      owners: ['@octo/parser'],
    });
    const { newest, median } = rowOf('parser › keeps');
    expect(newest! / median!).toBeGreaterThan(1.3);
  });

  it('shows slow growth, the failure rate of a test, and the cost of agents', () => {
    expect(rowOf('search › handles').growth).toBeGreaterThan(0.4);
    expect(rowOf('profile › rejects').failureRate).toBeCloseTo(3 / 50, 3);
    expect(rowOf('profile › keeps').failureRate).toBe(0);
    expect(historyOf('agents/nightly').cost).toBeGreaterThan(0.5);
  });
});

describe('the files of a history', () => {
  it('contain each stored value, the same in the file of the series and in that of the build', async () => {
    const found = await findHistories(stored);
    for (const { id, name, series } of site.index.histories) {
      const { history } = found.find((each) => each.series === name)!;
      const builds = site.builds(id);
      expect(builds.id).toEqual(history.builds.map((build) => build.id));
      const table = site.table(id);
      const perBuild = builds.id.map((_, at) => site.build(id, at));
      const fromBuilds = new Map(table.map((row) => [row.id, new Map<number, number>()]));
      perBuild.forEach((build, at) => {
        for (const [nth, own] of build.series.entries()) fromBuilds.get(own)!.set(at, build.values[nth]!);
      });
      for (const row of series.filter(({ scope }) => scope !== 'group')) {
        const data = site.series(id, row.id);
        const own = new Map(
          data.values.map((value, index) => [data.at === null ? index : data.at[index], value]),
        );
        expect(own).toEqual(fromBuilds.get(row.id));
      }
      for (const task of history.series) {
        const row = series.find(
          (each) => each.task === task.name && ['duration', 'value'].includes(each.measure),
        )!;
        const values = task.value ?? task.durationMs;
        const last = values.length - 1;
        const data = site.series(id, row.id);
        if (data.failedAt.length === 0 && !history.builds.some((build) => build.cacheHits > 0))
          expect(data.values.at(-1)! / values[last]!).toBeCloseTo(1, 4);
      }
    }
  });

  it('mark reported changes, level changes, and releases', () => {
    const { id } = historyOf('CI/test');
    const builds = site.builds(id);
    const { marks, notes } = site.series(id, rowOf('parser › keeps').id);
    const since = marks.find(({ kind }) => kind === 'since')!;
    expect(builds.commit[since.at]).toBe(commitOfBuild(109));
    expect(marks.find(({ kind }) => kind === 'regression')!.at).toBeGreaterThanOrEqual(since.at);
    expect(notes[0]).toMatch(/^The last \d+ builds are all slower than the \d+ baseline builds/);
    expect(builds.tags.map(({ name }) => name)).toEqual(['v1.0', 'v1.1']);
    expect(builds.commit[builds.tags[0]!.at]).toBe(commitOfBuild(40));
    expect(builds.timeMs[builds.tags[1]!.at]).toBeGreaterThan(Date.UTC(2026, 9, 20));
  });

  it('sum the cost of each model', () => {
    const { models } = site.builds(historyOf('agents/nightly').id);
    expect(models.map(({ model }) => model)).toEqual(['claude-haiku-5', 'claude-opus-5', 'claude-sonnet-5']);
    expect(models[1]!.runs).toEqual(Array(sampleBuildCounts.agents).fill(1));
    expect(models[1]!.costUsd.at(-1)).toBeGreaterThan(0.6);
    expect(models[1]!.cached.filter((count) => count === 1)).toHaveLength(23);
    const [read, given] = [models[1]!.cacheRead.at(-1)!, models[1]!.given.at(-1)!];
    expect(read / given).toBeCloseTo(0.75, 3);
  });

  it('show the waits of jobs: for the build the longest, and for each job', async () => {
    const { id } = historyOf('CI/test');
    const row = historyOf('CI/test').series.find(({ measure }) => measure === 'queue')!;
    expect(row).toMatchObject({ scope: 'build', task: null, unit: 'ms', status: 'fine' });
    const { queueMs } = site.builds(id);
    expect(site.series(id, row.id).values).toEqual(queueMs);
    expect(row.newest! / row.median!).toBeGreaterThan(0.3);
    const folder = tempFolder('queue');
    for (let n = 0; n < 3; n++) {
      const job = (name: string, attempt: number, ms: number) => ({
        task: makeTask({ id: `${name}${attempt}`, name, kind: 'job', attempt }),
        span: {
          ...{ id: `${name}${attempt}/queue`, parentId: `${name}${attempt}`, name: `${name} / queue` },
          ...{ startTimeMs: null, durationMs: ms, result: 'unknown' as const },
        },
      });
      const jobs = [job('lint', 1, 1000 + n), job('lint', 2, 500), job('test', 1, 200)];
      const build = makeBuild({
        ...{ id: `b${n}`, startTimeMs: Date.UTC(2026, 0, 1 + n) },
        tasks: jobs.map(({ task }) => task),
        spans: jobs.map(({ span }) => span),
      });
      await folderStore(folder, { ...noLimits, series: build.name, now: 0 }).append(build);
    }
    const made = tempFolder('queue-site');
    await buildSite([sourceOf(folder)], optionsOf(made));
    const own = readSite(made);
    const [history] = own.index.histories;
    const queues = history!.series.filter(({ measure }) => measure === 'queue');
    expect(queues.map(({ task, kind }) => [task, kind])).toEqual([
      [null, null],
      ['lint', 'job'],
      ['test', 'job'],
    ]);
    const values = queues.map((each) => own.series(history!.id, each.id).values);
    expect(values).toEqual([
      [1000, 1001, 1002],
      [1000, 1001, 1002],
      [200, 200, 200],
    ]);
  });

  it('judge builds without a report, such as those of another tool', async () => {
    const folder = tempFolder('site-import');
    const values = Array.from({ length: 40 }, (_, n) => 100 + (n % 5) + (n >= 25 ? 60 : 0));
    const builds = values.map((value, n) => {
      const metric = { name: 'parse', value, unit: 'ms', better: 'lower', samples: null } as const;
      const startTimeMs = Date.UTC(2026, 0, 1 + n);
      return makeBuild({ id: `b${n}`, startTimeMs, tasks: [], metrics: [metric], durationMs: null });
    });
    await storeAll(folder, builds);
    const made = tempFolder('site-import-out');
    await buildSite([sourceOf(folder)], optionsOf(made));
    const read = readSite(made);
    const [{ id, series }] = read.index.histories as [(typeof read.index.histories)[number]];
    const { marks } = read.series(id, series[0]!.id);
    expect(marks.map(({ kind }) => kind)).toContain('regression');
    expect(marks.every(({ at }) => at >= 25)).toBe(true);
  });
});

describe('groups that are judged as one', () => {
  const made = tempFolder('group-site');
  let read: ReadSite;
  beforeAll(async () => {
    const folder = tempFolder('group-history');
    const builds = Array.from({ length: 36 }, (_, n) => {
      const tasks = ['cart', 'search', 'web', 'api'].flatMap((name, p) =>
        noisy(60, 25, 0.15, 1 + 4 * n + p).map((ms, at) => {
          // One of them is long enough to be judged alone.
          const durationMs = ms * (at === 0 ? 12 : 1) * (name === 'search' && n >= 30 ? 1.8 : 1);
          const task = `packages/${name}/a.test.ts › case ${at}`;
          return { id: `${p}-${at}`, name: task, kind: 'test', durationMs };
        }),
      );
      return stepOf(n, 10_000, { tasks });
    });
    await storeAll(folder, builds.slice(0, 30));
    for (const build of builds.slice(30)) await storeJudged(folder, build);
    await buildSite([sourceOf(folder, { tags: [] })], optionsOf(made));
    read = readSite(made);
  });

  it('represent their tasks: one open regression, as in the report', () => {
    const [{ series, openRegressions, headline, id }] = read.index.histories as [
      (typeof read.index.histories)[number],
    ];
    const group = series.find(({ scope, task }) => scope === 'group' && task?.includes('search'))!;
    expect(group).toMatchObject({ status: 'regressed', partOf: null });
    const members = series.filter(({ partOf }) => partOf === group.task);
    expect(members.length).toBeGreaterThan(0);
    expect(members.every(({ task }) => task?.startsWith('packages/search'))).toBe(true);
    const alone = series.filter(({ status, partOf }) => status === 'regressed' && partOf === null);
    expect(alone).toHaveLength(openRegressions);
    expect(headline).toContain(group.task);
    const { values, at, marks } = read.series(id, group.id);
    expect(values.length).toBe(at?.length ?? 36);
    expect(marks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['regression', 'since']));
    expect(values.at(-1)! / values[0]!).toBeGreaterThan(1.5);
  });

  it('are in no file of a build: their values are relative to the current times of their tasks', () => {
    const [{ id }] = read.index.histories as [(typeof read.index.histories)[number]];
    expect(read.table(id).filter(({ scope }) => scope === 'group')).toEqual([]);
  });
});

describe('building a site again', () => {
  const listFiles = (folder: string): Map<string, string> =>
    new Map(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
    );

  it('writes nothing if nothing changed', async () => {
    expect(await buildSite([sourceOf(stored)], optionsOf(out))).toMatchObject({ changed: 0, written: 0 });
  });

  it('writes only the changes of a new build, and the same as from scratch', async () => {
    const [history, made, fresh] = [tempFolder('grown'), tempFolder('grown-site'), tempFolder('fresh-site')];
    cpSync(stored, history, { recursive: true });
    cpSync(out, made, { recursive: true });
    await storeJudged(history, nextTestBuild());
    const before = listFiles(made);
    const { changed } = await buildSite([sourceOf(history)], optionsOf(made));
    expect(changed).toBe(1);
    const after = listFiles(made);
    const written = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
    expect(written.filter((path) => path.includes('agents-nightly'))).toEqual([]);
    // Only the new one of the builds, and only the series that it measured.
    expect(written.filter((path) => /\/b-\w+\.js$/.test(path))).toHaveLength(1);
    expect(written.some((path) => path.endsWith('series.js'))).toBe(false);
    await buildSite([sourceOf(history)], optionsOf(fresh));
    expect(after).toEqual(listFiles(fresh));
  });

  it('leaves the files of builds unchanged when the oldest builds are deleted', async () => {
    const [kept, made] = [tempFolder('kept'), tempFolder('kept-site')];
    const add = async (numbers: readonly number[]): Promise<void> => {
      rmSync(kept, { recursive: true, force: true });
      for (const n of numbers) {
        // One of them ran only in the oldest builds, one seldom: neither moves the others.
        const names = ['a', 'z', ...(n < 3 ? ['old'] : []), ...(n % 3 === 2 ? ['seldom'] : [])];
        const tasks = names.map((name, at) => makeTask({ id: `${at}`, name, durationMs: 100 + n }));
        const build = makeBuild({ id: `b${n}`, startTimeMs: Date.UTC(2026, 0, 1 + n), tasks });
        await folderStore(kept, { ...noLimits, series: build.name, now: 0 }).append(build);
      }
    };
    await add([0, 1, 2, 3, 4, 5]);
    await buildSite([sourceOf(kept)], optionsOf(made));
    const before = listFiles(made);
    await add([3, 4, 5, 6]);
    await buildSite([sourceOf(kept)], optionsOf(made));
    const after = listFiles(made);
    const isBuild = (path: string): boolean => /\/b-\w+\.js$/.test(path);
    const written = [...after].filter(([path, text]) => isBuild(path) && before.get(path) !== text);
    expect(written).toHaveLength(1);
    expect([...after.keys()].filter(isBuild)).toHaveLength(4);
  });

  it('built twice concurrently, is that of one of them, with a correct receipt', async () => {
    const [older, newer, made, fresh] = ['older', 'newer', 'both', 'alone'].map((name) =>
      tempFolder(name),
    ) as [string, string, string, string];
    const builds = Array.from({ length: 6 }, (_, n) => {
      const tasks = Array.from({ length: 20 }, (_, at) =>
        makeTask({ id: `${at}`, name: `t${at}`, durationMs: 100 + n }),
      );
      return makeBuild({ id: `b${n}`, startTimeMs: Date.UTC(2026, 0, 1 + n), tasks });
    });
    await storeAll(older, builds.slice(0, -1));
    await storeAll(newer, builds);
    const both = [older, newer].map((folder) => buildSite([sourceOf(folder)], optionsOf(made)));
    const problems = (await Promise.all(both)).flatMap((outcome) => outcome.problems);
    for (const problem of problems) expect(problem.what).toContain('Another process is writing this site');
    await buildSite([sourceOf(newer)], optionsOf(made));
    await buildSite([sourceOf(newer)], optionsOf(fresh));
    expect(listFiles(made)).toEqual(listFiles(fresh));
  });

  it.each(['another process claims', 'another process, ending, removes the claims of'] as const)(
    'while %s its folder, leaves a receipt only for files that nobody else wrote',
    async (event) => {
      const [history, made] = [tempFolder('claimed'), tempFolder('claimed-site')];
      await storeAll(history, [makeBuild()]);
      await buildSite([sourceOf(history)], optionsOf(made));
      const [folder = ''] = readdirSync(join(made, 'data')).filter((name) => name !== 'index.js');
      const claims = (): string[] =>
        readdirSync(join(made, 'data', folder)).filter((name) => name.startsWith('writing-'));
      const buildWith = async (times: number): Promise<SiteOutcome> => {
        let last = '';
        let left = times;
        const ownersOf = (): string[] => {
          const [claim = last] = claims();
          if (left === 0 || claim === last) return [];
          left -= 1;
          last = claim;
          if (event === 'another process claims') writeFileSync(join(made, 'data', folder, 'writing-0'), '');
          else rmSync(join(made, 'data', folder, claim));
          return [];
        };
        const judge = { ...optionsOf(made).judge, ownersOf };
        const outcome = await buildSite(
          [sourceOf(history)],
          optionsOf(made, { judge, settings: [`${times}`] }),
        );
        expect(left).toBe(times === 1 ? 0 : Number.POSITIVE_INFINITY);
        expect(claims()).toEqual([]);
        return outcome;
      };
      const receipt = join(made, 'data', folder, 'receipt.json');
      expect((await buildWith(1)).problems).toEqual([]);
      expect(readFileSync(receipt, 'utf8')).toContain('"made"');
      expect((await buildWith(Number.POSITIVE_INFINITY)).problems.map(({ what }) => what)).toEqual([
        'Another process is writing this site.',
      ]);
      expect(existsSync(receipt)).toBe(false);
    },
  );

  it('does not trust a receipt beside the claim of a process that was killed', async () => {
    const [history, made] = [tempFolder('killed'), tempFolder('killed-site')];
    await storeAll(history, [makeBuild()]);
    await buildSite([sourceOf(history)], optionsOf(made));
    const before = listFiles(made);
    const [written = ''] = [...before.keys()].filter((path) => /\/s-\w+\.js$/.test(path));
    writeFileSync(join(made, written), 'half');
    writeFileSync(join(made, written, '..', 'writing-0'), '');
    expect(await buildSite([sourceOf(history)], optionsOf(made))).toMatchObject({ changed: 1, problems: [] });
    expect(listFiles(made)).toEqual(before);
  });

  it('reacts to settings, damaged receipts, and removed histories', async () => {
    const [history, made] = [tempFolder('less'), tempFolder('less-site')];
    cpSync(stored, history, { recursive: true });
    cpSync(out, made, { recursive: true });
    const [folder = ''] = readdirSync(join(made, 'data')).filter((name) => name.startsWith('ci-test'));
    writeFileSync(join(made, 'data', folder, 'receipt.json'), '{"made":');
    expect(await buildSite([sourceOf(history)], optionsOf(made))).toMatchObject({ changed: 1 });
    expect(await buildSite([sourceOf(history)], optionsOf(made, { settings: ['x'] }))).toMatchObject({
      changed: 2,
    });
    for (const name of readdirSync(history))
      if (name.startsWith('agents')) rmSync(join(history, name), { recursive: true });
    await buildSite([sourceOf(history)], optionsOf(made));
    expect(readdirSync(join(made, 'data')).sort()).toEqual([folder, 'index.js']);
    expect(readdirSync(join(made, 'badges')).some((name) => name.startsWith('agents'))).toBe(false);
  });

  it('joins repositories with series of one name, and builds in separate folders', async () => {
    const parts = tempFolder('artifacts');
    for (let n = 0; n < 3; n++) {
      const build = makeBuild({ id: `b${n}`, startTimeMs: Date.UTC(2026, 0, 1 + n), tasks: [makeTask()] });
      await folderStore(join(parts, `artifact-${n}`), { ...noLimits, series: 'x', now: 0 }).append(build);
    }
    const made = tempFolder('many-site');
    const sources = ['octo/a', 'octo/b'].map((repository) => sourceOf(parts, { repository }));
    await buildSite(sources, optionsOf(made));
    const { index } = readSite(made);
    expect(index.title).toBe('Build trends');
    expect(index.histories.map(({ repository, builds }) => [repository, builds])).toEqual([
      ['octo/a', 3],
      ['octo/b', 3],
    ]);
    expect(new Set(index.histories.map(({ id }) => id)).size).toBe(2);
  });

  it('keeps pull requests out of the baseline, and in the charts', async () => {
    const folder = tempFolder('pulls');
    for (let n = 0; n < 4; n++) {
      const context = makeContext(n === 3 ? { branch: 'topic', pullRequest: 7 } : {});
      const build = makeBuild({ id: `b${n}`, startTimeMs: Date.UTC(2026, 0, 1 + n), context });
      await folderStore(folder, { ...noLimits, series: build.name, now: 0 }).append(build);
    }
    const made = tempFolder('pulls-site');
    await buildSite([sourceOf(folder)], optionsOf(made));
    const read = readSite(made);
    const [{ id, branch, series }] = read.index.histories as [(typeof read.index.histories)[number]];
    expect(branch).toBe('main');
    expect(read.builds(id).baseline).toEqual([1, 1, 1, 0]);
    expect(series[0]!.spark).toHaveLength(3);
    expect(read.series(id, series[0]!.id).values).toHaveLength(4);
  });

  it('shows an acknowledged change as such, with owner and reason', async () => {
    const text = `acknowledge:
  - series: "*parser*"
    reason: the suite runs in two browsers now
    owner: "@ann"
    expires: 2027-01-31
`;
    const read = readConfig(text, 'build-telemetry.yml');
    expect(read.problems).toEqual([]);
    const made = tempFolder('acknowledged-site');
    const judge = { ...optionsOf(made).judge, config: read.config };
    await buildSite([sourceOf(stored)], optionsOf(made, { judge }));
    const own = readSite(made);
    const history = own.index.histories.find(({ name }) => name === 'CI/test')!;
    const row = history.series.find(({ task }) => task?.includes('parser › keeps'))!;
    expect(row.status).toBe('acknowledged');
    expect(own.series(history.id, row.id).notes).toContain(
      'Acknowledged by @ann until 2027-01-31: the suite runs in two browsers now.',
    );
    const { marks } = own.series(history.id, row.id);
    expect(marks.find(({ kind }) => kind === 'acknowledged')).toEqual({
      at: marks.find(({ kind }) => kind === 'since')!.at,
      kind: 'acknowledged',
      text: 'Acknowledged by @ann until 2027-01-31: the suite runs in two browsers now.',
    });
  });

  it('reports that no build belongs to the baseline branch', async () => {
    const folder = tempFolder('only-pulls');
    const context = makeContext({ branch: 'topic', pullRequest: 7 });
    const build = makeBuild({ context });
    await folderStore(folder, { ...noLimits, series: build.name, now: 0 }).append(build);
    const made = tempFolder('only-pulls-site');
    await buildSite([sourceOf(folder)], optionsOf(made));
    const [history] = readSite(made).index.histories;
    expect(history).toMatchObject({ headline: 'No complete build on the baseline branch', builds: 1 });
    expect(history?.series[0]).toMatchObject({ status: 'learning', newest: null, spark: [] });
  });

  it('writes no page for folders without a history', async () => {
    const made = join(tempFolder('none'), 'site');
    expect(await buildSite([sourceOf(tempFolder('empty'))], optionsOf(made))).toMatchObject({ histories: 0 });
    expect(existsSync(made)).toBe(false);
  });
});

describe('badges', () => {
  it('show how many regressions are open, and the duration of a build', () => {
    const { id } = historyOf('CI/test');
    const read = (name: string): string => readFileSync(join(out, 'badges', name), 'utf8');
    expect(read('regressions.svg')).toMatch(/aria-label="builds: \d+ open regressions"/);
    expect(read(`${id}-duration.svg`)).toMatch(/aria-label="duration: 1m \d+s"/);
  });
});
