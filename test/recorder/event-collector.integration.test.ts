import { execFile, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { EventCollector } from '../../src/recorder/event-collector.ts';
import {
  BuildEvent,
  ErrorEvent,
  RecordedEvent as Event,
  SecurityEvent,
  TaskEvent,
} from '../../src/recorder/events.ts';
import { appendLines, rewriteLog } from '../../src/recorder/log-file.ts';
import { freshFolder } from './fresh-folder.ts';

const emitMany = fileURLToPath(new URL('scripts/emit-many.ts', import.meta.url));
const day = 86_400_000;

function task(
  index: number,
  options: { failed?: boolean; timestamp?: number; sessionId?: string } = {},
): TaskEvent {
  const { failed = false, ...rest } = options;
  return new TaskEvent({
    eventType: failed ? 'TASK_FAILED' : 'TASK_COMPLETED',
    taskId: `task-${index}`,
    durationMs: 100 * index,
    success: !failed,
    ...rest,
  });
}

/** "Event Collector" of the report: 10 events, half of them failed. */
function collectTen(collector: EventCollector): void {
  for (let i = 0; i < 10; i++) {
    collector.collect(
      task(i, { failed: i % 2 === 1, timestamp: 1_700_000_000_000 + i * 1000, sessionId: `s${i % 3}` }),
    );
  }
}

describe.each(['memory', 'file'])('EventCollector in %s', (where) => {
  const open = (): EventCollector =>
    new EventCollector({
      path: where === 'memory' ? null : join(freshFolder(), 'log', 'events.ndjson'),
      bufferSize: 4,
    });

  it('counts and filters as the report shows', () => {
    const collector = open();
    collectTen(collector);
    const listener = (): void => {};
    expect(collector.getStatistics().activeListeners).toBe(0);
    collector.addListener(listener);
    expect(collector.getStatistics().activeListeners).toBe(1);
    collector.removeListener(listener);
    expect(collector.events).toHaveLength(10);
    expect(collector.query({ eventTypes: ['task_completed'] })).toHaveLength(5);
    expect(collector.getRecent(3).map((event) => (event as TaskEvent).taskId)).toEqual([
      'task-9',
      'task-8',
      'task-7',
    ]);
    expect(collector.getStatistics()).toMatchObject({
      totalEvents: 10,
      bufferedEvents: 2,
      storedEvents: 8,
      eventsByType: { TASK_COMPLETED: 5, TASK_FAILED: 5 },
      oldestEvent: new Date(1_700_000_000_000),
      newestEvent: new Date(1_700_000_009_000),
      activeListeners: 0,
    });
  });

  it('queries by time, session, task, severity and limit, newest first', () => {
    const collector = open();
    collectTen(collector);
    const ids = (found: readonly Event[]): (string | null)[] =>
      found.map((event) => (event as TaskEvent).taskId);
    expect(ids(collector.query({ startTime: 1_700_000_007_000 }))).toEqual(['task-9', 'task-8', 'task-7']);
    expect(ids(collector.query({ endTime: new Date(1_700_000_001_000) }))).toEqual(['task-1', 'task-0']);
    expect(ids(collector.query({ sessionId: 's2' }))).toEqual(['task-8', 'task-5', 'task-2']);
    expect(ids(collector.query({ taskId: 'task-4' }))).toEqual(['task-4']);
    expect(ids(collector.query({ severities: ['ERROR'], limit: 2 }))).toEqual(['task-9', 'task-7']);
    expect(collector.getEvents({ limit: 4 })).toHaveLength(4);
    expect(collector.getCount({ eventType: 'TASK_FAILED', since: 1_700_000_005_000 })).toBe(3);
    expect(collector.getCount()).toBe(10);
  });

  it('calls listeners for every event, and continues when one throws', async () => {
    const problems: string[] = [];
    const collector = new EventCollector({ path: null, onProblem: (error) => problems.push(error.message) });
    const heard: string[] = [];
    const broken = (): void => {
      throw new Error('listener');
    };
    collector.addListener(broken);
    collector.addListener(() => Promise.reject(new Error('later')));
    collector.addListener((event) => heard.push(event.eventType));
    collectTen(collector);
    expect(collector.removeListener(broken)).toBe(true);
    expect(collector.getStatistics().activeListeners).toBe(2);
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toHaveLength(10);
    expect(problems.filter((message) => message === 'listener')).toHaveLength(10);
    expect(problems.filter((message) => message === 'later')).toHaveLength(10);
  });

  it('cleans up by age', () => {
    const now = 1_800_000_000_000;
    const path = where === 'memory' ? null : join(freshFolder(), 'events.ndjson');
    const collector = new EventCollector({ path, now: () => now });
    for (const age of [1, 6, 8, 29, 31, 90]) collector.collect(task(age, { timestamp: now - age * day }));
    expect(collector.cleanupOldEvents()).toBe(2);
    expect(collector.cleanupOldEvents(7)).toBe(2);
    expect(collector.events).toHaveLength(2);
    expect(collector.clear()).toBe(2);
    expect(collector.events).toHaveLength(0);
  });
});

describe('the file', () => {
  it.each([
    [{}, 2],
    [{ autoCleanup: false }, 2],
    [{ autoCleanup: true }, 1],
  ])('drops old events automatically only on request: %j', (options, left) => {
    const path = join(freshFolder(), 'events.ndjson');
    const now = 1_800_000_000_000;
    const write = (age: number, more: object): void => {
      const collector = new EventCollector({ path, now: () => now, ...more });
      collector.collect(task(age, { timestamp: now - age * day }));
      collector.flush();
    };
    write(90, {});
    write(1, options);
    expect(new EventCollector({ path }).events).toHaveLength(left);
  });

  it('contains each sample of the machine once, also while it is being rewritten', () => {
    const path = join(freshFolder(), 'events.ndjson');
    const sample = {
      v: 1,
      type: 'sample',
      time: '2026-01-01T00:00:00Z',
      memory_used_bytes: 1,
      memory_total_bytes: 2,
    };
    const lines = `${JSON.stringify(sample)}\n${JSON.stringify({ ...sample, time: '2026-01-01T00:00:01Z' })}\n`;
    writeFileSync(path, lines);
    writeFileSync(`${path}.999999-1.old`, lines);
    const collector = new EventCollector({ path });
    expect(collector.machine).toHaveLength(2);
    expect(collector.machine).toHaveLength(2);
    expect(collector.getStatistics().skippedLines).toBe(0);
  });

  it('is read by the next collector, and by one that is open already', () => {
    const path = join(freshFolder(), 'events.ndjson');
    const first = new EventCollector({ path });
    const second = new EventCollector({ path });
    expect(second.events).toHaveLength(0);
    collectTen(first);
    first.close();
    expect(second.events).toHaveLength(10);
    second.collect(task(10));
    second.flush();
    expect(first.events).toHaveLength(11);
    expect(new EventCollector({ path }).events).toHaveLength(11);
  });

  it('is written when the buffer is full, and after a while', async () => {
    const path = join(freshFolder(), 'events.ndjson');
    const collector = new EventCollector({ path, bufferSize: 3, flushIntervalMs: 5 });
    for (let i = 0; i < 4; i++) collector.collect(task(i));
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4);
    await expect.poll(() => readFileSync(path, 'utf8').split('\n').length).toBe(5);
  });

  it('is read when BuildRunner wrote it as an array, which stays unchanged', () => {
    const folder = join(freshFolder(), '.buildrunner');
    mkdirSync(folder);
    const path = join(folder, 'events.json');
    const stored = [
      {
        event_id: 'a',
        event_type: 'task_completed',
        timestamp: '2025-11-18T14:30:15.123456',
        task_id: 't',
        success: true,
      },
      {
        event_id: 'b',
        event_type: 'model_selected',
        timestamp: '2025-11-18T14:28:33',
        metadata: { model: 'sonnet' },
      },
    ];
    writeFileSync(path, JSON.stringify(stored, null, 2));
    const collector = new EventCollector({ path });
    expect(collector.events).toHaveLength(2);
    collector.collect(task(3));
    collector.close();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(stored);
    expect(new EventCollector({ path }).events).toHaveLength(3);
    writeFileSync(path, JSON.stringify([...stored, { ...stored[0], event_id: 'c' }]));
    expect(collector.events).toHaveLength(4);
  });

  it('keeps complete events when a line was cut, and continues on a new line', () => {
    const path = join(freshFolder(), 'events.ndjson');
    const collector = new EventCollector({ path });
    collector.collect(task(1));
    collector.flush();
    appendFileSync(path, '{"v":1,"type":"task","na');
    collector.collect(task(2));
    collector.flush();
    appendFileSync(path, 'not json\n');
    const fresh = new EventCollector({ path });
    expect(fresh.events.map((event) => (event as TaskEvent).taskId)).toEqual(['task-1', 'task-2']);
    expect(fresh.getStatistics().skippedLines).toBe(2);
  });

  it('writes the others when one event cannot be written', () => {
    const problems: Error[] = [];
    const path = join(freshFolder(), 'events.ndjson');
    const collector = new EventCollector({ path, onProblem: (error) => problems.push(error) });
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    collector.collect(task(1));
    collector.collect(new Event({ eventType: 'CYCLE', metadata: cycle }));
    collector.collect(task(2));
    collector.flush();
    expect(problems).toHaveLength(1);
    expect(new EventCollector({ path }).getStatistics().eventsByType).toEqual({ TASK_COMPLETED: 2 });
  });

  it('may be larger than one read', () => {
    const path = join(freshFolder(), 'events.ndjson');
    const collector = new EventCollector({ path, bufferSize: 4 });
    const note = 'ü'.repeat(3_000_000);
    for (let i = 0; i < 9; i++)
      collector.collect(new Event({ eventType: 'LONG', eventId: `${i}`, metadata: { note } }));
    collector.collect(new Event({ eventType: 'LONGEST', metadata: { note: note.repeat(4) } }));
    collector.close();
    const fresh = new EventCollector({ path });
    expect(fresh.getStatistics().eventsByType).toEqual({ LONG: 9, LONGEST: 1 });
    expect(fresh.events.every((event) => /^ü+$/.test(event.metadata['note'] as string))).toBe(true);
    expect(fresh.getStatistics().skippedLines).toBe(0);
  });

  it('counts a last line without its newline if it is complete', () => {
    const path = join(freshFolder(), 'events.ndjson');
    writeFileSync(path, JSON.stringify({ event_id: 'a', event_type: 'x', timestamp: '2026-01-01' }));
    const collector = new EventCollector({ path });
    expect(collector.events).toHaveLength(1);
    appendFileSync(path, '\n{"event_id":"b","event_type":"x","timestamp":"2026');
    expect(collector.events).toHaveLength(1);
    appendFileSync(path, '-01-01"}\n');
    expect(collector.events).toHaveLength(2);
  });

  it('that cannot be written breaks nothing', () => {
    const problems: Error[] = [];
    const folder = freshFolder();
    writeFileSync(join(folder, 'file'), '');
    const path = join(folder, 'file', 'events.ndjson');
    const collector = new EventCollector({ path, bufferSize: 2, onProblem: (error) => problems.push(error) });
    for (let i = 0; i < 3; i++) collector.collect(task(i));
    expect(problems.length).toBeGreaterThan(0);
    expect(collector.getCount()).toBe(3);
  });

  it.each(['a folder', 'a full disk'])('that is %s breaks nothing', (kind) => {
    if (kind === 'a full disk' && !existsSync('/dev/full')) return;
    const problems: Error[] = [];
    const path = kind === 'a folder' ? freshFolder() : '/dev/full';
    const collector = new EventCollector({ path, onProblem: (error) => problems.push(error) });
    collector.collect(task(1));
    collector.flush();
    expect(problems).toHaveLength(1);
    expect(collector.getStatistics()).toMatchObject({ totalEvents: 1, bufferedEvents: 1 });
  });

  it('is not touched when telemetry is switched off', () => {
    const path = join(freshFolder(), 'events.ndjson');
    const collector = new EventCollector({ path, enabled: false });
    collector.collect(task(1));
    collector.close();
    expect(existsSync(path)).toBe(false);
  });

  it('is exported as CSV that spreadsheets do not execute', () => {
    const folder = freshFolder();
    const collector = new EventCollector({ path: null });
    collector.collect(
      new TaskEvent({
        eventType: 'TASK_FAILED',
        eventId: 'e',
        timestamp: 0,
        taskName: '=cmd()',
        durationMs: 5,
        files: ['a,b'],
        metadata: { retry: 3 },
      }),
    );
    collector.collect(
      new SecurityEvent({ eventType: 'SECRET_DETECTED', eventId: 'f', timestamp: 1, filePath: 'x' }),
    );
    expect(collector.exportCsv(join(folder, 'events.csv'))).toBe(2);
    const [head, first, second] = readFileSync(join(folder, 'events.csv'), 'utf8').split('\r\n');
    expect(head).toBe(
      'event_id,timestamp,event_type,severity,session_id,build_id,task_id,task_name,duration_ms,model_used,cost_usd,tokens_used,success,error_type,error_message,files,file_path,metadata',
    );
    expect(first).toBe(
      `e,1970-01-01T00:00:00.000Z,TASK_FAILED,ERROR,,,,'=cmd(),5,,,,,,,"[""a,b""]",,"{""retry"":3}"`,
    );
    expect(second).toContain('SECRET_DETECTED,CRITICAL');
  });

  it('keeps events of a killed cleanup', () => {
    const folder = freshFolder();
    const path = join(folder, 'events.ndjson');
    const collector = new EventCollector({ path });
    collectTen(collector);
    collector.flush();
    // What remains of a process that died after moving the log aside.
    writeFileSync(`${path}.999999999-1.old`, readFileSync(path));
    writeFileSync(path, '');
    expect(new EventCollector({ path }).events).toHaveLength(10);
    expect(rewriteLog(path, () => true)).toBe(0);
    expect(readdirSync(folder)).toEqual(['events.ndjson']);
    expect(new EventCollector({ path }).events).toHaveLength(10);
  });
});

