/** Commands that read one log print one number, whichever code path reads it. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkCommand } from '../../src/commands/check-command.ts';
import type { Command } from '../../src/commands/command.ts';
import { summaryCommand } from '../../src/commands/summary-command.ts';
import { EventCollector, TaskEvent } from '../../src/index.ts';
import { freshFolder } from '../recorder/fresh-folder.ts';
import { runCommand } from './run-command.ts';

async function runJson(command: Command, ...args: string[]) {
  return JSON.parse((await runCommand(command, ...args, '--json')).stdout);
}

/** Ten tasks of 1 s to 10 s, as a build records them. */
function recordTen(path: string): void {
  using collector = new EventCollector({ path, buildId: 'ten', enabled: true });
  const start = Date.now() - 60_000;
  for (let seconds = 1; seconds <= 10; seconds++) {
    collector.collect(
      new TaskEvent({
        eventType: 'TASK_COMPLETED',
        timestamp: start + seconds * 1000,
        taskName: `task ${seconds}`,
        durationMs: seconds * 1000,
      }),
    );
  }
}

it('`summary` and `check` give the same percentiles of one log, from the log and from the history', async () => {
  const folder = freshFolder();
  const [log, history] = [join(folder, 'events.ndjson'), join(folder, 'history')];
  recordTen(log);
  const recorded = await runJson(summaryCommand, '--log', log, '--history', folder);
  const report = await runJson(checkCommand, log, '--history', history);
  const stored = await runJson(summaryCommand, '--log', log, '--history', history);
  const { p50TaskMs, p95TaskMs, p99TaskMs } = report.metrics;
  expect([p50TaskMs, p95TaskMs, p99TaskMs]).toEqual([6000, 10_000, 10_000]);
  for (const { events } of [recorded, stored]) {
    expect([events.p50DurationMs, events.p95DurationMs, events.p99DurationMs]).toEqual([
      p50TaskMs,
      p95TaskMs,
      p99TaskMs,
    ]);
  }
  expect(stored.events.source).toBe('history');
});
