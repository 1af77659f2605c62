/** The required shape of a recording. */
import type { Build, BuildContext } from '../model/build.ts';
import type { Event } from '../model/event.ts';
import type { Failure } from '../model/failure.ts';
import type { MachineSample } from '../model/machine.ts';
import type { Metric } from '../model/metric.ts';
import type { Problem } from '../model/problem.ts';
import type {
  BuildRecording,
  GitState,
  RecordedEnvironment,
  RecordedFile,
  RecordedJudgement,
  RecordedReport,
} from '../model/recording.ts';
import { results } from '../model/results.ts';
import type { EnvironmentSnapshot, SessionFacts } from '../model/session.ts';
import type { Span, Task, Tokens } from '../model/task.ts';
import {
  fields,
  flag,
  listOf,
  number,
  oneOf,
  orNull,
  pattern,
  recordOf,
  scalar,
  text,
  tupleOf,
  type ValueShape,
} from './shape.ts';

/** Added when a build is stored, which is after it was recorded: it is not read here. */
const anything: ValueShape = () => undefined;

const result = oneOf(...results);
const digest = pattern(/^[0-9a-f]{64}$/, 'a SHA-256');

/** Only below the folder of the build, with any separator of the system. */
export const isInside = (path: string): boolean =>
  path !== '' &&
  path.length <= 4096 &&
  !path.includes('\0') &&
  !/^(?:[\\/]|[A-Za-z]:)/.test(path) &&
  !path.split(/[\\/]/).includes('..');

const insidePath = (value: unknown, place: string): void => {
  text(value, place);
  if (!isInside(value as string)) pattern(/^\b$/, 'a path inside the folder of the build')(value, place);
};

const problem = fields<Problem>({
  level: oneOf('info', 'warning', 'error'),
  code: text,
  where: text,
  what: text,
  fix: text,
});

const task = fields<Task>(
  {
    id: text,
    parentId: orNull(text),
    dependsOn: listOf(text),
    lane: text,
    rawName: text,
    name: text,
    kind: text,
    attempt: number,
    startTimeMs: orNull(number),
    durationMs: orNull(number),
    result,
    cache: oneOf('hit', 'miss', 'bypass', 'unknown'),
    savedMs: orNull(number),
    errorType: orNull(text),
    failure: orNull(fields<Failure>({ message: orNull(text), file: orNull(text), line: orNull(number) })),
    cpuMs: orNull(number),
    memoryBytes: orNull(number),
    model: orNull(text),
    tokens: orNull(
      fields<Tokens>({ input: number, output: number, cacheRead: number, cacheCreation: number }),
    ),
    costUsd: orNull(number),
  },
  ['dependsOn', 'lane', 'rawName'],
);

const event = fields<Event>({
  id: text,
  type: text,
  severity: oneOf('info', 'warning', 'error', 'critical'),
  timeMs: orNull(number),
  taskId: orNull(text),
  message: orNull(text),
  attributes: recordOf(scalar),
});

const metric = fields<Metric>({
  name: text,
  value: number,
  unit: text,
  better: oneOf('lower', 'higher'),
  samples: orNull(listOf(number)),
});

const span = fields<Span>({
  id: text,
  parentId: orNull(text),
  name: text,
  startTimeMs: orNull(number),
  durationMs: orNull(number),
  result,
});

const sample = fields<MachineSample>({
  timeMs: number,
  cpuRatio: orNull(number),
  memoryUsedBytes: number,
  memoryTotalBytes: number,
  diskReadBytesPerSecond: orNull(number),
  diskWriteBytesPerSecond: orNull(number),
  networkReceivedBytesPerSecond: orNull(number),
  networkSentBytesPerSecond: orNull(number),
  processes: orNull(number),
  load: orNull(number),
});

const context = fields<BuildContext>({
  branch: orNull(text),
  commit: orNull(text),
  pullRequest: orNull(number),
  event: orNull(text),
  workflow: orNull(text),
  job: orNull(text),
  runId: orNull(text),
  runAttempt: number,
  runnerOs: orNull(text),
  runnerArch: orNull(text),
  cpuModel: orNull(text),
  runnerImage: orNull(text),
});

const snapshot = {
  os: text,
  osRelease: text,
  arch: text,
  cpuModel: orNull(text),
  cpuCount: number,
  totalMemoryBytes: number,
  nodeVersion: text,
  tools: recordOf(text),
  variables: recordOf(text),
};

const build = fields<Build>(
  {
    id: text,
    name: text,
    startTimeMs: orNull(number),
    durationMs: orNull(number),
    result,
    complete: flag,
    degraded: flag,
    formats: listOf(text),
    tasks: listOf(task),
    events: listOf(event),
    metrics: listOf(metric),
    spans: listOf(span),
    machine: listOf(sample),
    problems: listOf(problem),
    context,
    session: fields<SessionFacts>({
      maxParallelism: orNull(number),
      environment: orNull(fields<EnvironmentSnapshot>(snapshot)),
    }),
    opened: listOf(text),
    criticalPath: listOf(text),
    amounts: listOf(anything),
  },
  ['session', 'opened', 'criticalPath', 'amounts'],
);

const file = fields<RecordedFile>({
  path: insidePath,
  sha256: orNull(digest),
  sizeBytes: orNull(number),
  task: orNull(text),
});

const environment = fields<RecordedEnvironment>({
  ...snapshot,
  system: orNull(text),
  container: orNull(text),
  lockFiles: recordOf(digest),
  git: orNull(fields<GitState>({ commit: orNull(text), branch: orNull(text), changedFiles: number })),
});

const judgement = fields<RecordedJudgement>({
  configuration: fields<RecordedJudgement['configuration']>(
    {
      path: text,
      text,
      sha256: digest,
      baseText: orNull(text),
      isBaseUnreadable: flag,
    },
    ['isBaseUnreadable'],
  ),
  options: recordOf(text),
  baselineBranch: orNull(text),
  history: fields<RecordedJudgement['history']>({
    status: oneOf('found', 'missing', 'unreachable', 'rate-limited', 'denied', 'corrupt', 'wrong-scope'),
    problems: listOf(problem),
    segments: listOf(text),
    builds: listOf(text),
  }),
  problems: listOf(problem),
  owners: listOf(tupleOf(text, orNull(text), listOf(text))),
  report: fields<RecordedReport>({
    sha256: digest,
    verdict: text,
    headline: text,
    alerts: listOf(text),
    parts: recordOf(text),
  }),
});

/** Ids are folder names. */
export const recordingId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

export const recordingShape = fields<BuildRecording>({
  recordingVersion: text,
  id: pattern(recordingId, 'an id'),
  toolVersion: text,
  command: listOf(text),
  startTimeMs: number,
  durationMs: number,
  exitCode: orNull(number),
  environment,
  inputs: listOf(file),
  outputs: listOf(file),
  build,
  judgement,
});
