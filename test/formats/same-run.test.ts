/** The same run on another day, machine and checkout, and listed in another order, gives the same build in every format. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats as registered } from '../../src/formats/formats.ts';
import type { Build } from '../../src/model/build.ts';
import { runs } from '../property-runs.ts';
import { buildOf, lines } from '../source-of.ts';
import type { Work, World, Write } from './write-run.ts';
import { sessionWriters } from './write-sessions.ts';
import { writers } from './writers.ts';

const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 10, maxLength: 10 });
const world: fc.Arbitrary<World> = fc.record({
  root: fc.constantFrom(
    ...[
      '/home/runner/work/app/app/',
      '/__w/app/app/',
      '/opt/runner-3/_work/app/app/',
      'D:\\a\\app\\app\\',
      '',
    ],
    ...['/var/lib/jenkins/workspace/app@2/', '/home/circleci/project/', '/builds/group/app/'],
  ),
  // Whole days and hours, so that a clock keeps its position within a second.
  startMs: fc.integer({ min: 0, max: 20_000 }).map((hours) => Date.UTC(2025, 0, 1) + hours * 3_600_000 + 123),
  uuid: fc.uuid(),
  port: fc.integer({ min: 32_768, max: 60_999 }),
  address: hex,
  worker: fc.integer({ min: 0, max: 31 }),
  temp: hex.map((name) => `tmp${name}`),
});
const marks = ['ID', 'URL', 'OBJECT', 'WORKER', 'TEMP', 'plain', 'v1.2.3', '[8080]'];
const work: fc.Arbitrary<readonly Work[]> = fc.uniqueArray(
  fc.record({
    file: fc.constantFrom('tests/a.test.js', 'tests/b.test.js'),
    title: fc
      .tuple(fc.constantFrom('adds', 'removes', 'finds'), fc.constantFrom(...marks))
      .map((words) => words.join(' ')),
    ms: fc.integer({ min: 1000, max: 9000 }),
    isOk: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8, selector: ({ file, title }) => `${file} ${title}` },
);

/** Without what a run has only from its clock. */
function facts({ tasks, metrics, result, durationMs, complete }: Build): unknown {
  const rows = tasks.map(({ kind, name, attempt, result: each, durationMs: ms }) => [
    kind,
    name,
    attempt,
    each,
    ms,
  ]);
  return [
    rows.map((row) => JSON.stringify(row)).sort(),
    metrics.map(({ name, value }) => `${name} ${value}`).sort(),
    ...[result, durationMs, complete],
  ];
}

