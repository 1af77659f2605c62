/** The commands in the order that people type them, without flags: each finds what `check` stored. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { tempFolder } from '../temp-folder.ts';
import { runCli } from './run-cli.ts';

let folder = '';
beforeEach(() => {
  folder = tempFolder('find');
});

const run = (...args: string[]) => runCli(args, { cwd: folder });

/** One test report; the times differ, so that each is a separate build. */
async function check(build: number, ...flags: string[]): Promise<void> {
  const cases = [
    ['login works', 1.5],
    ['login fails', 0.5],
    ['login', 2],
  ].map(([name, seconds]) => `<testcase name="${name}" time="${Number(seconds) + build / 100}"/>`);
  writeFileSync(
    join(folder, 'junit.xml'),
    `<testsuite name="e2e" time="${4 + build / 10}">${cases.join('')}</testsuite>`,
  );
  expect((await run('check', 'junit.xml', ...flags)).status).toBe(0);
}

it('a log that was checked for another commit is named', async () => {
  await check(1, '--commit', 'a'.repeat(40));
  await check(2, '--commit', 'b'.repeat(40));
  const { status, stderr } = await run('check', 'junit.xml', '--commit', 'c'.repeat(40));
  expect([status, stderr]).toEqual([0, expect.stringContaining('checked before, for commit bbbbbbb.')]);
});

it('a build that is checked again without its branch and commit keeps them', async () => {
  // Which of two files with one build is read depends on their hashes.
  for (const build of [1, 2, 3, 4, 5, 6]) {
    await check(build, '--branch', 'main', '--commit', 'a'.repeat(40));
    expect((await run('check', 'junit.xml')).status).toBe(0);
  }
  const { builds } = JSON.parse((await run('history', 'export')).stdout);
  const known = { branch: 'main', commit: 'a'.repeat(40) };
  expect(builds).toMatchObject([known, known, known, known, known, known]);
});

it('what a file system keeps at the top of a disk is not read as a history', async () => {
  await check(1, '--history', 'disk');
  const [series = ''] = readdirSync(join(folder, 'disk'));
  for (const name of ['lost+found', '$RECYCLE.BIN', '.Trash-0']) {
    cpSync(join(folder, 'disk', series), join(folder, 'disk', name), { recursive: true });
    chmodSync(join(folder, 'disk', name), 0);
  }
  const { series: listed } = JSON.parse(
    (await run('history', 'status', '--history', 'disk', '--json')).stdout,
  );
  expect(listed).toHaveLength(1);
  for (const args of [['explain'], ['recent'], ['history', 'verify'], ['site', '--out', 'site']])
    expect(await run(...args, '--history', 'disk')).toMatchObject({ status: 0, stderr: '' });
});

