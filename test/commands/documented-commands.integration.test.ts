/** The documents' commands, each applied to what the product itself recorded and stored. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alertsCommand } from '../../src/commands/alerts-command.ts';
import { checkCommand } from '../../src/commands/check-command.ts';
import { eventsCommand } from '../../src/commands/events-command.ts';
import { exportCommand } from '../../src/commands/export-command.ts';
import { performanceCommand } from '../../src/commands/performance-command.ts';
import { recentCommand } from '../../src/commands/recent-command.ts';
import { emitCommand } from '../../src/commands/record-commands.ts';
import { summaryCommand } from '../../src/commands/summary-command.ts';
import { BuildEvent, EventCollector, PerformanceEvent, TaskEvent } from '../../src/index.ts';
import { freshFolder } from '../recorder/fresh-folder.ts';
import { runCommand } from './run-command.ts';

const startMs = Date.now() - 40 * 600_000;

/** Records one build of Builder's and lets `check` store it. */
async function storeBuild(folder: string, index: number, seconds: number, failure?: string): Promise<void> {
  const log = join(folder, `build-${index}.ndjson`);
  const at = (ms: number) => startMs + index * 600_000 + ms;
  using events = new EventCollector({ path: log, buildId: `b${index}`, enabled: true });
  const build = { buildId: `b${index}`, metadata: { max_parallelism: 2 } };
  events.collect(new BuildEvent({ eventType: 'BUILD_STARTED', timestamp: at(0), ...build }));
  const target = (taskName: string, durationMs: number, more: object = {}) =>
    events.collect(
      new TaskEvent({
        eventType: 'TASK_COMPLETED',
        timestamp: at(durationMs),
        taskName,
        durationMs,
        cache: 'miss',
        ...more,
      }),
    );
  target('//backend:api-server', seconds * 900);
  target('//frontend:bundle', seconds * 500, failure === undefined ? {} : { eventType: 'TASK_FAILED' });
  target('//shared:proto', 5, { cache: 'hit' });
  events.collect(
    new BuildEvent({
      eventType: failure === undefined ? 'BUILD_COMPLETED' : 'BUILD_FAILED',
      timestamp: at(seconds * 1000),
      durationMs: seconds * 1000,
      buildId: `b${index}`,
      errorMessage: failure ?? null,
    }),
  );
  events.close();
  await runCommand(checkCommand, log, '--history', join(folder, 'history'), '--build-id', `b${index}`);
}

describe('on stored builds', () => {
  it('`summary` and `recent` show time, cache, workers, bottlenecks, failure and regression', async () => {
    const folder = freshFolder();
    const history = join(folder, 'history');
    for (let index = 0; index < 13; index++) await storeBuild(folder, index, 10 + (index % 3) / 10);
    await storeBuild(folder, 13, 10, 'Compilation failed for //frontend:bundle');
    await storeBuild(folder, 14, 21.1);
    const { stdout } = await runCommand(summaryCommand, '--history', history);
    for (const line of [
      'Total Builds: 15',
      'Successful: 14 (93.3%)',
      'Failed: 1',
      '  Fastest Build: 10000 ms',
      '  Slowest Build: 21100 ms',
      '  Average Hit Rate: 33.3%',
      '  Average Utilization: 70.0%',
      'Build Time Trend: Stable',
      '2.1x slower than average (expected 10.1s, got 21.1s)',
    ])
      expect(stdout).toContain(line);
    expect(stdout).toMatch(
      /Top Bottlenecks:\n {2}1\. \/\/backend:api-server \(avg: 9\.\ds\)\n {2}2\. \/\/frontend/,
    );
    const recent = (await runCommand(recentCommand, '2', '--history', history)).stdout;
    expect(recent).toMatch(
      /^Recent 2 Builds:\n\n1\. \[✓\] .* - 21100ms \(cache: 33\.3%\)\n {3}Top bottlenecks:/,
    );
    expect(recent).toMatch(/2\. \[✗\] .* - 10000ms .*\n {3}Error: \/\/frontend:bundle failed/);
    const { sessions } = JSON.parse((await runCommand(exportCommand, '--history', history)).stdout);
    expect(sessions).toHaveLength(15);
    expect(sessions[14]).toMatchObject({
      durationMs: 21_100,
      totalTargets: 3,
      cached: 1,
      cacheHitRate: 33.33,
    });
  });
});

