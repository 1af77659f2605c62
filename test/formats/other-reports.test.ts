/** Unsupported reports are refused by their name, with what to produce instead. */
import { describe, expect, it } from 'vitest';
import { toStoredBuild } from '../../src/history/stored-build.ts';
import { renderHistoryCsv, renderHistoryJson } from '../../src/render/history-text.ts';
import { makeBuild } from '../make.ts';
import { readAll, sourceOf } from '../source-of.ts';
import { readFixture } from './fixtures.ts';

const history = { builds: [toStoredBuild(makeBuild({ id: 'a' }), 0)], series: [] };
const json = (value: unknown): string => JSON.stringify(value, null, 1);

describe('reports of other tools', () => {
  it.each([
    ['history export', [...renderHistoryJson(history)].join(''), 'history import DIR'],
    ['history export', [...renderHistoryCsv(history)].join(''), 'history import DIR'],
    ['Robot', '<robot generator="Robot 7.5"><suite id="s1"/></robot>', '--xunit'],
    ['CTest', '<Site BuildName="x"><Testing/></Site>', '--output-junit'],
    ['Failsafe', '<failsafe-summary result="255"/>', 'TEST-'],
    ['SonarQube', '<testExecutions version="1"><file path="a.js"/></testExecutions>', 'JUnit'],
    ['coverage', '<coverage line-rate="1"><packages/></coverage>', 'no durations'],
    [
      'Dart',
      '{"protocolVersion":"0.1.1","runnerVersion":"1.15","pid":1,"type":"start"}\n{"suite":{}}\n',
      'tojunit',
    ],
    [
      'harness',
      '{"type":"suite","event":"started","test_count":1}\n{"type":"test","event":"ok"}\n',
      'cargo test',
    ],
    ['nextest', '    Finished `test` profile [x]\n        PASS [   0.012s] cart tests::adds\n', 'junit.xml'],
    ['workflow run', json({ id: 1, run_number: 2, workflow_id: 3, jobs_url: 'https://x' }), 'jobs.json'],
    [
      'transcript of Claude Code',
      `${JSON.stringify({ parentUuid: null, sessionId: 's', type: 'user', uuid: 'u', message: {} })}\n`.repeat(
        2,
      ),
      'claude -p',
    ],
    [
      'session of Codex',
      `${JSON.stringify({ timestamp: '2026-01-01T00:00:00Z', type: 'session_meta', payload: {} })}\n`.repeat(
        2,
      ),
      'codex exec --json',
    ],
    [
      'old version of Codex',
      '{"model":"gpt-5","provider":"openai","workdir":"/w","sandbox":"read-only"}\n{"prompt":"x"}\n',
      'codex exec --json',
    ],
    ['opencode', json({ info: { id: 'ses_1' }, messages: [{ info: {}, parts: [] }] }), 'opencode run'],
    [
      'node-tap',
      json([{ name: 'a.js', plan: {}, tests: [], failures: [], assertions: [] }]),
      '--reporter=tap',
    ],
    [
      'node-tap',
      ' FAIL  t/a.test.mjs 1 failed\n\nAsserts:  7 pass  5 fail  12 of 14 complete\n',
      '--reporter=tap',
    ],
    ["Node's test runner", '✔ adds (1.2ms)\nℹ tests 1\nℹ suites 0\nℹ pass 1\n', '--test-reporter=tap'],
    ['Jasmine', 'Started\n..F\n\n3 specs, 1 failure\nFinished in 0.01 seconds\n', 'JUnitXmlReporter'],
    [
      'json-stream',
      '["start",{"total":1}]\n["pass",{"title":"a"}]\n["end",{"tests":1}]\n',
      '--reporter json',
    ],
    ['SARIF', json({ $schema: 'sarif-2.1.0.json', version: '2.1.0', runs: [{ tool: {} }] }), 'no durations'],
    ['ESLint', json([{ filePath: '/a.js', messages: [], errorCount: 0 }]), 'no durations'],
    ['go test', '=== RUN   TestA\n--- PASS: TestA (0.00s)\nPASS\n', 'go test -json'],
    [
      'go test',
      '# ex.com/a [ex.com/a.test]\na/a_test.go:3:27: undefined: x\nFAIL\tex.com/a [build failed]\nok  \tex.com/b\t0.005s\nFAIL\n',
      'go test -json',
    ],
    [
      'pytest-reportlog',
      '{"pytest_version": "9.2.0", "$report_type": "SessionStart"}\n{"nodeid": "", "outcome": "passed", "longrepr": null, "result": null, "sections": [], "$report_type": "CollectReport"}\n',
      '--junitxml',
    ],
    [
      'blob',
      '[["1","2","3",null,1220.6,"4"],"5.1.2",["5","6"],["7"],{"":"8"},{"id":"9","name":"10"}]',
      'reporter=json',
    ],
    ["Mocha's `doc`", '    <section class="suite">\n      <h1>sum</h1>\n', 'reporter json'],
    ["Mocha's `doc`", '    <dt>ok</dt>\n    <dd><pre><code></code></pre></dd>\n', 'reporter json'],
    ['markdown', '# TOC\n<a name=""></a>\n \nok.\n\n```js\n\n```\n', 'reporter json'],
    ['gradle-profiler', 'scenario,assemble\nversion,Gradle 8.5\ntasks,assemble\n', 'benchmark.json'],
    ['JMH', '"Benchmark","Mode","Threads","Samples","Score"\n"a.B.c","thrpt",1,5,1.0\n', '-rf json'],
    ['Google', 'name,iterations,real_time,cpu_time,time_unit\n"a",1,2,3,ns\n', 'format=json'],
    ['hyperfine', 'command,mean,stddev,median,user,system,min,max\nls,1,1,1,1,1,1,1\n', '--export-json'],
    ['Boost.Test', '<TestLog><TestSuite name="M"><TestCase name="a"/></TestSuite></TestLog>', 'JUNIT'],
    ['Boost.Test', '<TestResult><TestSuite name="M" result="passed"/></TestResult>', 'JUNIT'],
    ['Qt Test', '<TestCase name="tst_a"><TestFunction name="b"/></TestCase>', 'junitxml'],
    ['CppUnit', '<TestRun><FailedTests/><SuccessfulTests/></TestRun>', '--output-junit'],
    ['JMeter', '<testResults version="1.2"><httpSample t="10"/></testResults>', 'custom-benchmark'],
    [
      'k6',
      '{"type":"Metric","data":{"name":"vus"},"metric":"vus"}\n{"metric":"vus","type":"Point","data":{}}\n',
      '--summary-export',
    ],
    ['Cucumber', '{"meta":{"protocolVersion":"22.0.0"}}\n{"testRunStarted":{}}\n', '--format json'],
    ['Newman', json({ collection: {}, run: { stats: {} } }), '--reporters junit'],
    ['Ginkgo', json([{ SuitePath: '/a', SpecReports: [] }]), '--junit-report'],
    ['Xcode', json({ testNodes: [], devices: [], testPlanConfigurations: [] }), 'trainer'],
    ['WebdriverIO', json({ start: 'x', capabilities: {}, framework: 'mocha', suites: [] }), 'junit-reporter'],
    ['TestCafe', json({ startTime: 'x', userAgents: [], fixtures: [] }), 'xunit'],
    ['pyperf', json({ benchmarks: [], metadata: {}, version: '1.0' }), 'custom-benchmark'],
    ['asv', json({ commit_hash: 'a', env_name: 'b', results: {} }), 'custom-benchmark'],
    ['github-action-benchmark', 'window.BENCHMARK_DATA = {\n "entries": {}\n}', 'history import'],
  ])('%s', async (name, text, fix) => {
    const { build, problems } = await readAll([sourceOf(text)]);
    expect(build).toBeNull();
    expect(problems[0]?.code).toBe('unknown-format');
    expect(problems[0]?.what).toContain(name);
    expect(problems[0]?.fix).toContain(fix);
  });

  it.each([
    ['BuildKit', '#1 [internal] load build definition from Dockerfile\n#1 DONE 0.1s\n', 'rawjson'],
    ['BuildKit', '#0 building with "default"\n\n#7 [web build 2/5] RUN make\n#7 1.2 cc\n', 'rawjson'],
    ['pytest', '============ test session starts ============\nplatform linux\n', '--junitxml'],
    [
      'Vitest',
      '\u001b[1m\u001b[30m\u001b[46m RUN \u001b[49m\u001b[39m\u001b[22m \u001b[36mv3.2.4 \u001b[39m/app\n',
      '--outputFile',
    ],
    ['Bun', 'bun test v1.3.1 (89fa0f34)\n\na.test.ts:\n', 'reporter=junit'],
    ['Deno', 'running 2 tests from ./a_test.ts\nadds ... ok (3ms)\n', '--junit-path'],
    ['Playwright', '\nRunning 12 tests using 4 workers\n\n  ✓  1 a.spec.ts\n', '--reporter=json'],
    ['Jest', '> app@1.0.0 test\n> jest\n\nPASS src/a.test.tsx (5.1 s)\n', 'jest --json'],
    ['Mocha', '\u001b[2J\u001b[1;3H\n  1 passing (2ms)\n', 'mocha --reporter json'],
    ['Robot Framework', 'Rb  | FAIL |\n5 tests, 1 passed, 3 failed, 1 skipped\n', '--xunit'],
    [
      'Cucumber',
      '..F\n\n3 scenarios (2 passed, 1 failed)\n3 steps (2 passed, 1 failed)\n',
      'json:tests.json',
    ],
    ['AVA', '\n  ✔ a › adds\n  ✘ [fail]: a › bad\n  ─\n\n  1 test failed\n', '--tap'],
    ['behave', 'Failing scenarios:\n\n0 features passed, 1 failed, 0 skipped\n', '--junit'],
    ['Mocha', '\n\n  0 passing (1ms)\n', 'mocha --reporter json'],
    [
      'Vitest',
      '\n::error file=/w/b.test.mjs,title=b.test.mjs,line=1,column=1::Error: x%0A\n',
      '--outputFile',
    ],
    [
      'Vitest',
      '::error file=/w/a.test.ts,title=a.test.ts > x > fails,line=2,column=7::AssertionError: 1%0A\n',
      '--outputFile',
    ],
    ['Deno', 'error: Module not found "file:///w/nix.ts".\n    at file:///w/a_test.ts:1:8\n', '--junit-path'],
    ["Node's test runner", '.X\n\nFailed tests:\n\n✖ b (0.5ms)\n', '--test-reporter=tap'],
    ["Node's test runner", '....................\n...\n', '--test-reporter=tap'],
    ['webpack', 'ERROR in ./bad.js 1:0\nModule parse failed\n\nwebpack compiled with 1 error\n', '--json'],
    ['Mocha', '\n  sum\n    ✔ adds\n\n  1 passing (4ms)\n', 'mocha --reporter json'],
    ['RSpec', '..F\n\nFinished in 0.1 seconds\n3 examples, 1 failure\n', 'rspec --format json'],
    ['PHPUnit', 'PHPUnit 11.0.0 by Sebastian Bergmann and contributors.\n', '--log-junit'],
    ['dotnet test', 'Passed!  - Failed:     0, Passed:    12, Skipped:     0, Total: 12\n', 'logger trx'],
    [
      'Minitest',
      'Run options: --seed 1\n\n2 runs, 2 assertions, 0 failures, 0 errors\n',
      'minitest-reporters',
    ],
    ['unittest', '..\n-----\nRan 2 tests in 0.001s\n\nOK\n', 'xmlrunner'],
    ['XCTest', "Test Suite 'All tests' started at 2026-11-29 10:00:00.000\n", '--xunit-output'],
    ['CTest', 'Test project /app/build\n    Start 1: a\n', '--output-junit'],
    [
      'Bazel',
      'INFO: Analyzed 3 targets (0 packages loaded).\nINFO: Elapsed time: 1.2s\n',
      'build_event_json',
    ],
    ['Turborepo', ' Tasks:    3 successful, 3 total\nCached:    1 cached, 3 total\n', '--summarize'],
    ['Gradle', '> Task :compileJava\n\nBUILD SUCCESSFUL in 5s\n', '--profile'],
    ['Cargo', '   Compiling a v0.1.0\n    Finished `dev` profile [unoptimized] in 1.2s\n', '--timings'],
    ['webpack', 'asset main.js 1 KiB\nwebpack 5.90.0 compiled successfully in 312 ms\n', '--json'],
    ['hyperfine', 'Benchmark 1: ls\n  Time (mean ± σ):       1.2 ms ±   0.1 ms\n', '--export-json'],
    ['JMH', '# JMH version: 1.37\n# VM version: JDK 21\n', '-rf json'],
    ['Divan', 'Timer precision: 20 ns\nfib   fastest       │ slowest       │ median\n', 'custom-benchmark'],
    ['Callgrind', 'a::b short:10\n  Instructions:     1734|1734      (No change)\n', 'custom-benchmark'],
    [
      'benchstat',
      '          │   old.txt   │\n          │   sec/op    │\nA-8   10.50µ ± 1%\n',
      'go test -bench',
    ],
    ['Google', '-----\nBenchmark              Time             CPU   Iterations\n', 'out_format=json'],
  ])('the terminal output of %s: %j', async (name, text, fix) => {
    const { problems } = await readAll([sourceOf(text)]);
    expect(problems).toMatchObject([{ code: 'unknown-format', what: expect.stringContaining(name) }]);
    expect(problems[0]?.fix).toContain(fix);
  });

  it('are not guessed', async () => {
    for (const text of [
      '<html><body/></html>',
      json({ name: 'x', stats: {} }),
      `${json({ timestamp: '2026-01-01T00:00:00Z', type: 'order.created', payload: {} })}\n`.repeat(2),
      '1 to 2\nhello\n',
      'toString',
    ]) {
      const { problems } = await readAll([sourceOf(text)]);
      expect(problems[0]?.fix).toContain('`custom-benchmark`');
    }
  });
});

it('refuses a file with reports of several formats, in any order and layout', async () => {
  const parse = (file: string): unknown => JSON.parse(Buffer.from(readFixture(file)).toString());
  const [jest, mocha] = [parse('jest/jest-30.5.2-passed.json'), parse('mocha/mocha-12.0.3-failed.json')];
  const [compact, spaced] = [JSON.stringify(jest), json(jest)];
  const texts = [compact, spaced].flatMap((one) => [one + json(mocha), `${one}\n${json(mocha)}`]);
  for (const text of [...texts, json(mocha) + compact]) {
    const { build, problems } = await readAll([sourceOf(text)]);
    expect(build).toBeNull();
    expect(problems[0]?.what).toBe('It holds reports of several formats: jest, mocha.');
  }
});
