/** Times in another unit or locale mean the same in every format that has them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import { runs } from '../property-runs.ts';
import { buildOf, codesOf, lines } from '../source-of.ts';

/** A run of tests one after the other, as a format writes it. */
interface Run {
  readonly startMs: number;
  readonly testsMs: readonly number[];
  /** Writes the time of a test, in milliseconds, as a number in the format's own unit. */
  readonly show: (ms: number) => string;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const sumOf = (list: readonly number[]): number => list.reduce((sum, ms) => sum + ms, 0);
const endOf = ({ startMs, testsMs }: Run): number => startMs + sumOf(testsMs);

const unitMs = { jest: 1, mocha: 1, playwright: 1, 'go-test': 1000, rspec: 1000, nunit: 1000, xunit: 1000 };
type Format = keyof typeof unitMs;

const writers: Readonly<Record<Format, (run: Run) => string>> = {
  jest: (run) => {
    const { startMs, testsMs, show } = run;
    const tests = testsMs.map(
      (ms, i) =>
        `{"ancestorTitles":[],"title":"t${i}","fullName":"t${i}","status":"passed","duration":${show(ms)},"failureMessages":[]}`,
    );
    return `{"numTotalTests":${tests.length},"numTotalTestSuites":1,"success":true,"startTime":${startMs},"testResults":[{"name":"a.test.js","status":"passed","startTime":${startMs},"endTime":${endOf(run)},"message":"","assertionResults":[${tests}]}]}`;
  },
  mocha: (run) => {
    const { startMs, testsMs, show } = run;
    const tests = testsMs.map(
      (ms, i) =>
        `{"title":"t${i}","fullTitle":"t${i}","file":"a.js","duration":${show(ms)},"currentRetry":0,"err":{}}`,
    );
    const stats = `{"suites":1,"tests":${tests.length},"passes":${tests.length},"pending":0,"failures":0,"start":"${iso(startMs)}","end":"${iso(endOf(run))}","duration":${sumOf(testsMs)}}`;
    return `{"stats":${stats},"tests":[${tests}],"pending":[],"failures":[],"passes":[${tests}]}`;
  },
  playwright: ({ startMs, testsMs, show }) => {
    const specs = testsMs.map(
      (ms, i) =>
        `{"title":"t${i}","file":"a.spec.ts","line":${i + 1},"tests":[{"expectedStatus":"passed","results":[{"retry":0,"status":"passed","duration":${show(ms)},"startTime":"${iso(startMs + sumOf(testsMs.slice(0, i)))}"}]}]}`,
    );
    return `{"config":{"rootDir":"/app","projects":[]},"suites":[{"title":"a.spec.ts","specs":[${specs}]}],"errors":[],"stats":{"startTime":"${iso(startMs)}","duration":${sumOf(testsMs)}}}`;
  },
  'go-test': (run) => {
    const { startMs, testsMs, show } = run;
    const tests = testsMs.flatMap((ms, i) => {
      const from = startMs + sumOf(testsMs.slice(0, i));
      const test = `"Package":"example.org/p","Test":"Test${i}"`;
      return [
        `{"Time":"${iso(from)}","Action":"run",${test}}`,
        `{"Time":"${iso(from + ms)}","Action":"pass",${test},"Elapsed":${show(ms)}}`,
      ];
    });
    const end = `{"Time":"${iso(endOf(run))}","Action":"pass","Package":"example.org/p","Elapsed":${sumOf(testsMs) / 1000}}`;
    return `${[`{"Time":"${iso(startMs)}","Action":"start","Package":"example.org/p"}`, ...tests, end].join('\n')}\n`;
  },
  rspec: ({ testsMs, show }) => {
    const examples = testsMs.map(
      (ms, i) =>
        `{"id":"${i}","description":"t${i}","full_description":"A t${i}","status":"passed","file_path":"a_spec.rb","run_time":${show(ms)}}`,
    );
    return `{"version":"3.12","examples":[${examples}],"summary":{"duration":${sumOf(testsMs) / 1000},"example_count":${examples.length},"failure_count":0}}`;
  },
  nunit: (run) => {
    const { startMs, testsMs, show } = run;
    const tests = testsMs.map(
      (ms, i) => `<test-case id="0-${i}" name="t${i}" classname="C" result="Passed" duration="${show(ms)}"/>`,
    );
    return `<test-run testcasecount="${tests.length}" total="${tests.length}" result="Passed" start-time="${iso(startMs)}" duration="${sumOf(testsMs) / 1000}"><test-suite type="Assembly" name="a.dll">${tests.join('')}</test-suite></test-run>`;
  },
  xunit: (run) => {
    const { startMs, testsMs, show } = run;
    const tests = testsMs.map(
      (ms, i) => `<test name="C.t${i}" type="C" method="t${i}" time="${show(ms)}" result="Pass"/>`,
    );
    return `<assemblies schema-version="3" timestamp="x"><assembly name="a.dll" start-rtf="${iso(startMs)}" finish-rtf="${iso(endOf(run))}" total="${tests.length}"><collection>${tests.join('')}</collection></assembly></assemblies>`;
  },
};
const formats = Object.keys(writers) as Format[];

const startMs = Date.UTC(2026, 2, 3, 10);
const tests = fc.array(fc.integer({ min: 100, max: 9_000 }), { minLength: 2, maxLength: 6 });
const round = (ms: number | null): number | null => (ms === null ? null : Math.round(ms));
const timesOf = ({ tasks, durationMs }: Build): unknown => [
  round(durationMs),
  tasks.filter(({ kind }) => kind === 'test').map(({ name, durationMs: ms }) => [name, round(ms)]),
];

describe('times in a finer unit than that of the format', () => {
  it.each(formats.flatMap((format) => [1e3, 1e6].map((factor) => [format, factor] as const)))(
    'are converted in %s, times %d',
    async (format, factor) => {
      await fc.assert(
        fc.asyncProperty(tests, async (testsMs) => {
          const write = writers[format];
          const right = (ms: number): string => String(ms / unitMs[format]);
          const one = await buildOf(write({ startMs, testsMs, show: right }));
          const odd = await buildOf(
            write({
              startMs,
              testsMs,
              show: (ms) => String(Math.round((ms / unitMs[format]) * factor * 1000) / 1000),
            }),
          );
          expect([one.formats, codesOf(one)]).toEqual([[format], []]);
          expect(timesOf(odd)).toEqual(timesOf(one));
          expect(codesOf(odd)).toEqual(['odd-unit']);
        }),
        { numRuns: runs(5) },
      );
    },
  );

  it('are not assumed if many tests run in parallel', async () => {
    const side = {
      startMs,
      testsMs: Array.from({ length: 64 }, () => 9_000),
      show: (ms: number) => String(ms),
    };
    const file = writers.jest(side).replace(/"endTime":\d+/, `"endTime":${startMs + 9_100}`);
    expect(codesOf(await buildOf(file))).toEqual([]);
  });
});

describe('times in a coarser unit', () => {
  it.each([
    ['playwright', 1000],
    ['cucumber', 1e6],
  ])('are converted in %s if each fits the start of the next', async (format, factor) => {
    const testsMs = [2000, 3000, 1500, 4000, 2500];
    const starts = testsMs.map((_ms, i) => startMs + sumOf(testsMs.slice(0, i)) + 5 * i);
    const cucumber = JSON.stringify([
      {
        keyword: 'Feature',
        uri: 'a.feature',
        elements: testsMs.map((ms, i) => ({
          keyword: 'Scenario',
          type: 'scenario',
          name: `t${i}`,
          line: i + 1,
          start_timestamp: iso(starts[i] as number),
          steps: [{ name: 'x', result: { status: 'passed', duration: ms } }],
        })),
      },
    ]);
    const playwright = writers.playwright({ startMs, testsMs, show: (ms) => String(ms / factor) });
    const build = await buildOf(format === 'cucumber' ? cucumber : playwright);
    expect(build.tasks.map(({ durationMs }) => durationMs)).toEqual(testsMs);
    expect(codesOf(build)).toEqual(['odd-unit']);
  });
});

describe('another locale', () => {
  const shown = (ms: number): string => (ms / 1000).toFixed(3);
  it.each(['nunit', 'xunit'] as const)('gives the same result in %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(tests, async (testsMs) => {
        const point = await buildOf(writers[format]({ startMs, testsMs, show: shown }));
        const comma = await buildOf(
          writers[format]({ startMs, testsMs, show: (ms) => shown(ms).replace('.', ',') }),
        );
        expect([timesOf(comma), codesOf(comma)]).toEqual([timesOf(point), []]);
      }),
      { numRuns: runs(10) },
    );
  });

  it.each([
    ['1,024.5', 1_024_500],
    ['1.024,5', 1_024_500],
    ['1\u00a0024,5', 1_024_500],
    ["1'024.5", 1_024_500],
    ['0,25', 250],
  ])('writes %s', async (text, ms) => {
    const report = `<Catch2TestRun name="t" rng-seed="1"><TestCase name="a"><OverallResult success="true" durationInSeconds="${text}"/></TestCase></Catch2TestRun>`;
    expect((await buildOf(report)).tasks[0]?.durationMs).toBe(ms);
    const tap = `TAP version 13\nok 1 - a\n  ---\n  duration_ms: ${text}\n  ...\n1..1\n`;
    if (!/[\s']/.test(text)) expect((await buildOf(tap)).tasks[0]?.durationMs).toBe(ms / 1000);
  });
});

