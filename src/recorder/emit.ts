/** Emits one event or metric into the log, from command-line arguments. */

import { levels } from '../model/level-order.ts';
import type { Problem } from '../model/problem.ts';
import type { Variables } from '../model/variables.ts';
import { parseDurationText } from '../settings/amounts.ts';
import { suggest } from '../settings/suggest.ts';
import { EventCollector } from './event-collector.ts';
import { openEventLog } from './event-log.ts';
import { type EventFamily, EventType, familyOf, normalizeEventType, readSeverity } from './event-type.ts';
import {
  BuildEvent,
  ErrorEvent,
  type EventOptions,
  PerformanceEvent,
  RecordedEvent,
  SecurityEvent,
  TaskEvent,
} from './events.ts';
import { appendLines } from './log-file.ts';
import { readRecordSettings } from './recorder-settings.ts';

/** Flags of `emit`, in the form of command declarations. */
export const emitFlags = [
  { name: 'name', value: 'TEXT', description: 'Name of the task, build, operation or metric.' },
  { name: 'duration', value: 'TIME', description: 'Duration in milliseconds, or as `1.5s`, `2m`, `1h`.' },
  { name: 'task', value: 'ID', description: 'Id of the task; its name by default.' },
  { name: 'kind', value: 'WORD', description: 'Kind of the task, such as `test`.' },
  {
    name: 'build-id',
    value: 'ID',
    description: 'The build that it belongs to; BUILD_TELEMETRY_BUILD_ID by default.',
  },
  { name: 'session', value: 'ID', description: 'The session that it belongs to.' },
  {
    name: 'severity',
    value: 'info|warning|error|critical',
    description: 'Severity of the event; by default that of its type.',
  },
  { name: 'model', value: 'NAME', description: 'The model that was used.' },
  { name: 'tokens', value: 'N', description: 'Tokens that were used.' },
  { name: 'cost', value: 'USD', description: 'Cost in US dollars.' },
  { name: 'cache', value: 'hit|miss|bypass', description: 'Whether the result came from a cache.' },
  { name: 'total-tasks', value: 'N', description: 'Number of tasks of the build.' },
  { name: 'error-type', value: 'TEXT', description: 'Class of the error.' },
  { name: 'message', value: 'TEXT', description: 'What happened, in one sentence.' },
  { name: 'file', value: 'PATH', description: 'File with the security violation.' },
  { name: 'value', value: 'N', description: 'Value of a metric.' },
  { name: 'unit', value: 'UNIT', description: 'UCUM unit of a metric: `ms`, `By`, `%`; `1` by default.' },
  {
    name: 'better',
    value: 'lower|higher',
    description: 'Whether lower or higher values of the metric are better; `lower` by default.',
  },
  { name: 'metadata', value: 'JSON', description: 'Other fields, as a JSON object.' },
  { name: 'log', value: 'FILE', description: 'The log; .build-telemetry/events.ndjson by default.' },
] as const;

type FlagName = (typeof emitFlags)[number]['name'];
export type EmitTexts = Readonly<Partial<Record<FlagName, string>>>;

/**
 * Appends one event, or a metric for the type `metric`. Any word is a type; a near miss of a known one is used
 * unchanged, with a warning.
 * @returns the faults of the arguments (then nothing is written), or why it could not be written.
 */
export function runEmit(
  type: string | undefined,
  texts: EmitTexts,
  env: Variables = process.env,
): readonly Problem[] {
  const settings = readRecordSettings(env);
  const problems: Problem[] = [];
  const path = texts.log ?? settings.logPath;
  const request = { texts, path, buildId: texts['build-id'] ?? settings.buildId, problems };
  const isMetric = type !== undefined && /^metric$/i.test(type);
  warnOfUnused(isMetric ? 'metric' : familyOf(normalizeEventType(type ?? '')), texts, problems);
  const write = isMetric ? writeMetric(request) : writeEvent(type, request);
  if (write === null || !settings.enabled || problems.some((problem) => problem.level === 'error'))
    return problems;
  try {
    write();
  } catch (error) {
    problems.push({
      level: 'error',
      code: 'not-recorded',
      where: path,
      what: `Nothing was recorded: ${(error as Error).message}.`,
      fix: 'Name a file that can be written with `--log`.',
    });
  }
  return problems;
}

