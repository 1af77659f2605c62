/** Tasks that ran like the previous one have the same values as tasks that are read one by one. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { collectSeries } from '../../src/detect/collect/collect-series.ts';
import { findComparable } from '../../src/detect/collect/comparable.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import type { Build } from '../../src/model/build.ts';
import type { Task } from '../../src/model/task.ts';
import {
  applyCompaction,
  hourMs,
  makeHistoryTask,
  makeNthBuild,
  startMs,
  wideLimits,
} from '../history/make-history-build.ts';
import { runs } from '../property-runs.ts';

const names = Array.from({ length: 8 }, (_, at) => `task-${at}`);

/** How all tasks of a build ran; null: not at all. */
const run = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Partial<Task>>({}) },
  fc.constantFrom<Partial<Task> | null>(
    null,
    { cache: 'hit' },
    { result: 'failure' },
    { result: 'skip' },
    { result: 'unknown' },
  ),
);
/** How a single one ran. */
const exception = fc.record({
  build: fc.nat(),
  name: fc.constantFrom(...names),
  run: fc.constantFrom<Partial<Task> | null>(
    null,
    { cache: 'hit' },
    { result: 'failure' },
    { durationMs: 0 },
    { durationMs: null },
    { attempt: 2 },
    { costUsd: 0.5 },
  ),
});

it.each([
  { title: 'on the baseline branch', count: 40, hours: 1, pullRequest: null, numRuns: 30 },
  { title: 'in a pull request', count: 40, hours: 1, pullRequest: 7, numRuns: 30 },
  { title: 'with the values of a month', count: 180, hours: 5, pullRequest: null, numRuns: 5 },
])('$title', ({ count, hours, pullRequest, numRuns }) => {
  const anyRuns = fc.array(run, { minLength: 5, maxLength: 9 });
  fc.assert(
    fc.property(
      anyRuns,
      fc.array(exception, { maxLength: 9 }),
      fc.boolean(),
      (ran, exceptions, isFailure) => {
        const builds = Array.from({ length: count + 1 }, (_, nth): Build => {
          const build = makeNthBuild(nth);
          const own = exceptions.filter((each) => each.build % (count + 1) === nth);
          const tasks = names.flatMap((name, at) => {
            const durationMs = 1000 + at + (nth % 17);
            const usual = ran[nth % ran.length] as Partial<Task> | null;
            const other = own.find((each) => each.name === name);
            const found =
              other === undefined ? [usual] : other.run?.attempt === 2 ? [usual, other.run] : [other.run];
            return found.flatMap((values) =>
              values ? [makeHistoryTask({ name, durationMs, ...values })] : [],
            );
          });
          const isOwn = pullRequest !== null && (nth % 9 === 8 || nth === count);
          return {
            ...build,
            tasks,
            startTimeMs: startMs + nth * hours * hourMs,
            result: isFailure && nth % 4 === 1 ? 'failure' : 'success',
            context: { ...build.context, runId: null, pullRequest: isOwn ? pullRequest : null },
          };
        });
        const now = builds.pop() as Build;
        const files = applyCompaction(builds.map((build) => encodeBuild(build, startMs)));
        const { history } = readSegments(files, wideLimits);
        const comparable = findComparable(now, history, null);
        const inMemory = { builds: history.builds, series: history.series };
        const [partly, whole] = [history, inMemory].map((each) =>
          // A scale consists of functions.
          collectSeries(now, now.tasks, each, comparable).series.map(({ scale, ...series }) => [
            scale.to(7),
            series,
          ]),
        );
        expect(partly).toEqual(whole);
      },
    ),
    { numRuns: runs(numRuns) },
  );
});