describe('the same tests in several environments', () => {
  it('are distinguished by the version of .NET', async () => {
    const assembly = (framework: string, result: string): string =>
      `<assembly name="/w/bin/${framework}/Shop.dll" target-framework=".NETCoreApp,Version=v${framework}" total="1"><collection><test name="C.a" type="C" method="a" time="1" result="${result}"/></collection></assembly>`;
    const { tasks, result } = await buildOf(
      `<assemblies timestamp="x">${assembly('8.0', 'Fail')}${assembly('9.0', 'Pass')}</assemblies>`,
    );
    expect(tasks.map(({ name, attempt }) => [name, attempt])).toEqual([
      ['Shop › C › a [.NETCoreApp 8.0]', 1],
      ['Shop › C › a [.NETCoreApp 9.0]', 1],
    ]);
    expect(result).toBe('failure');
  });

  it('are distinguished by the browser of a feature', async () => {
    const feature = (browser: string): object => ({
      keyword: 'Feature',
      uri: 'a.feature',
      metadata: { browser: { name: browser } },
      elements: [{ keyword: 'Scenario', type: 'scenario', name: 's', line: 1, steps: [] }],
    });
    const { tasks } = await buildOf(JSON.stringify([feature('chrome'), feature('firefox')]));
    expect(tasks.map(({ name }) => name)).toEqual(['a.feature › s [chrome]', 'a.feature › s [firefox]']);
  });
});

