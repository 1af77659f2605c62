/** Recording from a shell and querying afterwards. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tempFolder } from '../temp-folder.ts';
import { runCli } from './run-cli.ts';

const bundle = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));
let folder = '';

beforeEach(() => {
  folder = tempFolder('query');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runCli(args, { cwd: folder });

/** For `exec`, which passes its own output and input to the command. */
function spawnBundle(...args: string[]) {
  const env = { PATH: process.env['PATH'] };
  return spawnSync(process.execPath, [bundle, ...args], { cwd: folder, encoding: 'utf8', env });
}

async function emitSome(): Promise<void> {
  const tasks = ['--model', 'sonnet', '--tokens', '1500', '--cost', '0.0125', '--duration', '1.5s'];
  expect((await run('emit', 'task_completed', '--name', 'Build API', ...tasks)).stderr).toBe('');
  await run('emit', 'TASK_FAILED', '--name', 'Lint', '--duration', '20', '--error-type', 'TimeoutError');
  await run('emit', 'security_violation', '--message', 'secret_detected', '--file', 'src/config.py');
}

describe('emit and exec', () => {
  it('write a log that check reads', async () => {
    await emitSome();
    const { status, stdout } = await run('inspect', '.build-telemetry/events.ndjson', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ tasks: 2, byResult: { failure: 1, success: 1 }, events: 1 });
    expect((await run('check', '.build-telemetry/events.ndjson')).status).toBe(1);
  });

  it('pass output, exit code and flags of the command through', async () => {
    const script = 'process.stdout.write(process.argv.slice(1).join(" ")); process.exit(7)';
    const { status, stdout } = spawnBundle(
      'exec',
      '--name',
      'x',
      '--',
      process.execPath,
      '-e',
      script,
      '--',
      '--help',
      '-h',
    );
    expect({ status, stdout }).toEqual({ status: 7, stdout: '--help -h' });
    const [task] = JSON.parse((await run('events', '--type', 'task_failed', '--json')).stdout).events;
    expect(task).toMatchObject({ task_name: 'x', success: false });
    expect(task.duration_ms).toBeGreaterThan(0);
  });

  it.each([
    [['emit'], /TYPE|type/],
    [['exec'], /Missing argument: the command to run/],
    [['exec', '--nam', 'x', '--', 'true'], /Did you mean `--name`/],
    [['exec', '--', 'no-such-command-here'], /no-such-command-here/],
  ])('report wrong arguments: %j', async (args, message) => {
    const { status, stderr } = await run(...args);
    expect(stderr).toMatch(message);
    expect([2, 127]).toContain(status);
  });
});

/** A build of 2 s that ended `age` minutes ago, as its log. */
function writeBuild(id: string, age: number, compileMs: number): void {
  const start_time = new Date(Date.now() - age * 60_000 - 2000).toISOString();
  const records = [
    { type: 'build', start_time, duration_ms: 500 + compileMs, result: 'success', complete: true },
    { type: 'task', name: 'compile', kind: 'task', duration_ms: compileMs, result: 'success' },
    { type: 'task', name: 'unit', kind: 'test', duration_ms: 1000, result: 'success', cost_usd: 0.5 },
    { type: 'task', name: 'e2e', kind: 'test', duration_ms: 10, result: 'success', cache: 'hit' },
  ];
  const lines = records.map((record) => JSON.stringify({ v: 1, build_id: id, ...record }));
  writeFileSync(join(folder, `${id}.ndjson`), `${lines.join('\n')}\n`);
}

