/** Recording a command and replaying it, from a shell. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BuildDiff } from '../../src/model/build-diff.ts';
import type { BuildRecording } from '../../src/model/recording.ts';
import { type CliOutcome, runCli } from '../commands/run-cli.ts';
import { gitIn } from '../services/git.ts';
import { tempFolder } from '../temp-folder.ts';

let cwd = '';
const recordings = (): string => join(cwd, '.build-telemetry', 'recordings');
const ids = (): string[] => (existsSync(recordings()) ? readdirSync(recordings()).sort() : []);
const pathOf = (id = ids().at(-1) ?? ''): string => join(recordings(), id, 'recording.json.gz');
const read = (id?: string): BuildRecording => JSON.parse(gunzipSync(readFileSync(pathOf(id))).toString());
const write = (path: string, text: string): void => {
  mkdirSync(join(cwd, path, '..'), { recursive: true });
  writeFileSync(join(cwd, path), text);
};
const run = (args: readonly string[], env = {}): Promise<CliOutcome> => runCli(args, { cwd, env });
const git = (...args: string[]): string => gitIn(cwd)(...args);
/** Copies its source, and writes something different each time. */
const build = ['sh', '-c', 'mkdir -p dist && cp src/a.txt dist/a.txt && date +%s%N > dist/stamp'];

beforeEach(() => {
  cwd = tempFolder('record');
  write('src/a.txt', 'one');
  write('.gitignore', 'dist\n.build-telemetry\n');
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'first');
});