describe('without flags', () => {
  it('the last used folder and series are used', async () => {
    await check(1, '--history', '.history', '--name', 'other');
    await check(2, '--history', '.history', '--name', 'unit');
    await check(3, '--history', '.history', '--name', 'unit');
    expect((await run('tune')).stdout).toContain('0 of the 2 builds of unit in .history');
    expect((await run('explain', 'build')).stdout).toContain('Build time: 2 builds');
    expect((await run('recent')).stdout).toContain('Recent 2 Builds');
    expect((await run('flaky')).stdout).toContain('the 2 builds of unit in .history');
    expect((await run('history', 'status')).stdout).toMatch(/^other\n[\s\S]*\nunit\n/);
    expect((await run('history', 'export', '-f', 'csv')).stdout.trim().split('\n')).toHaveLength(1 + 2 * 3);
    // A named log comes first.
    expect((await run('explain', 'build', '--name', 'other')).stdout).toContain('Build time: 1 build');
  });

  it('a history that `check` found in the configuration is used, too', async () => {
    mkdirSync(join(folder, '.github'));
    writeFileSync(join(folder, '.github/build-telemetry.yml'), 'history: .kept\nname: nightly\n');
    await check(1);
    expect((await run('tune')).stdout).toContain('the 1 build of nightly in .kept');
  });

  it('a configured history is used if nothing was stored from here, of the environment or the file', async () => {
    await check(1, '--history', '.kept', '--name', 'nightly');
    await check(2, '--history', '.kept', '--name', 'unit');
    rmSync(join(folder, '.build-telemetry'), { recursive: true });
    const env = { BUILD_TELEMETRY_HISTORY: '.kept', BUILD_TELEMETRY_NAME: 'nightly' };
    const { stdout } = await runCli(['tune'], { cwd: folder, env });
    expect(stdout).toContain('the 1 build of nightly in .kept');
    expect((await run('tune')).status).toBe(2);
    mkdirSync(join(folder, '.github'));
    writeFileSync(join(folder, '.github/build-telemetry.yml'), 'history: .kept\nname: unit\n');
    expect((await run('tune')).stdout).toContain('the 1 build of unit in .kept');
    expect((await run('history', 'status')).stdout).toMatch(/^nightly\n[\s\S]*\nunit\n/);
  });

  it('the only series is used if nothing was stored from here', async () => {
    await check(1, '--history', '.history', '--name', 'unit');
    rmSync(join(folder, '.build-telemetry'), { recursive: true });
    expect((await run('tune', '--history', '.history')).stdout).toContain('of unit in .history');
  });

  it('the builds of other branches do not count where the last check left them out', async () => {
    const countBuilds = async (): Promise<string | undefined> =>
      (await run('explain', 'build', '--history', '.history')).stdout.match(/Build time: (\d+)/)?.[1];
    await check(1, '--history', '.history', '--branch', 'develop', '--baseline-branch', 'develop');
    await check(2, '--history', '.history', '--branch', 'main', '--baseline-branch', 'develop');
    await check(3, '--history', '.history', '--branch', 'develop', '--baseline-branch', 'develop');
    expect(await countBuilds()).toBe('2');
    expect((await run('alerts')).stdout).toContain('the newest 3 builds');
    // Without a baseline branch a check compares all builds.
    await check(4, '--history', '.history', '--branch', 'release');
    expect(await countBuilds()).toBe('4');
    // Of a history from elsewhere, as the trend site.
    rmSync(join(folder, '.build-telemetry'), { recursive: true });
    expect(await countBuilds()).toBe('1');
  });

  it('the last check is found however its folder is written, and also judged the other series so', async () => {
    await check(1, '--history', '.history/', '--name', 'unit', '--branch', 'main');
    await check(2, '--history', '.history/', '--name', 'unit', '--branch', 'release');
    await check(3, '--history', '.history/', '--name', 'other', '--branch', 'main');
    for (const path of ['.history', './.history', join(folder, '.history')]) {
      const flags = ['--history', path];
      expect((await run('explain', 'build', ...flags)).stdout).toContain('Build time: 1 build');
      expect((await run('explain', 'build', ...flags, '--name', 'unit')).stdout).toContain(
        'Build time: 2 builds',
      );
    }
  });

  it('a fault in another setting does not stop the commands that need only the location', async () => {
    await check(1, '--history', '.kept', '--name', 'unit');
    await check(2, '--history', '.kept', '--name', 'nightly');
    rmSync(join(folder, '.build-telemetry'), { recursive: true });
    mkdirSync(join(folder, '.github'));
    writeFileSync(
      join(folder, '.github/build-telemetry.yml'),
      'history: .kept\nname: unit\nregressions: often\n',
    );
    expect((await run('recent')).stdout).toContain('Recent 1 Builds');
    expect(await run('events')).toMatchObject({ status: 0 });
    expect((await run('history', 'verify')).stdout).toContain('2 files');
    const cleared = await run('history', 'clear', '--yes', '--history', '.kept');
    expect(cleared).toMatchObject({ status: 0, stdout: expect.stringContaining('Removed 2 builds') });
    expect(await run('tune')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('build-telemetry.yml:3'),
    });
  });

  it('several are listed to choose from', async () => {
    await check(1, '--history', '.history', '--name', 'unit');
    await check(2, '--history', '.history', '--name', "Ann's tests");
    rmSync(join(folder, '.build-telemetry'), { recursive: true });
    const { status, stderr } = await run('explain', 'build', '--history', '.history');
    expect(status).toBe(2);
    expect(stderr).toContain("Several series in .history: Ann's tests (1 build), unit (1 build).");
    expect(stderr).toContain(String.raw`Use \`--name 'Ann'\''s tests'\`.`.replaceAll('\\`', '`'));
    expect((await run('recent', '--history', '.history')).status).toBe(2);
  });

  it('nothing is stored yet: prints how to store builds', async () => {
    for (const args of [['explain', 'build'], ['tune'], ['flaky'], ['history', 'export']]) {
      const { status, stderr } = await run(...args);
      expect(status).toBe(2);
      expect(stderr).toContain(
        'No history in .build-telemetry/history yet. Store a build with `build-telemetry check',
      );
    }
    expect(await run('recent')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('No history in'),
    });
  });

  it('nothing is removed from a folder without its flag', async () => {
    await check(1, '--history', '.history');
    const { status, stderr } = await run('history', 'clear', '--yes');
    expect(status).toBe(2);
    expect(stderr).toContain('Name the folder: `--history .history`.');
    expect((await run('recent')).stdout).toContain('Recent 1 Builds');
  });

  it('a build that was not stored changes nothing, and neither does an invalid file', async () => {
    await check(1, '--history', '.history');
    await check(2, '--save-history', 'never');
    expect((await run('tune')).stdout).toContain('.history');
    writeFileSync(join(folder, '.build-telemetry/last-history.json'), '{"folder": 7');
    expect((await run('tune')).status).toBe(2);
  });
});

