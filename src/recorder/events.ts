/** The events of a build: one class per kind of event, with the names from BuildRunner's documents. */
import { type Fields, isFields, parseTime, readText, readTime } from '../ingest/read-fields.ts';
import {
  assignFields,
  camelCase,
  declareFields,
  type FieldTable,
  readDeclared,
  writeFields,
} from './event-fields.ts';
import {
  checkSeverity,
  defaultSeverity,
  type EventFamily,
  type EventType,
  familyOf,
  normalizeEventType,
  readSeverity,
  type Severity,
} from './event-type.ts';

type Metadata = Readonly<Record<string, unknown>>;

export interface EventOptions {
  /** One of `EventType`, in any case, or a custom type. */
  readonly eventType: EventType | (string & {});
  /** Generated when absent. */
  readonly eventId?: string;
  /** Now when absent; a number is epoch milliseconds, a text ISO 8601 (UTC without a zone). */
  readonly timestamp?: Date | number | string;
  /** Derived from the type when absent. */
  readonly severity?: Severity | Lowercase<Severity>;
  readonly sessionId?: string | null;
  readonly metadata?: Metadata;
}

const baseKeys = ['event_id', 'timestamp', 'event_type', 'severity', 'session_id', 'metadata', 'event_class'];

/** The common fields of all events. Extend it for custom events and add their fields in `toDict`. */
export class RecordedEvent {
  readonly eventId: string;
  readonly timestamp: Date;
  readonly eventType: string;
  readonly severity: Severity;
  readonly sessionId: string | null;
  readonly metadata: Metadata;

  /** @throws TypeError without an event type, or for an invalid severity or time. */
  constructor(options: EventOptions) {
    if (typeof options.eventType !== 'string' || options.eventType.trim() === '') {
      throw new TypeError('An event needs an `eventType`.');
    }
    // A number is also a text: many ids are numbers.
    this.eventId = String(options.eventId ?? crypto.randomUUID());
    this.timestamp = readTimestamp(options.timestamp);
    this.eventType = normalizeEventType(options.eventType);
    this.severity =
      (options.severity ?? null) === null ? defaultSeverity(this.eventType) : checkSeverity(options.severity);
    this.sessionId = (options.sessionId ?? null) === null ? null : String(options.sessionId);
    this.metadata = options.metadata ?? {};
  }

  /** A plain object in snake case, in BuildRunner's form. */
  toDict(): Record<string, unknown> {
    return {
      event_id: this.eventId,
      timestamp: this.timestamp.toISOString(),
      event_type: this.eventType,
      severity: this.severity,
      session_id: this.sessionId,
      metadata: this.metadata,
    };
  }

  toJSON(): Record<string, unknown> {
    return this.toDict();
  }

  /**
   * The event of a stored object, in the class of its type. Unknown fields are kept in `metadata`; fields of a wrong
   * type count as absent.
   * @throws TypeError without an event type.
   */
  static fromDict(dict: Fields): RecordedEvent {
    const eventType = normalizeEventType(readText(dict, 'event_type') ?? '');
    const Own = registered.get(eventType);
    if (Own !== undefined) return readOwn(dict, Own);
    const Kind = classesByName.get(readText(dict, 'event_class') ?? '') ?? classOf(familyOf(eventType));
    return new Kind(readEventOptions(dict, tables.get(Kind) ?? []));
  }
}

function readTimestamp(time: Date | number | string | null | undefined): Date {
  if (time === undefined || time === null) return new Date();
  const date = typeof time === 'string' ? new Date(parseTime(time) ?? Number.NaN) : new Date(time);
  if (Number.isNaN(date.getTime())) throw new TypeError(`\`${String(time)}\` is not a time.`);
  return date;
}

/** The start, the end or a model choice of one task. */
export class TaskEvent extends RecordedEvent {
  declare readonly taskId: string | null;
  declare readonly taskName: string | null;
  declare readonly taskType: string | null;
  declare readonly parentId: string | null;
  declare readonly durationMs: number | null;
  declare readonly modelUsed: string | null;
  declare readonly costUsd: number | null;
  declare readonly tokensUsed: number | null;
  /** The parts of `tokensUsed` that providers bill: `input`, `output`, `cache_read`, `cache_creation`. */
  declare readonly tokensByType: Readonly<Record<string, unknown>> | null;
  declare readonly success: boolean | null;
  declare readonly errorType: string | null;
  declare readonly errorMessage: string | null;
  declare readonly complexity: string | null;
  declare readonly files: readonly string[] | null;
  /** `hit`, `miss`, `bypass`. */
  declare readonly cache: string | null;
  declare readonly cpuMs: number | null;
  declare readonly memoryBytes: number | null;
  declare readonly attempt: number | null;

  constructor(options: TaskEventOptions) {
    super(options);
    assignFields(this, taskFields, options);
  }

