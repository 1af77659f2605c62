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