describe('a log that begins with a bracket', () => {
  it('is not read as JSON', async () => {
    const maven =
      '[INFO] Scanning for projects...\n[INFO] Reactor Summary for shop 1.0:\n[INFO] \n[INFO] core ............................... SUCCESS [  1.234 s]\n[INFO] BUILD SUCCESS\n[INFO] Total time:  2.000 s\n[INFO] Finished at: 2026-03-03T10:02:00Z\n';
    expect(await buildOf(maven)).toMatchObject({ formats: ['maven-log'], durationMs: 2000, complete: true });
    const words = `[10:00:00] begin\n${lines({ v: 1, type: 'task', build_id: 'b', task_id: 't', name: 'a' }, { v: 1, type: 'task', build_id: 'b', task_id: 'u', name: 'b' })}`;
    expect((await buildOf(words)).tasks.length).toBe(2);
  });
});

describe('the times of long work', () => {
  it.each([
    ['  1.234 s', 1234],
    ['  1,234 s', 1234],
    ['01:23 min', 83_000],
    ['02:03 h', 7_380_000],
    ['1 d 02:03 h', 93_780_000],
    ['3.456s', 3456],
    ['1:02.345s', 62_345],
    ['1:02:03.456s', 3_723_456],
  ])('of Maven: %s', async (time, ms) => {
    const build = await buildOf(
      `[INFO] Scanning for projects...\n[INFO] core ......... SUCCESS [${time}]\n[INFO] BUILD SUCCESS\n[INFO] Total time:  ${time}\n`,
    );
    expect([build.durationMs, build.tasks[0]?.durationMs]).toEqual([ms, ms]);
  });

  it.each([
    ['3.5ms', 3.5],
    ['1.5s', 1500],
    ['2m3s', 123_000],
    ['2m 3.5s', 123_500],
    ['1h2m3s', 3_723_000],
    ['2min', 120_000],
  ])('of node-tap: %s', async (time, ms) => {
    const build = await buildOf(`TAP version 14\nok 1 - slow # time=${time}\n1..1\n# time=${time}\n`);
    expect([build.durationMs, build.tasks[0]?.name, build.tasks[0]?.durationMs]).toEqual([ms, 'slow', ms]);
  });

  it.each([
    ['in 28ms', 28],
    ['in 2sec', 2000],
    ['# in 2 sec', 2000],
  ])('of Bats: %s', async (time, ms) => {
    const { tasks } = await buildOf(`1..2\nok 1 a ${time}\nok 2 b ${time}\n`);
    expect(tasks.map(({ name, durationMs }) => [name, durationMs])).toEqual([
      ['a', ms],
      ['b', ms],
    ]);
  });
});

it('a build does not take more than a year', async () => {
  const report = { version: '3', examples: [], summary: { duration: 1e300, example_count: 0 } };
  const example = { id: 'a[1:1]', description: 'a', full_description: 'a', status: 'passed', run_time: 0.1 };
  const build = await buildOf(JSON.stringify({ ...report, examples: [example] }));
  expect(build.durationMs).toBeNull();
  expect(build.problems.map(({ what }) => what)).toEqual([
    'The build has a duration of more than a year, which is treated as unknown.',
  ]);
});
