/** The same run on another day, machine and checkout, and listed in another order, says the same in every format. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats as registered } from '../../src/formats/formats.ts';
import type { Build } from '../../src/model/build.ts';
import { runs } from '../property-runs.ts';
import { buildOf, lines } from '../source-of.ts';

/** One test or piece of work. */
interface Work {
  readonly file: string;
  readonly title: string;
  readonly ms: number;
  readonly isOk: boolean;
}

/** What differs from run to run and says nothing of the work. */
interface World {
  readonly root: string;
  readonly startMs: number;
  readonly uuid: string;
  readonly port: number;
  readonly address: string;
  readonly worker: number;
  readonly temp: string;
}

/** A title with what a framework or a fixture wrote into it. */
function titleIn({ title }: Work, world: World): string {
  const { uuid, port, address, worker, temp, startMs } = world;
  return title
    .replace('ID', uuid)
    .replace('URL', `http://localhost:${port}/`)
    .replace('OBJECT', `<Cart at 0x7f${address}>`)
    .replace('WORKER', `gw${worker}`)
    .replace('TEMP', `/tmp/pytest-of-ci/pytest-${worker}/${temp}/out.txt`)
    .replace('NOW', new Date(startMs).toISOString());
}

const iso = (ms: number): string => new Date(ms).toISOString();
const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const nanos = (ms: number): string => `${ms}000000`;
const hexId = (place: number, length: number): string => (place + 1).toString(16).padStart(length, '0');

type Write = (work: readonly Work[], world: World) => string;

