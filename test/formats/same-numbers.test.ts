/**
 * The same times in another locale or unit, and the same tests in several projects, in each format that has the
 * concept.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../property-runs.ts';
import { buildOf } from '../source-of.ts';
import { writeCtrf, writePlaywright } from './write-test-reports.ts';

const startMs = Date.UTC(2026, 2, 1, 10);
const iso = (ms: number): string => new Date(ms).toISOString();

/** Seconds in the locale and the unit of a tool. */
type Show = (ms: number) => string;
const sum = (list: readonly number[]): number => list.reduce((total, ms) => total + ms, 0);

/** `cases` holds the time of a test, `whole` that of all. */
const xml: Readonly<Record<string, (times: readonly number[], cases: Show, whole: Show) => string>> = {
  junit: (times, cases, whole) =>
    `<testsuite name="s" timestamp="${iso(startMs)}" time="${whole(sum(times))}">${times
      .map((ms, i) => `<testcase classname="c" name="t${i}" time="${cases(ms)}"/>`)
      .join('')}</testsuite>`,
  nunit: (times, cases, whole) =>
    `<test-run testcasecount="${times.length}" start-time="${iso(startMs)}" duration="${whole(sum(times))}"><test-suite type="Assembly" name="a.dll" start-time="${iso(startMs)}" duration="${whole(sum(times))}">${times
      .map(
        (ms, i) =>
          `<test-case id="${i}" name="t${i}" classname="c" result="Passed" duration="${cases(ms)}"/>`,
      )
      .join('')}</test-suite></test-run>`,
  xunit: (times, cases, whole) =>
    `<assemblies timestamp="x"><assembly name="a.dll" run-date="2026-03-01" run-time="10:00:00" total="${times.length}" time="${whole(sum(times))}"><collection time="${whole(sum(times))}">${times
      .map((ms, i) => `<test name="c.t${i}" type="c" method="t${i}" time="${cases(ms)}" result="Pass"/>`)
      .join('')}</collection></assembly></assemblies>`,
};
const json: typeof xml = {
  rspec: (times, cases, whole) =>
    JSON.stringify({
      version: '3.13',
      examples: times.map((ms, i) => ({
        id: `./a_spec.rb[1:${i + 1}]`,
        description: `t${i}`,
        full_description: `c t${i}`,
        status: 'passed',
        file_path: './a_spec.rb',
        run_time: Number(cases(ms)),
      })),
      summary: { duration: Number(whole(sum(times))), example_count: times.length },
    }),
  ctrf: (times, cases) =>
    JSON.stringify({
      reportFormat: 'CTRF',
      results: {
        tool: { name: 'x' },
        summary: {},
        tests: times.map((ms, i) => ({
          name: `t${i}`,
          status: 'passed',
          duration: Number(cases(ms)) * 1000,
          start: startMs + 10_000 * i,
          stop: startMs + 10_000 * i + ms,
        })),
      },
    }),
};

const seconds: Show = (ms) => (ms / 1000).toFixed(3);
const comma: Show = (ms) => seconds(ms).replace('.', ',');
const finer =
  (factor: number): Show =>
  (ms) =>
    String((ms / 1000) * factor);

const times = fc.array(fc.integer({ min: 200, max: 9000 }), { minLength: 3, maxLength: 6 });

async function lengthsOf(format: string, text: string): Promise<readonly (number | null)[]> {
  const build = await buildOf(text);
  expect(build.formats).toEqual([format]);
  return build.tasks.map(({ durationMs }) => durationMs && Number(durationMs.toFixed(3)));
}

describe('the same times', () => {
  it.each(Object.entries(xml))('with a decimal comma are the same in %s', async (format, write) => {
    await fc.assert(
      fc.asyncProperty(times, async (list) => {
        expect(await lengthsOf(format, write(list, comma, comma))).toEqual(list);
      }),
      { numRuns: runs(8) },
    );
  });

  it.each(Object.entries({ ...xml, ...json }))(
    'in a finer unit are the same in %s',
    async (format, write) => {
      await fc.assert(
        fc.asyncProperty(times, fc.constantFrom(1, 1e3, 1e6, 1e9), async (list, factor) => {
          expect(await lengthsOf(format, write(list, finer(factor), seconds))).toEqual(list);
        }),
        { numRuns: runs(6) },
      );
    },
  );
});

