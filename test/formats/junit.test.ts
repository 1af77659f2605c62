import { describe, expect, it } from 'vitest';
import { buildOf, codesOf, readAll, sourceOf } from '../source-of.ts';

const suite = (cases: string, attributes = ''): string =>
  `<?xml version="1.0"?><testsuites><testsuite name="s" ${attributes}>${cases}</testsuite></testsuites>`;

const again = (classname: string, name: string): string =>
  `<testcase classname="${classname}" name="${name}"/>`.repeat(2);

async function durationOf(time: string): Promise<number | null | undefined> {
  const build = await buildOf(suite(`<testcase name="t" time="${time}"/>`));
  return build.tasks[0]?.durationMs;
}

it('the device in the properties of a suite distinguishes tests with one name, other properties do not', async () => {
  const suite = (device: string): string =>
    `<testsuite name="s"><properties><property name="pid" value="${device.length}"/><property name="device" value="${device}"/></properties><testcase classname="c" name="t" time="1"/></testsuite>`;
  const { tasks } = await buildOf(`<testsuites>${suite('ios')}${suite('android')}</testsuites>`);
  expect(tasks.map(({ name }) => name)).toEqual(['s › c › t [ios]', 's › c › t [android]']);
});

describe('JUnit durations', () => {
  it.each([
    ['1.5', 1500],
    ['0,03', 30],
    ['1,024.12', 1_024_120],
    ['1,024', 1_024_000],
    ['12,3', 12_300],
    ['2,503,100', 2_503_100_000],
    ['1e-3', 1],
    ['0', 0],
  ])('%s is %d ms', async (text, ms) => {
    expect(await durationOf(text)).toBeCloseTo(ms, 6);
  });

  it.each(['-3', '-0.000000', 'NaN', 'Infinity', 'fast', '1e999'])(
    '%s is unknown, with a note',
    async (text) => {
      const build = await buildOf(suite(`<testcase name="t" time="${text}"/>`));
      expect(build.tasks[0]?.durationMs).toBeNull();
      expect(codesOf(build)).toContain('invalid-duration');
    },
  );

  it('is not known without a time', async () => {
    const build = await buildOf(suite('<testcase name="t"/>'));
    expect(build.tasks[0]?.durationMs).toBeNull();
    expect(build.problems).toEqual([]);
  });

  it('uses the root first, then the span of suites with a clock, then their sum', async () => {
    const two = (root: string, a: string, b: string): string =>
      `<testsuites ${root}><testsuite name="a" ${a}><testcase name="t"/></testsuite><testsuite name="b" ${b}><testcase name="t"/></testsuite></testsuites>`;
    const clock = (second: string): string => `timestamp="2026-01-01T00:00:${second}Z" time="4"`;
    expect((await buildOf(two('time="9"', clock('00'), clock('02')))).durationMs).toBe(9000);
    expect((await buildOf(two('', clock('00'), clock('02')))).durationMs).toBe(6000);
    expect((await buildOf(two('', 'time="4"', 'time="2"'))).durationMs).toBe(6000);
    expect((await buildOf(two('', 'time="4"', ''))).durationMs).toBeNull();
    expect((await buildOf(two('', clock('00'), ''))).durationMs).toBeNull();
  });

  it('ignores a total that is less than one test', async () => {
    const odd = await buildOf(suite('<testcase name="t" time="1.1"/>', 'time="0.009"'));
    expect([odd.durationMs, codesOf(odd)]).toEqual([null, ['odd-duration']]);
    for (const rounded of ['1.09', '1'])
      expect(codesOf(await buildOf(suite('<testcase name="t" time="1.1"/>', `time="${rounded}"`)))).toEqual(
        [],
      );
  });

  it('uses the times of nested suites if the outer one has none', async () => {
    const build = await buildOf(
      '<testsuites><testsuite name="o"><testsuite name="a" time="1"><testcase name="t"/></testsuite><testsuite name="b" time="2"><testcase name="t"/></testsuite></testsuite></testsuites>',
    );
    expect(build.durationMs).toBe(3000);
  });
});