describe('many processes', () => {
  it('write 8 × 2,000 events into one file: all are there, whole', async () => {
    const path = join(freshFolder(), 'events.ndjson');
    const run = promisify(execFile);
    await Promise.all(
      Array.from({ length: 8 }, (_, i) => run(process.execPath, [emitMany, path, `p${i}`, '2000'])),
    );
    const names = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { task_id: string }).task_id);
    expect(names).toHaveLength(16_000);
    expect(new Set(names).size).toBe(16_000);
    expect(new EventCollector({ path }).getCount({ eventType: 'TASK_COMPLETED' })).toBe(16_000);
  });

  it('lose no flushed event when one is killed in the middle', async () => {
    const path = join(freshFolder(), 'events.ndjson');
    const child = spawn(process.execPath, [emitMany, path, 'killed', '1000', 'hang']);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    appendLines(
      path,
      `${JSON.stringify({ v: 1, type: 'task', name: 'other', event_id: 'o', time: '2026-01-01T00:00:00Z' })}\n`,
    );
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const collector = new EventCollector({ path });
    collector.collect(task(1));
    collector.flush();
    const ids = new Set(
      collector.events.map((event) => (event as TaskEvent).taskId ?? (event as TaskEvent).taskName),
    );
    for (let i = 0; i < 1000; i++) expect(ids.has(`killed-${i}`)).toBe(true);
    expect(ids.has('other')).toBe(true);
    expect(ids.has('task-1')).toBe(true);
  });

  it('lose nothing while one of them cleans up', async () => {
    const path = join(freshFolder(), 'events.ndjson');
    const run = promisify(execFile);
    const writers = Array.from({ length: 3 }, (_, i) =>
      run(process.execPath, [emitMany, path, `p${i}`, '4000']),
    );
    let done = false;
    const all = Promise.all(writers).finally(() => {
      done = true;
    });
    while (!done) {
      rewriteLog(path, () => true);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await all;
    rewriteLog(path, () => true);
    expect(new EventCollector({ path }).getCount()).toBe(12_000);
  });
});