const formats: Readonly<Record<string, Write>> = {
  junit: (work, world) => {
    const suites = Map.groupBy(work, ({ file }) => file);
    const show = ([file, tests]: [string, Work[]]): string =>
      `<testsuite name="${attribute(world.root + file)}" timestamp="${iso(world.startMs)}" time="${tests.reduce((sum, { ms }) => sum + ms, 0) / 1000}">${tests
        .map(
          (test) =>
            `<testcase classname="c" name="${attribute(titleIn(test, world))}" time="${test.ms / 1000}">${test.isOk ? '' : '<failure/>'}</testcase>`,
        )
        .join('')}</testsuite>`;
    return `<testsuites>${[...suites].map(show).join('')}</testsuites>`;
  },
  ctrf: (work, world) =>
    JSON.stringify({
      reportFormat: 'CTRF',
      results: {
        tool: { name: 'x' },
        summary: { tests: work.length, start: world.startMs, stop: world.startMs + 90_000 },
        tests: work.map((test) => ({
          name: titleIn(test, world),
          suite: [world.root + test.file],
          status: test.isOk ? 'passed' : 'failed',
          duration: test.ms,
          start: world.startMs,
          stop: world.startMs + test.ms,
        })),
      },
    }),
  jest: (work, world) =>
    JSON.stringify({
      numTotalTestSuites: 1,
      numTotalTests: work.length,
      numFailedTests: work.filter(({ isOk }) => !isOk).length,
      success: work.every(({ isOk }) => isOk),
      startTime: world.startMs,
      testResults: [...Map.groupBy(work, ({ file }) => file)].map(([file, tests]) => ({
        name: world.root + file,
        status: tests.every(({ isOk }) => isOk) ? 'passed' : 'failed',
        startTime: world.startMs,
        endTime: world.startMs + 60_000,
        message: '',
        assertionResults: tests.map((test) => ({
          ancestorTitles: ['Cart'],
          fullName: `Cart ${titleIn(test, world)}`,
          title: titleIn(test, world),
          status: test.isOk ? 'passed' : 'failed',
          duration: test.ms,
          failureMessages: test.isOk ? [] : ['Error'],
        })),
      })),
    }),
  tap: (work, world) =>
    [
      'TAP version 13',
      ...work.map(
        (test, i) =>
          `${test.isOk ? 'ok' : 'not ok'} ${i + 1} - ${world.root}${test.file} ${titleIn(test, world)}\n  ---\n  duration_ms: ${test.ms}\n  ...`,
      ),
      `1..${work.length}`,
    ].join('\n'),
  mocha: (work, world) => {
    const show = (test: Work): object => ({
      title: titleIn(test, world),
      fullTitle: `Cart ${titleIn(test, world)}`,
      file: world.root + test.file,
      duration: test.ms,
      currentRetry: 0,
      err: test.isOk ? {} : { message: 'x' },
    });
    return JSON.stringify({
      stats: {
        suites: 1,
        tests: work.length,
        passes: work.filter(({ isOk }) => isOk).length,
        pending: 0,
        failures: work.filter(({ isOk }) => !isOk).length,
        start: iso(world.startMs),
        end: iso(world.startMs + 90_000),
        duration: 90_000,
      },
      tests: work.map(show),
      pending: [],
      failures: work.filter(({ isOk }) => !isOk).map(show),
      passes: work.filter(({ isOk }) => isOk).map(show),
    });
  },
  'go-test': (work, world) =>
    lines(
      ...work.flatMap((test) => {
        const Package = `example.org/app/${test.file.replace(/[./]/g, '')}`;
        const name = {
          Package,
          Test: `Test/${titleIn(test, { ...world, startMs: 0 }).replaceAll(' ', '_')}`,
        };
        const Action = test.isOk ? 'pass' : 'fail';
        return [
          { Time: iso(world.startMs), Action: 'run', ...name },
          { Time: iso(world.startMs + 10_000), Action, ...name, Elapsed: test.ms / 1000 },
        ];
      }),
      ...[...new Set(work.map(({ file }) => file))].sort().map((file) => ({
        Time: iso(world.startMs + 10_000),
        Action: work.every((test) => test.file !== file || test.isOk) ? 'pass' : 'fail',
        Package: `example.org/app/${file.replace(/[./]/g, '')}`,
        Elapsed: 10,
      })),
    ),
  buildkit: (work, world) =>
    lines(
      ...work.map((test, place) => ({
        vertexes: [
          {
            digest: `sha256:${hexId(place, 64)}`,
            name: `[build ${place + 2}/99] RUN ${test.file} ${titleIn(test, { ...world, startMs: 0 })}`,
            started: iso(world.startMs),
            completed: iso(world.startMs + test.ms),
            ...(test.isOk ? {} : { error: 'process did not complete successfully: exit code: 1' }),
          },
        ],
      })),
    ),
  hyperfine: (work, world) =>
    JSON.stringify({
      results: work.map((test) => ({
        command: `${world.root}${test.file} ${titleIn(test, { ...world, startMs: 0 })}`,
        mean: test.ms / 1000,
        user: 1,
        system: 1,
        median: test.ms / 1000,
        times: [test.ms / 1000],
        exit_codes: [0],
      })),
    }),
  'gitlab-jobs': (work, world) =>
    JSON.stringify(
      work.map((test, place) => ({
        id: world.startMs + place,
        status: test.isOk ? 'success' : 'failed',
        stage: 'test',
        name: `${test.file} ${titleIn(test, { ...world, startMs: 0 })}`,
        started_at: iso(world.startMs),
        finished_at: iso(world.startMs + test.ms),
        pipeline: { id: 1 },
      })),
    ),
  otlp: (work, world) => {
    const span = (place: number, more: object): object => ({
      traceId: '1'.repeat(32),
      spanId: hexId(place, 16),
      startTimeUnixNano: nanos(world.startMs),
      ...more,
    });
    const spans = work.map((test, place) =>
      span(place + 1, {
        parentSpanId: hexId(0, 16),
        name: `${world.root}${test.file} ${titleIn(test, world)}`,
        endTimeUnixNano: nanos(world.startMs + test.ms),
        status: { code: test.isOk ? 1 : 2 },
      }),
    );
    const root = span(0, { name: 'build', endTimeUnixNano: nanos(world.startMs + 90_000), status: {} });
    return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [root, ...spans] }] }] });
  },
  'build-telemetry': (work, world) =>
    lines(
      ...work.map((test, place) => ({
        v: 1,
        type: 'task',
        build_id: 'b',
        task_id: `t${place}`,
        name: `${world.root}${test.file} ${titleIn(test, world)}`,
        kind: 'test',
        start_time: iso(world.startMs),
        duration_ms: test.ms,
        result: test.isOk ? 'success' : 'failure',
      })),
    ),
  'chrome-trace': (work, world) =>
    JSON.stringify(
      work.map((test) => ({
        ph: 'X',
        pid: 1,
        tid: 1,
        ts: 0,
        dur: test.ms * 1000,
        cat: 'work',
        name: `${world.root}${test.file} ${titleIn(test, { ...world, startMs: 0 })}`,
      })),
    ),
  'custom-benchmark': (work, world) =>
    JSON.stringify(
      work.map((test) => ({
        name: `${world.root}${test.file} ${titleIn(test, world)}`,
        unit: 'ms',
        value: test.ms,
      })),
    ),
  'google-benchmark': (work, world) =>
    JSON.stringify({
      context: { date: iso(world.startMs) },
      benchmarks: work.map((test, place) => {
        const name = `${world.root}${test.file}/${titleIn(test, world)}`;
        return {
          name,
          run_name: name,
          run_type: 'iteration',
          family_index: place,
          real_time: test.ms,
          time_unit: 'ms',
        };
      }),
    }),
  'github-jobs': (work, world) =>
    JSON.stringify({
      total_count: work.length,
      jobs: work.map((test, place) => ({
        id: world.startMs + place,
        run_attempt: 1,
        name: `${test.file} ${titleIn(test, { ...world, startMs: 0 })}`,
        status: 'completed',
        conclusion: test.isOk ? 'success' : 'failure',
        created_at: iso(world.startMs),
        started_at: iso(world.startMs + 1000),
        completed_at: iso(world.startMs + 1000 + test.ms),
        steps: [],
      })),
    }),
  trx: (work, world) =>
    `<TestRun id="${world.uuid}" name="ci@host ${iso(world.startMs)}" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>${work
      .map(
        (test, place) =>
          `<UnitTestResult executionId="${hexId(world.port + place, 32)}" testId="${test.file} ${test.title}" testName="${attribute(`${world.root}${test.file} ${titleIn(test, { ...world, startMs: 0 })}`)}" duration="00:00:0${test.ms / 1000}" outcome="${test.isOk ? 'Passed' : 'Failed'}"/>`,
      )
      .join('')}</Results><ResultSummary outcome="Completed"/></TestRun>`,
  nunit: (work, world) => {
    const show = ([file, tests]: [string, Work[]]): string =>
      `<test-suite type="Assembly" name="${file}" fullname="${attribute(world.root + file)}">${tests
        .map(
          (test, place) =>
            `<test-case id="${world.worker}-${place}" name="${attribute(titleIn(test, world))}" classname="Cart" result="${test.isOk ? 'Passed' : 'Failed'}" start-time="${iso(world.startMs)}" duration="${test.ms / 1000}"/>`,
        )
        .join('')}</test-suite>`;
    const suites = [...Map.groupBy(work, ({ file }) => file)].map(show).join('');
    return `<test-run id="${world.worker}" testcasecount="${work.length}" start-time="${iso(world.startMs)}" duration="90">${suites}</test-run>`;
  },
  xunit: (work, world) => {
    const show = ([file, tests]: [string, Work[]]): string =>
      `<assembly name="${attribute(world.root + file)}" run-date="${iso(world.startMs).slice(0, 10)}" total="${tests.length}"><collection>${tests
        .map(
          (test) =>
            `<test name="${attribute(`Cart.${titleIn(test, world)}`)}" type="Cart" method="m" time="${test.ms / 1000}" result="${test.isOk ? 'Pass' : 'Fail'}"/>`,
        )
        .join('')}</collection></assembly>`;
    const assemblies = [...Map.groupBy(work, ({ file }) => file)].map(show).join('');
    return `<assemblies timestamp="${iso(world.startMs)}">${assemblies}</assemblies>`;
  },
  catch2: (work, world) =>
    `<Catch2TestRun name="t" rng-seed="${world.port}">${work
      .map(
        (test) =>
          `<TestCase name="${attribute(`${test.file} ${titleIn(test, { ...world, startMs: 0 })}`)}" filename="${attribute(world.root + test.file)}" line="1"><OverallResult success="${test.isOk}" durationInSeconds="${test.ms / 1000}"/></TestCase>`,
      )
      .join('')}</Catch2TestRun>`,
  rspec: (work, world) =>
    JSON.stringify({
      version: '3.13',
      seed: world.port,
      examples: work.map((test) => ({
        id: `./${test.file}[1:${test.title}]`,
        description: titleIn(test, world),
        full_description: `Cart ${titleIn(test, { ...world, startMs: 0 })}`,
        status: test.isOk ? 'passed' : 'failed',
        file_path: `./${test.file}`,
        run_time: test.ms / 1000,
      })),
      summary: { duration: 90 },
    }),
  cucumber: (work, world) =>
    JSON.stringify(
      [...Map.groupBy(work, ({ file }) => file)].map(([file, tests]) => ({
        keyword: 'Feature',
        uri: world.root + file,
        elements: tests.map((test) => ({
          keyword: 'Scenario',
          type: 'scenario',
          name: titleIn(test, world),
          line: test.title.length,
          start_timestamp: iso(world.startMs),
          steps: [
            { name: 's', result: { status: test.isOk ? 'passed' : 'failed', duration: test.ms * 1_000_000 } },
          ],
        })),
      })),
    ),
  playwright: (work, world) =>
    JSON.stringify({
      config: { rootDir: world.root || '/app', projects: [] },
      suites: [...Map.groupBy(work, ({ file }) => file)].map(([file, tests]) => ({
        title: file,
        file,
        specs: tests.map((test) => ({
          title: titleIn(test, world),
          file,
          line: 1,
          tests: [
            {
              expectedStatus: 'passed',
              results: [
                {
                  workerIndex: world.worker,
                  retry: 0,
                  status: test.isOk ? 'passed' : 'failed',
                  duration: test.ms,
                  startTime: iso(world.startMs),
                },
              ],
            },
          ],
        })),
      })),
      errors: [],
      stats: { startTime: iso(world.startMs), duration: 90_000 },
    }),
  libtest: (work, world) =>
    [
      `running ${work.length} tests`,
      ...work.map(
        (test) =>
          `test ${test.file} ${titleIn(test, { ...world, startMs: 0 })} ... ${test.isOk ? 'ok' : 'FAILED'} <${test.ms / 1000}s>`,
      ),
      '',
      `test result: ${work.every(({ isOk }) => isOk) ? 'ok' : 'FAILED'}. ${work.filter(({ isOk }) => isOk).length} passed; ${work.filter(({ isOk }) => !isOk).length} failed; 0 ignored; 0 measured; 0 filtered out`,
      '',
    ].join('\n'),
};

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
  // Whole days and hours, so that a clock has no other place in its second.
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

