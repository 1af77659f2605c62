/** Steps through the moments of a build, forwards and back: running and ended tasks, and the critical path so far. */
import { findCriticalPath } from '../metrics/critical-path.ts';
import { hasFailed } from '../metrics/final-tasks.ts';
import { judgeHealth } from '../metrics/measure-health.ts';
import type { Build } from '../model/build.ts';
import type { BuildState, Moment } from '../model/build-state.ts';
import type { Task } from '../model/task.ts';

/** A task that has a start; without a duration it never ends. */
interface Timed {
  readonly task: Task;
  readonly start: number;
  /** Infinity: not known. */
  readonly end: number;
}

export class BuildSteps {
  readonly moments: readonly Moment[];
  readonly #build: Build;
  readonly #timed: readonly Timed[];
  /** The index in `#timed` for each moment; -1 for an event. */
  readonly #places: readonly number[];
  #step = 0;

  constructor(build: Build) {
    this.#build = build;
    this.#timed = build.tasks.flatMap((task) => {
      const { startTimeMs: start, durationMs } = task;
      if (start === null || !Number.isFinite(start)) return [];
      return [
        {
          task,
          start,
          end: durationMs === null ? Number.POSITIVE_INFINITY : start + Math.max(0, durationMs),
        },
      ];
    });
    const listed = [...this.#timed.flatMap(momentsOf), ...build.events.flatMap(momentOfEvent)].sort(
      (a, b) => a.moment.timeMs - b.moment.timeMs || a.rank - b.rank || a.place - b.place,
    );
    this.moments = listed.map(({ moment }) => moment);
    this.#places = listed.map(({ place }) => place);
  }

  get step(): number {
    return this.#step;
  }

  /**
   * Moves right after moment `n`, from 1; beyond the ends to the nearest.
   * @throws TypeError for anything but an integer
   */
  stepTo(n: number): BuildState {
    if (!Number.isInteger(n)) throw new TypeError(`\`${n}\` is not the number of a step.`);
    this.#step = Math.max(0, Math.min(this.moments.length, n));
    return this.#describe();
  }

  next(): BuildState {
    return this.stepTo(this.#step + 1);
  }

  previous(): BuildState {
    return this.stepTo(this.#step - 1);
  }

  #describe(): BuildState {
    const moment = this.moments[this.#step - 1] ?? null;
    const firstMs = this.moments[0]?.timeMs ?? 0;
    const nowMs = moment?.timeMs ?? firstMs;
    const seen = new Map<number, 'start' | 'end'>();
    for (let at = 0; at < this.#step; at++) {
      const { what } = this.moments[at] as Moment;
      if (what !== 'event') seen.set(this.#places[at] as number, what);
    }
    const inState = (state: 'start' | 'end'): Timed[] =>
      this.#timed.filter((_, place) => seen.get(place) === state);
    const [running, ended] = [inState('start'), inState('end')];
    const failed = ended.filter(({ task }) => hasFailed(task)).length;
    return {
      step: this.#step,
      steps: this.moments.length,
      moment,
      elapsedMs: nowMs - firstMs,
      waiting: this.#timed.length - running.length - ended.length,
      completed: ended.length - failed,
      failed,
      cached: ended.filter(({ task }) => task.cache === 'hit').length,
      running: running
        .sort((a, b) => a.start - b.start)
        .map(({ task: { name, kind }, start }) => ({ name, kind, sinceMs: nowMs - start })),
      criticalPath: findPath([...ended, ...running], nowMs, this.#build.criticalPath),
      health: this.#judge(ended.length - failed, failed, nowMs),
    };
  }

  #judge(completedTasks: number, failedTasks: number, nowMs: number): BuildState['health'] {
    const sample = this.#build.machine.findLast(({ timeMs }) => timeMs <= nowMs);
    const memoryRatio = sample === undefined ? null : sample.memoryUsedBytes / sample.memoryTotalBytes;
    return judgeHealth({ completedTasks, failedTasks, memoryRatio, isStalled: false });
  }
}

function findPath(
  timed: readonly Timed[],
  nowMs: number,
  loggedPath: readonly string[] | undefined,
): BuildState['criticalPath'] {
  const tasks = timed.map(({ task, start, end }) => ({ ...task, durationMs: Math.min(end, nowMs) - start }));
  const steps = findCriticalPath(tasks, loggedPath)?.steps ?? [];
  return steps.map(({ task, durationMs }) => ({ name: task.name, durationMs }));
}

interface Listed {
  readonly moment: Moment;
  readonly place: number;
  readonly rank: number;
}

/** At equal times ends come before starts: a task may start when the one that it waited for ends. */
const ranks = { end: 0, event: 1, instant: 2, start: 3 } as const;

function momentsOf({ task: { name, kind, result }, start, end }: Timed, place: number): Listed[] {
  const isInstant = start === end;
  const base = { name, kind, message: null };
  const begun: Listed = {
    moment: { ...base, what: 'start', timeMs: start, result: null },
    place,
    rank: isInstant ? ranks.instant : ranks.start,
  };
  if (end === Number.POSITIVE_INFINITY) return [begun];
  const rank = isInstant ? ranks.instant : ranks.end;
  return [begun, { moment: { ...base, what: 'end', timeMs: end, result }, place, rank }];
}

function momentOfEvent({ type, timeMs, message, severity }: Build['events'][number]): Listed[] {
  if (timeMs === null) return [];
  const moment: Moment = { what: 'event', timeMs, name: type, kind: severity, result: null, message };
  return [{ moment, place: -1, rank: ranks.event }];
}
