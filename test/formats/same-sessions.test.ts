/** Sessions of agents with any ids, clock and order: each counts once, with its usage and its result. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumTokens } from '../../src/metrics/final-tasks.ts';
import type { Build } from '../../src/model/build.ts';
import { runs } from '../property-runs.ts';
import { buildOf, readAll, sourceOf } from '../source-of.ts';
import { type Session, sessionWriters } from './write-sessions.ts';

const jobMs = Date.UTC(2026, 2, 3, 10);
const list: fc.Arbitrary<readonly Session[]> = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    startMs: fc.integer({ min: 0, max: 600_000 }).map((ms) => jobMs + ms),
    ms: fc.integer({ min: 1000, max: 90_000 }),
    input: fc.integer({ min: 1, max: 100_000 }),
    output: fc.integer({ min: 1, max: 9000 }),
    isOk: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4, selector: ({ id }) => id },
);

const factsOf = ({ tasks }: Build): readonly string[] =>
  tasks
    .map((task) => `${task.name.replace(/ #\d+$/, '')} ${task.result} ${sumTokens(task)} ${task.durationMs}`)
    .sort();

describe.each(Object.entries(sessionWriters))('sessions of %s', (format, write) => {
  it('count once each, with their tokens and results', async () => {
    await fc.assert(
      fc.asyncProperty(list, async (sessions) => {
        const build = await buildOf(write(sessions));
        expect([build.formats, build.complete]).toEqual([[format], true]);
        expect(build.tasks.map((task) => sumTokens(task)).sort()).toEqual(
          sessions.map(({ input, output }) => input + output).sort(),
        );
        const failed = build.tasks.filter(({ result }) => result !== 'success');
        expect(failed.length).toBe(sessions.filter(({ isOk }) => !isOk).length);
        // The same file twice, as from two artifacts, adds no sessions.
        expect(factsOf(await buildOf(write(sessions), write(sessions)))).toEqual(factsOf(build));
        expect(factsOf(await buildOf(write(sessions) + write(sessions)))).toEqual(factsOf(build));
      }),
      { numRuns: runs(5) },
    );
  });

  it('are the same under other ids, at another time, in another order', async () => {
    await fc.assert(
      fc.asyncProperty(
        list,
        fc.infiniteStream(fc.uuid()),
        fc.integer({ min: 1, max: 300 }),
        async (sessions, ids, days) => {
          const other = sessions.map((session) => ({
            ...session,
            id: ids.next().value,
            startMs: session.startMs - days * 86_400_000,
          }));
          const here = await buildOf(write(sessions));
          const there = await buildOf(write(other.reverse()));
          expect(factsOf(there)).toEqual(factsOf(here));
          expect(there.durationMs).toEqual(here.durationMs);
        },
      ),
      { numRuns: runs(5) },
    );
  });

  it.each([0, -62_135_596_800_000, Date.UTC(2999, 0, 1)])(
    'that began at %d have no time of their own',
    async (odd) => {
      const session = { id: 's', startMs: odd, ms: 1000, input: 1, output: 2, isOk: true };
      const { build } = await readAll([sourceOf(write([session]))], {
        jobStartMs: jobMs,
        nowMs: jobMs + 600_000,
      });
      expect(build?.tasks.map((task) => [sumTokens(task), task.startTimeMs])).toEqual([[3, null]]);
      expect(build?.durationMs ?? 0).toBeLessThanOrEqual(1000);
    },
  );
});
