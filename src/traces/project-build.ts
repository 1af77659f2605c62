/** A build as OpenTelemetry spans: a pure function of the build and its report, so that a second export changes nothing. */
import { type Attributes, SpanKind } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { finalTasks } from '../metrics/final-tasks.ts';
import type { Build } from '../model/build.ts';
import type { Change } from '../model/change.ts';
import type { Event } from '../model/event.ts';
import type { Report } from '../model/report.ts';
import type { LogSpan, Task } from '../model/task.ts';
import { taskKey } from '../model/task-key.ts';
import { version } from '../version.ts';
import { type CodeRepository, describeBuild, describeResource } from './build-attributes.ts';
import { changeEvent, changesBySubject, linkLastGood } from './change-events.ts';
import { type ChosenTasks, chooseTasks } from './choose-tasks.ts';
import { finishSpan, type SpanDraft } from './finish-spans.ts';
import { nameSpans, waitOf } from './name-spans.ts';
import { placeBuild, placeTasks } from './place-tasks.ts';
import { schemaUrl } from './semantic-conventions.ts';
import { loggedTimes, placeInside, type SpanPeriod } from './span-times.ts';
import { eventsByTask, toException, toSpanEvents } from './task-events.ts';
import { describeSpan, describeTask, statusOf } from './task-span.ts';
import type { TraceOrigin } from './trace-origin.ts';

export interface ProjectOptions {
  readonly origin: TraceOrigin;
  /** The place of the build; null when not known. */
  readonly repository: CodeRepository | null;
  /** Attributes of the resource from the user. */
  readonly resource: Attributes;
  /** Epoch milliseconds: time of a build without times in its logs. */
  readonly atMs: number;
  /** Maximum number of tasks; if there are more, the failed ones and then the longest. */
  readonly maxTasks: number;
}

/** The data of a build before its spans are created. */
interface Projection {
  readonly build: Build;
  readonly report: Report;
  readonly options: ProjectOptions;
  readonly chosen: ChosenTasks;
  readonly whole: SpanPeriod;
  readonly changes: ReadonlyMap<string, readonly Change[]>;
  readonly events: ReadonlyMap<string, readonly Event[]>;
}

/** The build's own span first, then its waits for runners, and its tasks in the order of the log. */
export function projectBuild(build: Build, report: Report, options: ProjectOptions): ReadableSpan[] {
  const chosen = chooseTasks(build.tasks, options.maxTasks);
  const isWait = (span: LogSpan): boolean => options.origin.run !== null && waitOf(span) !== null;
  const whole = placeBuild(build, build.spans.filter(isWait), options.atMs);
  const projection: Projection = {
    ...{ build, report, options, chosen, whole },
    changes: changesBySubject(report.changes),
    events: eventsByTask(build.events),
  };
  const resource = resourceFromAttributes(describeResource(build, options.repository, options.resource), {
    schemaUrl,
  });
  const scope = { name: 'build-telemetry', version, schemaUrl };
  return [draftBuild(projection), ...draftWork(projection)].map((draft) =>
    finishSpan(draft, { traceId: options.origin.traceId, resource, scope }),
  );
}

function draftBuild({ build, report, options, chosen, whole, changes, events }: Projection): SpanDraft {
  const { origin, repository } = options;
  const isRun = origin.parentSpanId === null;
  const own = changes.get('') ?? [];
  return {
    id: origin.spanId,
    parentId: origin.parentSpanId,
    isParentRemote: true,
    name: isRun ? `RUN ${build.context.workflow ?? build.name}` : build.name,
    kind: isRun ? SpanKind.SERVER : SpanKind.INTERNAL,
    period: whole,
    attributes: describeBuild(build, report, {
      isRun,
      chosen,
      repository,
      logged: loggedTimes(build, whole),
    }),
    status: statusOf(build.result),
    events: [
      ...toSpanEvents(events.get('') ?? [], whole),
      ...own.map((each) => changeEvent(each, whole.end)),
    ],
    links: linkLastGood(own, report, options.origin),
  };
}

function draftWork({ build, report, options, chosen, whole, changes, events }: Projection): SpanDraft[] {
  const { idOf, idOfSpan } = nameSpans(options.origin, build.tasks);
  const periods = placeTasks(chosen.tasks, chosen.parents, whole);
  const finals = new Set(finalTasks(chosen.tasks));
  const draftTask = (task: Task): SpanDraft => {
    const period = periods.get(task) ?? whole;
    const parent = chosen.parents.get(task);
    const own = finals.has(task) ? (changes.get(taskKey(task)) ?? []) : [];
    return {
      id: idOf(task),
      parentId: parent === undefined ? options.origin.spanId : idOf(parent),
      name: task.name,
      period,
      attributes: describeTask(task, loggedTimes(task, period)),
      status: statusOf(task.result),
      events: [
        ...toException(task, period),
        ...toSpanEvents(events.get(task.id) ?? [], period),
        ...own.map((each) => changeEvent(each, period.end)),
      ],
      links: linkLastGood(own, report, options.origin),
    };
  };
  const byId = new Map(chosen.tasks.map((task) => [task.id, task]));
  const draftSpan = (span: LogSpan): SpanDraft => {
    // A job begins when its wait ends.
    const parent = waitOf(span) === null ? byId.get(span.parentId ?? '') : undefined;
    return {
      id: idOfSpan(span),
      parentId: parent === undefined ? options.origin.spanId : idOf(parent),
      name: span.name,
      period: placeInside(span, (parent && periods.get(parent)) ?? whole),
      attributes: describeSpan(span),
      status: statusOf(span.result),
    };
  };
  const timed = build.spans.filter(isTimed).slice(0, options.maxTasks);
  return [...timed.map(draftSpan), ...chosen.tasks.map(draftTask)];
}

function isTimed({ startTimeMs, durationMs }: LogSpan): boolean {
  return startTimeMs !== null && durationMs !== null;
}
