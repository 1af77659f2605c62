import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRunnerTypes } from '../../src/formats/buildrunner/buildrunner-types.ts';
import { readEvent, toRecord } from '../../src/recorder/event-record.ts';
import { EventType, normalizeEventType, Severity } from '../../src/recorder/event-type.ts';
import {
  BuildEvent,
  ErrorEvent,
  RecordedEvent as Event,
  type EventOptions,
  PerformanceEvent,
  SecurityEvent,
  TaskEvent,
} from '../../src/recorder/events.ts';

const guideTypes =
  'TASK_STARTED TASK_COMPLETED TASK_FAILED TASK_SKIPPED BUILD_STARTED BUILD_COMPLETED BUILD_FAILED MODEL_SELECTED MODEL_FALLBACK ERROR_OCCURRED RATE_LIMIT_HIT TIMEOUT_OCCURRED SECURITY_VIOLATION QUALITY_GATE_PASSED QUALITY_GATE_FAILED PERFORMANCE_DEGRADATION';
const reportTypes =
  'TASK_STARTED TASK_COMPLETED TASK_FAILED TASK_CANCELLED BUILD_STARTED BUILD_COMPLETED BUILD_FAILED ERROR_OCCURRED EXCEPTION_RAISED PERFORMANCE_MEASURED LATENCY_RECORDED SECURITY_VIOLATION SECRET_DETECTED SQL_INJECTION_DETECTED MODEL_SELECTED MODEL_FAILED FALLBACK_TRIGGERED SYSTEM_STARTED SYSTEM_STOPPED HEALTH_CHECK';

describe('EventType', () => {
  it('is the union of both documents (16 and 20 types), the same that the log reader knows', () => {
    const union = new Set([...guideTypes.split(' '), ...reportTypes.split(' ')]);
    expect(guideTypes.split(' ')).toHaveLength(16);
    expect(reportTypes.split(' ')).toHaveLength(20);
    expect(new Set(Object.values(EventType))).toEqual(union);
    expect(new Set(Object.keys(buildRunnerTypes))).toEqual(union);
  });

  it('is read in any case', () => {
    expect(normalizeEventType('task_failed')).toBe(EventType.TASK_FAILED);
    expect(new Event({ eventType: 'Task Failed' }).eventType).toBe('TASK_FAILED');
    expect(new Event({ eventType: 'deployment-completed' }).eventType).toBe('DEPLOYMENT_COMPLETED');
  });
});

describe('Event', () => {
  it('has an id, a time, a type, a severity and metadata', () => {
    const before = Date.now();
    const event = new Event({ eventType: 'token_received' });
    expect(event.eventId).toMatch(/^[0-9a-f-]{36}$/);
    expect(event.timestamp.getTime()).toBeGreaterThanOrEqual(before);
    expect(event).toMatchObject({
      eventType: 'TOKEN_RECEIVED',
      severity: 'INFO',
      metadata: {},
      sessionId: null,
    });
    expect(new Event({ eventType: 'x' }).eventId).not.toBe(event.eventId);
  });

  it('takes its severity from its type unless it is given', () => {
    expect(new SecurityEvent({ eventType: 'SECRET_DETECTED' }).severity).toBe(Severity.CRITICAL);
    expect(new TaskEvent({ eventType: 'TASK_FAILED' }).severity).toBe(Severity.ERROR);
    expect(new TaskEvent({ eventType: 'TASK_FAILED', severity: 'warning' }).severity).toBe(Severity.WARNING);
  });

  it('refuses values that would make an unreadable record', () => {
    expect(() => new Event({ eventType: ' ' })).toThrow(TypeError);
    expect(() => new Event({ eventType: 'x', timestamp: 'yesterday' })).toThrow(/not a time/);
    expect(() => new Event({ eventType: 'x', severity: 'LOUD' as never })).toThrow(/not a severity/);
  });

  it('reads a time without a zone as UTC', () => {
    const event = new Event({ eventType: 'x', timestamp: '2025-11-18T14:30:15' });
    expect(event.timestamp.toISOString()).toBe('2025-11-18T14:30:15.000Z');
  });
});