describe('record', () => {
  it('stores the command, inputs, outputs, environment and result, but no contents', async () => {
    write('src/new.txt', 'untracked');
    const { status, stderr } = await run(['record', '--', ...build], {
      CI: 'true',
      SECRET_TOKEN: 'hunter2hunter2',
    });
    expect(status).toBe(0);
    expect(stderr).toContain('Replay it with `build-telemetry replay');
    const recording = read();
    expect(recording).toMatchObject({
      command: build,
      exitCode: 0,
      environment: {
        variables: { CI: 'true' },
        git: { branch: git('branch', '--show-current').trim(), changedFiles: 1 },
      },
      build: { result: 'success', tasks: [{ name: 'sh', kind: 'command' }] },
    });
    expect(recording.inputs.map(({ path, sizeBytes }) => [path, sizeBytes])).toEqual([
      ['.gitignore', 22],
      ['src/a.txt', 3],
      ['src/new.txt', 9],
    ]);
    expect(recording.outputs.map(({ path }) => path)).toEqual(['dist/a.txt', 'dist/stamp']);
    expect(recording.outputs[0]?.sha256).toBe(recording.inputs[1]?.sha256);
    const text = gunzipSync(readFileSync(pathOf())).toString();
    for (const secret of ['hunter2', 'untracked']) expect(text).not.toContain(secret);
  });

  it('passes output and exit code through, and records a failure', async () => {
    const { status } = await run(['record', '--', 'sh', '-c', 'exit 3']);
    expect(status).toBe(3);
    expect(read()).toMatchObject({ exitCode: 3, build: { result: 'failure' } });
  });

  it('masks secrets of the command line', async () => {
    const secret = 'correct-horse-battery';
    await run(
      [
        'record',
        '--',
        'true',
        '--token',
        'abc',
        `--header=${secret}`,
        'ghp_0123456789012345678901234567890123456789',
      ],
      { API_TOKEN: secret },
    );
    expect(read().command).toEqual(['true', '--token', '***', '--header=***', '***']);
    const { status, stderr } = await run(['replay', 'last', '--run']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('contained a secret that was masked')]);
  });

  it('takes inputs and outputs by glob, and the logs that the command writes', async () => {
    const junit =
      '<testsuite name="unit" tests="1"><testcase classname="a" name="works" time="0.5"/></testsuite>';
    write('junit.xml', junit);
    const { status } = await run([
      ...[
        'record',
        '--input',
        'src/**',
        '--output',
        'dist/a*',
        '--output',
        'gone/*',
        '--events',
        'report.xml',
      ],
      ...[
        '--',
        'sh',
        '-c',
        'mkdir -p dist && cp junit.xml report.xml && cp src/a.txt dist/a.txt && touch dist/b',
      ],
    ]);
    expect(status).toBe(0);
    const { inputs, outputs, build: made } = read();
    expect(inputs.map(({ path }) => path)).toEqual(['report.xml', 'src/a.txt']);
    expect(outputs.map(({ path }) => path)).toEqual(['dist/a.txt']);
    expect(made.tasks.map(({ kind }) => kind)).toContain('test');
  });

  it('records the time if its logs cannot be read, and runs when telemetry is off', async () => {
    const { status, stderr } = await run(['record', '--events', 'absent.xml', '--', 'true']);
    expect([status, stderr]).toEqual([0, expect.stringContaining('No file matches')]);
    expect(ids()).toHaveLength(1);
    expect((await run(['record', '--', 'sh', '-c', 'exit 4'], { BUILD_TELEMETRY_ENABLED: '0' })).status).toBe(
      4,
    );
    expect(ids()).toHaveLength(1);
  });

  it('warns if it cannot write, and keeps the exit code of the command', async () => {
    write('.build-telemetry/recordings', 'a file');
    write('junit.xml', '<testsuite name="unit" tests="1"><testcase name="works" time="0.5"/></testsuite>');
    const command = ['sh', '-c', 'cp junit.xml report.xml; exit 7'];
    const { status, stderr } = await run(['record', '--events', 'report.xml', '--', ...command]);
    expect([status, stderr]).toEqual([7, expect.stringContaining('The build was not recorded')]);
  });

  it('runs the command if the disk is full for its log, and reports that it is not recorded', async () => {
    const { status, stderr } = await run(['record', '--', 'sh', '-c', 'exit 7'], {
      TMPDIR: join(cwd, '.gitignore'),
    });
    expect([status, stderr]).toEqual([7, expect.stringContaining('Set TMPDIR to a folder')]);
    expect(ids()).toEqual([]);
  });

  it('lists files outside of the folder, which it does not record', async () => {
    const other = join(tempFolder('beside'), 'beside.txt');
    writeFileSync(other, 'beside');
    const args = ['record', '--output', other, '--output', join(cwd, 'src/a.txt'), '--', 'true'];
    expect((await run(args)).stderr).toContain('--output: Files outside of this folder are not recorded');
    expect(read().outputs.map(({ path }) => path)).toEqual(['src/a.txt']);
  });

  it('takes the inputs and outputs of each task from the logs of Turborepo and Bazel', async () => {
    write('web/a.ts', 'a');
    write('web/dist/a.js', 'a');
    write('bazel-out/bin/b.o', 'b');
    const task = {
      ...{
        taskId: 'web#build',
        task: 'build',
        directory: 'web',
        inputs: { 'a.ts': 'f00' },
        expandedOutputs: ['web/dist', 'web/dist/a.js', 'web/log'],
      },
      ...{ logFile: 'web/log', cache: { status: 'MISS' } },
      execution: { startTime: 1e12, endTime: 1e12 + 500, exitCode: 0 },
    };
    const execution = {
      startTime: 1e12,
      endTime: 1e12 + 500,
      exitCode: 0,
      success: 1,
      failed: 0,
      cached: 0,
      attempted: 1,
    };
    write('turbo.json.log', JSON.stringify({ turboVersion: '2', execution, tasks: [task] }));
    const set = {
      id: { namedSet: { id: '0' } },
      namedSetOfFiles: { files: [{ name: 'b.o', pathPrefix: ['bazel-out', 'bin'] }] },
    };
    const done = {
      id: { targetCompleted: { label: '//:b' } },
      completed: { success: true, outputGroup: [{ fileSets: [{ id: '0' }] }] },
    };
    write(
      'bep.json',
      [{ id: { started: {} }, started: { uuid: 'x', startTimeMillis: '1000' } }, set, done]
        .map((event) => JSON.stringify(event))
        .join('\n'),
    );
    await run(['check', '--record', 'turbo.json.log', 'bep.json']);
    const { inputs, outputs } = read();
    expect(inputs.find(({ path }) => path === 'web/a.ts')).toMatchObject({ task: 'web#build', sizeBytes: 1 });
    const ofTasks = outputs.filter(({ sha256 }) => sha256 !== null).map(({ path, task: own }) => [path, own]);
    expect(ofTasks).toEqual([
      ['bazel-out/bin/b.o', '//:b'],
      ['web/dist/a.js', 'web#build'],
    ]);
  });

  it('shows the duration of the build that a check recorded', async () => {
    write('a.xml', '<testsuite name="s" time="754"><testcase name="a" time="754"/></testsuite>');
    await run(['check', '--record', 'a.xml']);
    for (const args of [['replay'], ['replay', 'last']])
      expect((await run(args)).stdout).toContain('12m 34s');
  });

  it.each([[['record']], [['record', '--']], [['record', 'make']], [['record', '--nope', '--', 'true']]])(
    'refuses %s',
    async (args) => {
      expect((await run(args)).status).toBe(2);
      expect(ids()).toEqual([]);
    },
  );

  it('keeps 50 recordings of 30 days, and touches no other files', async () => {
    await run(['record', '--', 'true']);
    const [first = ''] = ids();
    for (let at = 0; at < 51; at++) {
      const folder = join(recordings(), `2020-${String(at).padStart(2, '0')}`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'recording.json.gz'), readFileSync(pathOf(first)));
    }
    const old = join(recordings(), '2021-old');
    mkdirSync(old);
    writeFileSync(join(old, 'recording.json.gz'), '');
    utimesSync(join(old, 'recording.json.gz'), 1e9, 1e9);
    writeFileSync(join(old, 'mine.txt'), '');
    writeFileSync(join(recordings(), 'readme'), '');
    await run(['record', '--', 'true']);
    const left = ids();
    expect(left.filter((id) => existsSync(pathOf(id)))).toHaveLength(50);
    expect(left).toEqual(expect.arrayContaining([first, 'readme', '2021-old']));
    expect(readdirSync(old)).toEqual(['mine.txt']);
  });
});

