/** Rules of the XML of .NET's test tools and of Catch2 that no short log of theirs shows. */
import { describe, expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import { buildOf, codesOf } from '../source-of.ts';

const outcomes = ({ tasks }: Build) => tasks.map(({ name, attempt, result }) => [name, attempt, result]);

interface Trx {
  readonly results: string;
  readonly outcome?: string;
  readonly total?: number;
  readonly infos?: string;
}

const trx = ({ results, outcome = 'Completed', total = 0, infos = '' }: Trx): string => `<?xml version="1.0"?>
<TestRun id="1" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
<Times start="2026-01-02T10:00:00.0000000+01:00" finish="2026-01-02T10:00:02.5000000+01:00" />
<Results>${results}</Results>
<TestDefinitions><UnitTest name="Adds" id="t1"><TestMethod className="Shop.CartTests, Shop, Version=1.0" name="Adds"/></UnitTest></TestDefinitions>
<ResultSummary outcome="${outcome}"><Counters total="${total}"/>${infos}</ResultSummary></TestRun>`;
const result = (name: string, outcome: string, inside = '', id = 't1'): string =>
  `<UnitTestResult testId="${id}" testName="${name}" outcome="${outcome}" duration="1.00:00:00.0010000" startTime="0001-01-01T00:00:00" endTime="0001-01-01T00:00:00">${inside}</UnitTestResult>`;

describe('trx', () => {
  it('names a test by its class from the later definitions, and reads days', async () => {
    const build = await buildOf(trx({ results: result('Shop.CartTests.Adds', 'Passed') }));
    expect(build).toMatchObject({ result: 'success', complete: true, durationMs: 2500 });
    expect(build.startTimeMs).toBe(Date.parse('2026-01-02T09:00:00Z'));
    expect(build.tasks[0]).toMatchObject({
      name: 'Shop.CartTests › Adds',
      durationMs: 86_400_001,
      startTimeMs: null,
    });
  });

  it('keeps message and place of a failure', async () => {
    const info =
      '<Output><ErrorInfo><Message>Expected: 3&#xD;\nActual: 2</Message><StackTrace>   at Shop.CartTests.Adds() in C:\\a\\CartTests.cs:line 27</StackTrace></ErrorInfo></Output>';
    const { tasks } = await buildOf(trx({ results: result('Adds', 'Failed', info), outcome: 'Failed' }));
    expect(tasks[0]?.failure).toEqual({
      message: 'Expected: 3\nActual: 2',
      file: 'C:/a/CartTests.cs',
      line: 27,
    });
  });

  it('reads the same test and name as another attempt, and rows as separate tests', async () => {
    const rows = `<InnerResults>${result('Adds (1)', 'Passed')}${result('Adds (2)', 'Failed')}</InnerResults>`;
    const twice = result('Again', 'Failed', '', 't2') + result('Again', 'Passed', '', 't2');
    const build = await buildOf(
      trx({ results: result('Adds', 'Failed', rows) + twice, outcome: 'Failed', total: 5 }),
    );
    expect(outcomes(build)).toEqual([
      ['Shop.CartTests › Adds (1)', 1, 'success'],
      ['Shop.CartTests › Adds (2)', 1, 'failure'],
      ['Again', 1, 'failure'],
      ['Again', 2, 'success'],
    ]);
    expect(build).toMatchObject({ result: 'failure', complete: true, problems: [] });
  });

  it('reads equal names as rows where the run counts their failure', async () => {
    const twice = result('Adds (x)', 'Failed') + result('Adds (x)', 'Passed');
    const report = trx({ results: twice, outcome: 'Failed', total: 2 });
    const build = await buildOf(report.replace('total="2"', 'total="2" passed="1" failed="1"'));
    expect(outcomes(build)).toEqual([
      ['Shop.CartTests › Adds (x)', 1, 'failure'],
      ['Shop.CartTests › Adds (x) #2', 1, 'success'],
    ]);
  });

  it('is incomplete if it was aborted, and a failure if no test explains it', async () => {
    const infos =
      '<RunInfos><RunInfo outcome="Error"><Text>The host process crashed.</Text></RunInfo></RunInfos>';
    const build = await buildOf(trx({ results: result('Adds', 'Passed'), outcome: 'Aborted', infos }));
    expect(build).toMatchObject({ complete: false, result: 'failure' });
    expect(build.tasks.at(-1)).toMatchObject({
      kind: 'suite',
      failure: { message: 'The host process crashed.' },
    });
    const fewer = await buildOf(trx({ results: result('Adds', 'Passed'), total: 2 }));
    expect([fewer.complete, codesOf(fewer)]).toEqual([false, ['unlisted-tests']]);
  });

  it('does not read an unknown outcome as a success', async () => {
    const words = ['Passed', 'Timeout', 'NotRunnable', 'Inconclusive', 'Odd', 'NotExecuted'];
    const { tasks } = await buildOf(
      trx({ results: words.map((word) => result(word, word, '', word)).join('') }),
    );
    expect(tasks.map(({ result }) => result)).toEqual([
      'success',
      'timeout',
      'error',
      'unknown',
      'unknown',
      'skip',
    ]);
  });
});

describe('nunit', () => {
  const run = (inside: string, more = ''): string =>
    `<test-run id="0" testcasecount="1" start-time="2026-01-02 10:00:00Z" duration="1.5" ${more}><test-suite type="Assembly" name="C:\\a\\Shop.Tests.dll" result="Passed">${inside}</test-suite></test-run>`;
  const test = '<test-case name="Adds(1)" classname="Shop.CartTests" result="Passed" duration="0.25"/>';

  it('adds a suite whose tear-down failed, and one that could not be loaded', async () => {
    const message = '<failure><message><![CDATA[TearDown : no database]]></message></failure>';
    const suite = `<test-suite type="TestFixture" fullname="Shop.CartTests" result="Failed" label="Error" site="TearDown">${message}${test}</test-suite>`;
    const build = await buildOf(run(suite, 'total="1" result="Failed"'));
    expect(outcomes(build)).toEqual([
      ['Shop.Tests › Shop.CartTests › Adds(1)', 1, 'success'],
      ['Shop.Tests › Shop.CartTests › TearDown', 1, 'error'],
    ]);
    expect(build.tasks[1]?.failure?.message).toBe('TearDown : no database');
    const broken =
      '<test-run id="0" testcasecount="0" result="Failed"><test-suite type="Assembly" name="Shop.Tests.dll" result="Failed" label="Invalid"><reason><message>File not found</message></reason></test-suite></test-run>';
    expect(outcomes(await buildOf(broken))).toEqual([['Shop.Tests', 1, 'failure']]);
  });

  it('is incomplete when it counts more than it lists', async () => {
    expect(await buildOf(run(test, 'total="2"'))).toMatchObject({ complete: false });
    expect(await buildOf(run(test, 'total="1"'))).toMatchObject({ complete: true, durationMs: 1500 });
  });
});

describe('xunit', () => {
  const assemblies = (inside: string): string =>
    `<assemblies timestamp="01/02/2026 10:00:00" schema-version="3"><assembly name="/src/Shop.Tests.dll" total="1" start-rtf="2026-01-02T10:00:00.0000000+00:00" finish-rtf="2026-01-02T10:00:03.0000000+00:00">${inside}</assembly></assemblies>`;

  it('reads the period of version 3, and the place of a test', async () => {
    const failure =
      '<failure exception-type="Xunit.Sdk.EqualException"><message><![CDATA[Assert.Equal() Failure]]></message></failure>';
    const test = `<collection><test name="Shop.CartTests.Adds" type="Shop.CartTests" method="Adds" time="0.0305" result="Fail" source-file="/src/CartTests.cs" source-line="12">${failure}</test></collection>`;
    const build = await buildOf(assemblies(test));
    expect(build).toMatchObject({ result: 'failure', durationMs: 3000 });
    expect(build.tasks[0]).toMatchObject({
      name: 'Shop.Tests › Shop.CartTests › Adds',
      durationMs: 30.5,
      errorType: 'Xunit.Sdk.EqualException',
      failure: { message: 'Assert.Equal() Failure', line: 12 },
    });
  });

  it('adds errors outside of tests', async () => {
    const error =
      '<errors><error type="test-class-cleanup" name="Shop.CartTests"><failure exception-type="System.Exception"><message>disposed</message></failure></error></errors>';
    const build = await buildOf(assemblies(error));
    expect(outcomes(build)).toEqual([['Shop.Tests › Shop.CartTests › test-class-cleanup', 1, 'error']]);
  });

  it('does not claim other XML with the root assembly', async () => {
    await expect(
      buildOf('<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"/>'),
    ).rejects.toThrow();
  });
});

it.each([
  ['trx', trx({ results: result('Adds', 'Passed').replace('1.00:00:00.0010000', '00:01,5') })],
  [
    'nunit',
    '<test-run id="0" testcasecount="1" total="1" result="Passed"><test-suite type="Assembly" name="a.dll"><test-case name="A" classname="N.F" result="Passed" duration="1.5 parsecs"/></test-suite></test-run>',
  ],
  [
    'xunit',
    '<assemblies><assembly name="a.dll" total="1" passed="1"><collection name="c"><test name="N.F.A" type="N.F" method="A" time="soon" result="Pass"/></collection></assembly></assemblies>',
  ],
])('a time that is not a duration is reported in %s', async (format, text) => {
  const build = await buildOf(text);
  expect(build).toMatchObject({ formats: [format], tasks: [{ durationMs: null }] });
  expect(codesOf(build)).toContain('invalid-duration');
});

it.each([
  [
    'nunit',
    '<test-run total="2" start-time="2026-11-30 07:00:00Z"><test-suite type="Assembly" name="a.dll"><test-case id="1" name="A" classname="C" result="Passed" duration="0.1"/><test-case id="2" name="B" classname="C" result="Failed" duration="0.1"><failure><message>no</message>',
  ],
  [
    'xunit',
    '<assemblies><assembly name="a.dll" total="2" run-date="2026-11-30" run-time="07:00:00"><collection><test name="C.A" type="C" result="Pass" time="0.1"/><test name="C.B" type="C" result="Fail" time="0.1"><failure><message>no</message>',
  ],
  [
    'trx',
    '<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010" id="1"><Results><UnitTestResult testId="1" testName="A" outcome="Passed" duration="00:00:01"/><UnitTestResult testId="2" testName="B" outcome="Failed" duration="00:00:01"><Output><ErrorInfo><Message>no</Message>',
  ],
])('a report of %s that is cut off inside a failed test is of a failed build', async (format, text) => {
  const build = await buildOf(text);
  expect(build).toMatchObject({ formats: [format], result: 'failure', complete: false });
  expect(build.tasks.map(({ result, failure }) => [result, failure?.message ?? null])).toEqual([
    ['success', null],
    ['failure', 'no'],
  ]);
});
