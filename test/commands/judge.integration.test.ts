/** `detect`, `explain` and `tune` from the command line, as users run them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeBuild } from '../../src/history/encode-build.ts';
import type { Build } from '../../src/model/build.ts';
import { noisy, startMs, stepOf } from '../detect/judge-in-turn.ts';
import { tempFolder } from '../temp-folder.ts';
import { runCli } from './run-cli.ts';

const bundle = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = tempFolder('judge');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: readonly string[]) => runCli(args, { cwd: folder });

const json = async (...args: string[]): Promise<unknown> => {
  const { status, stdout, stderr } = await run([...args, '--json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
};

const step = [...noisy(40, 10), ...noisy(10, 13)];

function writeSeries(written: unknown): string {
  writeFileSync(join(folder, 'series.json'), typeof written === 'string' ? written : JSON.stringify(written));
  return 'series.json';
}

describe('build-telemetry check', () => {
  it('does not store a time that is suddenly 0', async () => {
    const cwd = join(folder, 'zeros');
    mkdirSync(cwd);
    const check = async (day: number, value: number) => {
      const start_time = new Date(startMs + day * 86_400_000).toISOString();
      const lines = [
        { v: 1, type: 'build', build_id: `b${day}`, start_time, duration_ms: 1000, result: 'success' },
        { v: 1, type: 'metric', build_id: `b${day}`, name: 'parse', value, unit: 'ns' },
      ];
      writeFileSync(join(cwd, 'zero.ndjson'), lines.map((line) => JSON.stringify(line)).join('\n'));
      return await runCli(['check', 'zero.ndjson', '--name', 'bench'], { cwd });
    };
    for (let day = 0; day < 12; day++) await check(day, 253);
    const { status, stdout, stderr } = await check(12, 0);
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('the only measurement is suddenly 0'),
    });
    expect(stderr).toContain('`parse` (0 ns)');
    const { stdout: rows } = await runCli(['history', 'export', '--format', 'csv'], { cwd });
    expect(rows.match(/^.*parse.*$/gm)).toHaveLength(12);
  });
});

describe('build-telemetry detect', () => {
  it('gives the verdict on the newest value of each series, in their order', async () => {
    const file = writeSeries([
      { name: 'slow', values: step.slice(0, 43) },
      { name: 'calm', values: step.slice(0, 40) },
      { name: 'young', values: [1, 2] },
      { name: 'none', values: [] },
    ]);
    const rows = (await json('detect', file)) as Record<string, unknown>[];
    expect(rows.map(({ name, index, verdict }) => [name, index, verdict])).toEqual([
      ['slow', 42, 'confirmed'],
      ['calm', 39, 'none'],
      ['young', 1, 'learning'],
      ['none', null, 'learning'],
    ]);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'name',
      'index',
      'verdict',
      'baseline',
      'effect',
      'worse',
      'p',
      'state',
      'lasting',
      'since',
    ]);
    // A series without a value has the same keys.
    expect(Object.keys(rows.at(-1) ?? {})).toEqual(Object.keys(rows[0] ?? {}));
    expect(rows[0]?.['effect']).toBeCloseTo(0.3, 1);
    expect(rows[0]?.['p']).toBeLessThan(0.00175);
  });

  it('replays each value from an index on, one element per index', async () => {
    const file = writeSeries([
      { name: 'a', values: step, hardware: 'EPYC', group: 'g', keys: step.map((_, i) => `c${i}`) },
    ]);
    const [{ name, verdicts }] = (await json('detect', file, '--replay', '38')) as [
      { name: string; verdicts: { index: number; verdict: string }[] },
    ];
    expect(name).toBe('a');
    expect(verdicts.map(({ index }) => index)).toEqual(Array.from({ length: 12 }, (_, i) => 38 + i));
    expect(verdicts.map(({ verdict }) => verdict).slice(0, 6)).toEqual([
      'none',
      'none',
      'suspect',
      'suspect',
      'confirmed',
      'confirmed',
    ]);
  });

  it('decides each value from its past alone: removing later values changes nothing', async () => {
    const replay = async (length: number): Promise<unknown[]> => {
      const [{ verdicts }] = (await json(
        'detect',
        writeSeries([
          {
            name: 'a',
            values: step.slice(0, length),
            hardware: step.slice(0, length).map((_, i) => `${i % 2}`),
          },
        ]),
        '--replay',
        '0',
      )) as [{ verdicts: unknown[] }];
      return verdicts;
    };
    const whole = await replay(50);
    expect(whole).toHaveLength(50);
    for (const cut of [1, 13, 41, 44]) expect(await replay(cut)).toEqual(whole.slice(0, cut));
  });

  it('reads standard input, and one series without an array around it', async () => {
    const input = JSON.stringify({ values: step.slice(0, 43) });
    const { status, stdout } = spawnSync(process.execPath, [bundle, 'detect', '-'], {
      input,
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout).toContain('#0');
    expect(stdout).toContain('confirmed');
    expect(stdout).toContain('1 series tested, 1 changed, 0 learning.');
  });

  it('prints only the series that changed', async () => {
    const calm = await run(['detect', writeSeries([{ name: 'a', values: step.slice(0, 40) }])]);
    expect(calm.stdout).toBe('1 series tested, 0 changed, 0 learning.\n');
    const replayed = await run([
      'detect',
      writeSeries([{ name: 'evil\u001b[31m', values: step }]),
      '--replay',
      '12',
    ]);
    expect(replayed.stdout).not.toContain('\u001b');
    expect(replayed.stdout).toContain('38 values of 1 series tested.');
  });

  it('has nothing to judge after the last index', async () => {
    expect(await json('detect', writeSeries([{ name: 'a', values: [1, 2] }]), '--replay', '2')).toEqual([
      { name: 'a', verdicts: [] },
    ]);
  });

  it.each([
    ['no JSON', 'It is not JSON'],
    ['[]', 'The file contains no series.'],
    ['[7]', 'This is not a series.'],
    ['[null]', 'This is not a series.'],
    ['[{"name":"a"}]', 'The list `values` is missing.'],
    ['[{"name":"a","values":[1,"2"]}]', 'Value 1 is `"2"`.'],
    ['[{"name":"a","values":[1,-2]}]', 'Value 1 is `-2`.'],
    ['[{"name":"a","values":[1,1e999]}]', 'Value 1 is `Infinity`.'],
    [
      '[{"values":[1]},{"values":[1,2],"hardware":["x"]}]',
      'element 1: `hardware` has 1 element for 2 values.',
    ],
    ['[{"values":[1,2],"keys":["x"]}]', '`keys` has 1 element for 2 values.'],
    ['[{"values":[1,2],"keys":"x"}]', '`keys` is not a list.'],
  ])('reports the fault in %s', async (text, message) => {
    const { status, stdout, stderr } = await run(['detect', writeSeries(text)]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('series.json');
  });

  it.each([
    [['detect'], 'Missing argument: SERIES.json.'],
    [['detect', 'absent.json'], 'absent.json: File or folder not found.'],
    [['detect', 'series.json', '--replay', '-1'], '`-1` is not an index.'],
    [['detect', 'series.json', '--replay', '1.5'], 'is not an index.'],
    [['detect', 'series.json', '--replay', ''], 'is not an index.'],
    [['detect', 'series.json', '--replai', '1'], 'Did you mean `--replay`?'],
    [['detect', 'series.json', 'other.json'], 'Only one file can be read.'],
  ])('%j prints %s', async (args, message) => {
    writeSeries([{ values: [1] }]);
    const { status, stderr } = await run(args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

/** A history on disk, as `check` stores it. */
function writeHistory(name: string, builds: readonly Build[]): string {
  const target = join(folder, name);
  mkdirSync(target, { recursive: true });
  for (const build of builds) {
    const file = encodeBuild(build, startMs);
    writeFileSync(join(target, file.name), file.bytes);
  }
  return name;
}