/** The schemas shown in the guide, key by key. */
describe('the documented schemas', () => {
  it('TaskEvent', () => {
    const dict = {
      event_type: 'TASK_COMPLETED',
      task_id: 'task-123',
      task_name: 'Build API endpoint',
      duration_ms: 1234,
      model_used: 'sonnet',
      cost_usd: 0.0125,
      tokens_used: 1500,
      success: true,
      error_type: null,
    };
    const event = TaskEvent.fromDict(dict);
    expect(event).toBeInstanceOf(TaskEvent);
    expect(event).toMatchObject({
      taskName: 'Build API endpoint',
      durationMs: 1234,
      modelUsed: 'sonnet',
      success: true,
    });
    expect(event.toDict()).toMatchObject(dict);
  });

  it('BuildEvent', () => {
    const dict = {
      event_type: 'BUILD_STARTED',
      build_id: 'build-456',
      total_tasks: 50,
      session_id: 'session-789',
    };
    const event = Event.fromDict(dict);
    expect(event).toBeInstanceOf(BuildEvent);
    expect(event.toDict()).toMatchObject(dict);
  });

  it('SecurityEvent', () => {
    const dict = {
      event_type: 'SECURITY_VIOLATION',
      violation_type: 'secret_detected',
      file_path: 'src/config.py',
      severity: 'CRITICAL',
      pattern_matched: 'anthropic_api_key',
    };
    const event = Event.fromDict(dict);
    expect(event).toBeInstanceOf(SecurityEvent);
    expect(event.toDict()).toMatchObject(dict);
  });

  it('ErrorEvent and PerformanceEvent: type, severity, stack trace, recovery; CPU, memory, disk', () => {
    const error = new ErrorEvent({
      eventType: EventType.EXCEPTION_RAISED,
      errorType: 'ValueError',
      errorMessage: 'no',
      stackTrace: 'at x',
      recovered: true,
      recoveryAction: 'retried',
    });
    expect(error.toDict()).toMatchObject({ error_type: 'ValueError', stack_trace: 'at x', recovered: true });
    const measured = new PerformanceEvent({
      eventType: EventType.PERFORMANCE_MEASURED,
      operationType: 'task_execution',
      cpuPercent: 52.5,
      memoryMb: 145,
      diskIoMb: 3,
    });
    expect(measured.toJSON()).toMatchObject({ cpu_percent: 52.5, memory_mb: 145, disk_io_mb: 3 });
  });

  it('keeps fields that a class does not have in its metadata', () => {
    const event = Event.fromDict({
      event_type: 'TASK_FAILED',
      task_id: 't',
      retry_count: 3,
      metadata: { model: 'opus' },
    });
    expect(event.metadata).toEqual({ retry_count: 3, model: 'opus' });
  });
});

/** "Custom Event Types" of the guide. */
class DeploymentEvent extends Event {
  readonly environment: string;
  readonly version: string;
  readonly deployTimeMs: number;

  constructor(options: EventOptions & { environment: string; version: string; deployTimeMs: number }) {
    super(options);
    this.environment = options.environment;
    this.version = options.version;
    this.deployTimeMs = options.deployTimeMs;
  }

  override toDict(): Record<string, unknown> {
    return {
      ...super.toDict(),
      environment: this.environment,
      version: this.version,
      deploy_time_ms: this.deployTimeMs,
    };
  }
}

