/** Rules for reports of bundlers, caches, web tools and task runners that no short log of theirs shows. */
import { describe, expect, it } from 'vitest';
import { buildOf, codesOf, readAll, sourceOf } from '../source-of.ts';
import { openFixture } from './fixtures.ts';

const stats = (assets: readonly object[], more: object = {}): string =>
  JSON.stringify({
    hash: 'abc',
    version: '5',
    time: 100,
    builtAt: 1_700_000_000_000,
    outputPath: '/x',
    assets,
    errors: [],
    ...more,
  });

describe('webpack-stats', () => {
  it('adds up files with hashes as names, and leaves out source maps', async () => {
    const file = (hash: string, size: number) => ({
      name: `${hash}.js`,
      size,
      info: { contenthash: [hash] },
    });
    const map = { name: 'aaaa.js.map', size: 9999, info: {} };
    const { metrics } = await buildOf(
      stats([file('aaaa1111', 10), file('bbbb2222', 20), { name: 'index.html', size: 3 }, map]),
    );
    expect(metrics.map(({ name, value, unit }) => [name, value, unit])).toEqual([
      ['webpack › *.js', 30, 'By'],
      ['webpack › index.html', 3, 'By'],
      ['webpack › all files', 33, 'By'],
    ]);
  });

  it('masks hashes that the file does not list, as before webpack 5', async () => {
    const of = async (hash: string) =>
      (await buildOf(stats([{ name: `1.${hash}.js`, size: 3, info: { immutable: true } }]))).metrics[0]?.name;
    expect(await of('fb04f5f6e11ef3c40d84')).toBe('webpack › 1.*.js');
    expect(await of('facade')).toBe('webpack › 1.facade.js');
  });

  it('reports several compilers that failed early', async () => {
    const failed = { time: 81, errors: [{ message: 'no' }], errorsCount: 1, warnings: [], warningsCount: 0 };
    const build = await buildOf(JSON.stringify({ ...failed, children: [{ name: 'web', ...failed }] }));
    expect(build).toMatchObject({ formats: ['webpack-stats'], result: 'failure' });
    expect(build.tasks.map(({ name, result }) => [name, result])).toEqual([['web', 'failure']]);
  });

  it('measures nothing in a failed build', async () => {
    const build = await buildOf(
      stats([{ name: 'a.js', size: 1 }], {
        errors: [{ message: 'no', moduleName: './a.ts', loc: '3:0-19' }],
      }),
    );
    expect(build).toMatchObject({ result: 'failure', metrics: [], durationMs: 100 });
    expect(build.tasks[0]?.failure).toEqual({ message: 'no', file: 'a.ts', line: 3 });
  });

  it('does not treat a plugin’s helper as a compiler', async () => {
    const child = { name: 'mini-css-extract-plugin', assets: [{ name: 'b.css', size: 5 }], errors: [] };
    const { tasks, metrics } = await buildOf(stats([{ name: 'a.js', size: 1 }], { children: [child] }));
    expect([tasks.length, metrics.map(({ name }) => name)]).toEqual([1, ['webpack › a.js']]);
  });

  it('is incomplete when it is cut', async () => {
    const text = openFixture('webpack-stats/webpack-5.113.0.json').toString('utf8');
    const { build } = await readAll([sourceOf(text.slice(0, 4000))]);
    expect(build?.result ?? 'unknown').not.toBe('success');
  });
});

