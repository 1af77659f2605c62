/** The terms of events: types, severities and alert levels, as in BuildRunner's documents. */
import { buildRunnerTypes } from '../formats/buildrunner/buildrunner-types.ts';

/** Event types of both BuildRunner documents. Any other upper-snake-case word is a custom type. */
export const EventType = {
  TASK_STARTED: 'TASK_STARTED',
  TASK_COMPLETED: 'TASK_COMPLETED',
  TASK_FAILED: 'TASK_FAILED',
  TASK_SKIPPED: 'TASK_SKIPPED',
  TASK_CANCELLED: 'TASK_CANCELLED',
  BUILD_STARTED: 'BUILD_STARTED',
  BUILD_COMPLETED: 'BUILD_COMPLETED',
  BUILD_FAILED: 'BUILD_FAILED',
  MODEL_SELECTED: 'MODEL_SELECTED',
  MODEL_FALLBACK: 'MODEL_FALLBACK',
  MODEL_FAILED: 'MODEL_FAILED',
  FALLBACK_TRIGGERED: 'FALLBACK_TRIGGERED',
  ERROR_OCCURRED: 'ERROR_OCCURRED',
  EXCEPTION_RAISED: 'EXCEPTION_RAISED',
  RATE_LIMIT_HIT: 'RATE_LIMIT_HIT',
  TIMEOUT_OCCURRED: 'TIMEOUT_OCCURRED',
  SECURITY_VIOLATION: 'SECURITY_VIOLATION',
  SECRET_DETECTED: 'SECRET_DETECTED',
  SQL_INJECTION_DETECTED: 'SQL_INJECTION_DETECTED',
  QUALITY_GATE_PASSED: 'QUALITY_GATE_PASSED',
  QUALITY_GATE_FAILED: 'QUALITY_GATE_FAILED',
  PERFORMANCE_DEGRADATION: 'PERFORMANCE_DEGRADATION',
  PERFORMANCE_MEASURED: 'PERFORMANCE_MEASURED',
  LATENCY_RECORDED: 'LATENCY_RECORDED',
  SYSTEM_STARTED: 'SYSTEM_STARTED',
  SYSTEM_STOPPED: 'SYSTEM_STOPPED',
  HEALTH_CHECK: 'HEALTH_CHECK',
} as const;

/** A known event type; a custom one is any other string. */
export type EventType = (typeof EventType)[keyof typeof EventType];

export const Severity = { INFO: 'INFO', WARNING: 'WARNING', ERROR: 'ERROR', CRITICAL: 'CRITICAL' } as const;
export type Severity = keyof typeof Severity;

/** Alerts use the terms of severities. @alias */
export const AlertLevel = Severity;
/** @alias */
export type AlertLevel = Severity;

/** Severities, least severe first. */
export const severities: readonly Severity[] = ['INFO', 'WARNING', 'ERROR', 'CRITICAL'];

/** Types already seen: events of one type come by the thousand. */
const normalized = new Map<string, string>();

/** Upper snake case of a type in any case: `task failed`, `task-failed` and `TASK_FAILED` are one. */
export function normalizeEventType(type: string): string {
  const known = normalized.get(type);
  if (known !== undefined) return known;
  const upper = type
    .trim()
    .replaceAll(/[\s-]+/g, '_')
    .toUpperCase();
  if (normalized.size < 1000) normalized.set(type, upper);
  return upper;
}

/** A severity in any case; null for other text. */
export function readSeverity(text: string): Severity | null {
  const upper = text.toUpperCase();
  return severities.find((severity) => severity === upper) ?? null;
}

/** @throws TypeError for a text that is not a severity. */
export function checkSeverity(text: unknown): Severity {
  const severity = readSeverity(String(text));
  if (severity === null)
    throw new TypeError(`\`${text}\` is not a severity. Use one of: ${severities.join(', ')}.`);
  return severity;
}

/** The default severity of an event by its type. */
export function defaultSeverity(type: string): Severity {
  return (Object.hasOwn(buildRunnerTypes, type) ? buildRunnerTypes[type]! : 'info').toUpperCase() as Severity;
}

const taskEnds: readonly string[] = ['TASK_COMPLETED', 'TASK_FAILED', 'TASK_SKIPPED', 'TASK_CANCELLED'];
const buildEnds: readonly string[] = ['BUILD_COMPLETED', 'BUILD_FAILED'];
const errors: readonly string[] = [
  'ERROR_OCCURRED',
  'EXCEPTION_RAISED',
  'RATE_LIMIT_HIT',
  'TIMEOUT_OCCURRED',
];
const security: readonly string[] = ['SECURITY_VIOLATION', 'SECRET_DETECTED', 'SQL_INJECTION_DETECTED'];
const performance: readonly string[] = [
  'PERFORMANCE_DEGRADATION',
  'PERFORMANCE_MEASURED',
  'LATENCY_RECORDED',
];

/** The subject of an event type. */
export type EventFamily =
  | 'task-end'
  | 'task'
  | 'build-end'
  | 'build'
  | 'error'
  | 'security'
  | 'performance'
  | 'other';

const familyByType = new Map<string, EventFamily>(
  Object.keys(EventType).map((type) => [type, findFamily(type)]),
);

function findFamily(type: string): EventFamily {
  if (taskEnds.includes(type)) return 'task-end';
  if (buildEnds.includes(type)) return 'build-end';
  if (errors.includes(type)) return 'error';
  if (security.includes(type)) return 'security';
  if (performance.includes(type)) return 'performance';
  if (type === 'BUILD_STARTED') return 'build';
  // Choices of models belong to their task.
  return /^(TASK|MODEL|FALLBACK)_/.test(type) ? 'task' : 'other';
}

/** Custom types are `other`. */
export function familyOf(type: string): EventFamily {
  return familyByType.get(type) ?? 'other';
}