/** One test that ran in several projects: browsers, devices, assemblies or files, depending on the format. */
const projects: Readonly<Record<string, (names: readonly string[]) => string>> = {
  junit: (names) =>
    `<testsuites>${names
      .map(
        (name) =>
          `<testsuite name="a.spec.ts" hostname="${name}"><testcase classname="c" name="t" time="1"/></testsuite>`,
      )
      .join('')}</testsuites>`,
  ctrf: (names) =>
    writeCtrf(
      names.map((name) => ({
        name: 't',
        filePath: `/home/runner/work/a/a/${name}`,
        status: 'passed',
        duration: 1,
      })),
    ),
  trx: (names) =>
    `<TestRun id="r" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>${names
      .map((name) => `<UnitTestResult testId="${name}" testName="t" duration="00:00:01" outcome="Passed"/>`)
      .join('')}</Results><TestDefinitions>${names
      .map(
        (name) =>
          `<UnitTest id="${name}"><TestMethod className="c" codeBase="D:\\a\\x\\net8.0\\${name}.dll"/></UnitTest>`,
      )
      .join('')}</TestDefinitions><ResultSummary outcome="Completed"/></TestRun>`,
  playwright: (names) =>
    writePlaywright(
      names.map((projectName) => ({
        projectName,
        expectedStatus: 'passed',
        results: [{ retry: 0, status: 'passed', duration: 5 }],
      })),
    ),
  cucumber: (names) =>
    JSON.stringify(
      names.map((name) => ({
        keyword: 'Feature',
        uri: 'a.feature',
        metadata: { browser: { name } },
        elements: [
          {
            keyword: 'Scenario',
            type: 'scenario',
            name: 't',
            line: 1,
            steps: [{ name: 's', result: { status: 'passed', duration: 1 } }],
          },
        ],
      })),
    ),
  jest: (names) =>
    JSON.stringify({
      numTotalTests: 1,
      numTotalTestSuites: 1,
      success: true,
      startTime: startMs,
      testResults: names.map((name) => ({
        name: `/home/runner/work/a/a/${name}`,
        status: 'passed',
        message: '',
        assertionResults: [{ ancestorTitles: [], fullName: 't', title: 't', status: 'passed', duration: 5 }],
      })),
    }),
  nunit: (names) =>
    `<test-run testcasecount="2" duration="1">${names
      .map(
        (name) =>
          `<test-suite type="Assembly" name="${name}"><test-case id="1" name="t" classname="c" result="Passed" duration="1"/></test-suite>`,
      )
      .join('')}</test-run>`,
  xunit: (names) =>
    `<assemblies timestamp="x">${names
      .map(
        (name) =>
          `<assembly name="${name}" total="1"><collection><test name="c.t" type="c" method="t" time="1" result="Pass"/></collection></assembly>`,
      )
      .join('')}</assemblies>`,
};

describe('a test that ran in several projects', () => {
  const names = fc.uniqueArray(fc.constantFrom('chromium', 'webkit', 'firefox', 'edge', 'ios'), {
    minLength: 2,
  });

  it.each(Object.entries(projects))('is distinguished by them in any order, in %s', async (format, write) => {
    await fc.assert(
      fc.asyncProperty(names, async (list) => {
        const read = async (order: readonly string[]): Promise<readonly string[]> => {
          const { tasks, formats } = await buildOf(write(order));
          expect(formats).toEqual([format]);
          return tasks.map(({ name }) => name);
        };
        const here = await read(list);
        expect(here.every((name, place) => name.includes(list[place] as string))).toBe(true);
        expect(await read([...list].reverse())).toEqual([...here].reverse());
      }),
      { numRuns: runs(8) },
    );
  });
});