/** Without what a run has by its clock alone. */
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
  it.each(Object.keys(formats))('of %s has the same names, times and results', async (format) => {
    const write = formats[format] as Write;
    await fc.assert(
      fc.asyncProperty(work, world, world, async (list, here, there) => {
        const one = await buildOf(write(list, here));
        const other = await buildOf(write([...list].reverse(), there));
        expect(one.formats).toEqual([format]);
        expect(facts(other)).toEqual(facts(one));
        // Packages of Go stand beside their tests.
        const items = [...one.tasks.filter(({ kind }) => kind !== 'package'), ...one.metrics];
        expect(items.length).toBe(list.length);
        // Nothing but their order told names apart that end in a number.
        expect(items.filter(({ name }) => / #\d+$/.test(name))).toEqual([]);
      }),
      { numRuns: runs(10) },
    );
  });

  it('is written in every format of tests', () => {
    const ids = registered.filter(({ family }) => family === 'tests').map(({ id }) => id);
    expect(ids.filter((id) => !Object.hasOwn(formats, id))).toEqual([]);
  });

  const dated = ['junit', 'ctrf', 'jest', 'nunit', 'cucumber', 'playwright'];
  it.each(dated)('of %s that names the moment has the same names', async (format) => {
    const write = formats[format] as Write;
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

describe('tests that were tried again', () => {
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
  const writers: Readonly<Record<string, (entries: Entries) => string>> = {
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
      // What failed runs again in its package, as gotestsum does it.
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
  };

  it('are written in every format of tests that tells of them', () => {
    const once: Readonly<Record<string, string>> = {
      tap: 'a list may have equal names, and no tool lists a try',
      libtest: 'runs each test once',
      mocha: 'lists the last try alone, with its number',
    };
    const ids = registered.filter(({ family }) => family === 'tests').map(({ id }) => id);
    expect(ids.filter((id) => !Object.hasOwn(writers, id)).sort()).toEqual(Object.keys(once).sort());
  });

  it.each(Object.keys(writers))('are one test each in %s, and the last try counts', async (format) => {
    await fc.assert(
      fc.asyncProperty(unique, async (list) => {
        const write = writers[format] as (typeof writers)[string];
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
