/** The monitor action: starts beside a job, feeds the report, stops with the job. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** What the runner's command file holds: `NAME<<delimiter`, value, delimiter. */
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

it('says what is wrong with its interval, and samples all the same', () => {
  const { status, stdout } = run('dist/monitor/index.js', [], { INPUT_INTERVAL: 'often' });
  expect({ status, warned: /::warning::input `interval`/.test(stdout) }).toEqual({ status: 0, warned: true });
  process.kill(Number(readCommandFile('GITHUB_STATE')['pid']));
});