/** The guide's "Basic Example" and "Advanced Event Collection". */
describe("the guide's examples", () => {
  it('collect a build, a security violation and an error', () => {
    const collector = new EventCollector({ path: null });
    collector.collect(
      new BuildEvent({
        eventType: 'BUILD_STARTED',
        buildId: 'build-456',
        totalTasks: 50,
        sessionId: 'session-789',
      }),
    );
    collector.collect(
      new SecurityEvent({
        eventType: 'SECURITY_VIOLATION',
        violationType: 'secret_detected',
        filePath: 'src/config.py',
        severity: 'CRITICAL',
        details: { pattern: 'anthropic_api_key' },
      }),
    );
    collector.collect(new ErrorEvent({ eventType: 'ERROR_OCCURRED', errorType: 'ValueError' }));
    const lines = collector.getEvents({ limit: 10 }).map((event) => `${event.eventType} - ${event.severity}`);
    expect(lines).toEqual([
      'ERROR_OCCURRED - ERROR',
      'SECURITY_VIOLATION - CRITICAL',
      'BUILD_STARTED - INFO',
    ]);
  });

  it('react to events as they happen', () => {
    const collector = new EventCollector({ path: null });
    const sent: string[] = [];
    collector.addListener((event) => {
      if (event.severity === 'CRITICAL') sent.push('alert');
      else if (event.eventType === 'TASK_FAILED') sent.push('log');
    });
    collector.collect(new TaskEvent({ eventType: 'task_failed' }));
    collector.collect(new SecurityEvent({ eventType: 'SECRET_DETECTED' }));
    collector.collect(new TaskEvent({ eventType: 'TASK_STARTED' }));
    expect(sent).toEqual(['log', 'alert']);
  });

  it('keep only recent events', () => {
    const collector = new EventCollector({ path: null });
    collector.collect(task(1, { timestamp: Date.now() - 8 * day }));
    collector.collect(task(2));
    collector.cleanupOldEvents(7);
    expect(collector.events.length).toBe(1);
  });
});
