import { type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { measureHealth } from '../../src/metrics/measure-health.ts';
import { EventCollector } from '../../src/recorder/event-collector.ts';
import { runExec } from '../../src/recorder/exec.ts';
import { buildOf } from '../source-of.ts';
import { freshFolder } from './fresh-folder.ts';

const execOnce = fileURLToPath(new URL('scripts/exec-once.ts', import.meta.url));
const windows = process.platform === 'win32';
const linux = process.platform === 'linux';

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function exec(
  args: readonly string[],
  options: SpawnOptions & {
    input?: string;
    onOutput?: (kill: (signal: NodeJS.Signals) => void) => void;
  } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const { input, onOutput, ...rest } = options;
    const child = spawn(process.execPath, [execOnce, ...args], { ...rest, stdio: 'pipe' });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    if (onOutput) child.stdout.once('data', () => onOutput((signal) => child.kill(signal)));
    child.stdin.end(input ?? '');
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

type Line = Readonly<Record<string, unknown>>;

function linesOf(path: string, type = 'task'): Line[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
    .filter((line) => line['type'] === type);
}

const log = (): string => join(freshFolder(), 'log', 'events.ndjson');

describe.skipIf(windows)('exec', () => {
  it('passes input, output and success through, and records a task', async () => {
    const path = log();
    const ran = await exec([path, 'Build API', 'sh', '-c', 'cat; echo problem >&2'], { input: 'hello' });
    expect(ran).toEqual({ code: 0, stdout: 'hello', stderr: 'problem\n' });
    const [task] = linesOf(path);
    expect(task).toMatchObject({
      v: 1,
      name: 'Build API',
      kind: 'command',
      result: 'success',
      event: 'TASK_COMPLETED',
    });
    expect(task?.['duration_ms']).toBeGreaterThan(0);
    expect(linesOf(path, 'event').map((line) => line['name'])).toEqual(['TASK_STARTED']);
  });

  it.each([1, 3, 255])('passes exit code %d', async (code) => {
    const path = log();
    expect((await exec([path, 'x', 'sh', '-c', `exit ${code}`])).code).toBe(code);
    expect(linesOf(path)[0]).toMatchObject({ result: 'failure', error_type: `exit ${code}` });
  });

  it('returns 127 and 126 like a shell', async () => {
    const path = log();
    const file = join(freshFolder(), 'not-executable');
    writeFileSync(file, '');
    chmodSync(file, 0o644);
    const missing = await exec([path, '', 'no-such-command-anywhere']);
    expect(missing.code).toBe(127);
    expect(missing.stderr).toContain('no-such-command-anywhere: command not found');
    expect((await exec([path, '', file])).code).toBe(126);
    expect(linesOf(path).map((line) => line['error_type'])).toEqual(['ENOENT', 'EACCES']);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'forwards %s, and the command decides',
    async (signal) => {
      const path = log();
      const script = `trap 'echo caught; exit 5' TERM INT HUP; echo ready; while :; do sleep 0.02; done`;
      const ran = await exec([path, 'x', 'sh', '-c', script], { onOutput: (kill) => kill(signal) });
      expect(ran).toMatchObject({ code: 5, stdout: 'ready\ncaught\n' });
      expect(linesOf(path)[0]).toMatchObject({ result: 'failure', error_type: 'exit 5' });
    },
  );

  it('returns 128 + n for a command that a signal ended', async () => {
    const path = log();
    expect((await exec([path, 'x', 'sh', '-c', 'kill -TERM $$'])).code).toBe(143);
    expect((await exec([path, 'x', 'sh', '-c', 'kill -KILL $$'])).code).toBe(137);
    expect(linesOf(path).map((line) => [line['result'], line['error_type']])).toEqual([
      ['cancellation', 'SIGTERM'],
      ['failure', 'SIGKILL'],
    ]);
  });

  it('names a task by its command and first word, never by a possible secret', async () => {
    const path = log();
    await exec([path, '', 'echo', 'api', 'token=abc']);
    await exec([path, '', 'echo', '--token=abc']);
    await exec([path, '', 'echo', 'https://user:secret@host']);
    expect(linesOf(path).map((line) => line['name'])).toEqual(['echo api', 'echo', 'echo']);
    expect(readFileSync(path, 'utf8')).not.toMatch(/token|secret/);
  });

  it.runIf(linux)('measures CPU and memory of the command and all below it', async () => {
    const path = log();
    const busy = 'const b = Buffer.alloc(80e6, 1); while (process.cpuUsage().user < 200e3) b[0]++;';
    await exec([path, 'x', 'sh', '-c', `"${process.execPath}" -e '${busy}'; true`]);
    const [task] = linesOf(path);
    expect(task?.['cpu_ms']).toBeGreaterThan(150);
    expect(task?.['memory_bytes']).toBeGreaterThan(80e6);
  });

  it('runs the command even if nothing can be recorded', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'file'), '');
    const ran = await exec([join(folder, 'file', 'log'), 'x', 'sh', '-c', 'echo out; exit 4']);
    expect(ran).toMatchObject({ code: 4, stdout: 'out\n' });
    expect(ran.stderr).toContain('The task was not recorded');
  });

  it('needs a command', async () => {
    expect(await runExec({ command: [] })).toMatchObject({ exitCode: 2, problems: [{ code: 'no-command' }] });
  });

  it('records nothing when telemetry is switched off', async () => {
    const path = log();
    const env = { ...process.env, BUILDER_TELEMETRY_ENABLED: '0' };
    expect((await exec([path, 'x', 'sh', '-c', 'exit 6'], { env })).code).toBe(6);
    expect(existsSync(path)).toBe(false);
  });

  it('has the task in which it runs, and the build', async () => {
    const path = log();
    const inner = `"${process.execPath}" "${execOnce}" "$BUILD_TELEMETRY_LOG" inner true`;
    await exec([path, 'outer', 'sh', '-c', inner], {
      env: { ...process.env, BUILD_TELEMETRY_BUILD_ID: 'b1' },
    });
    const [first, second] = linesOf(path);
    expect(first).toMatchObject({ name: 'inner', parent_id: second?.['task_id'], build_id: 'b1' });
    expect(second).toMatchObject({ name: 'outer', build_id: 'b1' });
    expect(second?.['parent_id']).toBeUndefined();
  });

  it('is safe from parallel processes, and its log is read as a build', async () => {
    const path = log();
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        exec([path, `task ${i}`, 'sh', '-c', `exit ${i % 3 === 0 ? 1 : 0}`]),
      ),
    );
    const build = await buildOf(readFileSync(path));
    expect(build.formats).toEqual(['build-telemetry']);
    expect(build.complete).toBe(true);
    expect(build.tasks.map((task) => task.name).sort()).toEqual(
      Array.from({ length: 12 }, (_, i) => `task ${i}`).sort(),
    );
    expect(build.tasks.filter((task) => task.result === 'failure')).toHaveLength(4);
  });

  it('leaves the start of a task without an end when it is killed', async () => {
    const path = log();
    const script = 'echo ready; exec > /dev/null 2>&1; sleep 10';
    await exec([path, 'hangs', 'sh', '-c', script], { onOutput: (kill) => kill('SIGKILL') });
    expect(linesOf(path)).toEqual([]);
    expect(linesOf(path, 'event')[0]).toMatchObject({ name: 'TASK_STARTED', task_name: 'hangs' });
  });

  it.skipIf(spawnSync('make', ['--version']).status !== 0)("keeps make's job server", () => {
    const folder = freshFolder();
    const path = join(folder, 'events.ndjson');
    const run = `"${process.execPath}" "${execOnce}" "${path}" sub`;
    writeFileSync(join(folder, 'Makefile'), `all:\n\t@${run} $(MAKE) -f sub.mk\n`);
    writeFileSync(join(folder, 'sub.mk'), 'all: a b\na b:\n\t@echo $@\n');
    const made = spawnSync('make', ['-j3'], { cwd: folder, encoding: 'utf8' });
    expect(made.stderr).not.toContain('jobserver');
    expect(made).toMatchObject({ status: 0 });
    expect(linesOf(path)[0]).toMatchObject({ name: 'sub', result: 'success' });
  });

  it.runIf(linux)('samples the machine on request', async () => {
    const path = log();
    const { exitCode } = await runExec({ command: ['sleep', '0.05'], path, sample: true });
    expect(exitCode).toBe(0);
    const [sample] = linesOf(path, 'sample');
    expect(Object.keys(sample ?? {})).toEqual(expect.arrayContaining(['time', 'cpu_ratio', 'processes']));
    using collector = new EventCollector({ path });
    expect(measureHealth(collector.machine, [])?.points[0]?.memoryTotalBytes).toBeGreaterThan(0);
    // Samples and a task are added to the log.
    expect(collector.clear()).toBe(2);
    expect(collector.machine).toEqual([]);
  });
});