const recent = Date.now() - 100 * 3_600_000;
function makeBuilds(levels: readonly number[]): Build[] {
  return levels.map((durationMs, i) =>
    stepOf(i, durationMs, {
      startTimeMs: recent + i * 3_600_000,
      tasks: [
        { name: 'compile', durationMs: 0.6 * durationMs },
        { name: 'login', kind: 'test', durationMs: 900 },
        { name: 'login', kind: 'task', durationMs: 800 },
      ],
      metrics: [{ name: 'bundle size', value: 5_000, unit: 'By', better: 'lower', samples: null }],
    }),
  );
}

describe('with a history', () => {
  let history = '';
  beforeAll(() => {
    // A regression that recovers, and one that is still open.
    const levels = [
      ...noisy(40, 10_000),
      ...noisy(8, 13_000),
      ...noisy(20, 10_000, 0.02, 3),
      ...noisy(6, 14_000),
    ];
    history = writeHistory('h', makeBuilds(levels));
  });

  describe('build-telemetry explain', () => {
    it('shows the history of a series as text, with a chart, without a terminal', async () => {
      const { status, stdout } = await run(['explain', 'build', '--history', history]);
      expect(status).toBe(0);
      expect(stdout).toContain('Build time: 74 builds');
      expect(stdout).toMatch(
        /\+3\d% since [0-9a-f]{7} \(.+ UTC\), confirmed in [0-9a-f]{7} \(.+ UTC\), error: recovered\./,
      );
      expect(stdout).toContain(': still open.');
      // The level before it, with the noise of one level.
      expect(stdout).toMatch(
        /Baseline \(median\): (9\.\d+|10(\.\d)?) s of \d+ builds, noise ±[1-3](\.\d)?%\./,
      );
      expect(stdout).toContain('▲');
      expect(stdout).toContain('▽');
      expect(stdout).not.toContain('\u001b');
      for (const line of stdout.split('\n').slice(-12)) expect(line.length).toBeLessThanOrEqual(100);
    });

    it('shows the build, and its measurements together', async () => {
      const measured = makeBuilds(noisy(30, 10_000)).map((build, at) => ({
        ...build,
        tasks: [],
        metrics: [10, 20, 30].map((value, n) => ({
          ...{
            name: `sort ${value}`,
            value: value + Math.sin(at * (n + 1)) / 5,
            unit: 'ns',
            better: 'lower' as const,
            samples: null,
          },
        })),
      }));
      const both = writeHistory('both', measured);
      const { stdout } = await run(['explain', 'build', '--history', both]);
      expect(stdout).toMatch(/^Build time: 30 builds/);
      expect(stdout).toMatch(/\n\nAll metrics: [1-9]\d* builds.+\nThe geometric mean of their usual values/);
      expect(await json('explain', 'build', '--history', both)).toMatchObject({
        series: { task: null, measure: 'duration' },
        together: { series: { task: '*', unit: 'ns' } },
      });
      for (const name of ['all metrics', '*'])
        expect(await json('explain', name, '--history', both)).toMatchObject({
          series: { task: '*', measure: 'value' },
        });
      const listed = (await json('explain', '--history', both)) as { series: { name: string }[] };
      expect(listed.series.map(({ name }) => name).slice(0, 3)).toEqual(['build', 'All metrics', 'sort 30']);
      expect(await json('explain', 'build', '--history', history)).not.toHaveProperty('together');
    });

    it('gives every value with its build as JSON', async () => {
      const explained = (await json('explain', 'compile', '--history', history)) as {
        points: { build: string; commit: string; value: number }[];
        regressions: { buildId: string; end: string }[];
      };
      expect(explained).toMatchObject({
        series: { task: 'compile', measure: 'duration' },
        verdict: 'confirmed',
      });
      expect(explained.points).toHaveLength(74);
      expect(explained.points[0]).toMatchObject({
        build: 'b0',
        commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      });
      expect(explained.regressions.map(({ buildId, end }) => `${buildId} ${end}`)).toEqual([
        'b42 recovered',
        'b70 open',
      ]);
    });

    it('explains a measurement, and one of several kinds', async () => {
      expect(await json('explain', 'bundle size', '--history', history)).toMatchObject({
        level: 5_000,
        noise: 0,
      });
      expect(await json('explain', 'login', '--kind', 'test', '--history', history)).toMatchObject({
        level: 900,
      });
    });

    it('shows builds of each month, as old as they are', async () => {
      const builds = makeBuilds(noisy(30, 10_000)).map((build, i) => ({
        ...build,
        startTimeMs: recent - (30 - i) * 30 * 86_400_000,
      }));
      const monthly = writeHistory('monthly', builds);
      for (const series of ['build', 'compile'])
        expect((await run(['explain', series, '--history', monthly])).stdout).toContain(': 30 builds');
    });

    it('shows a recurring full build as a separate class', async () => {
      const levels = noisy(60, 10_000).map((value, i) => (i % 10 === 9 ? 2 * value : value));
      const builds = makeBuilds(levels).map((build, i) =>
        i % 10 === 9 ? { ...build, context: { ...build.context, event: 'schedule' } } : build,
      );
      const nightly = writeHistory('nightly', builds);
      const { stdout } = await run(['explain', 'build', '--history', nightly]);
      expect(stdout).toMatch(
        /6 builds of about (19|20)\.\d s recur, on schedule: they have their own baseline\./,
      );
      const explained = await json('explain', 'build', '--history', nightly);
      expect(explained).toMatchObject({ repeating: { builds: 6, when: 'on schedule' } });
      expect(await json('explain', 'build', '--history', history)).toMatchObject({ repeating: null });
    });

    it('attributes a slowdown of all tasks to the build', async () => {
      const builds = noisy(46, 10_000).map((durationMs, i) =>
        stepOf(i, durationMs, {
          startTimeMs: recent + i * 3_600_000,
          tasks: Array.from({ length: 24 }, (_, t) => ({
            name: `t${t}`,
            durationMs: (noisy(46, 1_000, 0.02, t + 2)[i] as number) * (i < 40 ? 1 : t === 5 ? 2 : 1.3),
          })),
        }),
      );
      const group = writeHistory('group', builds);
      expect(await json('explain', 't3', '--history', group)).toMatchObject({
        verdict: 'environment',
        regressions: [],
      });
      expect(await json('explain', 't5', '--history', group)).toMatchObject({ verdict: 'confirmed' });
    });

    it.each([
      [['explain'], 'No history in .build-telemetry/history yet. Store a build'],
      [['explain', 'a', 'b', '--history', 'h'], "Quote a name with spaces: 'a b'."],
      [['explain', 'compli', '--history', 'h'], 'Did you mean `compile`?'],
      [['explain', 'somewhere else', '--history', 'h'], 'List the series with `build-telemetry explain`.'],
      [
        ['explain', 'login', '--history', 'h'],
        'Several kinds share this name: task, test. Choose one: `--kind task`.',
      ],
      [
        ['explain', 'compile', '--measure', 'cost', '--history', 'h'],
        'No cost in the 74 builds of ci/test in h. Choose with `--measure`: duration.',
      ],
      [['explain', 'login', '--kind', 'tset', '--history', 'h'], 'Did you mean `test`?'],
      [['explain', 'build', '--measure', 'speed', '--history', 'h'], '`speed` is not a valid value.'],
      [['explain', 'build', '--history', 'nowhere'], 'There is no folder nowhere.'],
    ])('%j prints %s', async (args, message) => {
      const { status, stdout, stderr } = await run(args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(message);
    });

    it('states when a young series will be judged', async () => {
      const young = writeHistory('young', makeBuilds(noisy(5, 10_000)));
      const { stdout } = await run(['explain', 'build', '--history', young]);
      expect(stdout).toContain('No baseline yet: 5 of 12 comparable builds.');
      expect(await json('explain', 'build', '--history', young)).toMatchObject({
        level: null,
        verdict: 'learning',
      });
    });
  });

  describe('build-telemetry tune', () => {
    it('reports the alerts in 100 builds, the list of them, how many recovered, and the limits for a rate', async () => {
      const tuned = (await json('tune', '--history', history, '--rate', '0')) as {
        reported: { series: { scope: string }; buildId: string; end: string; effect: number }[];
        limits: { scope: string; level: string; limit: number }[];
      };
      expect(tuned).toMatchObject({ rate: 0, builds: 62, alerts: 4, recovered: 2, environments: 0 });
      expect((tuned as unknown as { alertsPer100: number }).alertsPer100).toBeCloseTo(400 / 62, 9);
      expect(tuned.reported.map(({ series, buildId, end }) => `${series.scope} ${buildId} ${end}`)).toEqual([
        'build b42 recovered',
        'task b42 recovered',
        'build b70 open',
        'task b70 open',
      ]);
      const largest = Math.max(...tuned.reported.map(({ effect }) => effect));
      const build = tuned.limits.filter(({ scope }) => scope === 'build');
      expect(build.map(({ level }) => level)).toEqual(['warning', 'error']);
      for (const { limit } of build) expect(limit).toBeGreaterThan(largest - 0.02);
    });

    it('prints it as text, with the thresholds', async () => {
      const { status, stdout } = await run(['tune', '--history', history]);
      expect(status).toBe(0);
      expect(stdout).toContain('62 of the 74 builds of ci/test in h');
      expect(stdout).toContain('Regressions: 4 alerts, 6.5 in 100 builds; 2 of them recovered.');
      expect(stdout).toMatch(
        /For at most 1 in 100 builds with an alert of warning or higher, set `warning: \+\d+%` for the build\./,
      );
      expect(stdout).toContain('Thresholds:');
    });

    it('suggests limits that have the stated effect in the configuration', async () => {
      const { limits } = (await json('tune', '--history', history, '--rate', '0')) as {
        limits: { scope: string; level: string; limit: number }[];
      };
      const rules = ['build', 'task'].map((scope) => {
        const own = limits.filter((each) => each.scope === scope);
        const lines = own.map(({ level, limit }) => `    ${level}: +${Math.round(limit * 100)}%`);
        return [`  - series: '${scope === 'build' ? 'build' : '*'}'`, ...lines].join('\n');
      });
      mkdirSync(join(folder, '.github'), { recursive: true });
      writeFileSync(join(folder, '.github/build-telemetry.yml'), `regressions:\n${rules.join('\n')}\n`);
      const after = await json('tune', '--history', history, '--rate', '0');
      rmSync(join(folder, '.github'), { recursive: true });
      expect(after).toMatchObject({ alerts: 0, alertsPer100: 0, limits: [] });
    });

    it('reports that a history is too short to judge', async () => {
      const young = writeHistory('tune-young', makeBuilds(noisy(5, 10_000)));
      expect(await json('tune', '--history', young)).toMatchObject({
        builds: 0,
        reported: [],
        alertsPer100: null,
        limits: [],
      });
      const { stdout } = await run(['tune', '--history', young]);
      expect(stdout).toContain('0 of the 5 builds');
      expect(stdout).toContain('12 comparable builds before it');
    });

    it('refuses a missing folder', async () => {
      const { status, stderr } = await run(['tune', '--history', 'nowhere']);
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: expect.stringContaining('There is no folder nowhere.'),
      });
    });

    it.each(['x', '', '-1', 'NaN', 'Infinity'])('refuses a rate of `%s`', async (rate) => {
      const { status, stderr } = await run(['tune', '--history', 'h', `--rate=${rate}`]);
      expect(status).toBe(2);
      expect(stderr).toContain('--rate');
    });

    it('reports wrong limits of the configuration file', async () => {
      mkdirSync(join(folder, '.github'), { recursive: true });
      writeFileSync(
        join(folder, '.github/build-telemetry.yml'),
        'regressions:\n  - series: build\n    warning: 5\n',
      );
      const { status, stderr } = await run(['tune', '--history', 'h']);
      rmSync(join(folder, '.github'), { recursive: true });
      expect(status).toBe(2);
      expect(stderr).toContain('regressions[0].warning');
    });
  });
});