describe('replay', () => {
  const junit = (seconds: number, hour = 23): string =>
    `<testsuite name="unit" tests="1" timestamp="2026-01-01T${String(hour).padStart(2, '0')}:00:00Z" time="${seconds}"><testcase classname="a" name="works" time="${seconds}"/></testsuite>`;

  it('gives the report of a check again, byte for byte, after later builds were stored', async () => {
    write('.github/build-telemetry.yml', 'thresholds: {duration: {above: 5s, level: critical}}\n');
    for (let at = 0; at < 14; at++) {
      write('junit.xml', junit(2 + at / 100, at));
      await run(['check', 'junit.xml', '--build-id', `b${at}`, '--commit', `${at}`.padStart(40, 'a')]);
    }
    write('junit.xml', junit(9));
    const checked = await run([
      'check',
      'junit.xml',
      '--record',
      '--report',
      'report.json',
      '--build-id',
      'slow',
    ]);
    expect(checked.status).toBe(1);
    for (let at = 0; at < 20; at++) {
      write('junit.xml', junit(3 + at / 100));
      await run(['check', 'junit.xml', '--build-id', `later${at}`]);
    }
    const replayed = await run(['replay', 'last', '--report', 'again.json']);
    expect([replayed.status, replayed.stdout]).toEqual([
      0,
      expect.stringContaining('Same report, byte for byte.'),
    ]);
    expect(readFileSync(join(cwd, 'again.json'), 'utf8')).toBe(
      readFileSync(join(cwd, 'report.json'), 'utf8'),
    );

    const whatIf = await run([
      'replay',
      'last',
      '--set',
      'thresholds.duration=1m',
      '--set',
      'fail-on=never',
      '--json',
    ]);
    expect(JSON.parse(whatIf.stdout)).toMatchObject({
      isSame: false,
      report: { failOn: 'never', verdict: 'warn' },
    });
    write('other.yml', 'fail-on: never\n');
    expect((await run(['replay', 'last', '--config', 'other.yml'])).stdout).toContain(
      'Other configuration: other.yml.',
    );
    expect((await run(['replay', 'last', '--set', 'nonsense'])).status).toBe(2);
    expect((await run(['replay', 'last', '--set', 'thresholds.duration.nope=1'])).status).toBe(2);

    const at = await run(['replay', '--at', 'b13', '--json']);
    expect(JSON.parse(at.stdout)).toMatchObject({ build: { id: 'b13' }, baseline: { historyBuilds: 13 } });
    expect((await run(['replay', '--at', 'nope'])).stderr).toContain('No stored build is `nope`');

    const diff = await run(['diff', 'b13', 'slow', '--json']);
    expect(JSON.parse(diff.stdout) as BuildDiff).toMatchObject({
      b: { isRecorded: true },
      tasks: [{ change: 'slower' }],
    });

    rmSync(join(cwd, '.build-telemetry', 'history'), { recursive: true });
    const gone = await run(['replay', 'last']);
    expect([gone.status, gone.stdout]).toEqual([
      1,
      expect.stringContaining('History gone: 14 stored builds'),
    ]);
  });

  it('reports once that a file of the history is damaged', async () => {
    for (const at of [1, 2]) {
      write('junit.xml', junit(2, at));
      await run(['check', 'junit.xml', '--name', 'unit', '--branch', 'main', '--build-id', `b${at}`]);
    }
    const history = join(cwd, '.build-telemetry/history');
    const segments = readdirSync(history, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.parquet'),
    );
    expect(segments).toHaveLength(2);
    writeFileSync(join(history, segments.sort()[0] ?? ''), 'x');
    const { stdout } = await run(['replay', '--at', 'main', '--name', 'unit']);
    expect(stdout.match(/is damaged/g)).toHaveLength(1);
  });

  it('finds a recording in a folder of any name, such as an unpacked artifact', async () => {
    await run(['record', '--', 'true']);
    const [id = ''] = ids();
    cpSync(join(recordings(), id), join(cwd, 'artifact'), { recursive: true });
    for (const name of ['artifact', './artifact', 'artifact/recording.json.gz'])
      expect((await run(['replay', name])).stdout).toContain(`Recording ${id}`);
    cpSync(join(cwd, 'artifact/recording.json.gz'), join(cwd, 'other.json.gz'));
    expect((await run(['replay', 'other.json.gz'])).stderr).toContain(
      'other.json.gz: This is not a recording. Name a file `recording.json.gz`, or the folder',
    );
  });

  it('lists recordings, and steps through one', async () => {
    expect((await run(['replay'])).stdout).toContain('No recordings');
    await run(['record', '--', 'true']);
    expect((await run(['replay'])).stdout).toContain(ids()[0]);
    const { stdout } = await run(['replay', 'last', '--step', '1']);
    expect(stdout).toContain('Step 1 of 2');
    expect((await run(['replay', 'last', '--steps', '--json'])).stdout).toContain('"completed": 1');
    for (const step of ['x', '3'])
      expect((await run(['replay', 'last', '--step', step])).stderr).toContain('Write a number from 0 to 2.');
  });

  it('lists valid recordings, and names invalid ones', async () => {
    await run(['record', '--', 'true']);
    const [good = ''] = ids();
    writeFileSync(pathOf(good), gzipSync(JSON.stringify({ ...read(good), command: ['x'.repeat(60_000)] })));
    await run(['record', '--', 'true']);
    const bad = ids().find((id) => id !== good) ?? '';
    writeFileSync(pathOf(bad), 'x');
    const { status, stdout, stderr } = await run(['replay']);
    expect([status, stdout, stderr]).toEqual([
      0,
      expect.stringContaining(good),
      expect.stringContaining(bad),
    ]);
    expect(stdout).not.toContain(bad);
    expect(stdout.length).toBeLessThan(3000);
  });

  it.each([
    [
      ['--at', 'x', '--set', 'a=b', '--run'],
      ['--set', '--run'],
    ],
    [
      ['last', '--run', '--config', 'x', '--html', 'x.html'],
      ['--config', '--html'],
    ],
    [['last', '--step', '1', '--report', 'x.json'], ['--report']],
    [['--set', 'a=b'], ['--set']],
  ])('refuses options without an effect: %j', async (args, unused) => {
    await run(['record', '--', 'touch', 'ran']);
    rmSync(join(cwd, 'ran'));
    const { status, stderr } = await run(['replay', ...args]);
    expect(status).toBe(2);
    expect(stderr.match(/--[a-z]+(?=: It has no effect)/g)).toEqual(unused);
    expect(existsSync(join(cwd, 'ran'))).toBe(false);
  });

  it('runs the command again on request, and compares the outputs', async () => {
    await run(['record', '--', ...build]);
    const again = await run(['replay', 'last', '--run']);
    expect([again.status, again.stdout]).toEqual([1, expect.stringContaining('1 output of 2 differ')]);
    expect(again.stdout).toContain('dist/stamp changed');
    appendFileSync(join(cwd, 'src/a.txt'), 'two');
    const other = JSON.parse((await run(['replay', 'last', '--run', '--json'])).stdout);
    expect(other.files.inputs).toMatchObject([{ path: 'src/a.txt', change: 'changed' }]);
  });

  it('runs nothing and writes nothing for a hostile recording', async () => {
    const hostile = { command: ['sh', '-c', 'touch pwned'] };
    await run(['record', '--', 'true']);
    const path = pathOf();
    const good = read();
    const plant = (value: unknown): void => writeFileSync(path, gzipSync(JSON.stringify(value)));
    plant({ ...good, ...hostile });
    const before = execFileSync('find', ['.', '-newer', path], { cwd, encoding: 'utf8' });
    for (const args of [
      ['replay', 'last'],
      ['replay'],
      ['diff', 'last', 'last'],
      ['replay', 'last', '--step', '1'],
    ])
      await run(args);
    expect(existsSync(join(cwd, 'pwned'))).toBe(false);
    expect(execFileSync('find', ['.', '-newer', path], { cwd, encoding: 'utf8' })).toBe(before);
    plant({ ...good, outputs: [{ path: '../../secret', sha256: null, sizeBytes: null, task: null }] });
    for (const args of [
      ['replay', 'last'],
      ['replay', 'last', '--run'],
      ['diff', 'last', 'last'],
    ]) {
      const { status, stderr } = await run(args);
      expect([status, stderr]).toEqual([
        2,
        expect.stringContaining('is not a path inside the folder of the build'),
      ]);
    }
    plant({ ...good, recordingVersion: '2.0' });
    expect((await run(['replay', 'last'])).stderr).toContain('this program reads version 1');
    writeFileSync(path, 'x');
    expect((await run(['replay', 'last'])).stderr).toContain('cut or no gzip file');
    expect((await run(['replay', '../../etc'])).status).toBe(2);
  });
});

