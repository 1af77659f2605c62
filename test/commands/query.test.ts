/** Recording from a shell and asking afterwards, with the bundled command line. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const cli = fileURLToPath(new URL('../../dist/cli/index.js', import.meta.url));
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'query-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const env = { PATH: process.env['PATH'] };
  return spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8', env });
}

function emitSome(): void {
  const tasks = ['--model', 'sonnet', '--tokens', '1500', '--cost', '0.0125', '--duration', '1.5s'];
  expect(run('emit', 'task_completed', '--name', 'Build API', ...tasks).stderr).toBe('');
  run('emit', 'TASK_FAILED', '--name', 'Lint', '--duration', '20', '--error-type', 'TimeoutError');
  run('emit', 'security_violation', '--message', 'secret_detected', '--file', 'src/config.py');
}

describe('emit and exec', () => {
  it('write a log that check reads', () => {
    emitSome();
    const { status, stdout } = run('inspect', '.build-telemetry/events.ndjson', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ tasks: 2, byResult: { failure: 1, success: 1 }, events: 1 });
    expect(run('check', '.build-telemetry/events.ndjson').status).toBe(1);
  });

  it('pass output, exit code and flags of the command through', () => {
    const script = 'process.stdout.write(process.argv.slice(1).join(" ")); process.exit(7)';
    const { status, stdout } = run(
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
    const [task] = JSON.parse(run('events', '--type', 'task_failed', '--json').stdout).events;
    expect(task).toMatchObject({ task_name: 'x', success: false });
    expect(task.duration_ms).toBeGreaterThan(0);
  });

  it.each([
    [['emit'], /TYPE|type/],
    [['exec'], /No command is given/],
    [['exec', '--nam', 'x', '--', 'true'], /Did you mean `--name`/],
    [['exec', '--', 'no-such-command-here'], /no-such-command-here/],
  ])('say what is wrong: %j', (args, message) => {
    const { status, stderr } = run(...args);
    expect(stderr).toMatch(message);
    expect([2, 127]).toContain(status);
  });
});

describe('questions', () => {
  it('are answered for people and for programs', () => {
    emitSome();
    expect(run('summary').stdout).toMatch(/Total Tasks: 2[\s\S]*Success Rate: 50\.0%[\s\S]*Violations: 1/);
    expect(JSON.parse(run('summary', '--period', 'all', '--json').stdout).events).toMatchObject({
      period: 'all',
    });
    expect(run('events', '--count', '1').stdout).toMatch(/Showing 1 event/);
    expect(run('alerts', '--level', 'critical').stdout).toMatch(/\[CRITICAL\]/);
    expect(run('alerts', '--level', 'critical').stdout).not.toMatch(/\[WARNING\]/);
    expect(run('performance', '--hours', '2').stdout).toMatch(/Last 2 Hours/);
    expect(run('watch', '--once').stdout).toMatch(/Success Rate.*50\.0%/);
  });

  it('cover the builds of the history', () => {
    for (const id of ['a', 'b']) {
      writeFileSync(
        join(folder, 'x.xml'),
        `<testsuite time="2"><testcase name="${id}" time="1.5"/></testsuite>`,
      );
      run('check', 'x.xml');
    }
    expect(run('recent', '1').stdout).toMatch(/Recent 1 Builds:[\s\S]*2000ms/);
    expect(run('summary').stdout).toMatch(/Total Builds: 2/);
    expect(run('export', 'b.json', '--type', 'builds').stdout).toBe('Wrote b.json.\n');
    expect(JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8')).sessions).toHaveLength(2);
  });

  it('export and clear', () => {
    emitSome();
    run('export', 'e.csv');
    expect(readFileSync(join(folder, 'e.csv'), 'utf8').trim().split('\n')).toHaveLength(4);
    expect(run('clear')).toMatchObject({ status: 2, stderr: expect.stringContaining('--yes') });
    expect(run('clear', '--yes').stdout).toMatch(/Removed 3 events/);
    expect(run('events').stdout).toMatch(/No events/);
  });

  it.each([
    [['summary', '--period', 'month'], /`month` is not one of its values/],
    [['events', '--count', 'many'], /`many` is not a number above 0/],
    [['alerts', '--level', 'fatal'], /`fatal` is not one of its values/],
    [['export'], /No path is given/],
    [['export', 'x.csv', '--format', 'xml'], /`xml` is not one of its values/],
  ])('refuse what they do not know: %j', (args, message) => {
    const { status, stderr } = run(...args);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });
});