describe('queries of the history alone', () => {
  it('give the same answers as when the builds ran', async () => {
    const given: { alerts: unknown[] }[] = [];
    for (let build = 1; build <= 16; build++) {
      writeBuild(`b${build}`, 200 - 10 * build, build > 12 ? 3000 : 1000 + (build % 3));
      given.push(
        JSON.parse((await run('check', `b${build}.ndjson`, '--build-id', `b${build}`, '--json')).stdout),
      );
    }
    const { active, history, source } = JSON.parse((await run('alerts', '--json')).stdout);
    const plain = ({ buildId: _, startTimeMs: __, ...alert }: { buildId: string; startTimeMs: number }) =>
      alert;
    expect(source).toBe('history');
    expect(active.map(plain)).toEqual(given.at(-1)?.alerts);
    expect(active.length).toBeGreaterThan(0);
    expect(history.map(plain)).toEqual(
      given
        .slice(-10)
        .reverse()
        .flatMap(({ alerts }) => alerts)
        .slice(0, 20),
    );
    expect((await run('alerts', '--level', 'warning', '--count', '1')).stdout).toMatch(/Showing 1 alert/);
  });

  it('are answered as far as the history stores the data, with the missing parts listed', async () => {
    for (const age of [90, 30]) {
      writeBuild(`b${age}`, age, 1000);
      await run('check', `b${age}.ndjson`, '--build-id', `b${age}`);
    }
    const performance = (await run('performance', '--hours', '24', '--operation', 'test')).stdout;
    expect(performance).toMatch(/Operations: 2\n[\s\S]*test unit[\s\S]*From the 2 builds of/);
    expect(
      JSON.parse((await run('performance', '--operation', 'compile', '--json')).stdout).metrics,
    ).toMatchObject({
      totalOperations: 2,
      avgDurationMs: 1000,
    });
    expect(
      JSON.parse((await run('performance', '--hours', '1', '--json')).stdout).metrics.totalOperations,
    ).toBe(2);
    expect((await run('events')).stdout).toMatch(
      /There are no events in .*The 2 builds of .*: stored builds have no events/,
    );
    const summary = (await run('summary')).stdout;
    expect(summary).toMatch(
      /Total Tasks: 6[\s\S]*Total Cost: \$1\.0000[\s\S]*have no error and security events/,
    );
    expect(summary).toMatch(
      /Average Utilization: — \(no build states its number of workers\)[\s\S]*Targets at Work: 1\.3 at a/,
    );
    await run('export', 'p.json', '--type', 'performance');
    expect(JSON.parse(readFileSync(join(folder, 'p.json'), 'utf8'))).toHaveLength(4);
    // A log with findings comes first, unless the history is requested.
    await emitSome();
    expect(JSON.parse((await run('performance', '--json')).stdout).metrics.totalOperations).toBe(2);
    expect((await run('summary')).stdout).toMatch(/Total Tasks: 2/);
    const named = ['--history', '.build-telemetry/history'];
    expect((await run('summary', ...named)).stdout).toMatch(/Total Tasks: 6/);
    expect((await run('performance', ...named)).stdout).toMatch(/Operations: 4/);
  });

  it('read the segments of an unpacked cache, and clear none of them', async () => {
    writeBuild('b1', 5, 1000);
    await run('check', 'b1.ndjson');
    const [series] = readdirSync(join(folder, '.build-telemetry/history'));
    const unpacked = join('.build-telemetry/history', series ?? '');
    expect((await run('recent', '--history', unpacked)).stdout).toMatch(/Recent 1 /);
    expect((await run('clear', '--yes')).stdout).toBe('Removed 0 events and 0 operations.\n');
    expect((await run('recent')).stdout).toContain('Recent 1 Builds');
  });
});