describe('JUnit cases', () => {
  it('numbers cases with equal suite, class and name', async () => {
    const build = await buildOf(suite('<testcase classname="c" name="t"/>'.repeat(3)));
    expect(build.tasks.map((task) => task.name)).toEqual(['s › c › t', 's › c › t #2', 's › c › t #3']);
  });

  it('never gives two cases one name', async () => {
    const names = ['t', 't #2', 't', 't&#10;', 't #2'];
    const build = await buildOf(suite(names.map((name) => `<testcase name="${name}"/>`).join('')));
    expect(build.tasks.map((task) => task.name)).toEqual([
      's › t',
      's › t #2',
      's › t #3',
      's › t #4',
      's › t #2 #2',
    ]);
  });

  it('reads no unknown word as a success', async () => {
    const words = ['passed', 'COMPLETED', 'banana', 'failed', 'timeout', 'ignored'];
    const build = await buildOf(
      suite(words.map((word) => `<testcase name="${word}" status="${word}"/>`).join('')),
    );
    const results = ['success', 'success', 'unknown', 'failure', 'timeout', 'skip'];
    expect(build.tasks.map(({ result }) => result)).toEqual(results);
    expect(codesOf(build)).toEqual(['unknown-status']);
    const google = await buildOf(suite('<testcase name="t" status="run" result="skipped"/>'));
    expect(google.tasks[0]?.result).toBe('skip');
  });

  it('reads a pass after failures as a flake only if names are unique in its tool', async () => {
    const twice = (classname: string, name: string): string => {
      const open = `<testcase classname="${classname}" name="${name}"`;
      return suite(`${open}><failure/></testcase>${open}/>`);
    };
    expect(await buildOf(twice('example.org/shop', 'TestCart'))).toMatchObject({
      result: 'success',
      tasks: [{ attempt: 1 }, { attempt: 2 }],
    });
    expect(await buildOf(twice('cart.test.ts', 'adds an item'))).toMatchObject({
      result: 'failure',
      tasks: [{ attempt: 1 }, { name: 's › cart.test.ts › adds an item #2', attempt: 1 }],
    });
  });

  it.each([
    [
      'Surefire',
      '',
      ' xsi:noNamespaceSchemaLocation="https://maven.apache.org/surefire/surefire-test-report.xsd"',
    ],
    ['TestNG', '<!-- Generated by org.testng.reporters.JUnitReportReporter -->', ''],
  ])('takes rows of data that share a name in %s for tests of their own', async (_, comment, schema) => {
    const open = '<testcase classname="a.Cart" name="pays"';
    const rows = `${open}><failure message="row 1"/></testcase>${open}/>`;
    const xml = (tests: number): string =>
      `${comment}<testsuite name="a.Cart" tests="${tests}" failures="1"${schema}>${rows}</testsuite>`;
    expect(await buildOf(xml(2))).toMatchObject({
      result: 'failure',
      tasks: [
        { name: 'a.Cart › pays', result: 'failure' },
        { name: 'a.Cart › pays #2', result: 'success' },
      ],
    });
    // A suite that counts the test once lists its attempts.
    expect((await buildOf(xml(1))).result).toBe('success');
  });

  it("leaves out the numbers of fastlane's steps", async () => {
    const steps = ['0: match', '1: build_app', '12: upload_to_testflight'].map(
      (name) => `<testcase classname="fastlane.lanes" name="${name}" time="1"/>`,
    );
    const build = await buildOf(`<testsuite name="fastlane.lanes">${steps.join('')}</testsuite>`);
    expect(build.tasks.map(({ name }) => name)).toEqual([
      'fastlane.lanes › match',
      'fastlane.lanes › build_app',
      'fastlane.lanes › upload_to_testflight',
    ]);
  });

  it('reads a failed tear-down of pytest as a part of its test', async () => {
    const open = '<testcase classname="tests.test_a" name="test_x" time="1">';
    const down = `${open}<error message='failed on teardown with "x"'/></testcase>`;
    const build = await buildOf(
      `<testsuite name="pytest" tests="2">${open}<failure/></testcase>${down}</testsuite>`,
    );
    expect(build.tasks).toMatchObject([{ attempt: 1, result: 'failure' }]);
  });

  it("does not repeat a suite's name in the class", async () => {
    const build = await buildOf('<testsuite name="a.B"><testcase classname="a.B" name="t"/></testsuite>');
    expect(build.tasks[0]?.name).toBe('a.B › t');
  });

  it('distinguishes failures, errors, skipped and disabled', async () => {
    const build = await buildOf(
      suite(`<testcase name="f"><failure type="AssertionError" message="Failed: at /home/me"/></testcase>
        <testcase name="e"><error type="IOError">no such file
  at A.b(A.java:3)</error></testcase>
        <testcase name="s"><skipped/></testcase><testcase name="d" status="disabled"/>
        <testcase name="fs"><failure/><skipped/></testcase><testcase name="ok"/>`),
    );
    expect(build.tasks.map((task) => [task.result, task.errorType])).toEqual([
      ['failure', 'AssertionError'],
      ['error', 'IOError'],
      ['skip', null],
      ['skip', null],
      ['failure', null],
      ['success', null],
    ]);
    expect(build.result).toBe('failure');
    expect(build.tasks.map(({ failure }) => failure?.message ?? null)).toEqual([
      'Failed: at me',
      'no such file',
      ...[null, null, null, null],
    ]);
    expect(JSON.stringify(build)).not.toMatch(/home|A\.b/);
  });

  it("names Playwright's projects, in whatever order its attributes are", async () => {
    const root = 'id="" name="" tests="1" failures="0" skipped="0" errors="0" time="1"'.split(' ');
    const own =
      'name="a.spec.ts" timestamp="2026-03-01T10:00:00Z" hostname="webkit" tests="1" failures="0" skipped="0" time="1" errors="0"'.split(
        ' ',
      );
    for (const list of [(all: string[]) => all, (all: string[]) => all.toSorted()]) {
      const test = '<testcase name="t" classname="a.spec.ts" time="1"/>';
      const text = `<testsuites ${list(root).join(' ')}><testsuite ${list(own).join(' ')}>${test}</testsuite></testsuites>`;
      expect((await buildOf(text)).tasks.map(({ name }) => name)).toEqual(['a.spec.ts › t [webkit]']);
    }
  });

  it('adds up suites and the tests beside them', async () => {
    const text = `<testsuites><testsuite name="s" time="2"><testcase name="a" time="2"/></testsuite><testcase name="b" time="3"/></testsuites>`;
    expect((await buildOf(text)).durationMs).toBe(5000);
  });

  it('reads flaky and rerun failures as earlier attempts', async () => {
    const build = await buildOf(
      suite(`<testcase name="flaky" time="2"><flakyFailure type="E" time="1"/><flakyError/></testcase>
        <testcase name="broken" time="2"><failure type="F"/><rerunFailure/></testcase>`),
    );
    expect(
      build.tasks.map(({ name, attempt, result, durationMs }) => [name, attempt, result, durationMs]),
    ).toEqual([
      ['s › flaky', 1, 'failure', 1000],
      ['s › flaky', 2, 'failure', null],
      ['s › flaky', 3, 'success', 2000],
      ['s › broken', 1, 'failure', null],
      ['s › broken', 2, 'failure', 2000],
    ]);
    expect(build.result).toBe('failure');
  });

  it.each([
    ['--rerun-fails of gotestsum, with a package of one word', 'cart', '', 'success'],
    [
      '-count 2, which repeats tests that passed',
      'cart',
      '<testcase classname="cart" name="TestA"/>',
      'failure',
    ],
    ['-count 2 in a package with a path', 'a/cart', '<testcase classname="a/cart" name="TestA"/>', 'failure'],
    ['a test that runs again with its other subtests', 'a/cart', again('a/cart', 'TestF/ok'), 'success'],
  ])('knows tests that failed and passed: %s', async (_, name, passed, result) => {
    const test = (of: string, inner = ''): string =>
      `<testcase classname="${name}" name="${of}">${inner}</testcase>`;
    const failed = test('TestF', '<failure message="Failed"/>');
    const cases = failed + test('TestA') + test('TestF') + passed;
    const build = await buildOf(`<testsuites><testsuite name="${name}">${cases}</testsuite></testsuites>`);
    expect(build.result).toBe(result);
    expect(build.tasks.at(2)).toMatchObject(
      result === 'success'
        ? { name: `${name} › TestF`, attempt: 2 }
        : { name: `${name} › TestF #2`, attempt: 1 },
    );
  });

  it("reads a failed todo of Node's runner as skipped", async () => {
    const todo = '<testcase name="t"><skipped type="todo"/><failure type="testCodeFailure"/></testcase>';
    const build = await buildOf(suite(`<testcase name="u"/>${todo}`, 'tests="2" failures="1"'));
    expect(build.tasks.map((task) => [task.result, task.errorType])).toEqual([
      ['success', null],
      ['skip', null],
    ]);
    expect([build.result, codesOf(build)]).toEqual(['success', []]);
  });

  it("takes the time of a run of Node's runner from its comment", async () => {
    const report = (before: string): string =>
      `${before}<testsuites><testcase name="t" time="0.2"/><testsuite name="s" time="0.1" timestamp="2026-11-30T20:31:00Z"><testcase name="u" time="0.1"/></testsuite><!-- tests 2 --><!-- duration_ms 988.84 --></testsuites>`;
    // An entity is left to the other parser.
    for (const [before, size] of [
      ['', 65_536],
      ['<!DOCTYPE a [<!ENTITY b "c">]>', 65_536],
      ['<!DOCTYPE a>', 7],
    ] as const) {
      const { build } = await readAll([sourceOf(report(before), 'log', size)]);
      expect(build?.durationMs).toBe(988.84);
    }
    const two = report('') + report('');
    expect((await buildOf(two)).durationMs).not.toBe(988.84);
  });

  it('is a failure if CTest could not run a test', async () => {
    const notRun = (why: string): string =>
      suite(`<testcase name="t" time="0" status="notrun"><skipped message="${why}"/></testcase>`);
    const missing = await buildOf(notRun('Unable to find executable'));
    expect([missing.result, missing.tasks[0]?.result]).toEqual(['failure', 'skip']);
    expect(codesOf(missing)).toEqual(['not-run']);
    const skipped = await buildOf(notRun('SKIP_RETURN_CODE=77'));
    expect([skipped.result, codesOf(skipped)]).toEqual(['skip', []]);
  });

  it('does not fail a build for a failed first attempt', async () => {
    const build = await buildOf(suite('<testcase name="flaky"><flakyFailure/></testcase>'));
    expect(build.result).toBe('success');
  });

  it('reads the start of a case and of the build', async () => {
    const build = await buildOf(
      suite(
        '<testcase name="t" timestamp="2026-01-01T10:00:05Z" time="1"/>',
        'timestamp="2026-01-01T10:00:00"',
      ),
    );
    expect(build.startTimeMs).toBe(Date.UTC(2026, 0, 1, 10));
    expect(build.tasks[0]?.startTimeMs).toBe(Date.UTC(2026, 0, 1, 10, 0, 5));
  });

  it.each([
    ['2026-01-01T10:00:00 UTC', Date.UTC(2026, 0, 1, 10)],
    ['2026-01-01T10:00:00.5+0100', Date.UTC(2026, 0, 1, 9, 0, 0, 500)],
    ['2026-01-01', null],
    ['1970-01-01T00:00:00', null],
    ['0001-01-01 00:00:00Z', null],
    ['01/02/2026 10:00:00', null],
  ])('starts, by the timestamp %s, at %s', async (timestamp, startTimeMs) => {
    const build = await buildOf(suite('<testcase name="t"/>', `timestamp="${timestamp}"`));
    expect(build.startTimeMs).toBe(startTimeMs);
  });
});

