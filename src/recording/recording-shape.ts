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
import { allResults } from '../model/results.ts';
import type { EnvironmentSnapshot, SessionFacts } from '../model/session.ts';
import type { LogSpan, Task, Tokens } from '../model/task.ts';
import {
  fields,
  flagShape,
  listOf,
  number,
  oneOf,
  orNull,
  pattern,
  recordOf,
  scalar,
  textShape,
  tupleOf,
  type ValueShape,
} from './shape.ts';

/** Added when a build is stored, which is after it was recorded: it is not read here. */
const anything: ValueShape = () => undefined;

const result = oneOf(...allResults);
const digest = pattern(/^[0-9a-f]{64}$/, 'a SHA-256');

/** Only below the folder of the build, with any separator of the system. */
export const isInside = (path: string): boolean =>
  path !== '' &&
  path.length <= 4096 &&
  !path.includes('\0') &&
  !/^(?:[\\/]|[A-Za-z]:)/.test(path) &&
  !path.split(/[\\/]/).includes('..');

const insidePath = (value: unknown, place: string): void => {
  textShape(value, place);
  if (!isInside(value as string)) pattern(/^\b$/, 'a path inside the folder of the build')(value, place);
};

const problem = fields<Problem>({
  level: oneOf('info', 'warning', 'error'),
  code: textShape,
  where: textShape,
  what: textShape,
  fix: textShape,
});

const task = fields<Task>(
  {
    id: textShape,
    parentId: orNull(textShape),
    dependsOn: listOf(textShape),
    lane: textShape,
    rawName: textShape,
    name: textShape,
    kind: textShape,
    attempt: number,
    startTimeMs: orNull(number),
    durationMs: orNull(number),
    result,
    cache: oneOf('hit', 'miss', 'bypass', 'unknown'),
    savedMs: orNull(number),
    errorType: orNull(textShape),
    failure: orNull(
      fields<Failure>({ message: orNull(textShape), file: orNull(textShape), line: orNull(number) }),
    ),
    cpuMs: orNull(number),
    memoryBytes: orNull(number),
    model: orNull(textShape),
    tokens: orNull(
      fields<Tokens>({ input: number, output: number, cacheRead: number, cacheCreation: number }),
    ),
    costUsd: orNull(number),
  },
  ['dependsOn', 'lane', 'rawName'],
);

const event = fields<Event>({
  id: textShape,
  type: textShape,
  severity: oneOf('info', 'warning', 'error', 'critical'),
  timeMs: orNull(number),
  taskId: orNull(textShape),
  message: orNull(textShape),
  attributes: recordOf(scalar),
});

const metric = fields<Metric>({
  name: textShape,
  value: number,
  unit: textShape,
  better: oneOf('lower', 'higher'),
  samples: orNull(listOf(number)),
});

const span = fields<LogSpan>({
  id: textShape,
  parentId: orNull(textShape),
  name: textShape,
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
  branch: orNull(textShape),
  commit: orNull(textShape),
  pullRequest: orNull(number),
  event: orNull(textShape),
  workflow: orNull(textShape),
  job: orNull(textShape),
  runId: orNull(textShape),
  runAttempt: number,
  runnerOs: orNull(textShape),
  runnerArch: orNull(textShape),
  cpuModel: orNull(textShape),
  runnerImage: orNull(textShape),
});

const snapshot = {
  os: textShape,
  osRelease: textShape,
  arch: textShape,
  cpuModel: orNull(textShape),
  cpuCount: number,
  totalMemoryBytes: number,
  nodeVersion: textShape,
  tools: recordOf(textShape),
  variables: recordOf(textShape),
};

const build = fields<Build>(
  {
    id: textShape,
    name: textShape,
    startTimeMs: orNull(number),
    durationMs: orNull(number),
    result,
    complete: flagShape,
    degraded: flagShape,
    formats: listOf(textShape),
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
    opened: listOf(textShape),
    criticalPath: listOf(textShape),
    amounts: listOf(anything),
  },
  ['session', 'opened', 'criticalPath', 'amounts'],
);

const file = fields<RecordedFile>({
  path: insidePath,
  sha256: orNull(digest),
  sizeBytes: orNull(number),
  task: orNull(textShape),
});

const environment = fields<RecordedEnvironment>({
  ...snapshot,
  system: orNull(textShape),
  container: orNull(textShape),
  lockFiles: recordOf(digest),
  git: orNull(
    fields<GitState>({ commit: orNull(textShape), branch: orNull(textShape), changedFiles: number }),
  ),
});

const judgement = fields<RecordedJudgement>({
  configuration: fields<RecordedJudgement['configuration']>(
    {
      path: textShape,
      text: textShape,
      sha256: digest,
      baseText: orNull(textShape),
      isBaseUnreadable: flagShape,
    },
    ['isBaseUnreadable'],
  ),
  options: recordOf(textShape),
  baselineBranch: orNull(textShape),
  history: fields<RecordedJudgement['history']>({
    status: oneOf('found', 'missing', 'unreachable', 'rate-limited', 'denied', 'corrupt', 'wrong-scope'),
    problems: listOf(problem),
    segments: listOf(textShape),
    builds: listOf(textShape),
  }),
  problems: listOf(problem),
  owners: listOf(tupleOf(textShape, orNull(textShape), listOf(textShape))),
  report: fields<RecordedReport>({
    sha256: digest,
    verdict: textShape,
    headline: textShape,
    alerts: listOf(textShape),
    parts: recordOf(textShape),
  }),
});

/** Ids are folder names. */
export const recordingId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

export const recordingShape = fields<BuildRecording>({
  recordingVersion: textShape,
  id: pattern(recordingId, 'an id'),
  toolVersion: textShape,
  command: listOf(textShape),
  startTimeMs: number,
  durationMs: number,
  exitCode: orNull(number),
  environment,
  inputs: listOf(file),
  outputs: listOf(file),
  build,
  judgement,
});