describe('queries', () => {
  it('are answered for people and for programs', async () => {
    await emitSome();
    expect((await run('summary')).stdout).toMatch(
      /Total Tasks: 2[\s\S]*Success Rate: 50\.0%[\s\S]*Violations: 1/,
    );
    expect(JSON.parse((await run('summary', '--period', 'all', '--json')).stdout).events).toMatchObject({
      period: 'all',
    });
    expect((await run('events', '--count', '1')).stdout).toMatch(/Showing 1 event/);
    expect((await run('alerts', '--level', 'critical')).stdout).toMatch(/\[CRITICAL\]/);
    expect((await run('alerts', '--level', 'critical')).stdout).not.toMatch(/\[WARNING\]/);
    expect((await run('performance', '--hours', '2')).stdout).toMatch(/Last 2 Hours/);
    expect((await run('watch', '--once')).stdout).toMatch(/Success Rate.*50\.0%/);
  });

  it('cover the builds of the history', async () => {
    for (const id of ['a', 'b']) {
      writeFileSync(
        join(folder, 'x.xml'),
        `<testsuite time="2"><testcase name="${id}" time="1.5"/></testsuite>`,
      );
      await run('check', 'x.xml');
    }
    expect((await run('recent', '1')).stdout).toMatch(/Recent 1 Builds:[\s\S]*2000ms/);
    expect((await run('summary')).stdout).toMatch(/Total Builds: 2/);
    expect((await run('export', 'b.json', '--type', 'builds')).stdout).toBe('Wrote b.json.\n');
    expect(JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8')).sessions).toHaveLength(2);
  });

  it('show the health of the machine if it was sampled', async () => {
    spawnBundle('exec', '--sample', '--', process.execPath, '-e', 'setTimeout(() => {}, 300)');
    expect((await run('performance')).stdout).toMatch(/Machine: [A-Z]+/);
    expect((await run('watch', '--once')).stdout).toMatch(/Machine: [A-Z]+[\s\S]*Memory: \d+\.\d% of/);
    const { health } = JSON.parse((await run('performance', '--json')).stdout);
    expect(health.points[0]).toMatchObject({ memoryTotalBytes: expect.any(Number), failedTasks: 0 });
    const checked = await run('check', '.build-telemetry/events.ndjson', '--json');
    const report = JSON.parse(checked.stdout);
    expect(report.health.samples).toBe(health.samples);
    expect(report.measurements[0]).toMatchObject({ name: 'system.cpu.utilization' });
  });

  it('export and clear', async () => {
    await emitSome();
    await run('export', 'e.csv');
    expect(readFileSync(join(folder, 'e.csv'), 'utf8').trim().split('\n')).toHaveLength(4);
    expect(await run('clear')).toMatchObject({ status: 2, stderr: expect.stringContaining('--yes') });
    expect((await run('clear', '--yes')).stdout).toMatch(/Removed 3 events/);
    expect((await run('events')).stdout).toMatch(/No events/);
  });

  it.each([
    [['summary', '--period', 'year'], /`year` is not a valid value/],
    [['events', '--log', '.'], /^error: .: This is a folder, not an event log/],
    [
      ['events', '--log', 'report.xml'],
      /^error: report.xml: This is not an event log: it has no events. Name/,
    ],
    [['clear', '--yes', '--log', 'line.xml'], /^error: line.xml: This is not an event log/],
    [['performance', '--log', 'other.json'], /^error: other.json: This is not an event log/],
    [
      ['query', 'cicd.pipeline.run.duration', '--since', '2026-02-30'],
      /^error: --since: `2026-02-30` is not/,
    ],
    [['watch', '--interval', 'x'], /^error: --interval: `x` is not a number above 0/],
    [['watch', 'now'], /^error: watch: Unexpected argument `now`/],
    [['watch', '--log', '.'], /^error: .: This is a folder, not an event log/],
    [['events', '--count', 'many'], /`many` is not a whole number above 0/],
    [['recent', '1.5'], /`1.5` is not a whole number above 0/],
    [['alerts', '5', '--count', '3'], /^error: 5: `--count` has the number already/],
    [['explain', '--kind', 'test'], /^error: --kind: It has no effect without the name of a series/],
    [['explain', 'build', '--names'], /^error: build: It has no effect with `--names`/],
    [['alerts', '--level', 'fatal'], /`fatal` is not a valid value/],
    [['export', 'x.csv', '--format', 'xml'], /`xml` is not a valid value/],
    [['export', '--format', 'csv', '--json'], /--json: It has no effect with `--format csv`/],
    [['query', 'cicd.pipeline.run.duration', '--csv', '--json'], /--json: It has no effect with `--csv`/],
  ])('refuse unknown arguments: %j', async (args, message) => {
    const { xml, json } = { xml: '<testsuite><testcase name="a"/></testsuite>', json: '{"a": [1]}' };
    const others = { 'report.xml': `${xml}\n`, 'line.xml': xml, 'other.json': json };
    for (const [name, text] of Object.entries(others)) writeFileSync(join(folder, name), text);
    const { status, stderr } = await run(...args);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });

  it('names a configuration file that is a folder', async () => {
    mkdirSync(join(folder, '.github/build-telemetry.yml'), { recursive: true });
    expect((await run('serve', '--once')).stderr).toBe(
      'error: .github/build-telemetry.yml: This is a folder, not a file. Name a file.\n',
    );
  });
});
