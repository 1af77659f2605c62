/** Every event is read from a log as it was written: any type in any class, with any of its fields omitted. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BuildEvent,
  ErrorEvent,
  Event,
  EventCollector,
  type EventOptions,
  EventType,
  PerformanceEvent,
  registerEventClass,
  SecurityEvent,
  TaskEvent,
} from '../../src/index.ts';
import { readEvent, toRecord } from '../../src/recorder/event-record.ts';
import { runs } from '../property-runs.ts';
import { freshFolder } from './fresh-folder.ts';

const text = fc.string({ minLength: 1, maxLength: 8 });
const number = fc.double({ min: 0, max: 1e9, noNaN: true, noDefaultInfinity: true });
const flag = fc.boolean();

const fields = {
  taskId: text,
  taskName: text,
  taskType: text,
  parentId: text,
  durationMs: number,
  modelUsed: text,
  costUsd: number,
  tokensUsed: fc.nat(),
  success: flag,
  errorType: text,
  errorMessage: text,
  complexity: text,
  files: fc.array(text),
  cache: fc.constantFrom('hit', 'miss', 'bypass'),
  cpuMs: number,
  memoryBytes: fc.nat(),
  attempt: fc.integer({ min: 1, max: 9 }),
  buildId: text,
  buildName: text,
  totalTasks: fc.nat(),
  completedTasks: fc.nat(),
  failedTasks: fc.nat(),
  stackTrace: text,
  recovered: flag,
  recoveryAction: text,
  operationType: text,
  cpuPercent: number,
  memoryMb: number,
  diskIoMb: number,
  metricName: text,
  value: number,
  threshold: number,
  violationType: text,
  filePath: text,
  lineNumber: fc.nat(),
  patternMatched: text,
  remediation: text,
  details: fc.dictionary(fc.constantFrom('a', 'b'), text),
};

type EventClass = new (options: EventOptions) => Event;

const classes: Readonly<Record<string, EventClass>> = {
  Event,
  TaskEvent,
  BuildEvent,
  ErrorEvent,
  PerformanceEvent,
  SecurityEvent,
};
const anyEvent = fc
  .record({
    Kind: fc.constantFrom<EventClass>(...Object.values(classes)),
    eventType: fc.constantFrom(...Object.values(EventType), 'DEPLOYED', 'TASK_PAUSED'),
    base: fc.record(
      {
        timestamp: fc.integer({ min: 1e11, max: 4e12 }),
        sessionId: text,
        severity: fc.constantFrom('INFO', 'WARNING', 'ERROR', 'CRITICAL'),
        metadata: fc.dictionary(
          fc.constantFrom('retry', 'note', 'name', 'type'),
          fc.oneof(text, fc.integer()),
        ),
      },
      { requiredKeys: ['timestamp'] },
    ),
    own: fc.record(fields, { requiredKeys: [] }),
  })
  .map(({ Kind, eventType, base, own }) => new Kind({ eventType, ...base, ...own } as EventOptions));

it.each([null, 'build-7'])('gives back events of a build `%s`', (buildId) => {
  fc.assert(
    fc.property(anyEvent, (event) => {
      const back = readEvent(JSON.parse(JSON.stringify(toRecord(event, buildId))));
      expect(back?.toDict()).toEqual(JSON.parse(JSON.stringify(event)));
      expect(back?.constructor).toBe(event.constructor);
    }),
    { numRuns: runs(150) },
  );
});

it('invents neither name, type nor success', () => {
  const path = join(freshFolder(), 'events.ndjson');
  using collector = new EventCollector({ path, buildId: 'b', enabled: true });
  collector.collect(new TaskEvent({ eventType: 'TASK_COMPLETED', taskId: 'only-an-id' }));
  collector.collect(new TaskEvent({ eventType: 'TASK_FAILED', success: true, modelUsed: 'sonnet' }));
  collector.collect(new BuildEvent({ eventType: 'BUILD_COMPLETED' }));
  collector.flush();
  const [named, failed, build] = new EventCollector({ path }).events;
  expect(named).toMatchObject({ taskId: 'only-an-id', taskName: null, taskType: null, success: null });
  expect(failed).toMatchObject({ taskId: null, taskName: null, taskType: null, success: true });
  expect(build).toMatchObject({ buildId: null, buildName: null, success: null });
});

describe('a custom class', () => {
  class DeployEvent extends Event {
    readonly target: string;
    readonly name: string;
    readonly buildId: string | null;

    constructor(options: EventOptions & { target?: string; name?: string; buildId?: string | null }) {
      super(options);
      this.target = options.target ?? 'nowhere';
      this.name = options.name ?? '';
      this.buildId = options.buildId ?? null;
    }

    override toDict(): Record<string, unknown> {
      return { ...super.toDict(), target: this.target, name: this.name, build_id: this.buildId };
    }
  }

  it('is restored once it is registered, by any case of its type', () => {
    const path = join(freshFolder(), 'events.ndjson');
    using collector = new EventCollector({ path, buildId: 'outer', enabled: true });
    const event = new DeployEvent({
      eventType: 'deploy_started',
      target: 'prod',
      name: 'blue',
      buildId: 'mine',
      metadata: { by: 'ci' },
    });
    collector.collect(event);
    collector.flush();
    const [before] = new EventCollector({ path }).events;
    expect(before).not.toBeInstanceOf(DeployEvent);
    expect(before?.metadata).toMatchObject({ target: 'prod', by: 'ci' });
    registerEventClass('Deploy Started', DeployEvent);
    const [back] = new EventCollector({ path }).query({ eventType: 'DEPLOY_STARTED' });
    expect(back).toBeInstanceOf(DeployEvent);
    expect(back).toEqual(event);
  });

  it('may parse itself', () => {
    class Loud extends Event {
      static override fromDict(dict: Readonly<Record<string, unknown>>): Event {
        return new Loud({ eventType: `${dict['event_type']}`, metadata: { was: dict['metadata'] } });
      }
    }
    registerEventClass('shouted', Loud);
    const record = JSON.parse(
      JSON.stringify(toRecord(new Loud({ eventType: 'SHOUTED', metadata: { a: 1 } }))),
    );
    expect(readEvent(record)).toMatchObject({ metadata: { was: { a: 1 } } });
  });

  it('must extend Event', () => {
    expect(() => registerEventClass('x', Date as never)).toThrow(/does not extend Event/);
  });
});