describe('JUnit tests inside of tests', () => {
  it('are read in addition to the outer one', async () => {
    const inner = '<testcase name="i"><failure/></testcase>';
    const build = await buildOf(
      suite(
        `<testcase name="o" time="2">${inner}</testcase><testcase name="p">${suite(inner).slice(21)}</testcase>`,
      ),
    );
    expect(build.tasks.map((task) => [task.name, task.result])).toEqual([
      ['s › i', 'failure'],
      ['s › o', 'success'],
      ['s › i #2', 'failure'],
      ['s › p', 'success'],
    ]);
  });
});

describe('JUnit names', () => {
  it('do not contain the location of a checkout', async () => {
    const nameOf = async (path: string): Promise<string | undefined> => {
      const text = `<testsuite name="${path}"><testcase classname="${path}" name="reads /home/a/b"/></testsuite>`;
      return (await buildOf(text)).tasks[0]?.name;
    };
    const name = 'tests/a.test.js › reads /home/a/b';
    expect(await nameOf('/home/runner/work/shop/shop/tests/a.test.js')).toBe(name);
    expect(await nameOf('/github/workspace/tests/a.test.js')).toBe(name);
    expect(await nameOf('tests/a.test.js')).toBe(name);
    expect(await nameOf('D:\\a\\shop\\shop\\Tests.dll')).toBe('Tests.dll › reads /home/a/b');
  });

  it('have no space around their parts', async () => {
    const build = await buildOf(suite('<testcase classname=" t" name=" t"/>'));
    expect(build.tasks[0]?.name).toBe('s › t');
  });
});