function wrong(flag: FlagName | 'TYPE', what: string, fix: string): Problem {
  return { level: 'error', code: 'invalid-flag', where: flag === 'TYPE' ? 'emit' : `--${flag}`, what, fix };
}

const ofTask: readonly FlagName[] = ['kind', 'model', 'tokens', 'cost', 'cache', 'error-type'];

/** What each kind of record has, besides what all have. */
const usedFlags: Readonly<Record<EventFamily | 'metric', readonly FlagName[]>> = {
  task: [...ofTask, 'task', 'duration', 'message'],
  'task-end': [...ofTask, 'task', 'duration', 'message'],
  build: ['duration', 'total-tasks', 'message'],
  'build-end': ['duration', 'total-tasks', 'message'],
  error: ['error-type', 'message', 'task'],
  performance: ['duration', 'task', 'value'],
  security: ['file', 'message', 'task'],
  other: ['task', 'message', 'duration'],
  metric: ['value', 'unit', 'better'],
};
const ofEvents: readonly FlagName[] = ['session', 'severity', 'metadata'];

function warnOfUnused(family: EventFamily | 'metric', texts: EmitTexts, problems: Problem[]): void {
  const used = [...usedFlags[family], 'name', 'build-id', 'log', ...(family === 'metric' ? [] : ofEvents)];
  for (const [flag, text] of Object.entries(texts)) {
    if (text === undefined || used.includes(flag)) continue;
    problems.push({
      level: 'warning',
      code: 'unused-flag',
      where: `--${flag}`,
      what: 'It is not recorded: this type has no such field.',
      fix:
        family === 'metric' ? 'Leave it out.' : `Write \`--metadata '{"${flag.replaceAll('-', '_')}": …}'\`.`,
    });
  }
}

interface Request {
  readonly texts: EmitTexts;
  readonly path: string;
  readonly buildId: string | null;
  /** Receives the faults. */
  readonly problems: Problem[];
}

/** @returns a function that writes it */
function writeEvent(type: string | undefined, request: Request): (() => void) | null {
  const { path, buildId, problems } = request;
  if (type === undefined || type.trim() === '') {
    problems.push(
      wrong(
        'TYPE',
        'Missing argument: an event type.',
        'Write `build-telemetry emit task_completed --name …`.',
      ),
    );
    return null;
  }
  const eventType = normalizeEventType(type);
  warnOfTypo(eventType, problems);
  const event = buildEvent(eventType, request);
  return () => {
    const collector = new EventCollector({
      path,
      buildId,
      enabled: true,
      onProblem: (error) => {
        throw error;
      },
    });
    collector.collect(event);
    collector.close();
  };
}

function warnOfTypo(eventType: string, problems: Problem[]): void {
  const known = Object.keys(EventType);
  if (known.includes(eventType)) return;
  const fix = suggest(eventType, known);
  if (!fix.startsWith('Did you mean')) return;
  problems.push({
    level: 'warning',
    code: 'unknown-event-type',
    where: 'emit',
    what: `\`${eventType}\` is not a known type; it is recorded as a custom type.`,
    fix,
  });
}

function buildEvent(eventType: string, { texts, buildId, problems }: Request): RecordedEvent {
  const number = (flag: FlagName): number | null => readNumberFlag(texts, flag, problems, 0);
  const base: EventOptions = {
    eventType,
    sessionId: texts.session ?? null,
    metadata: readMetadata(texts, problems),
    ...readSeverityFlag(texts, problems),
  };
  const name = texts.name ?? null;
  const durationMs = readDurationFlag(texts, problems);
  const error = { errorType: texts['error-type'] ?? null, errorMessage: texts.message ?? null };
  const taskId = texts.task ?? null;
  switch (familyOf(eventType)) {
    case 'task':
    case 'task-end':
      return new TaskEvent({
        ...base,
        ...error,
        taskId: taskId ?? name,
        taskName: name,
        taskType: texts.kind ?? null,
        durationMs,
        modelUsed: texts.model ?? null,
        tokensUsed: number('tokens'),
        costUsd: number('cost'),
        cache: readCacheFlag(texts, problems),
        success: eventType === 'TASK_COMPLETED' ? true : eventType === 'TASK_FAILED' ? false : null,
      });
    case 'build':
    case 'build-end':
      return new BuildEvent({
        ...base,
        buildId,
        buildName: name,
        durationMs,
        totalTasks: number('total-tasks'),
        errorMessage: error.errorMessage,
        success: eventType === 'BUILD_STARTED' ? null : eventType === 'BUILD_COMPLETED',
      });
    case 'error':
      return new ErrorEvent({ ...base, ...error, errorType: error.errorType ?? name, taskId });
    case 'performance':
      return new PerformanceEvent({
        ...base,
        operationType: name,
        durationMs,
        taskId,
        value: readNumberFlag(texts, 'value', problems),
      });
    case 'security':
      return new SecurityEvent({
        ...base,
        violationType: name,
        filePath: texts.file ?? null,
        remediation: texts.message ?? null,
        taskId,
      });
    case 'other':
      return new RecordedEvent({
        ...base,
        metadata: { ...base.metadata, ...describeOther(texts, durationMs) },
      });
  }
}

