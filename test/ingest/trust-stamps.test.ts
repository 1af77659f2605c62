/** Which timestamps belong to this build: restored reports, wrong clocks, frozen clocks, reports of earlier jobs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBuild } from '../../src/formats/read-build.ts';
import type { Build } from '../../src/model/build.ts';
import { runs } from '../property-runs.ts';
import { codesOf, logContext, sourceOf } from '../source-of.ts';

const jobMs = Date.UTC(2026, 2, 1, 10);
const hour = 3_600_000;

interface Suite {
  readonly name: string;
  readonly startMs: number;
  readonly seconds: number;
}

const stamp = (ms: number): string => new Date(ms).toISOString();
const junit = ({ name, startMs, seconds }: Suite): string =>
  `<testsuite name="${name}" timestamp="${stamp(startMs)}" time="${seconds}"><testcase classname="${name}" name="t()" time="${seconds}"/></testsuite>`;
const ctrf = ({ name, startMs, seconds }: Suite): string => {
  const stop = startMs + seconds * 1000;
  const test = { name, status: 'passed', duration: seconds * 1000, start: startMs, stop };
  return JSON.stringify({
    reportFormat: 'CTRF',
    results: { tool: { name: 'x' }, summary: { tests: 1, passed: 1, start: startMs, stop }, tests: [test] },
  });
};

async function read(
  texts: readonly string[],
  job: { jobStartMs?: number; nowMs?: number } = {},
): Promise<Build> {
  const sources = texts.map((text, i) => sourceOf(text, `r${i}`));
  const { build } = await readBuild(sources, {
    name: 'ci',
    format: 'auto',
    id: 'b1',
    context: logContext,
    ...job,
  });
  return build as Build;
}

const fresh: Suite = { name: 'a.Fresh', startMs: jobMs + 60_000, seconds: 2.5 };
const stale = (ago: number): Suite => ({ name: 'a.Stale', startMs: jobMs - ago, seconds: 0.5 });

describe.each([
  ['JUnit', junit],
  ['CTRF', ctrf],
])('stamps of %s', (_format, write) => {
  it.each([hour, 30 * hour, 3000 * hour])(
    'of %d ms before the job belong to a cached result',
    async (ago) => {
      const build = await read([write(stale(ago)), write(fresh)], { jobStartMs: jobMs });
      expect([build.startTimeMs, build.durationMs]).toEqual([fresh.startMs, 2500]);
      const [cached, ran] = build.tasks;
      expect(cached).toMatchObject({ cache: 'hit', durationMs: null, startTimeMs: null, savedMs: 500 });
      expect(ran).toMatchObject({ cache: 'unknown', durationMs: 2500 });
      expect(codesOf(build)).toEqual(['cached-results']);
    },
  );

  it('of earlier days do not belong to this build, whether the job is known or not', async () => {
    const build = await read([write(fresh), write(stale(70 * hour))]);
    expect([build.startTimeMs, build.durationMs]).toEqual([fresh.startMs, 2500]);
  });

  it('in the future come from a wrong clock', async () => {
    const future: Suite = { name: 'a.Future', startMs: jobMs + 9000 * hour, seconds: 1 };
    const job = { jobStartMs: jobMs, nowMs: jobMs + hour };
    const build = await read([write(fresh), write(future)], job);
    expect(build.startTimeMs).toBe(fresh.startMs);
    expect(build.tasks.map(({ cache }) => cache)).toEqual(['unknown', 'unknown']);
    expect(codesOf(build)).toContain('odd-clock');
    const alone = await read([write(future)], job);
    expect(alone.durationMs).toBeNull();
    expect(alone.problems.find(({ code }) => code === 'odd-clock')?.what).toContain(
      'This work does not count for the time of the build.',
    );
  });

  it('of earlier jobs of the run belong to this build', async () => {
    const shards: Suite[] = [
      { name: 'a.One', startMs: jobMs - hour, seconds: 600 },
      { name: 'a.Two', startMs: jobMs - hour + 5000, seconds: 900 },
    ];
    // The job that reads them takes a few seconds.
    const build = await read(shards.map(write), { jobStartMs: jobMs, nowMs: jobMs + 5000 });
    expect([build.durationMs, codesOf(build)]).toEqual([905_000, []]);
  });

  it('give no span that is far longer than its work', async () => {
    const build = await read([write(stale(2 * hour)), write(fresh)]);
    expect([build.durationMs, codesOf(build)]).toEqual([null, ['odd-span']]);
  });

  it('of the same run give the same result with another clock and in any order', async () => {
    const suites = fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('a.One', 'a.Two', 'a.Three', 'a.Four'),
        startMs: fc.integer({ min: jobMs, max: jobMs + 600_000 }),
        seconds: fc.integer({ min: 60, max: 900 }),
      }),
      { minLength: 1, selector: ({ name }) => name },
    );
    await fc.assert(
      fc.asyncProperty(suites, fc.integer({ min: -90, max: 90 }), async (list, days) => {
        const shiftMs = days * 24 * hour;
        const one = await read(list.map(write), { jobStartMs: jobMs });
        const shifted = list.map((suite) => ({ ...suite, startMs: suite.startMs + shiftMs })).reverse();
        const other = await read(shifted.map(write), { jobStartMs: jobMs + shiftMs });
        const facts = ({ durationMs, result, tasks }: Build): unknown[] => [
          durationMs,
          result,
          tasks.map((task) => [task.name, task.durationMs, task.cache]).sort(),
        ];
        expect(facts(other)).toEqual(facts(one));
        expect((other.startTimeMs ?? 0) - (one.startTimeMs ?? 0)).toBe(shiftMs);
      }),
      { numRuns: runs(10) },
    );
  });

  it('with a time longer than the job are ignored', async () => {
    const long: Suite = { ...fresh, seconds: 90_000 };
    const build = await read([write(long)], { jobStartMs: jobMs, nowMs: jobMs + hour });
    expect([build.durationMs, build.tasks[0]?.durationMs]).toEqual([null, null]);
    expect(codesOf(build)).toContain('odd-duration');
  });
});

it('without a zone may be of any zone', async () => {
  const local = junit(stale(5 * hour)).replace('.000Z', '');
  const build = await read([local], { jobStartMs: jobMs });
  expect(build.tasks[0]).toMatchObject({ cache: 'unknown', durationMs: 500 });
});

it('without a zone in the future is of a zone ahead of UTC', async () => {
  const local = (hours: number): string =>
    junit({ ...fresh, startMs: jobMs + hours * hour }).replace('.000Z', '');
  const nowMs = jobMs + 600_000;
  for (const hours of [0, 2, 5.5, 14]) {
    const build = await read([local(hours)], { jobStartMs: jobMs, nowMs });
    expect([hours, build.startTimeMs, build.durationMs]).toEqual([hours, jobMs, fresh.seconds * 1000]);
    expect(codesOf(build)).toEqual(hours === 0 ? [] : ['zoneless-time']);
  }
  const wrong = await read([local(40)], { jobStartMs: jobMs, nowMs });
  expect(wrong.startTimeMs).not.toBe(jobMs + 40 * hour);
});