describe('records of the canonical log', () => {
  it('are tasks for the ends of tasks', () => {
    const event = new TaskEvent({
      eventType: 'TASK_COMPLETED',
      eventId: 'e1',
      timestamp: '2026-03-03T07:00:02Z',
      taskId: 't1',
      taskName: 'Build API',
      durationMs: 1500,
      modelUsed: 'sonnet',
      tokensUsed: 1000,
      costUsd: 0.015,
      success: true,
    });
    expect(JSON.parse(JSON.stringify(toRecord(event, 'b1')))).toEqual({
      v: 1,
      type: 'task',
      build_id: 'b1',
      name: 'Build API',
      kind: 'agent',
      implied: ['kind'],
      start_time: '2026-03-03T07:00:00.500Z',
      result: 'success',
      tokens: { input: 1000 },
      task_id: 't1',
      duration_ms: 1500,
      model: 'sonnet',
      cost_usd: 0.015,
      event: 'TASK_COMPLETED',
      event_id: 'e1',
      time: '2026-03-03T07:00:02.000Z',
      severity: 'info',
    });
  });

  it('keep the fields of custom events', () => {
    const event = new DeploymentEvent({
      eventType: 'deployment_completed',
      environment: 'production',
      version: 'v3.1.0',
      deployTimeMs: 45_000,
      severity: Severity.INFO,
    });
    expect(toRecord(event)).toMatchObject({
      type: 'event',
      name: 'DEPLOYMENT_COMPLETED',
      environment: 'production',
    });
    expect(readEvent(toRecord(event))?.metadata).toEqual({
      environment: 'production',
      version: 'v3.1.0',
      deploy_time_ms: 45_000,
    });
  });

  it('keep fields that have the names of our own', () => {
    class NamedEvent extends Event {
      override toDict(): Record<string, unknown> {
        return { ...super.toDict(), name: 'mine', type: 'own', v: 2, time: 'never', region: 'eu' };
      }
    }
    const record = toRecord(new NamedEvent({ eventType: 'NAMED', metadata: { a: 1 } }));
    expect(record).toMatchObject({ v: 1, type: 'event', name: 'NAMED', region: 'eu' });
    expect(readEvent(record)?.metadata).toEqual({
      a: 1,
      name: 'mine',
      type: 'own',
      v: 2,
      time: 'never',
      region: 'eu',
    });
  });

  it('are read as events when another tool wrote them', () => {
    const task = {
      v: 1,
      type: 'task',
      name: 'a',
      result: 'timeout',
      start_time: '2026-01-01T00:00:00Z',
      duration_ms: 1000,
    };
    expect(readEvent(task)).toMatchObject({ eventType: 'TASK_FAILED', taskName: 'a', success: false });
    expect(readEvent(task)?.timestamp.toISOString()).toBe('2026-01-01T00:00:01.000Z');
    expect(readEvent({ v: 1, type: 'metric', name: 'size', value: 1 })).toBeNull();
    expect(readEvent({ event_type: 'TASK_FAILED' })).toBeNull();
  });

  const text = fc.string({ minLength: 1, maxLength: 12 });
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
  const number = fc.double({ min: 0, max: 1e9, noNaN: true, noDefaultInfinity: true });
  const base = {
    timestamp: fc.integer({ min: 1e11, max: 4e12 }),
    sessionId: maybe(text),
    severity: fc.constantFrom(...Object.values(Severity)),
    metadata: fc.dictionary(fc.constantFrom('retry', 'note', 'host'), fc.oneof(text, fc.integer())),
  };
  const events = fc.oneof(
    fc
      .record({
        ...base,
        eventType: fc.constantFrom('TASK_STARTED', 'TASK_COMPLETED', 'TASK_FAILED', 'MODEL_SELECTED'),
        taskId: text,
        taskName: text,
        taskType: text,
        durationMs: maybe(number),
        modelUsed: maybe(text),
        costUsd: maybe(number),
        errorType: maybe(text),
        errorMessage: maybe(text),
        files: maybe(fc.array(text)),
      })
      .map((options) => {
        const type = options.eventType;
        const success = type === 'TASK_COMPLETED' ? true : type === 'TASK_FAILED' ? false : null;
        return new TaskEvent({ ...options, success });
      }),
    fc
      .record({
        ...base,
        eventType: fc.constantFrom('ERROR_OCCURRED', 'TIMEOUT_OCCURRED'),
        errorType: maybe(text),
        stackTrace: maybe(text),
        taskId: maybe(text),
        recovered: maybe(fc.boolean()),
      })
      .map((options) => new ErrorEvent(options)),
    fc
      .record({
        ...base,
        eventType: fc.constant('SECURITY_VIOLATION'),
        violationType: maybe(text),
        filePath: maybe(text),
        lineNumber: maybe(fc.nat()),
      })
      .map((options) => new SecurityEvent(options)),
    fc
      .record({
        ...base,
        eventType: fc.constant('PERFORMANCE_MEASURED'),
        operationType: maybe(text),
        durationMs: maybe(number),
        value: maybe(number),
      })
      .map((options) => new PerformanceEvent(options)),
    fc.record({ ...base, eventType: fc.constant('DEPLOYED') }).map((options) => new Event(options)),
  );

  it('give every event back', () => {
    fc.assert(
      fc.property(events, (event) => {
        const back = readEvent(JSON.parse(JSON.stringify(toRecord(event))));
        expect(back?.toDict()).toEqual(JSON.parse(JSON.stringify(event)));
        expect(back?.constructor).toBe(event.constructor);
      }),
    );
  });

  it('never make reading throw', () => {
    fc.assert(
      fc.property(fc.object(), fc.anything(), (record, name) => {
        readEvent({ ...record, v: 1, type: 'task', name, time: '2026-01-01' });
        readEvent({ ...record, v: 1, type: 'event', name: 'X', attributes: name, time: '2026-01-01' });
        readEvent({ ...record, event_type: 'TASK_FAILED', timestamp: name });
      }),
    );
  });
});