describe('the same run', () => {
  it.each(Object.keys(writers))('of %s has the same names, times and results', async (format) => {
    const write = writers[format] as Write;
    await fc.assert(
      fc.asyncProperty(work, world, world, async (list, here, there) => {
        const one = await buildOf(write(list, here));
        const other = await buildOf(write([...list].reverse(), there));
        expect(one.formats).toEqual([format]);
        expect(facts(other)).toEqual(facts(one));
        // Packages, whole builds and sums are listed next to them.
        const items = [...one.tasks, ...one.metrics].filter(({ name }) => /adds|removes|finds/.test(name));
        const lengths = items.map((item) => ('value' in item ? item.value : item.durationMs) ?? 0);
        expect(lengths.map(Math.round).sort()).toEqual(list.map(({ ms }) => ms).sort());
        // Names that end in a number were distinguished only by their order.
        expect(items.filter(({ name }) => / #\d+$/.test(name))).toEqual([]);
      }),
      { numRuns: runs(4) },
    );
  });

  it('is written in every format of tests, and in nearly all others', () => {
    const written = { ...writers, ...sessionWriters };
    const unwritten = registered.filter(({ id }) => !Object.hasOwn(written, id));
    expect(unwritten.filter(({ family }) => family === 'tests')).toEqual([]);
    expect(Object.keys(written).length).toBeGreaterThan(55);
  });

  const dated = ['junit', 'ctrf', 'jest', 'nunit', 'cucumber', 'playwright'];
  it.each(dated)('of %s that contains the time has the same names', async (format) => {
    const write = writers[format] as Write;
    const now: Work = { file: 'tests/a.test.js', title: 'adds NOW', ms: 1000, isOk: true };
    await fc.assert(
      fc.asyncProperty(world, world, async (here, there) => {
        const nameIn = async (at: World): Promise<string | undefined> =>
          (await buildOf(write([now], at))).tasks[0]?.name;
        expect(await nameIn(there)).toBe(await nameIn(here));
      }),
      { numRuns: runs(5) },
    );
  });
});

describe('tests that were retried', () => {
  const tries = fc.array(
    fc.record({
      name: fc.constantFrom('TestA', 'TestB', 'TestC'),
      failures: fc.nat(3),
      passes: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const unique = tries.map((list) => [...new Map(list.map((each) => [each.name, each])).values()]);
  const listOf = (
    list: readonly { name: string; failures: number; passes: boolean }[],
  ): { name: string; ok: boolean }[] =>
    list.flatMap(({ name, failures, passes }) => [
      ...Array.from({ length: failures }, () => ({ name, ok: false })),
      ...(passes || failures === 0 ? [{ name, ok: passes }] : []),
    ]);
  type Entries = readonly { readonly name: string; readonly ok: boolean }[];
  const byName = (entries: Entries): [string, Entries][] => [...Map.groupBy(entries, ({ name }) => name)];
  const retried: Readonly<Record<string, (entries: Entries) => string>> = {
    junit: (entries) =>
      `<testsuite name="example.org/shop">${entries
        .map(
          ({ name, ok }) =>
            `<testcase classname="example.org/shop" name="${name}">${ok ? '' : '<failure/>'}</testcase>`,
        )
        .join('')}</testsuite>`,
    ctrf: (entries) =>
      JSON.stringify({
        reportFormat: 'CTRF',
        results: {
          tool: { name: 'pytest' },
          summary: {},
          tests: entries.map(({ name, ok }) => ({ name, status: ok ? 'passed' : 'failed', duration: 1 })),
        },
      }),
    cucumber: (entries) =>
      JSON.stringify([
        {
          keyword: 'Feature',
          uri: 'shop.feature',
          elements: entries.map(({ name, ok }) => ({
            keyword: 'Scenario',
            type: 'scenario',
            name,
            line: name.charCodeAt(4),
            steps: [{ name: 'it works', result: { status: ok ? 'passed' : 'failed', duration: 1_000_000 } }],
          })),
        },
      ]),
    'go-test': (entries) => {
      // Failed tests run again in their package, as gotestsum does it.
      const tests = byName(entries);
      const rounds = Math.max(...tests.map(([, tries]) => tries.length));
      const runs = Array.from({ length: rounds }, (_, at) => tests.flatMap(([, tries]) => tries[at] ?? []));
      const Package = 'example.org/shop';
      return lines(
        ...runs.flatMap((run) => [
          ...run.flatMap(({ name, ok }) => [
            { Action: 'run', Package, Test: name },
            { Action: ok ? 'pass' : 'fail', Package, Test: name, Elapsed: 1 },
          ]),
          { Action: run.every(({ ok }) => ok) ? 'pass' : 'fail', Package, Elapsed: 2 },
        ]),
      );
    },
    playwright: (entries) =>
      JSON.stringify({
        config: { rootDir: '/app', projects: [] },
        suites: [
          {
            title: 'shop.spec.ts',
            specs: byName(entries).map(([title, tries], line) => ({
              title,
              file: 'shop.spec.ts',
              line,
              tests: [
                {
                  expectedStatus: 'passed',
                  results: tries.map(({ ok }, retry) => ({
                    retry,
                    status: ok ? 'passed' : 'failed',
                    duration: 5,
                  })),
                },
              ],
            })),
          },
        ],
        errors: [],
        stats: { duration: 100 },
      }),
    nunit: (entries) =>
      `<test-run testcasecount="1" duration="9"><test-suite type="Assembly" name="a.dll">${entries
        .map(
          ({ name, ok }) =>
            `<test-case id="0-${name}" name="${name}" classname="shop" result="${ok ? 'Passed' : 'Failed'}" duration="1"/>`,
        )
        .join('')}</test-suite></test-run>`,
    xunit: (entries) =>
      `<assemblies timestamp="x"><assembly name="a.dll" total="1"><collection>${entries
        .map(
          ({ name, ok }) =>
            `<test name="shop.${name}" type="shop" method="${name}" time="1" result="${ok ? 'Pass' : 'Fail'}"/>`,
        )
        .join('')}</collection></assembly></assemblies>`,
    catch2: (entries) =>
      `<Catch2TestRun name="t" rng-seed="1">${entries
        .map(
          ({ name, ok }) =>
            `<TestCase name="${name}" filename="a.cpp" line="1"><OverallResult success="${ok}"/></TestCase>`,
        )
        .join('')}</Catch2TestRun>`,
    rspec: (entries) =>
      JSON.stringify({
        version: '3.12',
        examples: entries.map(({ name, ok }) => ({
          id: `./a_spec.rb[1:${name}]`,
          description: name,
          full_description: `shop ${name}`,
          status: ok ? 'passed' : 'failed',
          file_path: './a_spec.rb',
          run_time: 1,
        })),
        summary: {},
      }),
    'gitlab-jobs': (entries) =>
      JSON.stringify(
        entries.map(({ name, ok }, id) => ({
          id,
          status: ok ? 'success' : 'failed',
          stage: 'test',
          name,
          started_at: '2026-03-03T10:00:00Z',
          finished_at: '2026-03-03T10:01:00Z',
          pipeline: { id: 1 },
        })),
      ),
    jest: (entries) =>
      JSON.stringify({
        numTotalTests: 1,
        numTotalTestSuites: 1,
        success: true,
        startTime: 1_772_532_000_000,
        testResults: [
          {
            name: 'a.test.js',
            status: 'passed',
            message: '',
            assertionResults: byName(entries).map(([title, tries]) => ({
              ancestorTitles: [],
              title,
              fullName: title,
              status: tries.at(-1)?.ok ? 'passed' : 'failed',
              duration: 10,
              invocations: tries.length,
              retryReasons: tries.slice(1).map(() => 'Error'),
              failureMessages: [],
            })),
          },
        ],
      }),
    trx: (entries) =>
      `<TestRun id="r" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>${entries
        .map(
          ({ name, ok }) =>
            `<UnitTestResult testId="${name}" testName="shop.${name}" duration="00:00:01" outcome="${ok ? 'Passed' : 'Failed'}"/>`,
        )
        .join('')}</Results><ResultSummary outcome="Completed"/></TestRun>`,
    'bazel-bep': (entries) =>
      lines(
        { id: { started: {} }, started: { startTimeMillis: '1772532000000' } },
        ...byName(entries).flatMap(([name, tries]) =>
          tries.map(({ ok }, place) => ({
            id: { testResult: { label: `//shop:${name}`, run: 1, shard: 1, attempt: place + 1 } },
            testResult: { status: ok ? 'PASSED' : 'FAILED', testAttemptDurationMillis: '5' },
          })),
        ),
        { id: { buildFinished: {} }, finished: { exitCode: { name: 'SUCCESS' } }, lastMessage: true },
      ),
    moon: (entries) =>
      JSON.stringify({
        actions: byName(entries).map(([name, tries], nodeIndex) => ({
          ...{ label: `RunTask(shop:${name})`, nodeIndex, status: tries.at(-1)?.ok ? 'passed' : 'failed' },
          operations: tries.map(({ ok }) => ({
            ...{ meta: { type: 'task-execution' }, status: ok ? 'passed' : 'failed' },
          })),
        })),
        context: {},
      }),
    buildrunner: (entries) =>
      lines(
        ...entries.map(({ name, ok }, place) => ({
          ...{ event_id: `${place}`, event_type: ok ? 'task_completed' : 'task_failed', task_id: name },
          timestamp: new Date(1_772_532_000_000 + place).toISOString(),
        })),
        { event_id: 'z', event_type: 'build_completed', timestamp: '2026-03-03T11:00:00Z' },
      ),
    'build-telemetry': (entries) =>
      lines(
        ...byName(entries).flatMap(([name, tries]) =>
          tries.map(({ ok }, place) => ({
            ...{ v: 1, type: 'task', build_id: 'b', task_id: `${name}-${place}`, name, kind: 'test' },
            ...{ attempt: place + 1, result: ok ? 'success' : 'failure' },
          })),
        ),
      ),
  };

  it('are written in every format of tests that supports them', () => {
    const once: Readonly<Record<string, string>> = {
      tap: 'a list may have equal names, and no tool lists a try',
      libtest: 'runs each test once',
      mocha: 'lists the last try alone, with its number',
    };
    const ids = registered.filter(({ family }) => family === 'tests').map(({ id }) => id);
    expect(ids.filter((id) => !Object.hasOwn(retried, id)).sort()).toEqual(Object.keys(once).sort());
  });

  it.each(Object.keys(retried))('are one test each in %s, and the last attempt counts', async (format) => {
    await fc.assert(
      fc.asyncProperty(unique, async (list) => {
        const write = retried[format] as (typeof retried)[string];
        const { tasks, formats: read } = await buildOf(write(listOf(list)));
        expect(read).toEqual([format]);
        for (const { name, failures, passes } of list) {
          const own = tasks.filter((task) => task.name.endsWith(name));
          const last = own.at(-1);
          expect(own.map(({ attempt }) => attempt)).toEqual(own.map((_task, i) => i + 1));
          expect(own.length).toBe(Math.max(1, failures + (passes ? 1 : 0)));
          expect(last?.result).toBe(passes ? 'success' : 'failure');
        }
      }),
      { numRuns: runs(15) },
    );
  });
});
