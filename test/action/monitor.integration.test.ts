/** The monitor action: it starts during a job, adds to the report, and stops with the job. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { tempFolder } from '../temp-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';

beforeEach(() => {
  folder = tempFolder('monitor');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The content of the runner's command file: `NAME<<delimiter`, value, delimiter. */
function readCommandFile(name: string): Record<string, string> {
  const found = readFileSync(join(folder, name), 'utf8').matchAll(/^(\w+)<<(\S+)\n([\s\S]*?)\n\2$/gm);
  return Object.fromEntries([...found].map(([, key, , value]) => [key, value]));
}

function run(script: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const files = ['GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_STEP_SUMMARY'];
  for (const name of files) if (!existsSync(join(folder, name))) writeFileSync(join(folder, name), '');
  const paths = Object.fromEntries(files.map((name) => [name, join(folder, name)]));
  return spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], RUNNER_TEMP: folder, ...paths, ...env },
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(
      existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '',
    );
  } catch {
    return false;
  }
}

it('samples from its step to the end of the job, and the report shows it', async () => {
  const { runs } = parse(readFileSync(join(root, 'monitor/action.yml'), 'utf8'));
  expect(existsSync(join(root, 'monitor', runs.main))).toBe(true);
  expect(run('dist/monitor/index.js', [], { INPUT_INTERVAL: '0.1' }).status).toBe(0);
  const state = readCommandFile('GITHUB_STATE');
  const { BUILD_TELEMETRY_MONITOR: path = '' } = readCommandFile('GITHUB_ENV');
  const pid = Number(state['pid']);
  expect(path).toBe(state['path']);
  while (!existsSync(path) || readFileSync(path, 'utf8').split('\n').length < 4) await sleep(50);
  expect(isAlive(pid)).toBe(true);

  writeFileSync(join(folder, 'x.xml'), '<testsuite time="2"><testcase name="a" time="1.5"/></testsuite>');
  const check = run('dist/cli/index.js', ['check', 'x.xml', '--json'], { BUILD_TELEMETRY_MONITOR: path });
  const { measurements, health } = JSON.parse(check.stdout);
  expect(measurements.map((metric: { name: string }) => metric.name)).toContain('system.cpu.utilization');
  expect(health).toMatchObject({ samples: health.points.length, trend: expect.any(String) });
  expect(health.points[1].memoryUsedBytes).toBeGreaterThan(0);

  run('dist/monitor/index.js', [], { STATE_pid: state['pid'] ?? '', STATE_path: path });
  expect(readFileSync(join(folder, 'GITHUB_STEP_SUMMARY'), 'utf8')).toMatch(
    /### Machine[\s\S]*\| CPU \|[\s\S]*Health: /,
  );
  while (isAlive(pid)) await sleep(20);
});

it.each([
  ['it has no folder', { RUNNER_TEMP: '/dev/null' }, 'The machine is not sampled: ENOTDIR'],
  ['the disk is full', { GITHUB_STATE: '/dev/full' }, 'The machine is not sampled: ENOSPC'],
  ['there is no command file', { GITHUB_ENV: '/dev/null/env' }, 'The machine is not sampled: Missing file'],
])('only warns if %s', (_, env, warning) => {
  const { status, stdout } = run('dist/monitor/index.js', [], env);
  expect([status, stdout]).toEqual([0, expect.stringContaining(`::warning::${warning}`)]);
});

it('only warns if the summary cannot be written', async () => {
  run('dist/monitor/index.js', [], { INPUT_INTERVAL: '0.1' });
  const { pid = '', path = '' } = readCommandFile('GITHUB_STATE');
  while (!existsSync(path) || readFileSync(path, 'utf8').split('\n').length < 12) await sleep(50);
  const env = { STATE_pid: pid, STATE_path: path, GITHUB_STEP_SUMMARY: '/dev/null/summary' };
  const { status, stdout } = run('dist/monitor/index.js', [], env);
  expect([status, stdout]).toEqual([0, expect.stringContaining('::warning::The samples of the machine')]);
  while (isAlive(Number(pid))) await sleep(20);
});

it.each([
  ['true', '00-35997421c3acbe40480c8d0eeeb48953-c1ff1739b096dd1a-01'],
  ['false', undefined],
])(
  "with trace-context: %s later steps get the job's place in the trace of its run: %s",
  (asked, expected) => {
    const job = { GITHUB_RUN_ID: '9182736455', GITHUB_RUN_ATTEMPT: '1', 'INPUT_CHECK-RUN-ID': '7001' };
    expect(run('dist/monitor/index.js', [], { ...job, 'INPUT_TRACE-CONTEXT': asked }).status).toBe(0);
    process.kill(Number(readCommandFile('GITHUB_STATE')['pid']));
    expect(readCommandFile('GITHUB_ENV')['TRACEPARENT']).toBe(expected);
  },
);

it('reports an invalid interval, and samples with the default', () => {
  const { status, stdout } = run('dist/monitor/index.js', [], { INPUT_INTERVAL: 'often' });
  expect({ status, warned: /::warning::input `interval`/.test(stdout) }).toEqual({ status: 0, warned: true });
  process.kill(Number(readCommandFile('GITHUB_STATE')['pid']));
});

it.each([
  ['no process', () => ''],
  ['its own group', () => '0'],
  ['another group', (other: number) => String(-other)],
  ['the first process', () => '1'],
  ['a process that has taken the number since', (other: number) => String(other)],
  ['no number', () => '12abc'],
])('signals no process if its saved state contains %s', async (_, pidOf) => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
  const pid = other.pid as number;
  // In a process group of its own, which survives the step unless the step signals it.
  const step = `const { spawnSync } = require('node:child_process');
    const { status } = spawnSync(process.execPath, [${JSON.stringify(join(root, 'dist/monitor/index.js'))}]);
    process.stdout.write('alive ' + status)`;
  const env = { RUNNER_TEMP: folder, STATE_pid: pidOf(pid), STATE_path: join(folder, 'monitor.ndjson') };
  const group = spawn(process.execPath, ['-e', step], {
    detached: true,
    env: { PATH: process.env['PATH'], ...env },
  });
  try {
    expect(await text(group.stdout)).toBe('alive 0');
    expect(isAlive(pid)).toBe(true);
  } finally {
    other.kill('SIGKILL');
  }
});