  override toDict(): Record<string, unknown> {
    return withFields(super.toDict(), taskFields, this);
  }
}

/** The start or the end of a build. */
export class BuildEvent extends RecordedEvent {
  declare readonly buildId: string | null;
  declare readonly buildName: string | null;
  declare readonly totalTasks: number | null;
  declare readonly completedTasks: number | null;
  declare readonly failedTasks: number | null;
  declare readonly durationMs: number | null;
  declare readonly success: boolean | null;
  declare readonly errorMessage: string | null;

  constructor(options: BuildEventOptions) {
    super(options);
    assignFields(this, buildFields, options);
  }

  override toDict(): Record<string, unknown> {
    return withFields(super.toDict(), buildFields, this);
  }
}

/** Something went wrong; the build may have recovered from it. */
export class ErrorEvent extends RecordedEvent {
  declare readonly errorType: string | null;
  declare readonly errorMessage: string | null;
  declare readonly stackTrace: string | null;
  declare readonly taskId: string | null;
  declare readonly recovered: boolean | null;
  declare readonly recoveryAction: string | null;

  constructor(options: ErrorEventOptions) {
    super(options);
    assignFields(this, errorFields, options);
  }

  override toDict(): Record<string, unknown> {
    return withFields(super.toDict(), errorFields, this);
  }
}

/** A measured operation, or one that is slower than it should be. */
export class PerformanceEvent extends RecordedEvent {
  declare readonly operationType: string | null;
  declare readonly taskId: string | null;
  declare readonly durationMs: number | null;
  declare readonly cpuPercent: number | null;
  declare readonly memoryMb: number | null;
  declare readonly diskIoMb: number | null;
  declare readonly metricName: string | null;
  declare readonly value: number | null;
  declare readonly threshold: number | null;

  constructor(options: PerformanceEventOptions) {
    super(options);
    assignFields(this, performanceFields, options);
  }

  override toDict(): Record<string, unknown> {
    return withFields(super.toDict(), performanceFields, this);
  }
}

/** A secret, an injection or another security check that failed. */
export class SecurityEvent extends RecordedEvent {
  declare readonly violationType: string | null;
  declare readonly filePath: string | null;
  declare readonly lineNumber: number | null;
  declare readonly patternMatched: string | null;
  declare readonly remediation: string | null;
  declare readonly taskId: string | null;
  declare readonly details: Metadata | null;

  constructor(options: SecurityEventOptions) {
    super(options);
    assignFields(this, securityFields, options);
  }

  override toDict(): Record<string, unknown> {
    return withFields(super.toDict(), securityFields, this);
  }
}

type Own<T extends RecordedEvent> = { readonly [K in Exclude<keyof T, keyof RecordedEvent>]?: T[K] };
export type TaskEventOptions = EventOptions & Own<TaskEvent>;
export type BuildEventOptions = EventOptions & Own<BuildEvent>;
export type ErrorEventOptions = EventOptions & Own<ErrorEvent>;
export type PerformanceEventOptions = EventOptions & Own<PerformanceEvent>;
export type SecurityEventOptions = EventOptions & Own<SecurityEvent>;

const taskFields = declareFields({
  taskId: 'text',
  taskName: 'text',
  taskType: 'text',
  parentId: 'text',
  durationMs: 'number',
  modelUsed: 'text',
  costUsd: 'number',
  tokensUsed: 'number',
  tokensByType: 'fields',
  success: 'flag',
  errorType: 'text',
  errorMessage: 'text',
  complexity: 'text',
  files: 'texts',
  cache: 'text',
  cpuMs: 'number',
  memoryBytes: 'number',
  attempt: 'number',
});

const buildFields = declareFields({
  buildId: 'text',
  buildName: 'text',
  totalTasks: 'number',
  completedTasks: 'number',
  failedTasks: 'number',
  durationMs: 'number',
  success: 'flag',
  errorMessage: 'text',
});

const errorFields = declareFields({
  errorType: 'text',
  errorMessage: 'text',
  stackTrace: 'text',
  taskId: 'text',
  recovered: 'flag',
  recoveryAction: 'text',
});

const performanceFields = declareFields({
  operationType: 'text',
  taskId: 'text',
  durationMs: 'number',
  cpuPercent: 'number',
  memoryMb: 'number',
  diskIoMb: 'number',
  metricName: 'text',
  value: 'number',
  threshold: 'number',
});

const securityFields = declareFields({
  violationType: 'text',
  filePath: 'text',
  lineNumber: 'number',
  patternMatched: 'text',
  remediation: 'text',
  taskId: 'text',
  details: 'fields',
});

const tables = new Map<unknown, FieldTable>([
  [RecordedEvent, []],
  [TaskEvent, taskFields],
  [BuildEvent, buildFields],
  [ErrorEvent, errorFields],
  [PerformanceEvent, performanceFields],
  [SecurityEvent, securityFields],
]);