describe('k6', () => {
  it('fails for a threshold that was crossed, in both of its forms', async () => {
    const old = openFixture('k6/made-summary-export-crossed.json').toString('utf8');
    expect((await buildOf(old)).result).toBe('failure');
    const newer = openFixture('k6/made-handle-summary.json').toString('utf8');
    expect((await buildOf(newer)).result).toBe('success');
    expect((await buildOf(newer.replace('"ok": true', '"ok": false'))).result).toBe('failure');
  });

  it('measures gauges, data, and trends without a median, and names missing numbers', async () => {
    const gauge = (contains: string, value: number) => ({
      type: 'gauge',
      contains,
      values: { value, min: 0, max: 9 },
    });
    const trend = (values: object) => ({ type: 'trend', contains: 'time', values });
    const metrics = {
      depth: { ...gauge('default', 7), thresholds: { 'value>5': { ok: true } } },
      heap: gauge('data', 2048),
      iterations: { type: 'counter', contains: 'default', values: { count: 10, rate: 2 } },
      latency: trend({ avg: 12.5, max: 50 }),
      slowest: trend({ max: 50 }),
      waiting: trend({ 'p(99)': 40 }),
      written: { type: 'counter', contains: 'data', values: { count: 4096, rate: 1 } },
      vus: gauge('default', 1),
    };
    const build = await buildOf(JSON.stringify({ root_group: {}, metrics }));
    expect(build.metrics.map(({ name, value, unit, better }) => [name, value, unit, better])).toEqual([
      ['depth', 7, '1', 'higher'],
      ['heap', 2048, 'By', 'lower'],
      ['iterations › rate', 2, '/s', 'higher'],
      ['latency › average', 12.5, 'ms', 'lower'],
      ['waiting › p(99)', 40, 'ms', 'lower'],
      ['written › count', 4096, 'By', 'lower'],
    ]);
    expect(codesOf(build)).toEqual(['no-value']);
    // The output of `--summary-export` for the same run.
    const { depth, latency } = metrics;
    const old = { iterations: { count: 10, rate: 2 }, depth: depth.values, latency: latency.values };
    expect((await buildOf(JSON.stringify({ root_group: {}, metrics: old }))).metrics).toMatchObject([
      { name: 'depth', value: 7 },
      { name: 'iterations › rate', value: 2 },
      { name: 'latency › average', value: 12.5 },
    ]);
  });
});

describe('lighthouse', () => {
  it('keeps neither the host nor the query of a page', async () => {
    const build = await buildOf(openFixture('lighthouse/lighthouse-12.8.2-ok.json').toString('utf8'));
    expect(JSON.stringify({ tasks: build.tasks, metrics: build.metrics })).not.toMatch(/s3cret|127\.0\.0\.1/);
  });
});

describe('lighthouse of one page on two devices', () => {
  it('is two pages', async () => {
    const report = JSON.parse(openFixture('lighthouse/lighthouse-12.8.2-ok.json').toString('utf8'));
    const desktop = { ...report, configSettings: { ...report.configSettings, formFactor: 'desktop' } };
    const { build } = await readAll([report, desktop].map((each) => sourceOf(JSON.stringify(each))));
    expect(build?.tasks.map(({ name }) => name)).toEqual(['/shop', '/shop (desktop)']);
    expect(new Set(build?.metrics.map(({ name }) => name)).size).toBe(build?.metrics.length);
  });
});

describe('size-limit', () => {
  it('has limits only from the report', async () => {
    const checks = [
      { name: 'slow', passed: false, size: 123, running: 3.1, loading: 0.2 },
      { name: 'big', passed: false, size: 123, sizeLimit: 100 },
    ];
    const { tasks } = await buildOf(JSON.stringify(checks));
    expect(tasks.map(({ failure }) => failure?.message)).toEqual([
      'It is above the limit of its configuration.',
      '123 bytes are above the limit of 100.',
    ]);
  });
});

describe('ccache and sccache', () => {
  it('refuse human-readable output, with the command to write', async () => {
    for (const [path, command] of [
      ['refused/ccache-4.7.5-summary.txt', '--print-stats'],
      ['refused/sccache-0.4-summary.txt', '--stats-format=json'],
    ] as const) {
      const { problems } = await readAll([sourceOf(openFixture(path))]);
      expect(problems[0]?.fix).toContain(command);
    }
  });
});

