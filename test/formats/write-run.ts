/** One run as the log of each test and CI tool, written with the details that differ from run to run. */
import { lines } from '../source-of.ts';

/** One test or piece of work. */
export interface Work {
  readonly file: string;
  readonly title: string;
  readonly ms: number;
  readonly isOk: boolean;
}

/** What differs from run to run and does not depend on the work. */
export interface World {
  readonly root: string;
  readonly startMs: number;
  readonly uuid: string;
  readonly port: number;
  readonly address: string;
  readonly worker: number;
  readonly temp: string;
}

/** A title with text that a framework or a fixture added. */
export function titleIn({ title }: Work, world: World): string {
  const { uuid, port, address, worker, temp, startMs } = world;
  return title
    .replace('ID', uuid)
    .replace('URL', `http://localhost:${port}/`)
    .replace('OBJECT', `<Cart at 0x7f${address}>`)
    .replace('WORKER', `gw${worker}`)
    .replace('TEMP', `/tmp/pytest-of-ci/pytest-${worker}/${temp}/out.txt`)
    .replace('NOW', new Date(startMs).toISOString());
}

export const iso = (ms: number): string => new Date(ms).toISOString();
const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const nanos = (ms: number): string => `${ms}000000`;
export const hexId = (place: number, length: number): string =>
  (place + 1).toString(16).padStart(length, '0');

export type Write = (work: readonly Work[], world: World) => string;

export const runWriters: Readonly<Record<string, Write>> = {
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
        runner_id: 1,
      })),
    }),
  trx: (work, world) =>
    `<TestRun id="${world.uuid}" name="ci@host ${iso(world.startMs)}" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>${work
      .map(
        (test, place) =>
          `<UnitTestResult executionId="${hexId(world.port + place, 32)}" testId="${test.file} ${test.title}" testName="${attribute(`${world.root}${test.file} ${titleIn(test, { ...world, startMs: 0 })}`)}" startTime="${iso(world.startMs)}" endTime="${iso(world.startMs + test.ms)}" duration="00:00:0${test.ms / 1000}" outcome="${test.isOk ? 'Passed' : 'Failed'}"/>`,
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
      `<assembly name="${attribute(world.root + file)}" run-date="${iso(world.startMs).slice(0, 10)}" run-time="${iso(world.startMs).slice(11, 19)}" total="${tests.length}"><collection>${tests
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