describe('explain', () => {
  it('lists the series, the build first, then the longest', async () => {
    await check(1);
    const { stdout } = await run('explain');
    expect(
      stdout
        .split('\n')
        .slice(3, 7)
        .map((line) => line.split('│')[1]?.trim()),
    ).toEqual([
      'build',
      expect.stringMatching(/login$/),
      expect.stringContaining('login works'),
      expect.stringContaining('login fails'),
    ]);
    expect(stdout).toContain('4 series in the 1 build of local');
    expect((await run('explain', '--names')).stdout.split('\n')).toHaveLength(5);
    expect(JSON.parse((await run('explain', '--json')).stdout).series[0]).toMatchObject({
      name: 'build',
      measure: 'duration',
      builds: 1,
    });
  });

  it('matches a part of a name in any case, and lists the names if there are several', async () => {
    await check(1);
    expect((await run('explain', 'FAIL')).stdout).toContain('login fails');
    expect((await run('explain', 'login')).stdout).toContain('login (test)');
    const { status, stderr } = await run('explain', 'login ');
    expect(status).toBe(2);
    expect(stderr).toMatch(/It matches 2 names: `.*login .*`, `.*login .*`\. Write more of the name\./);
  });
});

describe('files', () => {
  it.each([
    [['export', 'x.csv', '--format', 'json'], 'The ending .csv does not fit the format json. Use .json.'],
    [['export', 'x.JSON', '-f', 'csv'], 'The ending .json does not fit the format csv. Use .csv.'],
    [['export', 'x.parquet'], 'No format has the ending .parquet. Use one of .csv, .json.'],
    [
      ['history', 'export', '--out', 'x.csv', '-f', 'parquet'],
      'does not fit the format parquet. Use .parquet.',
    ],
    [['history', 'export', '-o', 'x.xlsx'], 'Use one of .json, .csv, .parquet, .sqlite.'],
    [
      ['check', 'junit.xml', '--report', 'r.html'],
      'Write `--html r.html`, or name a file that ends in .json.',
    ],
    [['check', 'junit.xml', '--summary', 's.json'], '--summary writes .md, and s.json ends in .json.'],
  ])('%j is refused and writes nothing', async (args, message) => {
    await check(1);
    const { status, stderr } = await run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    for (const file of ['x.csv', 'x.JSON', 'x.parquet', 'x.xlsx', 'r.html', 's.json'])
      expect(existsSync(join(folder, file))).toBe(false);
  });

  it('their extension chooses the format', async () => {
    await check(1);
    await run('history', 'export', '--out', 'h.csv');
    expect(readFileSync(join(folder, 'h.csv'), 'utf8')).toMatch(/^build/);
    await run('history', 'export', '--out', 'h.parquet');
    expect(readFileSync(join(folder, 'h.parquet')).subarray(0, 4).toString()).toBe('PAR1');
    await run('export', 'b.json', '-t', 'builds');
    expect(JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8')).sessions).toHaveLength(1);
  });
});

it('equal logs without a time are builds of their own, by commit', async () => {
  writeFileSync(join(folder, 'size.json'), '[{"name": "bundle", "unit": "kB", "value": 312}]');
  const size = (...flags: string[]) => run('check', 'size.json', ...flags);
  for (const digit of 'abcb') expect((await size('--commit', digit.repeat(40))).stderr).toBe('');
  expect((await run('recent')).stdout).toContain('Recent 3 Builds');
  await size('--name', 'unknown');
  expect((await size('--name', 'unknown')).stdout.replaceAll(/\s+/g, ' ')).toContain(
    'they count as one build. If these are of another build, name its commit with `--commit SHA`.',
  );
});

it('a build that could not be stored is not called recorded', async () => {
  symlinkSync(join(folder, 'gone'), join(folder, 'link'));
  await check(1);
  const { status, stdout, stderr } = await run('check', 'junit.xml', '--history', 'link', '--name', 'unit');
  expect([status, stdout.split('\n')[0]]).toEqual([
    0,
    'INFO  No baseline, and this build of unit could not be stored',
  ]);
  expect(stderr).toContain('The history cannot be written');
  expect(stdout).toMatch(/unit: Check that the path is a folder/);
});

describe('summary', () => {
  it('covers the last month', async () => {
    await run('emit', 'task_completed', '--name', 'lint', '--duration', '1s');
    const { stdout } = await run('summary', '-p', 'month', '--json');
    expect(JSON.parse(stdout).events).toMatchObject({ period: 'month', totalTasks: 1 });
  });
});

describe('a build with a new name', () => {
  it('names the other series of the history', async () => {
    for (const [place, name] of ['lint', 'nightly', 'web tests', 'ci'].entries())
      await check(place, '--history', '.history', '--name', name);
    const { status, stdout } = await run('check', 'junit.xml', '--history', '.history', '--name', 'build');
    expect(status).toBe(0);
    const text = stdout.replaceAll(/\s+/g, ' ');
    expect(text).toContain('No baseline yet: this is the first build recorded for build');
    expect(text).toMatch(
      /The history has builds of `[^`]+`, `[^`]+`, `[^`]+` and 1 more: if it was renamed, use `--name /,
    );
    // The second build has a baseline to grow.
    expect(
      (await run('check', 'junit.xml', '--history', '.history', '--name', 'build')).stdout,
    ).not.toContain('renamed');
  });

  it('is the first one in a history without any', async () => {
    await check(1, '--history', '.history', '--name', 'ci');
    expect((await run('check', 'junit.xml', '--history', 'new', '--name', 'ci')).stdout).not.toContain(
      'renamed',
    );
  });
});
