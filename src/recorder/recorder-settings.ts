/** Settings of recording from the environment: whether to record, where, and how much is kept. */
import type { Variables } from '../model/variables.ts';

export interface RecordSettings {
  readonly enabled: boolean;
  readonly logPath: string;
  /** Identity of the build of the events; null if not set. */
  readonly buildId: string | null;
  /** The task in which this process runs; null at the top level. */
  readonly parentId: string | null;
  /** Sessions to keep. */
  readonly maxSessions: number;
  readonly retentionDays: number;
  /** Days that the event log keeps; null: without a limit. */
  readonly logRetentionDays: number | null;
}

/** Default file for events, relative to the current folder. */
const defaultLogPath = '.build-telemetry/events.ndjson';

/**
 * Reads `BUILD_TELEMETRY_ENABLED`, `_LOG`, `_BUILD_ID`, `_PARENT_ID`, `_MAX_SESSIONS`, `_RETENTION_DAYS`,
 * `_LOG_RETENTION_DAYS`, and Builder's `BUILDER_TELEMETRY_*` for those that it has. Values that are not numbers count
 * as absent, and so does a limit of zero sessions or days, which would remove every build.
 */
export function readRecordSettings(env: Variables = process.env): RecordSettings {
  const read = (name: string): string | null =>
    env[`BUILD_TELEMETRY_${name}`] || env[`BUILDER_TELEMETRY_${name}`] || null;
  return {
    enabled: !/^\s*(0|false|no|off)\s*$/i.test(read('ENABLED') ?? '1'),
    logPath: env['BUILD_TELEMETRY_LOG'] || defaultLogPath,
    buildId: env['BUILD_TELEMETRY_BUILD_ID'] || null,
    parentId: env['BUILD_TELEMETRY_PARENT_ID'] || null,
    maxSessions: readCount(read('MAX_SESSIONS')) || 1000,
    retentionDays: readCount(read('RETENTION_DAYS')) || 90,
    logRetentionDays: readCount(env['BUILD_TELEMETRY_LOG_RETENTION_DAYS'] || null),
  };
}

function readCount(text: string | null): number | null {
  return text !== null && /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : null;
}