const classesByName = new Map<string, EventClass>([
  ['Event', RecordedEvent],
  ['TaskEvent', TaskEvent],
  ['BuildEvent', BuildEvent],
  ['ErrorEvent', ErrorEvent],
  ['PerformanceEvent', PerformanceEvent],
  ['SecurityEvent', SecurityEvent],
]);

/** Custom classes, by event type. */
const registered = new Map<string, EventClass>();

/**
 * Registers a custom class for an event type in logs. The class gets its options as they were written: keys that
 * `toDict` adds in snake case are returned in camel case. A class with its own `fromDict` gets the record instead.
 * @throws TypeError for a class that does not extend `Event`
 */
export function registerEventClass(eventType: string, Own: EventClass): void {
  if (typeof Own !== 'function' || !(Own.prototype instanceof RecordedEvent))
    throw new TypeError(`The class of \`${eventType}\` does not extend Event.`);
  registered.set(normalizeEventType(eventType), Own);
}

function readOwn(dict: Fields, Own: EventClass): RecordedEvent {
  const { fromDict } = Own as unknown as typeof RecordedEvent;
  if (fromDict !== RecordedEvent.fromDict) return fromDict.call(Own, dict);
  const given = dict['metadata'];
  const metadata: Record<string, unknown> = isFields(given) ? { ...given } : {};
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(dict))
    if (!baseKeys.includes(key)) fields[camelCase(key)] = value;
  for (const key of reserved) {
    if (!(key in metadata)) continue;
    fields[camelCase(key)] = metadata[key];
    delete metadata[key];
  }
  return new Own({ ...fields, ...readEventOptions({ ...dict, metadata }, []), metadata } as EventOptions);
}

/** The name of an event's class if its type implies another; null otherwise and for custom classes. */
export function unusualClass(event: RecordedEvent): string | null {
  if (event.constructor === classOf(familyOf(event.eventType))) return null;
  for (const [name, Kind] of classesByName) if (event.constructor === Kind) return name;
  return null;
}

/** Reserved keys in records of events: a custom class finds its fields of these names in `metadata`. */
const reserved =
  'v type name kind model tokens start_time result complete time attributes message event'.split(' ');

/** The specific fields of an event, by their keys in records, and `metadata` unless it is empty; nothing is null. */
export function listFields(event: RecordedEvent): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const table = tables.get(event.constructor);
  if (table === undefined) return listOwnFields(event);
  const source = event as unknown as Record<string, unknown>;
  for (const { name, key } of table) {
    const value = source[name];
    if (value !== null) fields[key] = value;
  }
  if (hasKeys(event.metadata)) fields['metadata'] = event.metadata;
  return fields;
}

function listOwnFields(event: RecordedEvent): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const metadata: Record<string, unknown> = { ...event.metadata };
  for (const [key, value] of Object.entries(event.toDict())) {
    if (value === null || value === undefined || baseKeys.includes(key)) continue;
    if (reserved.includes(key)) metadata[key] = value;
    else fields[key] = value;
  }
  return hasKeys(metadata) ? { ...fields, metadata } : fields;
}

function hasKeys(object: object): boolean {
  for (const _ in object) return true;
  return false;
}

export type EventClass = new (options: EventOptions) => RecordedEvent;

function classOf(family: EventFamily): EventClass {
  if (family === 'task' || family === 'task-end') return TaskEvent;
  if (family === 'build' || family === 'build-end') return BuildEvent;
  if (family === 'error') return ErrorEvent;
  if (family === 'performance') return PerformanceEvent;
  return family === 'security' ? SecurityEvent : RecordedEvent;
}

function withFields(
  dict: Record<string, unknown>,
  table: FieldTable,
  event: RecordedEvent,
): Record<string, unknown> {
  writeFields(dict, table, event);
  return dict;
}

function readEventOptions(dict: Fields, table: FieldTable): EventOptions {
  const eventId = readText(dict, 'event_id');
  const severity = readSeverity(readText(dict, 'severity') ?? '');
  const timeMs = readTime(dict, 'timestamp');
  return {
    eventType: readText(dict, 'event_type') ?? '',
    ...(eventId === null ? {} : { eventId }),
    ...(severity === null ? {} : { severity }),
    ...(timeMs === null ? {} : { timestamp: timeMs }),
    sessionId: readText(dict, 'session_id'),
    metadata: collectMetadata(dict, table),
    ...readDeclared(dict, table),
  };
}

function collectMetadata(dict: Fields, table: FieldTable): Metadata {
  const known = new Set([...baseKeys, ...table.map((field) => field.key)]);
  const others = Object.entries(dict).filter(([key, value]) => !known.has(key) && value !== null);
  const given = dict['metadata'];
  return { ...(isFields(given) ? given : {}), ...Object.fromEntries(others) };
}
