/** Events that a collector refuses, and how long a log is kept. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { PerformanceTracker } from '../../src/buildrunner/performance-tracker.ts';
import { runEmit } from '../../src/recorder/emit.ts';
import { EventCollector } from '../../src/recorder/event-collector.ts';
import { TaskEvent } from '../../src/recorder/events.ts';
import { freshFolder } from './fresh-folder.ts';

describe('a wrong number of days', () => {
  const wrong = [{ days: 7 }, Number.NaN, 'week', -1, null, [7], Number.POSITIVE_INFINITY];

  it.each(wrong)('%j is refused, and nothing is removed', (days) => {
    const path = join(freshFolder(), 'events.ndjson');
    using collector = new EventCollector({ path, enabled: true });
    const old = Date.now() - 400 * 86_400_000;
    collector.collect(new TaskEvent({ eventType: 'TASK_COMPLETED', taskName: 'old', timestamp: old }));
    collector.collect(new TaskEvent({ eventType: 'TASK_COMPLETED', taskName: 'new' }));
    collector.flush();
    expect(() => collector.cleanupOldEvents(days as never)).toThrow(
      /cleanupOldEvents: .* is not a number of days/,
    );
    expect(new EventCollector({ path }).events).toHaveLength(2);
    if (days !== null)
      expect(() => new EventCollector({ path, retentionDays: days as never })).toThrow(TypeError);
  });

  it('does not stop `clear`, nor a limit of 0', () => {
    const collector = new EventCollector({ path: null });
    const add = (timestamp: number) =>
      collector.collect(new TaskEvent({ eventType: 'TASK_FAILED', timestamp }));
    add(Date.now() - 60_000);
    expect(collector.cleanupOldEvents(0)).toBe(1);
    add(Date.now() + 60_000);
    expect(collector.clear()).toBe(1);
  });
});

describe.each(['memory', 'a file'])('a numeric id in %s', (where) => {
  it('is found as a number and as a text', () => {
    const path = where === 'memory' ? null : join(freshFolder(), 'events.ndjson');
    const collector = new EventCollector({ path, enabled: true, flushIntervalMs: 0 });
    const ids: object = { eventId: 5, taskId: 7, sessionId: 9 };
    collector.collect(new TaskEvent({ eventType: 'TASK_STARTED', ...ids }));
    for (const flush of [() => {}, () => collector.flush()]) {
      flush();
      for (const filter of [{ taskId: 7 }, { taskId: '7' }, { sessionId: 9 }, { sessionId: '9' }])
        expect(collector.query(filter as never).map(({ eventId }) => eventId)).toEqual(['5']);
    }
  });
});

describe('a query', () => {
  const collector = new EventCollector({ path: null });
  const at = (time: string) =>
    collector.collect(new TaskEvent({ eventType: 'TASK_FAILED', taskId: time, timestamp: time }));
  for (const time of ['2025-11-18T08:00:00Z', '2025-11-18T09:00:00Z', '2025-11-18T10:00:00Z']) at(time);

  it('takes ISO times, those without a zone as UTC', () => {
    const ids = (filter: object) => collector.query(filter).map((event) => (event as TaskEvent).taskId);
    expect(ids({ startTime: '2025-11-18T08:30:00' })).toHaveLength(2);
    expect(ids({ startTime: '2025-11-18T08:30:00Z', endTime: '2025-11-18T10:30:00+01:00' })).toEqual([
      '2025-11-18T09:00:00Z',
    ]);
    expect(collector.getCount({ since: '2025-11-18T10:00:00Z' })).toBe(1);
  });

  it('gives the newest first, whatever the order of the log, and of equal times the later line', () => {
    const mixed = new EventCollector({ path: null });
    const times = [
      '2025-11-18T09:00:00Z',
      '2025-11-18T11:00:00Z',
      '2025-11-18T10:00:00Z',
      '2025-11-18T10:00:00Z',
    ];
    for (const [line, timestamp] of times.entries())
      mixed.collect(new TaskEvent({ eventType: 'TASK_FAILED', taskId: `${line}`, timestamp }));
    expect(mixed.getRecent(3).map((event) => (event as TaskEvent).taskId)).toEqual(['1', '3', '2']);
  });

  it.each([
    [{ event_type: 'TASK_FAILED' }, /no key `event_type`\. Did you mean `eventType`\?/],
    [{ startTime: 'yesterday' }, /startTime: `yesterday` is not a time/],
    [{ endTime: Number.NaN }, /endTime: `NaN` is not a time/],
    [{ endTime: null }, /endTime: `null` is not a time/],
    [{ severities: ['LOUD'] }, /`LOUD` is not a severity/],
    [{ eventTypes: 'TASK_FAILED' }, /eventTypes: `TASK_FAILED` is not a list/],
    [{ limit: -1 }, /limit: `-1` is not a number of events/],
    [{ limit: Number.NaN }, /limit: `NaN` is not/],
  ])('refuses %j rather than give nothing or everything', (filter, message) => {
    expect(() => collector.query(filter as never)).toThrow(message);
    expect(() => collector.getCount(filter as never)).toThrow(message);
  });
});

describe('BUILD_TELEMETRY_LOG_RETENTION_DAYS', () => {
  it('bounds the age of a log for those who only use `emit`', () => {
    const path = join(freshFolder(), 'events.ndjson');
    using old = new EventCollector({ path, enabled: true });
    old.collect(
      new TaskEvent({ eventType: 'TASK_FAILED', taskName: 'old', timestamp: Date.now() - 9 * 86_400_000 }),
    );
    old.close();
    vi.stubEnv('BUILD_TELEMETRY_LOG_RETENTION_DAYS', '7');
    expect(runEmit('task_completed', { name: 'new', log: path })).toEqual([]);
    vi.unstubAllEnvs();
    const kept = new EventCollector({ path }).events.map((event) => (event as TaskEvent).taskName);
    expect(kept).toEqual(['new']);
  });
});

describe('what is no event', () => {
  it.each([null, undefined, 'TASK_FAILED', { eventType: 'TASK_FAILED' }])(
    'is reported, and loses no other: %j',
    (wrong) => {
      const path = join(freshFolder(), 'events.ndjson');
      const problems: string[] = [];
      const onProblem = ({ message }: Error): number => problems.push(message);
      const collector = new EventCollector({ path, enabled: true, onProblem });
      expect(collector.collect(wrong as never)).toBe('');
      collector.collect(
        new TaskEvent({ eventType: 'TASK_FAILED', timestamp: null, severity: null } as never),
      );
      collector.close();
      expect(problems).toEqual(['collect: this is not an event. Create one of a class such as TaskEvent.']);
      const [event, ...others] = new EventCollector({ path }).events;
      expect(others).toEqual([]);
      expect(event?.severity).toBe('ERROR');
      expect(event?.timestamp.getTime()).toBeGreaterThan(Date.now() - 3_600_000);
    },
  );
});

it('a file that is no log is neither cleaned up nor cleared', () => {
  const path = join(freshFolder(), 'notes.txt');
  writeFileSync(path, 'one\ntwo\n');
  for (const log of [new EventCollector({ path }), new PerformanceTracker({ path })])
    expect(() => log.clear()).toThrow('is not a log of events');
  expect(() => new EventCollector({ path }).cleanupOldEvents(1)).toThrow('is not a log of events');
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
});

it('a log is not overwritten by its own export', () => {
  const path = join(freshFolder(), 'events.ndjson');
  const collector = new EventCollector({ path, enabled: true });
  collector.collect(new TaskEvent({ eventType: 'TASK_FAILED' }));
  collector.flush();
  expect(() => collector.exportCsv(path)).toThrow('is the log itself');
  expect(new EventCollector({ path }).events).toHaveLength(1);
});