describe('on a recorded log', () => {
  /** 10 tasks of which 6 fail, two operations now and one from two days ago. */
  async function recordSome(): Promise<string> {
    const log = join(freshFolder(), 'events.ndjson');
    for (let index = 0; index < 10; index++)
      await runCommand(
        emitCommand,
        index < 4 ? 'task_completed' : 'task_failed',
        ...['--name', `task ${index}`, '--duration', `${index + 1}s`, '--log', log],
      );
    using events = new EventCollector({ path: log, enabled: true });
    const operation = (operationType: string, durationMs: number, hoursAgo: number) =>
      events.collect(
        new PerformanceEvent({
          eventType: 'PERFORMANCE_MEASURED',
          timestamp: Date.now() - hoursAgo * 3_600_000,
          operationType,
          durationMs,
          cpuPercent: 50,
          memoryMb: 100,
        }),
      );
    operation('parse', 250, 0);
    operation('parse', 900, 47);
    operation('link', 4000, 1);
    return log;
  }

  it('`events` keeps to `--count` and `--type`, newest first', async () => {
    const log = await recordSome();
    const listed = async (...args: string[]) =>
      JSON.parse((await runCommand(eventsCommand, ...args, '--log', log, '--json')).stdout).events;
    expect(await listed('--count', '3')).toHaveLength(3);
    const failed = await listed('--type', 'task_failed', '--count', '5');
    expect(failed.map((event: { task_name: string }) => event.task_name)).toEqual(
      [9, 8, 7, 6, 5].map((index) => `task ${index}`),
    );
    expect(await listed()).toHaveLength(13);
  });

  it('`alerts` keeps to `--level` and above, and to `--count`', async () => {
    const log = await recordSome();
    const shown = async (...args: string[]) =>
      JSON.parse((await runCommand(alertsCommand, ...args, '--log', log, '--json')).stdout);
    const all = await shown();
    expect(all.active.map((alert: { name: string }) => alert.name).toSorted()).toEqual([
      ...['avg_duration', 'critical_error_rate', 'critical_success_rate', 'high_error_rate', 'high_latency'],
      ...['low_success_rate', 'very_high_error_rate'],
    ]);
    const critical = await shown('--level', 'critical');
    expect(critical.active.map((alert: { level: string }) => alert.level)).toEqual(['CRITICAL', 'CRITICAL']);
    expect((await shown('--level', 'error')).history.length).toBeGreaterThan(critical.history.length);
    expect((await shown('--count', '1')).history).toHaveLength(1);
  });

  it('`performance` keeps to `--hours` and `--operation`', async () => {
    const log = await recordSome();
    const shown = async (...args: string[]) =>
      JSON.parse((await runCommand(performanceCommand, ...args, '--log', log, '--json')).stdout);
    expect((await shown('--operation', 'parse')).metrics).toMatchObject({
      totalOperations: 1,
      maxDurationMs: 250,
    });
    const twoDays = await shown('--operation', 'parse', '--hours', '48');
    expect(twoDays.metrics).toMatchObject({
      hours: 48,
      totalOperations: 2,
      avgCpuPercent: 50,
      peakMemoryMb: 100,
    });
    expect(twoDays.slowest.map((each: { durationMs: number }) => each.durationMs)).toEqual([900, 250]);
    expect((await shown()).metrics.totalOperations).toBe(12);
  });

  it('`export --type performance` writes the operations', async () => {
    const log = await recordSome();
    const file = join(freshFolder(), 'perf.csv');
    await runCommand(exportCommand, file, '--type', 'performance', '--log', log);
    const rows = readFileSync(file, 'utf8').trim().split('\r\n');
    expect(rows[0]).toMatch(
      /^operation_id,timestamp,operation_type,duration_ms,success,cpu_percent,memory_mb/,
    );
    expect(rows.filter((row) => row.includes(',link,4000,'))).toHaveLength(1);
  });
});