describe('moon', () => {
  it('reads an interactive task as a task, and distinguishes actions on one project', async () => {
    const text = openFixture('moon/moon-2.5.5-cold.json').toString('utf8');
    const plain = await buildOf(text);
    const other = await buildOf(text.replaceAll('"RunTask(', '"RunInteractiveTask('));
    expect(other.tasks).toEqual(plain.tasks);
    const twice = await buildOf(
      text.replace(/"SyncProject\([^"]*"/g, '"SyncProject(app)"').replace('SyncProject', 'InstallDeps'),
    );
    expect(twice.tasks.filter(({ name }) => /^app(?!:)/.test(name)).map(({ name }) => name)).toEqual([
      'app [InstallDeps]',
      'app [SyncProject]',
    ]);
  });

  it('reads the attempts of moon before 1.26', async () => {
    const at = (second: number): string => `2026-01-01T10:00:0${second}.000000`;
    const attempt = (index: number, status: string) => ({
      ...{ index, status, startedAt: at(index), finishedAt: at(index + 1), duration: { secs: 1, nanos: 0 } },
      ...{ exitCode: status === 'passed' ? 0 : 1, stdout: '', stderr: '' },
    });
    const action = {
      ...{ label: 'RunTask(core:test)', status: 'passed', allowFailure: false, flaky: true, error: null },
      ...{ createdAt: at(0), startedAt: at(0), finishedAt: at(3), duration: { secs: 3, nanos: 0 } },
      attempts: [attempt(1, 'failed'), attempt(2, 'passed')],
    };
    const run = { actions: [action], context: {}, duration: { secs: 4, nanos: 0 }, comparisonEstimate: {} };
    expect(await buildOf(JSON.stringify(run))).toMatchObject({
      ...{ durationMs: 4000, result: 'success', complete: true },
      tasks: [
        { name: 'core:test', attempt: 1, result: 'failure', durationMs: 1000 },
        { name: 'core:test', attempt: 2, result: 'success', durationMs: 1000, cache: 'miss' },
      ],
    });
  });

  it('is incomplete when the run was interrupted', async () => {
    const text = openFixture('moon/moon-2.5.5-cold.json').toString('utf8');
    const build = await buildOf(text.replace(/"status": ?"completed"/, '"status": "interrupted"'));
    expect([build.complete, codesOf(build)]).toEqual([false, ['unfinished']]);
  });
});

describe('maven-log', () => {
  it('reads minutes, versions, colours and the times of a job’s log', async () => {
    const lines = [
      'Scanning for projects...',
      'Reactor Summary for Shop 1.0:',
      'core 1.2-SNAPSHOT ..... SUCCESS [01:05 min]',
      'web ..... SUCCESS [  2.5 s]',
      'BUILD SUCCESS',
      'Total time:  01:08 min (Wall Clock)',
      'Finished at: 2026-01-02T10:00:00+01:00',
    ];
    const log = lines
      .map((line) => `2026-01-02T09:00:00.1234567Z [\u001b[1;34mINFO\u001b[m] ${line}\n`)
      .join('');
    const build = await buildOf(log);
    expect(build).toMatchObject({
      result: 'success',
      durationMs: 68_000,
      startTimeMs: Date.parse('2026-01-02T08:58:52Z'),
    });
    expect(build.tasks.map(({ name, durationMs }) => [name, durationMs])).toEqual([
      ['core', 65_000],
      ['web', 2500],
    ]);
  });

  it('reads modules whose names leave no room for dots', async () => {
    const name = 'Shop :: Integration tests of the payment service with queues';
    const summary = `Reactor Summary:\n${name} SUCCESS [  2.5 s]\ncore . FAILURE [  1.0 s]\nweb for all SKIPPED\n`;
    const log = `${summary}BUILD FAILURE\nTotal time:  3.6 s\n`.replaceAll(/^(?=.)/gm, '[INFO] ');
    const { tasks } = await buildOf(log);
    expect(tasks.map((task) => [task.name, task.result, task.durationMs])).toEqual([
      [name, 'success', 2500],
      ['core', 'failure', 1000],
      ['web for all', 'skip', null],
    ]);
  });

  it('keeps the failure of one of several builds in a log', async () => {
    const [passed, failed] = ['passed', 'failed'].map((name) =>
      openFixture(`maven-log/maven-3.8.7-${name}.txt`).toString('utf8'),
    );
    for (const log of [`${failed}${passed}`, `${passed}${failed}`])
      expect((await buildOf(log)).result).toBe('failure');
  });
});
