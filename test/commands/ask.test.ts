/** Output and results of the query commands with unusual arguments, in process. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { alertsCommand } from '../../src/commands/alerts-command.ts';
import { checkCommand } from '../../src/commands/check-command.ts';
import { clearCommand } from '../../src/commands/clear-command.ts';
import type { Command } from '../../src/commands/command.ts';
import { eventsCommand } from '../../src/commands/events-command.ts';
import { exportCommand } from '../../src/commands/export-command.ts';
import { performanceCommand } from '../../src/commands/performance-command.ts';
import { recentCommand } from '../../src/commands/recent-command.ts';
import { serveCommand } from '../../src/commands/serve-command.ts';
import { summaryCommand } from '../../src/commands/summary-command.ts';
import { watchCommand } from '../../src/commands/watch-command.ts';
import { EventCollector, TaskEvent } from '../../src/index.ts';
import { freshFolder } from '../recorder/fresh-folder.ts';
import { runCommand as run } from './run-command.ts';

function record(path: string, ...daysAgo: readonly number[]): void {
  using collector = new EventCollector({ path, buildId: 'b', enabled: true });
  for (const days of daysAgo) {
    const timestamp = Date.now() - days * 86_400_000;
    collector.collect(
      new TaskEvent({ eventType: 'TASK_COMPLETED', timestamp, taskName: `task ${days}`, durationMs: 5 }),
    );
  }
}

describe('summary', () => {
  it('takes `-p` for `--period`, as the guide writes it', async () => {
    const log = join(freshFolder(), 'events.ndjson');
    record(log, 3);
    const history = freshFolder();
    const options = ['--log', log, '--history', history, '--json'];
    expect(JSON.parse((await run(summaryCommand, '-p', 'week', ...options)).stdout).events).toMatchObject({
      period: 'week',
      totalTasks: 1,
    });
    expect(JSON.parse((await run(summaryCommand, '-pday', ...options)).stdout).events.totalTasks).toBe(0);
  });
});

describe('a named log that does not exist', () => {
  it.each<[Command, ...string[]]>([
    [summaryCommand],
    [eventsCommand],
    [alertsCommand],
    [performanceCommand],
    [exportCommand, '-'],
    [watchCommand, '--once'],
    [clearCommand, '--yes'],
    [serveCommand, '--once'],
  ])('is refused: $name', async (command, ...args) => {
    const log = join(freshFolder(), 'mistyped.ndjson');
    const { status, stdout, stderr } = await run(command, ...args, '--log', log);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('mistyped.ndjson: File not found. Check the path of `--log`.');
  });
});

describe('sums in JSON', () => {
  it.each([
    ['summary', summaryCommand],
    ['alerts', alertsCommand],
    ['performance', performanceCommand],
  ])('of `%s` have no binary noise', async (_, command) => {
    const log = join(freshFolder(), 'events.ndjson');
    {
      using collector = new EventCollector({ path: log, buildId: 'b', enabled: true });
      for (let i = 0; i < 30; i++)
        collector.collect(
          new TaskEvent({ eventType: 'TASK_COMPLETED', taskName: `t${i}`, durationMs: 0.1, costUsd: 0.1 }),
        );
    }
    const { stdout } = await run(command, '--log', log, '--json');
    expect(stdout).toMatch(/\b(?:3|0\.1)\b/);
    expect(stdout).not.toMatch(/\d\.\d*(?:0{8}|9{8})\d/);
  });
});

describe('events', () => {
  it('of a type that was never recorded list the recorded ones', async () => {
    const log = join(freshFolder(), 'events.ndjson');
    record(log, 0);
    for (const type of ['task_failed', 'deployed']) {
      const { status, stdout } = await run(eventsCommand, '--log', log, '--type', type);
      expect(status).toBe(0);
      expect(stdout).toContain(`No event of type ${type}. Recorded: task_completed (1).`);
      expect(stdout).not.toContain('Did you mean');
    }
  });

  it('refuse a misspelt type, of a log with events and of an empty one', async () => {
    const log = join(freshFolder(), 'events.ndjson');
    writeFileSync(log, '');
    const ask = () => run(eventsCommand, '--log', log, '--type', 'task_complete');
    const answers = [await ask()];
    record(log, 0);
    answers.push(await ask());
    for (const { status, stderr } of answers) {
      expect(status).toBe(2);
      expect(stderr).toContain('--type: No event has the type `task_complete`.');
      expect(stderr).toContain('Did you mean `task_completed`?');
    }
  });

  it('of an empty log show how to record some', async () => {
    const log = join(freshFolder(), 'none.ndjson');
    writeFileSync(log, '');
    const { stdout } = await run(eventsCommand, '--log', log);
    expect(stdout).toContain(`There are no events in ${log}.`);
    expect(stdout).toContain('build-telemetry emit');
  });
});

describe('performance', () => {
  it('refuses a misspelt operation, of the log and of the history', async () => {
    const folder = freshFolder();
    const [log, history] = [join(folder, 'events.ndjson'), join(folder, 'history')];
    writeFileSync(log, '');
    expect((await run(performanceCommand, '--log', log, '--operation', 'a')).status).toBe(0);
    record(log, 0);
    await run(checkCommand, log, '--history', history, '--name', 'unit');
    for (const [source, operation, meant] of [
      [['--log', log], 'task_executon', 'task_execution'],
      [['--log', log, '--history', history], 'tsak', 'task'],
    ] as const) {
      const { status, stderr } = await run(performanceCommand, ...source, '--operation', operation);
      expect(status).toBe(2);
      expect(stderr).toContain(`--operation: No operation \`${operation}\` in this period.`);
      expect(stderr).toContain(`\`${meant}\``);
      const { status: found } = await run(performanceCommand, ...source, '--operation', meant);
      expect(found).toBe(0);
    }
  });
});

describe('recent', () => {
  it('on an empty folder shows where it looked and how to record builds', async () => {
    const folder = freshFolder();
    const { status, stdout } = await run(recentCommand, '--history', folder);
    expect(status).toBe(0);
    expect(stdout).toContain(`No history in ${folder} yet. Store a build with \`build-telemetry check LOG\``);
  });

  it('of another series lists those with builds', async () => {
    const folder = freshFolder();
    const [log, history] = [join(folder, 'events.ndjson'), join(folder, 'history')];
    record(log, 0);
    await run(checkCommand, log, '--history', history, '--name', 'unit');
    const { status, stderr } = await run(recentCommand, '--history', history, '--name', 'unti');
    expect(status).toBe(2);
    expect(stderr).toMatch(/No history in .* for `unti`\. Available: unit \(1 build\)\. Use `--name unit`\./);
  });
});

describe('export', () => {
  it('prints the stored builds as the guide’s JSON without a path, for `export > telemetry.json`', async () => {
    const folder = freshFolder();
    const [log, history] = [join(folder, 'events.ndjson'), join(folder, 'history')];
    record(log, 0, 0);
    await run(checkCommand, log, '--history', history);
    const { status, stdout } = await run(exportCommand, '--history', history);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).sessions).toMatchObject([{ totalTargets: 2, succeeded: true }]);
    const csv = await run(exportCommand, '--format', 'csv', '--history', history);
    expect(csv.stdout.split('\r\n')[0]).toMatch(/^startTime,durationMs,totalTargets/);
  });

  it('prints events with `-`, and writes only events to a file', async () => {
    const folder = freshFolder();
    const log = join(folder, 'events.ndjson');
    record(log, 0);
    const printed = await run(exportCommand, '-', '--log', log);
    expect(JSON.parse(printed.stdout)).toMatchObject([{ task_name: 'task 0' }]);
    expect((await run(exportCommand, '/dev/stdout', '--log', log)).stdout).toBe(printed.stdout);
    const file = join(folder, 'out.csv');
    expect((await run(exportCommand, file, '--log', log)).stdout).toBe(`Wrote ${file}.\n`);
    expect(readFileSync(file, 'utf8')).toContain('task 0');
  });

  it('writes builds if no event is recorded', async () => {
    const folder = freshFolder();
    const [log, history] = [join(folder, 'own.ndjson'), join(folder, 'history')];
    record(log, 0, 0);
    await run(checkCommand, log, '--history', history);
    const { stdout } = await run(exportCommand, '-', '--history', history);
    expect(JSON.parse(stdout).sessions).toMatchObject([{ totalTargets: 2 }]);
  });

  it('refuses two paths', async () => {
    const { status, stderr } = await run(exportCommand, 'a.csv', 'b.csv');
    expect(status).toBe(2);
    expect(stderr).toContain('Only one path can be written.');
  });
});

describe('clear', () => {
  it('removes only events older than `--days`', async () => {
    const log = join(freshFolder(), 'events.ndjson');
    record(log, 40, 20, 0);
    expect((await run(clearCommand, '--yes', '--days', '30', '--log', log)).stdout).toContain(
      'Removed 1 event',
    );
    expect(new EventCollector({ path: log }).events).toHaveLength(2);
  });

  it('treats a number without `--days` as a mistake, and removes nothing', async () => {
    const log = join(freshFolder(), 'events.ndjson');
    record(log, 3, 40);
    const { status, stderr } = await run(clearCommand, '7', '--yes', '--log', log);
    expect([status, stderr]).toEqual([2, expect.stringContaining('Unexpected argument `7`.')]);
    expect(readFileSync(log, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it.each(['-1', 'week', 'NaN', '0'])('removes nothing with `--days=%s`', async (days) => {
    const log = join(freshFolder(), 'events.ndjson');
    record(log, 40, 0);
    expect((await run(clearCommand, '--yes', `--days=${days}`, '--log', log)).status).toBe(2);
    expect(new EventCollector({ path: log }).events).toHaveLength(2);
  });
});

describe('check', () => {
  it('reports that telemetry is switched off, and by which variable', async () => {
    vi.stubEnv('BUILDER_TELEMETRY_ENABLED', '0');
    const { status, stderr } = await run(checkCommand, 'log.ndjson');
    vi.unstubAllEnvs();
    expect(status).toBe(0);
    expect(stderr).toContain('BUILDER_TELEMETRY_ENABLED=0');
    expect(stderr).toContain('Telemetry is switched off: this build is neither checked nor stored.');
  });

  it('names Builder’s variable if its value is refused', async () => {
    vi.stubEnv('BUILDER_TELEMETRY_MAX_SESSIONS', '2');
    const { status, stderr } = await run(checkCommand, 'log.ndjson');
    vi.unstubAllEnvs();
    expect(status).toBe(2);
    expect(stderr).toContain('environment variable BUILDER_TELEMETRY_MAX_SESSIONS');
  });
});
