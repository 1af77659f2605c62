/**
 * A timestamp is not trusted as this build's, in any format that has timestamps: restored logs, frozen and wrong
 * clocks.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBuild } from '../../src/formats/read-build.ts';
import type { Build } from '../../src/model/build.ts';
import { runs } from '../property-runs.ts';
import { codesOf, logContext, sourceOf } from '../source-of.ts';
import type { Work, World, Write } from './write-run.ts';
import { writers } from './writers.ts';

const jobMs = Date.UTC(2026, 2, 3, 10);
const nowMs = jobMs + 1_800_000;
const dayMs = 86_400_000;

const world: World = {
  root: '',
  startMs: jobMs + 60_000,
  uuid: '11111111-2222-4333-8444-555555555555',
  port: 40_000,
  address: '0123456789',
  worker: 1,
  temp: 'tmpabc',
};
const work = fc.uniqueArray(
  fc.record({
    file: fc.constantFrom('tests/a.test.js', 'tests/b.test.js'),
    title: fc.constantFrom('adds one', 'removes one', 'finds one'),
    ms: fc.integer({ min: 1000, max: 9000 }),
    isOk: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6, selector: ({ file, title }) => `${file} ${title}` },
);

async function read(texts: readonly string[]): Promise<Build> {
  const sources = texts.map((text, i) => sourceOf(text, `log-${i}`));
  const job = { jobStartMs: jobMs, nowMs };
  const { build, problems } = await readBuild(sources, {
    name: 'ci',
    format: 'auto',
    id: 'b',
    context: logContext,
    ...job,
  });
  if (build === null) throw new Error(JSON.stringify(problems));
  return build;
}

const fresh = `<testsuite name="fresh" timestamp="${new Date(jobMs + 60_000).toISOString()}" time="2.5"><testcase classname="fresh" name="t" time="2.5"/></testsuite>`;

/** Whether the log states when its work ran. */
const isStamped = async (write: Write): Promise<boolean> => {
  const one: Work = { file: 'tests/a.test.js', title: 'adds one', ms: 1000, isOk: true };
  const { startTimeMs, tasks } = await read([write([one], world)]);
  return startTimeMs !== null || tasks.some((task) => task.startTimeMs !== null);
};

/** These have no times, or none of a clock. */
const unstamped = [
  ...['tap', 'hyperfine', 'chrome-trace', 'custom-benchmark', 'catch2', 'rspec', 'libtest', 'ninja'],
  ...['jmh', 'benchmark-dotnet', 'vitest-bench', 'tinybench', 'mitata', 'deno-bench', 'bencher-metric'],
  ...['benchmark-js', 'criterion', 'go-bench', 'size-limit', 'esbuild-metafile', 'k6'],
];

it('every format with timestamps is tested', async () => {
  const without: string[] = [];
  for (const [format, write] of Object.entries(writers)) if (!(await isStamped(write))) without.push(format);
  expect(without.sort()).toEqual([...unstamped].sort());
});

const stamped = Object.entries(writers).filter(([format]) => !unstamped.includes(format));
/** They restore results of tests; other logs from before the job belong to another build. */
const tests = new Set([
  'build-telemetry',
  'junit',
  'ctrf',
  'jest',
  'mocha',
  'go-test',
  'trx',
  'nunit',
  'xunit',
  'cucumber',
  'playwright',
]);
const odd = {
  'year 1': Date.UTC(2001, 0, 1) - 2000 * 365.2425 * dayMs,
  '1970': 0,
  'an hour of 1970': 3_600_000,
  'the far future': Date.UTC(2999, 0, 1),
  tomorrow: nowMs + dayMs,
};

describe.each(stamped)('stamps of %s', (format, write) => {
  // The times of xUnit.net have no zone.
  const agos = format === 'xunit' ? [3 * dayMs, 400 * dayMs] : [3_600_000, 3 * dayMs, 400 * dayMs];
  it.each(agos)('of %d ms before the job do not belong to this build', async (ago) => {
    await fc.assert(
      fc.asyncProperty(work, async (list) => {
        const old = write(list, { ...world, startMs: jobMs - ago });
        const build = await read([old, fresh]);
        if (tests.has(format)) {
          expect([build.startTimeMs, build.durationMs]).toEqual([jobMs + 60_000, 2500]);
          const restored = build.tasks.filter(
            ({ name, kind }) => kind === 'test' && !name.startsWith('fresh'),
          );
          expect(restored.length).toBe(list.length);
          expect(
            new Set(
              restored.map(({ cache, startTimeMs, durationMs }) => `${cache} ${startTimeMs} ${durationMs}`),
            ),
          ).toEqual(new Set(['hit null null']));
        } else expect([build.complete, codesOf(build).includes('left-over')]).toEqual([false, true]);
      }),
      { numRuns: runs(2) },
    );
  });

  // Actions that the go command did not start have the year 1.
  const known = format === 'go-actiongraph' ? [] : Object.entries(odd);
  it.each(known)('of %s are not known', async (_when, startMs) => {
    const list: Work[] = [
      { file: 'tests/a.test.js', title: 'adds one', ms: 1000, isOk: true },
      { file: 'tests/b.test.js', title: 'finds one', ms: 3000, isOk: false },
    ];
    const alone = await read([write(list, { ...world, startMs })]);
    for (const timeMs of [alone.startTimeMs, ...alone.tasks.map((task) => task.startTimeMs)])
      expect(timeMs === null || (timeMs > Date.UTC(2000, 0, 1) && timeMs < nowMs + 60_000)).toBe(true);
    expect(alone.durationMs ?? 0).toBeLessThan(nowMs - jobMs + 60_000);
    const both = await read([write(list, { ...world, startMs }), fresh]);
    expect(both.durationMs ?? 0).toBeLessThan(nowMs - jobMs + 60_000);
  });

  it('of a stopped clock make no time shorter or longer', async () => {
    await fc.assert(
      fc.asyncProperty(work, async (list) => {
        const build = await read([write(list, world)]);
        const sum = list.reduce((total, { ms }) => total + ms, 0);
        expect(build.durationMs ?? 0).toBeLessThanOrEqual(Math.max(90_000, sum));
      }),
      { numRuns: runs(2) },
    );
  });
});