describe('diff', () => {
  it('shows the changed input, and the unreproducible output', async () => {
    await run(['record', '--', ...build]);
    await run(['record', '--', ...build]);
    write('src/a.txt', 'two');
    await run(['record', '--', ...build]);
    const [, b = '', c = ''] = ids();
    const { stdout } = await run(['diff', b, c, '--json', '--markdown', 'diff.md', '--html', 'diff.html']);
    const diff = JSON.parse(stdout) as BuildDiff;
    expect(diff.inputs.map(({ path }) => path)).toEqual(['src/a.txt']);
    expect(diff.outputs.map(({ path }) => path)).toEqual(['dist/a.txt', 'dist/stamp']);
    expect(diff.notReproducible.map(({ path }) => path)).toEqual(['dist/stamp']);
    expect(readFileSync(join(cwd, 'diff.md'), 'utf8')).toContain('#### Not reproducible');
    expect(readFileSync(join(cwd, 'diff.html'), 'utf8')).toContain('dist/stamp');
  });

  it('says what to do about a log without tasks', async () => {
    write('empty.xml', '<testsuites/>');
    expect((await run(['diff', 'empty.xml', 'empty.xml'])).stderr).toContain(
      'Check that they belong to a build',
    );
  });

  it('finds recordings by commit and branch, and refuses unknown names', async () => {
    await run(['record', '--', 'true']);
    const commit = git('rev-parse', 'HEAD').trim();
    for (const name of [commit, 'HEAD', git('branch', '--show-current').trim()])
      expect((await run(['diff', name, 'last'])).status).toBe(0);
    const both = await run(['diff', 'nope', 'neither']);
    expect([both.status, both.stderr.match(/\w+(?=: This is not a recording)/g)]).toEqual([
      2,
      ['nope', 'neither'],
    ]);
    const { status, stderr } = await run(['diff', 'nope', 'last']);
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('not a recording, stored build, run, commit, branch or file'),
    ]);
    expect((await run(['diff', 'last'])).status).toBe(2);
  });
});