describe('dialects of JUnit', () => {
  it('fails for an unexpected success in nose2, which counts it as skipped', async () => {
    const skipped = '<skipped message="test passes unexpectedly" />';
    const suite = `<testsuite name="nose2-junit" tests="1" failures="0" errors="0" skipped="1" time="0.1">`;
    const build = await buildOf(
      `${suite}<testcase classname="a.T" name="b">${skipped}</testcase></testsuite>`,
    );
    expect(build).toMatchObject({ result: 'failure', tasks: [{ result: 'failure' }] });
  });

  it('does not fail for a test of Catch2 that may fail', async () => {
    const { tasks, result } = await buildOf(
      '<testsuites><testsuite name="t" failures="0" tests="2"><testcase name="a" status="run"><skipped message="TEST_CASE tagged with !mayfail"/><failure message="1 == 2" type="CHECK"/></testcase><testcase name="b"/></testsuite></testsuites>',
    );
    expect([result, tasks.map((task) => task.result)]).toEqual(['success', ['skip', 'success']]);
  });

  it.each(['skip', 'ignored', 'disabled', 'incomplete', 'pending'])(
    'reads <%s/> as skipped',
    async (element) => {
      const { tasks } = await buildOf(
        `<testsuite name="t"><testcase name="a"><${element}/></testcase></testsuite>`,
      );
      expect(tasks.map((task) => task.result)).toEqual(['skip']);
    },
  );

  it('reports an unknown element, but not those in a message', async () => {
    const { tasks, problems } = await buildOf(
      '<testsuite name="t"><testcase name="a"><warning>risky</warning><system-out/></testcase><testcase name="b"><failure>x<b/></failure></testcase></testsuite>',
    );
    expect(tasks.map((task) => task.result)).toEqual(['success', 'failure']);
    expect(problems.map(({ what }) => what)).toEqual([
      '`<warning>` in a test is not known, and does not change its result.',
    ]);
  });

  it('reads the start as JavaScript writes it', async () => {
    const { startTimeMs } = await buildOf(
      '<testsuite name="t" time="1" timestamp="Mon, 30 Nov 2026 07:00:00 GMT"><testcase name="a"/></testsuite>',
    );
    expect(startTimeMs).toBe(Date.parse('2026-11-30T07:00:00Z'));
  });
});

