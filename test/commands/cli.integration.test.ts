/** What a user types and gets; the bundle runs as a child process where the test is about the process. */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeNdjson } from '../../src/formats/read-build.ts';
import { makeBuild, makeEvent, makeTask } from '../make.ts';
import { tempFolder } from '../temp-folder.ts';
import { runCli } from './run-cli.ts';

const bundle = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));
let folder = '';
const xml = '<testsuite name="s"><testcase name="a" time="1"/></testsuite>';

beforeEach(() => {
  folder = tempFolder('cli');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runCli(args, { cwd: folder });

/** The bundle, started as a shell starts it. */
function spawnBundle(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
  });
  return { status, stdout, stderr };
}

/** Makes the bundle see another version of Node. */
function pretendNode(version: string): string {
  const code = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** A log of one build of this duration, on a day of May 2026. */
function writeLog(file: string, day: number, durationMs: number): void {
  const startTimeMs = Date.UTC(2026, 4, day);
  const tasks = [
    makeTask({ name: 'compile', durationMs: durationMs - 500 }),
    makeTask({ id: 't2', name: 'test' }),
  ];
  writeFileSync(join(folder, file), writeNdjson(makeBuild({ id: file, startTimeMs, durationMs, tasks })));
}

async function storeBuilds(count: number): Promise<void> {
  for (let day = 1; day <= count; day++) {
    writeLog('past.ndjson', day, 10_000 + ((day * 37) % 11) * 20);
    expect((await run('check', 'past.ndjson', '--history', 'h')).status).toBe(0);
  }
}

describe('an older Node', () => {
  it.each([
    ['20.20.2', 2],
    ['22.14.0', 2],
    ['22.15.0', 0],
  ])('%s', (version, status) => {
    const answer = spawnBundle(['--version'], { NODE_OPTIONS: pretendNode(version) });
    expect(answer.status).toBe(status);
    if (status === 2)
      expect(answer.stderr).toBe(
        `error: Build Telemetry needs Node.js 22.15 or newer; this is ${version}. Install a newer one from https://nodejs.org.\n`,
      );
  });
});

describe('build-telemetry check', () => {
  it('learns, then compares, then suspects, then confirms and fails', async () => {
    await storeBuilds(24);
    const check = async (day: number, durationMs: number) => {
      writeLog('now.ndjson', day, durationMs);
      const gate = ['--gate-on', 'confirmed'];
      const { status } = await run('check', 'now.ndjson', '--history', 'h', '--report', 'r.json', ...gate);
      const { verdict, baseline, changes } = JSON.parse(read('r.json'));
      return {
        status,
        verdict,
        baseline: baseline.status,
        builds: baseline.builds,
        changes: changes.map((c: { verdict: string }) => c.verdict),
      };
    };
    expect(await check(25, 10_050)).toEqual({
      status: 0,
      verdict: 'pass',
      baseline: 'ready',
      builds: 24,
      changes: [],
    });
    expect(await check(26, 20_000)).toMatchObject({
      status: 0,
      verdict: 'warn',
      changes: ['suspect', 'suspect'],
    });
    expect(await check(27, 20_100)).toMatchObject({ status: 0, verdict: 'warn' });
    expect(await check(28, 20_050)).toMatchObject({
      status: 1,
      verdict: 'fail',
      changes: ['confirmed', 'confirmed'],
    });
    // Saved before the failure.
    expect(await check(29, 10_000)).toMatchObject({ builds: 28 });
  });

  it('reads as much of a log as the configuration file allows, and reports wrong limits', async () => {
    writeLog('now.ndjson', 1, 5000);
    const check = async (limits: string) => {
      writeFileSync(join(folder, 'limits.yml'), `limits: ${limits}\n`);
      const files = ['--history', 'h', '--report', 'r.json', '--config', 'limits.yml'];
      return await run('check', 'now.ndjson', ...files);
    };
    expect((await check('{tasks: 1, name-length: 64}')).status).toBe(0);
    const { build, headline, tasks, problems } = JSON.parse(read('r.json'));
    expect(build.complete).toBe(false);
    expect(headline).toContain('Not compared: there are more tasks than the limit');
    expect(tasks.map((task: { name: string }) => task.name)).toEqual(['all task']);
    expect(problems.map((problem: { code: string }) => problem.code)).toContain('too-many-tasks');

    expect((await check('{tasks: 2, file-size: 1 MiB, record-size: 64 KiB}')).status).toBe(0);
    expect(JSON.parse(read('r.json')).build.complete).toBe(true);

    const wrong = await check('{tasks: none, file-sise: 1 MiB}');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('limits.yml:1:10: `limits.tasks`');
    expect(wrong.stderr).toContain('Write a whole number from 1 to 5,000,000.');
    expect(wrong.stderr).toContain('Did you mean `file-size`?');
  });

  it('gives byte-identical reports for the same input, however often it is asked', async () => {
    await storeBuilds(13);
    writeLog('now.ndjson', 14, 13_000);
    const args = [
      'check',
      'now.ndjson',
      '--history',
      'h',
      '--report',
      'r.json',
      '--html',
      'r.html',
      '--summary',
      's.md',
    ];
    await run(...args);
    const first = ['r.json', 'r.html', 's.md'].map(read);
    await run(...args);
    expect(['r.json', 'r.html', 's.md'].map(read)).toEqual(first);
    expect(first[0]).not.toContain(folder);
  });

  it('writes a report that matches its schema, CSV files, and only JSON on request', async () => {
    writeLog('now.ndjson', 1, 1000);
    const files = ['--tasks-csv', 't.csv', '--events-csv', 'e.csv'];
    const { stdout, stderr } = await run('check', 'now.ndjson', '--history', 'h', '--json', ...files);
    const schema = JSON.parse(
      readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'),
    );
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
    expect(stderr).toBe('');
    expect(read('t.csv').split('\r\n')).toHaveLength(4);
    const piped = await run('check', 'now.ndjson', '--history', 'h', '--tasks-csv', '-');
    expect(piped).toMatchObject({
      stdout: read('t.csv'),
      stderr: expect.stringContaining('No baseline yet'),
    });
  });

  it('explains why a requested profile is empty', async () => {
    const tasks = [makeTask({ startTimeMs: null })];
    writeFileSync(join(folder, 'a.ndjson'), writeNdjson(makeBuild({ tasks, spans: [] })));
    const { status, stderr } = await run(
      'check',
      'a.ndjson',
      '--chrome-trace',
      't.json',
      '--folded',
      'f.txt',
    );
    expect(status).toBe(0);
    expect(stderr).toMatch(/--chrome-trace: The file is empty/);
    expect(stderr).not.toContain('--folded');
    expect(read('t.json')).toBe('');
    expect(read('f.txt')).not.toBe('');
  });

  it('keeps series in one folder separate', async () => {
    writeLog('now.ndjson', 1, 1000);
    await run('check', 'now.ndjson', '--history', 'h', '--name', 'a');
    const { stdout } = await run('check', 'now.ndjson', '--history', 'h', '--name', 'b', '--json');
    expect(JSON.parse(stdout).baseline.historyBuilds).toBe(0);
    expect(readdirSync(join(folder, 'h'))).toHaveLength(2);
  });

  it('fails on a security violation, unless `--fail-on never` is set', async () => {
    const build = makeBuild({ events: [makeEvent({ type: 'SECURITY_VIOLATION', severity: 'critical' })] });
    writeFileSync(join(folder, 'now.ndjson'), writeNdjson(build));
    expect(spawnBundle(['check', 'now.ndjson']).status).toBe(1);
    expect(spawnBundle(['check', 'now.ndjson', '--fail-on', 'never']).status).toBe(0);
    expect(readdirSync(folder)).toContain('.build-telemetry');
  });

  it('follows on-missing-baseline', async () => {
    writeLog('now.ndjson', 1, 1000);
    const check = (policy: string, ...more: string[]) =>
      run('check', 'now.ndjson', '--save-history', 'never', '--on-missing-baseline', policy, ...more);
    expect((await check('pass')).stdout).toMatch(/no baseline/i);
    expect((await check('pass')).status).toBe(0);
    const warned = await check('warn', '--json');
    expect([warned.status, JSON.parse(warned.stdout).verdict]).toEqual([0, 'warn']);
    expect((await check('fail')).status).toBe(1);
  });

  it.each([
    [['check'], /Missing argument: an event log.*Name files or globs/],
    [['check', 'absent.xml'], /absent\.xml: No file matches/],
    [['check', '.'], /This is a folder, not an event log/],
    [['check', 'empty.xml'], /It is empty/],
    [['check', 'binary.xml'], /It is binary data/],
    [['check', 'text.xml'], /Its format is not recognised/],
    [['check', 'none.xml'], /contain no tasks/],
    [['check', 'x.xml', '--fail-on', 'critcal'], /Did you mean `critical`\?/],
    [['check', 'x.xml', '--fial-on', 'error'], /--fial-on: Unknown option. Did you mean `--fail-on`\?/],
    [['check', 'x.xml', '--name'], /--name: Missing value/],
    [['check', 'x.xml', '--fail-on', ''], /--fail-on: Missing value. Write `--fail-on critical\|error/],
    [['check', 'x.xml', '--report', '--json'], /--report: Missing value. Write `--report FILE`/],
    [['check', 'x.xml', '--history', '-'], /--history: It takes a path, and `-` has no meaning here/],
    [['emit', 'task_completed', '--log', '-'], /--log: It takes a path,/],
    [['check', '--json', 'r.json'], /--json: This option takes no value. To write a file: `--json > r.json`/],
    [['check', 'x.xml', '--json=r.json'], /--json: This option takes no value. To write a file: `--json > r/],
    [['inspect', '-json', 'x.xml'], /^error: -json: Unknown option. Did you mean `--json`\?\n$/],
    [['inspect', '-dash.xml'], /^error: -dash.xml: Unknown option. For the file write `.\/-dash.xml`.\n$/],
    [['exec', 'make', '-j4'], /-j4: Unknown option. Put the command after `--`/],
    [['summary', '--json', 'a b.json'], /To write a file: `--json > 'a b.json'`/],
    [['inspect', 'x.xml', '--json=yes'], /--json: This option takes no value. Write `--json` alone/],
    [['check', 'x.xml', '--config', 'absent.yml'], /Configuration file not found/],
    [['check', 'x.xml', '--config', 'bad.yml'], /bad\.yml:1:\d+/],
    [['explain', ''], /^error: '': This argument is empty. Check that the variable it comes from is set.\n$/],
    [['inspect', ''], /^error: '': This argument is empty/],
    [['help', ''], /^error: '': Unknown command/],
    [['exec', '--', ''], /^error: exec: Missing argument: the command to run/],
    [['record', '--', ''], /^error: record: Missing argument: the command to run/],
    [
      ['check', 'x.xml', '--report', './x.xml'],
      /^error: --report: The file .\/x.xml is read by this command/,
    ],
    [['check', '*.xml', '--speedscope', 'x.xml'], /--speedscope: The file x.xml is read by this command/],
    [['check', 'x.xml', '--config', 'ok.yml', '--folded', 'ok.yml'], /The file ok.yml is read/],
    [['check', 'x.xml', '--report', 'r', '--folded', './r'], /The file .\/r is also written by `--report`/],
    [['compare', '--head', 'true', '--base', 'true', '--html', 'r', '--summary', 'r'], /is also written/],
    [['diff', 'x.xml', 'none.xml', '--html', 'none.xml'], /The file none.xml is read by this command/],
    [['replay', 'x', '--report', 'r', '--html', 'r'], /is also written by `--report`/],
    [['export', 'log.json', '--log', './log.json'], /^error: log.json: This is the event log/],
    [['chekc'], /Did you mean `check`\?/],
    [['inspect'], /Missing argument: FILE/],
    [['inspect', 'text.xml'], /not recognised/],
  ])('exits with 2 and prints the fix: %j', async (args, message) => {
    writeFileSync(join(folder, 'empty.xml'), '');
    writeFileSync(join(folder, 'binary.xml'), Buffer.from(Array.from({ length: 64 }, (_, byte) => byte * 3)));
    writeFileSync(join(folder, 'text.xml'), 'no log at all');
    writeFileSync(join(folder, '-dash.xml'), xml);
    writeFileSync(join(folder, 'none.xml'), '<testsuites/>');
    writeFileSync(join(folder, 'x.xml'), '<testsuite><testcase name="a"/></testsuite>');
    writeFileSync(join(folder, 'bad.yml'), 'a: [');
    writeFileSync(join(folder, 'ok.yml'), '');
    writeFileSync(join(folder, 'log.json'), '');
    const { status, stdout, stderr } = await run(...args);
    expect(`${stdout}${stderr}`).toMatch(message);
    expect(status).toBe(2);
    expect(readFileSync(join(folder, 'x.xml'), 'utf8')).toContain('<testsuite>');
  });

  it('does not ignore a configuration whose name ends in `.yaml`', async () => {
    writeLog('now.ndjson', 1, 1000);
    mkdirSync(join(folder, '.github'));
    writeFileSync(join(folder, '.github/build-telemetry.yaml'), 'fail-on: error');
    const { status, stderr } = await run('check', 'now.ndjson');
    expect(stderr).toContain(
      '`.github/build-telemetry.yaml` is not read: the name of the file ends in `.yml`.',
    );
    expect(status).toBe(2);
    const named = ['--config', '.github/build-telemetry.yaml', '--save-history', 'never'];
    expect((await run('check', 'now.ndjson', ...named)).status).toBe(0);
    rmSync(join(folder, '.github'), { recursive: true });
  });

  it.each([
    ['warn', 0],
    ['ignore', 0],
    ['error', 2],
  ])('follows if-no-events-found: %s', async (policy, status) => {
    expect((await run('check', 'absent.xml', '--if-no-events-found', policy)).status).toBe(status);
  });

  it('names what to do about a history that is a file, as there is no job to re-run', async () => {
    writeLog('now.ndjson', 1, 1000);
    const { stdout, stderr } = await run('check', 'now.ndjson', '--history', 'now.ndjson');
    expect(stderr).toContain('Name a folder: a part of this path is a file.');
    expect(stdout).toContain('Nothing was overwritten. See the notes below.');
    expect(stdout).not.toMatch(/job|workflow/);
  });

  it('does nothing when it is switched off', () => {
    const { status, stdout } = spawnBundle(['check', 'absent.xml'], { BUILDER_TELEMETRY_ENABLED: '0' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

describe('build-telemetry inspect', () => {
  it('prints one JSON object per file, one per line', async () => {
    writeLog('a.ndjson', 1, 1000);
    writeLog('b.ndjson', 2, 2000);
    const lines = spawnBundle(['inspect', 'a.ndjson', 'b.ndjson', '--json']).stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        file: 'a.ndjson',
        format: 'build-telemetry',
        complete: true,
        result: 'success',
        startTime: '2026-05-01T00:00:00.000Z',
        durationMs: 1000,
        tasks: 2,
        byResult: { success: 2 },
        byCache: { unknown: 2 },
        taskDurationMs: 600,
        events: 0,
        metrics: 0,
        spans: 0,
        problems: [],
      },
      { file: 'b.ndjson', durationMs: 2000 },
    ]);
  });
});

it.each(['--otlp', '--prometheus'])(
  '%s - prints without emptying the file behind standard output',
  (flag) => {
    writeFileSync(join(folder, 'log.xml'), xml);
    writeFileSync(join(folder, 'out.txt'), 'first\n');
    const out = openSync(join(folder, 'out.txt'), 'a');
    const { status } = spawnSync(process.execPath, [bundle, 'check', 'log.xml', flag, '-'], {
      ...{ cwd: folder, env: { PATH: process.env['PATH'] }, stdio: ['ignore', out, 'pipe'] },
    });
    closeSync(out);
    expect(status).toBe(0);
    expect(read('out.txt')).toMatch(/^first\n(?:\{"resourceSpans"|# HELP )/);
  },
);

describe.skipIf(process.platform === 'win32')('a log that can be read only once', () => {
  const shell = (script: string) => {
    const env = { PATH: process.env['PATH'], TMPDIR: folder, NODE_DISABLE_COMPILE_CACHE: '1' };
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, bundle], {
      ...{ cwd: folder, encoding: 'utf8', env },
    });
    return { status, text: `${stdout}${stderr}` };
  };
  beforeEach(() => {
    writeFileSync(join(folder, 'log.xml'), xml);
    writeFileSync(join(folder, 'log.xml.gz'), gzipSync(xml));
  });

  it.each([
    ['a pipe as `-`', 'cat log.xml.gz | "$0" "$1" inspect -', '-'],
    ['a pipe as /dev/stdin', 'cat log.xml | "$0" "$1" inspect /dev/stdin', '/dev/stdin'],
    ['a file as `-`', '"$0" "$1" inspect - < log.xml', '-'],
    ['standard input named twice', 'cat log.xml | "$0" "$1" inspect - -', '-'],
    ['process substitution', '"$0" "$1" inspect <(gzip -d < log.xml.gz)', '/dev/fd/'],
    ['a named pipe', 'mkfifo p && (cat log.xml > p & "$0" "$1" inspect p)', 'p'],
  ])('inspects %s', (_, script, name) => {
    const { status, text } = shell(script);
    expect(text).toMatch(/^ {2}format {4}junit\n {2}build {5}success, complete, —\n {2}tasks {5}1 task/m);
    expect(text.startsWith(name)).toBe(true);
    expect(status).toBe(0);
    expect(readdirSync(folder).filter((file) => !/^(?:log\.xml|p$)/.test(file))).toEqual([]);
  });

  it('checks, imports and compares it', () => {
    const first = shell('cat log.xml | "$0" "$1" check - --history h --report r.json');
    expect([first.status, JSON.parse(read('r.json')).tasks.length]).toEqual([0, 1]);
    expect(shell('cat log.xml | "$0" "$1" history import - --history i').text).toContain('-: 1 build added');
    expect(shell('"$0" "$1" diff <(cat log.xml) - < log.xml').text).toContain('B -: success · 1 task');
  });

  it('is an error where it would be read again for each run', () => {
    const { status, text } = shell('mkfifo p && "$0" "$1" compare --events p --head true --base true');
    expect([status, text]).toEqual([2, expect.stringContaining('p: This is not a file. Write the log to a')]);
  });

  it.each(['inspect', 'check', 'detect', 'history import'])('%s waits for no terminal', (command) => {
    const script = `script -qec "'$0' '$1' ${command} -" /dev/null`;
    const { status, text } = shell(script);
    expect(text).toContain('-: It is a terminal: no log is piped into it.');
    expect(status).toBe(2);
  });
});

describe('the home folder', () => {
  const home = () => ({ cwd: folder, env: { HOME: join(folder, 'home') } });

  it('is `~` in paths that no shell expands: of options, of globs and of the configuration file', async () => {
    writeLog('now.ndjson', 1, 1000);
    mkdirSync(join(folder, 'home'));
    writeLog('home/log.ndjson', 1, 1000);
    writeFileSync(join(folder, 'home/c.yml'), 'history: ~/kept\n');
    const files = ['--history=~/h', '--report=~/r.json', '--config=~/c.yml'];
    expect((await runCli(['check', '~/*.ndjson', ...files], home())).status).toBe(0);
    expect((await runCli(['check', 'now.ndjson', '--config=~/c.yml'], home())).status).toBe(0);
    expect(readdirSync(join(folder, 'home')).sort()).toEqual(['c.yml', 'h', 'kept', 'log.ndjson', 'r.json']);
    expect((await runCli(['history', 'status', '--history=~/h'], home())).stdout).toMatch(/builds +1,/);
    // The last used one.
    expect((await runCli(['history', 'status'], home())).stdout).toMatch(/builds +1,/);
    expect(readdirSync(folder)).not.toContain('~');
  });

  it('is `~` in the folders of exporters', async () => {
    mkdirSync(join(folder, '.github'));
    const exporters = 'prometheus: { file: ~/m.prom }\n  json: { enabled: true, outputDir: ~/out }\n';
    writeFileSync(join(folder, '.github/build-telemetry.yml'), `exporters:\n  ${exporters}`);
    expect((await runCli(['serve', '--once'], home())).status).toBe(0);
    expect(readdirSync(join(folder, 'home')).sort()).toEqual(['m.prom', 'out']);
  });
});

it('writes a new file after `--json` where the argument is written', async () => {
  const { status, stdout } = await run('export', '--json', 'out.json', '--type', 'events');
  expect([status, JSON.parse(stdout).path]).toEqual([0, 'out.json']);
});

describe('build-telemetry init', () => {
  it('writes both files, and overwrites them only on request', () => {
    expect(spawnBundle(['init']).status).toBe(0);
    const workflow = parse(read('.github/workflows/build-telemetry.yml'));
    const steps = Object.values<{ steps: { uses?: string }[] }>(workflow.jobs).flatMap((job) => job.steps);
    expect(steps.at(-1)?.uses).toMatch(/^build-telemetry\/build-telemetry@v\d+$/);
    writeLog('now.ndjson', 1, 1000);
    expect(spawnBundle(['check', 'now.ndjson']).status).toBe(0);
    expect(spawnBundle(['init'])).toMatchObject({ status: 2, stderr: expect.stringContaining('--force') });
    expect(spawnBundle(['init', '--force']).status).toBe(0);
  });
});

it('refuses a wrong number of a pull request; nothing and `false` are none', async () => {
  writeLog('now.ndjson', 1, 1000);
  const read = async (number: string): Promise<unknown> => {
    const { stdout, stderr } = await run('check', 'now.ndjson', '--json', '--pull-request', number);
    if (stdout === '') return stderr;
    return JSON.parse(stdout).build.context.pullRequest;
  };
  for (const wrong of ['abc', '0', '1.5', '-1', '9'.repeat(30)])
    expect(await read(wrong)).toContain(`\`${wrong}\` is not the number of a pull request.`);
  expect([await read(''), await read('false'), await read('12')]).toEqual([null, null, 12]);
});

it('stores no commit under a name that moves from build to build', async () => {
  const write = (day: number, failure: string): void =>
    writeFileSync(
      join(folder, 'unit.xml'),
      `<testsuite name="s" timestamp="2026-11-0${day}T10:00:00"><testcase classname="a" name="login" time="1">${failure}</testcase></testsuite>`,
    );
  const check = async (day: number, failure: string, commit: string): Promise<string> => {
    write(day, failure);
    return (await run('check', 'unit.xml', '--name', commit || 'none', '--commit', commit)).stderr;
  };
  for (const commit of ['HEAD', 'v1.2.0', '']) {
    const warned = (await check(1, '', commit)).includes('This is not the hash of a commit');
    expect([commit, warned]).toEqual([commit, commit !== '']);
    await check(2, '<failure message="boom"/>', commit);
    const { stdout } = await run('flaky', '--name', commit || 'none');
    expect(stdout).toContain('No flaky test in the 2 builds');
  }
  await check(1, '', '3f2a9c1');
  await check(2, '<failure message="boom"/>', '3f2a9c1');
  expect((await run('flaky', '--name', '3f2a9c1')).stdout).toContain('1 flaky test in the 2 builds');
});

it.skipIf(process.platform === 'win32')('keeps its exit code if nobody reads its messages', () => {
  const script = 'set -o pipefail; "$0" "$1" inspect absent.xml 2>&1 >/dev/null | true; echo $?';
  const { stdout } = spawnSync('bash', ['-c', script, process.execPath, bundle], {
    ...{ cwd: folder, encoding: 'utf8' },
  });
  expect(stdout).toBe('2\n');
});

describe('help', () => {
  it('of a command can be written first', async () => {
    expect(await run('help', 'flaky')).toEqual(await run('flaky', '--help'));
    expect((await run('help', 'flacky')).stderr).toContain('Did you mean `flaky`?');
  });

  it('names every command, and every flag of each', () => {
    const help = spawnBundle(['--help']).stdout;
    for (const command of ['check', 'inspect', 'init']) expect(help).toContain(`\n  ${command}`);
    expect(spawnBundle(['check', '--help']).stdout).toMatch(/--fail-on critical\|error\|warning\|never/);
    expect(spawnBundle(['--version']).stdout).toBe(
      `${JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version}\n`,
    );
  });
});

it.skipIf(process.platform === 'win32')('fails with 2, because 1 means that a check failed', () => {
  // No command works in a deleted folder.
  const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$1" record -- true';
  const { status, stderr } = spawnSync('sh', ['-c', script, process.execPath, bundle], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/^error: Build Telemetry crashed. This is a bug: please report it/);
  expect(status).toBe(2);
});

it.runIf(existsSync('/dev/full'))('reports a full standard output, which is no failed check', () => {
  const stdio = ['ignore', openSync('/dev/full', 'w'), 'pipe'] as const;
  const { status, stderr } = spawnSync(process.execPath, [bundle, '--help'], {
    stdio: [...stdio],
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^error: Standard output cannot be written: ENOSPC.*\.\n$/);
});

it('names no cause for a missing argument but that', async () => {
  const { stderr } = await run('inspect');
  expect(stderr).not.toContain('patterns');
});
