/** The terms of BuildRunner's events, for recorders that do not load the reader. */
import type { Level } from '../../model/level.ts';

/** Event types of both documents, with the severity of an event without one. */
export const buildRunnerTypes: Readonly<Record<string, Level>> = {
  TASK_STARTED: 'info',
  TASK_COMPLETED: 'info',
  TASK_FAILED: 'error',
  TASK_SKIPPED: 'info',
  TASK_CANCELLED: 'warning',
  BUILD_STARTED: 'info',
  BUILD_COMPLETED: 'info',
  BUILD_FAILED: 'error',
  MODEL_SELECTED: 'info',
  MODEL_FALLBACK: 'warning',
  MODEL_FAILED: 'error',
  FALLBACK_TRIGGERED: 'warning',
  ERROR_OCCURRED: 'error',
  EXCEPTION_RAISED: 'error',
  RATE_LIMIT_HIT: 'warning',
  TIMEOUT_OCCURRED: 'error',
  SECURITY_VIOLATION: 'critical',
  SECRET_DETECTED: 'critical',
  SQL_INJECTION_DETECTED: 'critical',
  QUALITY_GATE_PASSED: 'info',
  QUALITY_GATE_FAILED: 'error',
  PERFORMANCE_DEGRADATION: 'warning',
  PERFORMANCE_MEASURED: 'info',
  LATENCY_RECORDED: 'info',
  SYSTEM_STARTED: 'info',
  SYSTEM_STOPPED: 'info',
  HEALTH_CHECK: 'info',
};