function describeOther(texts: EmitTexts, durationMs: number | null): Record<string, unknown> {
  return {
    ...(texts.name === undefined ? {} : { name: texts.name }),
    ...(texts.task === undefined ? {} : { task_id: texts.task }),
    ...(texts.message === undefined ? {} : { message: texts.message }),
    ...(durationMs === null ? {} : { duration_ms: durationMs }),
  };
}

function writeMetric({ texts, path, buildId, problems }: Request): () => void {
  const value = readNumberFlag(texts, 'value', problems);
  if (texts.name === undefined)
    problems.push(wrong('name', 'A metric needs a name.', 'Write `--name bundle_size`.'));
  if (texts.value === undefined)
    problems.push(wrong('value', 'A metric needs a value.', 'Write `--value 12345`.'));
  const better = texts.better ?? 'lower';
  if (better !== 'lower' && better !== 'higher') {
    problems.push(wrong('better', `\`${better}\` is neither.`, 'Write `lower` or `higher`.'));
  }
  const record = {
    v: 1,
    type: 'metric',
    build_id: buildId ?? undefined,
    name: texts.name,
    value,
    unit: texts.unit ?? '1',
    better,
    time: new Date().toISOString(),
  };
  return () => appendLines(openEventLog(path).appendPath, `${JSON.stringify(record)}\n`);
}

function readNumberFlag(
  texts: EmitTexts,
  flag: FlagName,
  problems: Problem[],
  least = Number.NEGATIVE_INFINITY,
): number | null {
  const text = texts[flag]?.trim().replace(/^\$/, '');
  if (text === undefined) return null;
  const value = Number(text);
  if (text !== '' && Number.isFinite(value) && value >= least) return value;
  const wanted = least === 0 ? 'a number of 0 or more' : 'a number';
  problems.push(wrong(flag, `\`${text}\` is not ${wanted}.`, `Write \`--${flag} 12\`.`));
  return null;
}

function readCacheFlag({ cache }: EmitTexts, problems: Problem[]): string | null {
  if (cache === undefined) return null;
  const states = ['hit', 'miss', 'bypass'];
  const state = states.find((each) => each === cache.toLowerCase());
  if (state === undefined)
    problems.push(wrong('cache', `\`${cache}\` is not a valid value.`, suggest(cache, states)));
  return state ?? null;
}

function readDurationFlag(texts: EmitTexts, problems: Problem[]): number | null {
  if (texts.duration === undefined) return null;
  const text = texts.duration.trim();
  const durationMs = parseDurationText(/^\d+(?:\.\d+)?$/.test(text) ? `${text}ms` : text);
  if (durationMs !== null) return durationMs;
  problems.push(
    wrong('duration', `\`${texts.duration}\` is not a duration.`, 'Write `1500`, `1.5s` or `2m`.'),
  );
  return null;
}

function readSeverityFlag(texts: EmitTexts, problems: Problem[]): Pick<EventOptions, 'severity'> {
  if (texts.severity === undefined) return {};
  const severity = readSeverity(texts.severity);
  if (severity !== null) return { severity };
  problems.push(
    wrong('severity', `\`${texts.severity}\` is not a severity.`, suggest(texts.severity, levels)),
  );
  return {};
}

function readMetadata(texts: EmitTexts, problems: Problem[]): Record<string, unknown> {
  if (texts.metadata === undefined) return {};
  try {
    const value: unknown = JSON.parse(texts.metadata);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Reported below.
  }
  problems.push(wrong('metadata', 'This is not a JSON object.', 'Write `--metadata \'{"retry":3}\'`.'));
  return {};
}