describe('JUnit files', () => {
  it('skips output of tests around the report', async () => {
    const whole = suite('<testcase name="t"/>');
    const build = await buildOf(whole.replace('?>', '?>\nstarting\n').concat('\nProgram code.\n'));
    expect(build).toMatchObject({ complete: true, result: 'success', tasks: [{ name: 's › t' }] });
    expect(codesOf(build)).toEqual(['other-lines']);
  });

  it('is incomplete when pytest was interrupted in the middle of a test', async () => {
    const build = await buildOf(
      suite('<testcase classname="a" name="t" time="0.1"/><testcase time="0.011" />', 'tests="1"'),
    );
    expect(build.tasks.map((task) => task.name)).toEqual(['s › a › t']);
    expect(build.complete).toBe(false);
    expect(codesOf(build)).toEqual(['unfinished-task']);
    const nameless = await buildOf(suite('<testcase/><testcase time="1"><skipped/></testcase>'));
    expect(nameless).toMatchObject({ complete: true, tasks: [{}, {}] });
  });

  it('keeps the content of a cut file, and marks it incomplete', async () => {
    const whole = suite(
      '<testcase name="a" time="1"/><testcase name="b" time="1"><failure/></testcase>',
      'time="2"',
    );
    const build = await buildOf(whole.slice(0, whole.indexOf('<failure')));
    expect(build.tasks.map((task) => task.name)).toEqual(['s › a']);
    expect(build).toMatchObject({ complete: false, durationMs: null });
    expect(codesOf(build)).toEqual(['truncated']);
  });

  it('is a failure if it is cut off inside a failed test, or after the number of failures', async () => {
    const whole = suite(
      '<testcase name="a"/><testcase name="b"><failure message="x">at b</failure></testcase>',
    );
    const inside = await buildOf(whole.slice(0, whole.indexOf(' b</failure')));
    expect(inside).toMatchObject({ complete: false, result: 'failure' });
    expect(inside.tasks.map(({ name, result }) => [name, result])).toEqual([
      ['s › a', 'success'],
      ['s › b', 'failure'],
    ]);
    const counted = suite('<testcase name="a"/><testcase name="b">', 'tests="2" failures="1"');
    expect(await buildOf(counted.slice(0, counted.indexOf('</testsuite')))).toMatchObject({
      complete: false,
      result: 'failure',
      tasks: [{ name: 's › a' }],
    });
    const reruns = suite('<testcase name="a"/><testcase name="b"><flakyFailure message="x"/></testcase>');
    const passed = await buildOf(reruns.slice(0, reruns.indexOf('</testcase')));
    expect(passed).toMatchObject({ complete: false, result: 'success', tasks: [{ name: 's › a' }] });
  });

  it('ignores everything after an error, in chunks of any size', async () => {
    const text = suite('<testcase name="a"/><<<><testcase name="b"/>');
    for (const size of [1, 7, 65_536]) {
      const { build } = await readAll([sourceOf(text, 'x', size)]);
      expect(build?.tasks.map((task) => task.name)).toEqual(['s › a']);
      expect(build?.complete).toBe(false);
      expect(build?.problems.map((problem) => problem.code)).toEqual(['malformed-xml']);
    }
  });

  it('never expands entities', async () => {
    const build = await buildOf(
      `<!DOCTYPE x [<!ENTITY a "SECRET"><!ENTITY b SYSTEM "file:///etc/passwd">]><testsuite name="s"><testcase name="&a;&b;"/></testsuite>`,
    );
    expect(JSON.stringify(build)).not.toMatch(/SECRET|root:/);
    expect(codesOf(build)).toContain('entity');
  });

  it('reads messages longer than its buffer', async () => {
    const message = 'x'.repeat(300_000);
    const build = await buildOf(
      suite(`<testcase name="a"><failure message="${message}"/></testcase><testcase name="b"/>`),
    );
    expect(build.tasks.map((task) => task.result)).toEqual(['failure', 'success']);
    expect(build.complete).toBe(true);
  });

  it('reads the declared encoding', async () => {
    const bytes = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite name="s"><testcase name="caf\u00e9"/></testsuite>',
      'latin1',
    );
    expect((await buildOf(bytes)).tasks[0]?.name).toBe('s › café');
  });

  it('refuses other XML, with its root', async () => {
    const { problems } = await readAll([sourceOf('<suites><suite name="a"/></suites>')]);
    expect(problems[0]?.what).toContain('<suites>');
  });
});
