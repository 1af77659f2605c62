/** Builds one after another, through the stored form: each judged against those before it, then stored with what it told of. */
import { listOpened } from '../../src/detect/conclude.ts';
import { type Detection, type DetectOptions, detect } from '../../src/detect/index.ts';
import { encodeBuild, noLimits, readSegments, type SegmentFile } from '../../src/history/index.ts';
import type { Build, BuildContext, Change, History, Task } from '../../src/model.ts';
import { makeBuild, makeContext, makeTask } from '../make.ts';

export const hourMs = 3_600_000;
export const startMs = Date.UTC(2026, 0, 1);

export const onMain: DetectOptions = { baselineBranch: 'main', rules: [], acknowledgements: [] };

/** Values around `level` with a relative noise, the same on every run. */
export function noisy(count: number, level: number, noise = 0.02, seed = 1): number[] {
  // Mulberry32, and a sum of three for a bell shape.
  let state = seed * 7919;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return Array.from(
    { length: count },
    () => level * (1 + noise * 2 * (random() + random() + random() - 1.5)),
  );
}

/** What differs from a fine build of main that ran `index` hours in, of commit `index`. */
export interface Step extends Omit<Partial<Build>, 'tasks' | 'context'> {
  readonly tasks?: readonly (Partial<Task> & { readonly name: string })[];
  readonly context?: Partial<BuildContext>;
}

export function commitOf(index: number): string {
  return (index + 0xabc0000).toString(16).padStart(40, '0').split('').reverse().join('');
}

/** A build that took so long. */
export function stepOf(index: number, durationMs: number, step: Step = {}): Build {
  const { tasks = [{ name: 'compile', durationMs }], context, ...rest } = step;
  return makeBuild({
    id: `b${index}`,
    startTimeMs: startMs + index * hourMs,
    durationMs,
    ...rest,
    tasks: tasks.map((task, i) => makeTask({ id: `t${i}`, ...task })),
    context: makeContext({ commit: commitOf(index), runId: `run${index}`, ...context }),
  });
}

/** Builds of main that took so long, an hour apart. */
export function stepsOf(
  durationsMs: readonly number[],
  change: (index: number) => Step = () => ({}),
): Build[] {
  return durationsMs.map((durationMs, i) => stepOf(i, durationMs, change(i)));
}

/** As a store would hand them back. */
export function store(builds: readonly Build[]): History {
  return readSegments(builds.map(encodeOnce), noLimits).history;
}

const encoded = new WeakMap<Build, SegmentFile>();

function encodeOnce(build: Build): SegmentFile {
  const file = encoded.get(build) ?? encodeBuild(build, build.startTimeMs ?? startMs);
  encoded.set(build, file);
  return file;
}

export interface Played extends Detection {
  readonly build: Build;
}

/** Judges each build of `next`, on top of `past`. */
export function play(
  past: readonly Build[],
  next: readonly Build[],
  options: DetectOptions = onMain,
): Played[] {
  const stored = [...past];
  return next.map((build) => {
    const detection = detect(build, store(stored), options);
    stored.push({ ...build, opened: listOpened(detection.changes) });
    return { ...detection, build };
  });
}

/** The newest build alone. */
export function judge(past: readonly Build[], build: Build, options: DetectOptions = onMain): Played {
  return play(past, [build], options)[0] as Played;
}

/** `confirmed new build:duration` for each change of the named scope. */
export function tell(changes: readonly Change[]): string[] {
  return changes.map(({ verdict, state, series }) =>
    [verdict, state, series.task ?? 'build', series.measure].join(' '),
  );
}

/** The change of a series; fails the test without. */
export function changeOf(
  { changes }: Pick<Detection, 'changes'>,
  name: string,
  measure: Change['series']['measure'] = 'duration',
): Change {
  const found = changes.find(({ series }) => (series.task ?? 'build') === name && series.measure === measure);
  if (found === undefined) throw new Error(`${name} ${measure} is not among ${tell(changes).join(', ')}`);
  return found;
}
