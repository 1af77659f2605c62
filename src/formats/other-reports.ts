/** Reports of well-known tools that are not read, recognised by their content, and what to produce instead. */
import { stripTerminalCodes } from '../ingest/clean-text.ts';
import type { FileRefusal, Sample } from '../ingest/format.ts';
import { nameFolder } from '../ingest/open-input.ts';
import { type Fields, isFields } from '../ingest/read-fields.ts';

/** The name of a report, and what to do. */
type Hint = readonly [what: string, fix: string];

/** Records of sessions on the developer's machine. */
const transcript: Hint = [
  'a transcript of Claude Code, without totals',
  'Save the result: `claude -p --output-format json "…" > claude.json`; of other sessions, their OpenTelemetry.',
];
const useJUnit = (how: string): string => `Let it write JUnit XML: ${how}.`;
const noTimes = 'It has no durations; use the log of the build or of the tests.';
const pytestXml = useJUnit('`pytest --junitxml=junit.xml`');
const robotXml = useJUnit('`robot --xunit junit.xml`');
const behaveXml = useJUnit('`behave --junit`');
const mochaJson = 'Let it write JSON: `mocha --reporter json --reporter-option output=mocha.json`.';
const vitestJson = 'Let it write JSON: `vitest run --reporter=json --outputFile=vitest.json`.';
const custom = 'Write its numbers as the JSON of `custom-benchmark`: a list of `name`, `unit` and `value`.';

const ownExport: Hint = ['a file of `build-telemetry history export`', nameFolder];

const boost: Hint = ['a report of Boost.Test', useJUnit('`./tests --log_format=JUNIT --log_sink=junit.xml`')];

const byRoot: Readonly<Record<string, Hint>> = {
  'test-suite': [
    'a part of a report of NUnit',
    useJUnit('`--result "junit.xml;transform=nunit3-junit.xslt"`'),
  ],
  'test-results': ['a report of NUnit 2', useJUnit('`dotnet test --logger junit` (JunitXml.TestLogger)')],
  robot: ['an output of Robot Framework', robotXml],
  'testng-results': ['a report of TestNG', useJUnit('its `JUnitReportReporter`, or Surefire')],
  'failsafe-summary': [
    'a summary of Failsafe without its tests',
    'Name only its reports: `target/failsafe-reports/TEST-*.xml`.',
  ],
  Site: ['a report of CTest for CDash', useJUnit('`ctest --output-junit junit.xml`')],
  testExecutions: ["SonarQube's form of a test report", useJUnit('the JUnit reporter of the test tool')],
  TestLog: boost,
  TestResult: boost,
  TestCase: ['a report of Qt Test', useJUnit('`./tst_app -o junit.xml,junitxml`')],
  testResults: ['a report of JMeter', custom],
  coverage: ['a report of code coverage', noTimes],
  checkstyle: ['a list of findings (Checkstyle)', noTimes],
};

/** The keys that identify a JSON document: all of them are at its root, or in its first record. */
const byKeys: readonly (readonly [keys: readonly string[], hint: Hint])[] = [
  [
    ['protocolVersion', 'runnerVersion'],
    ['the JSON of Dart or Flutter tests', useJUnit('through `tojunit`')],
  ],
  [
    ['type', 'event', 'test_count'],
    ["the JSON of Rust's test harness", 'Save its plain output: `cargo test 2>&1 | tee tests.txt`.'],
  ],
  [
    ['stats', 'results', 'meta'],
    [
      'a report of Mochawesome',
      'Let Mocha write JSON: `mocha --reporter json --reporter-option output=mocha.json`, or JUnit XML in Cypress: `cypress run --reporter junit`.',
    ],
  ],
  [
    ['elements', 'keyword', 'location'],
    ['the JSON of behave', behaveXml],
  ],
  [
    ['plan', 'assertions', 'failures'],
    ['the JSON of node-tap', 'Let it write TAP: `tap --reporter=tap > tests.tap`.'],
  ],
  [
    ['exitcode', 'collectors', 'tests'],
    ['the JSON of pytest-json-report', pytestXml],
  ],
  [
    ['pytest_version', '$report_type'],
    ['a log of pytest-reportlog', pytestXml],
  ],
  [
    ['jobs_url', 'run_number', 'workflow_id'],
    ['a workflow run', 'Read its jobs: `gh run view ID --json jobs > jobs.json`.'],
  ],
  [
    ['databaseId', 'status', 'conclusion'],
    ['a list of workflow runs', 'Read the jobs of one: `gh run view ID --json jobs > jobs.json`.'],
  ],
  [
    ['message', 'documentation_url'],
    ["an error of GitHub's API", 'Look at its `message`; the token needs `actions: read` to list jobs.'],
  ],
  [
    ['metric', 'type', 'data'],
    ['the raw data of k6', 'Let it write its summary: `k6 run --summary-export=k6.json load.js`.'],
  ],
  [
    ['collection', 'run'],
    ['the JSON of Newman', useJUnit('`newman run api.json --reporters junit`')],
  ],
  [
    ['SuitePath', 'SpecReports'],
    ['the JSON of Ginkgo', useJUnit('`ginkgo --junit-report=junit.xml`')],
  ],
  [
    ['testNodes', 'testPlanConfigurations'],
    ["the JSON of Xcode's test results", useJUnit('`trainer` of fastlane, or xcresultparser')],
  ],
  [
    ['capabilities', 'framework', 'suites'],
    ['the JSON of WebdriverIO', useJUnit('`@wdio/junit-reporter`')],
  ],
  [
    ['userAgents', 'fixtures'],
    ['the JSON of TestCafe', useJUnit('`testcafe chrome tests --reporter xunit:junit.xml`')],
  ],
  [
    ['benchmarks', 'metadata', 'version'],
    ['a report of pyperf', custom],
  ],
  [
    ['commit_hash', 'env_name', 'results'],
    ['a report of asv', custom],
  ],
  [
    ['provider', 'workdir', 'sandbox'],
    [
      'the events of an old version of Codex',
      'Update Codex, and save its events: `codex exec --json "…" > codex.jsonl`.',
    ],
  ],
  [
    ['info', 'messages'],
    [
      'an exported session of opencode',
      'Save its events: `opencode run --format json "…" > opencode.jsonl`.',
    ],
  ],
  [['parentUuid', 'sessionId'], transcript],
  [['summary', 'leafUuid'], transcript],
  [['snapshot', 'isSnapshotUpdate'], transcript],
  [
    ['uuid', 'historyId', 'stage'],
    ['a result of Allure', 'Use the report of the test tool instead.'],
  ],
  [
    ['version', 'runs', '$schema'],
    ['a list of findings (SARIF)', noTimes],
  ],
  [
    ['filePath', 'messages', 'errorCount'],
    ['a list of findings (ESLint)', noTimes],
  ],
  [
    ['Julia', 'BenchmarkTools'],
    ['a report of BenchmarkTools.jl', custom],
  ],
  [
    ['lockfileVersion', 'packages'],
    ['a lock file', noTimes],
  ],
  [
    ['name', 'version', 'scripts'],
    ['a package.json', noTimes],
  ],
];

/** A root that other tools use as well. */
const jacoco: Hint = ['a report of code coverage (JaCoCo)', noTimes];
const isJacoco = (text: string): boolean => /<(sessioninfo|counter)\s|JACOCO/.test(text);

/** TRX has the same root. */
const cppUnit: Hint = [
  'a report of CppUnit',
  useJUnit('CTest, which runs the program: `ctest --output-junit junit.xml`'),
];

const cucumberJson = 'Let it write JSON: `cucumber-js --format json:tests.json`.';
/** Its first message. */
const cucumberMessages: Hint = ['the messages of Cucumber', cucumberJson];
const isCucumberMessage = ({ meta }: Fields): boolean => isFields(meta) && 'protocolVersion' in meta;

/** Many logs of events have its keys. */
const codexSession: Hint = [
  'the record of a session of Codex',
  'Save its events: `codex exec --json "…" > codex.jsonl`.',
];
const isCodexSession = ({ type, payload }: Fields): boolean => type === 'session_meta' && isFields(payload);

/** Arrays of two, one for each event. */
const mochaStream: Hint = ["the output of Mocha's `json-stream`", mochaJson];
const mochaDoc: Hint = ["the output of Mocha's `doc` or `markdown`", mochaJson];

/** References by number, then the version. */
const vitestBlob: Hint = ["the output of Vitest's `blob`", vitestJson];
const isVitestBlob = (text: string): boolean =>
  /^\[\["1",[^\]]{1,200}\],"\d+\.\d+\.\d+[^"]{0,40}",/.test(text);

const prints = (tool: string, fix: string): Hint => [`what ${tool} prints`, fix];

const nodeTests = prints(
  "Node's test runner",
  'Let it write TAP: `node --test --test-reporter=tap > tests.tap`.',
);

const byText: readonly (readonly [start: RegExp, hint: Hint])[] = [
  [
    /^benchmark name {9,}samples +iterations/m,
    prints('Catch2', 'Let it write XML: `./tests --reporter xml --durations yes --out tests.xml`.'),
  ],
  [
    /^(scenario,.*\r?\nversion,|Scenario,Tool,Tasks,Phase,)/,
    ['the CSV of gradle-profiler', 'Read the `benchmark.json` in the same folder.'],
  ],
  [/^build,start,branch,commit,build_result,/, ownExport],
  [/^"Benchmark","Mode","Threads"/, ['the CSV of JMH', 'Write JSON: `-rf json -rff bench.json`.']],
  [
    /^name,iterations,real_time,/,
    ['the CSV of Google Benchmark', 'Write JSON: `--benchmark_out_format=json`.'],
  ],
  [/^command,mean,stddev,median,/, ['the CSV of hyperfine', 'Write JSON: `--export-json bench.json`.']],
  [
    /^window\.BENCHMARK_DATA\s*=/,
    ['the history of github-action-benchmark', 'Import it once: `build-telemetry history import data.js`.'],
  ],
  // Lines that only one tool prints to a terminal.
  [
    /^#\d+ \[(internal|[^\]\n]*\d\/\d+)\] /m,
    prints('BuildKit', 'Let it write JSON: `docker buildx build --progress=rawjson . 2> build.jsonl`.'),
  ],
  [/^=+ (?:test session starts|short test summary info|ERRORS|FAILURES) =+$/m, prints('pytest', pytestXml)],
  [
    /^ ?RUN +v\d+\.\d+|^::error file=[^,\n]+,title=(?:Unhandled error|[^,\n]+\.[cm]?[jt]sx?(?: > [^,\n]+)?),line=\d+,column=/m,
    prints('Vitest', vitestJson),
  ],
  [/^bun test v\d/m, prints('Bun', useJUnit('`bun test --reporter=junit --reporter-outfile=junit.xml`'))],
  [
    /^running \d+ tests? from \S|^error: (?:Module not found "|Type checking failed)|^TS\d+ \[ERROR\]: /m,
    prints('Deno', useJUnit('`deno test --junit-path=junit.xml`')),
  ],
  [
    /^Running \d+ tests? using \d+ workers?/m,
    prints('Playwright', 'Let it write JSON: `npx playwright test --reporter=json > playwright.json`.'),
  ],
  [/^ℹ tests \d+$/m, nodeTests],
  [/^[.X](?:[.X\r\n]*\nFailed tests:|[.X\s]*$)/, nodeTests],
  [
    /^Asserts: +\d+ pass +\d+ fail/m,
    prints('node-tap', 'Let it write TAP: `tap --reporter=tap > tests.tap`.'),
  ],
  [/^\d+ specs?, \d+ failures?/m, prints('Jasmine', useJUnit('the `JUnitXmlReporter` of jasmine-reporters'))],
  [
    /^ *(PASS|FAIL) +\S+\.[cm]?[jt]sx?\b/m,
    prints('Jest', 'Let it write JSON: `jest --json --outputFile=jest.json`.'),
  ],
  [/^ *\d+ passing \(\d/m, prints('Mocha', mochaJson)],
  [/^# TOC\r?\n/, mochaDoc],
  [
    /^\d+ examples?, \d+ failures?/m,
    prints('RSpec', 'Let it write JSON: `rspec --format json --out rspec.json`.'),
  ],
  [/^\d+ tests?, \d+ passed, \d+ failed/m, prints('Robot Framework', robotXml)],
  [/^\d+ features? passed, \d+ failed, /m, prints('behave', behaveXml)],
  [/^\d+ scenarios? \(/m, prints('Cucumber', cucumberJson)],
  [/^ +\d+ tests? (?:passed|failed)$/m, prints('AVA', 'Let it write TAP: `npx ava --tap > tests.tap`.')],
  [/^PHPUnit \d+\.\d/m, prints('PHPUnit', useJUnit('`phpunit --log-junit junit.xml`'))],
  [
    /^(Passed|Failed)! +- Failed: +\d/m,
    prints('dotnet test', 'Let it write TRX: `dotnet test --logger trx`.'),
  ],
  [
    /^\d+ runs, \d+ assertions, \d+ failures/m,
    prints('Minitest', useJUnit('the `JUnitReporter` of minitest-reporters')),
  ],
  [
    /^Ran \d+ tests? in \d/m,
    prints('unittest', useJUnit('`python -m xmlrunner -o reports` (unittest-xml-reporting)')),
  ],
  [
    /^Test Suite '.*' started at /m,
    prints('XCTest', useJUnit('`swift test --parallel --xunit-output junit.xml`')),
  ],
  [/^Test project [/\w]/m, prints('CTest', useJUnit('`ctest --output-junit junit.xml`'))],
  [
    /^INFO: (Analyzed \d+ target|Elapsed time: )/m,
    prints('Bazel', 'Let it write its events: `bazel test //... --build_event_json_file=bep.json`.'),
  ],
  [
    /^ *Tasks: +\d+ successful, \d+ total/m,
    prints('Turborepo', 'Let it write a summary: `turbo run build --summarize`.'),
  ],
  [
    /^BUILD (SUCCESSFUL|FAILED) in \d/m,
    prints('Gradle', 'Run it with `--profile`, or read the JUnit XML in `build/test-results`.'),
  ],
  [
    /^ +(?:PASS|FAIL|SKIP) \[ [ \d.s]+\] /m,
    prints('cargo-nextest', useJUnit('`[profile.ci.junit] path = "junit.xml"` in `.config/nextest.toml`')),
  ],
  [/^ *Finished `\w+` profile \[/m, prints('Cargo', 'Let it write its timings: `cargo build --timings`.')],
  [/^webpack (?:\d\S* )?compiled /m, prints('webpack', 'Let it write JSON: `webpack --json=stats.json`.')],
  [/^\S+ +fastest +│ slowest +│ median/m, prints('Divan', custom)],
  [/^ +Instructions: +\d+\|/m, prints('a benchmark with Callgrind', custom)],
  [/^ +│ +sec\/op/m, prints('benchstat', 'Read the output of `go test -bench` itself.')],
  [/^ *Time \(mean ± σ\): /m, prints('hyperfine', 'Write JSON: `--export-json bench.json`.')],
  [/^# JMH version: /m, prints('JMH', 'Write JSON: `-rf json -rff bench.json`.')],
  [
    /^Benchmark +Time +CPU +Iterations/m,
    prints('Google Benchmark', 'Write JSON: `--benchmark_out=bench.json --benchmark_out_format=json`.'),
  ],
  // Last: other tools print the output of the tests that they run.
  [
    /^(=== RUN |ok {2}\t|\? {3}\t|--- FAIL: |FAIL\t)/m,
    prints('`go test`', 'Save the output of `go test -json`: `go test -json ./... > test.json`.'),
  ],
];

/** A refusal that names the report; null if it is not one of these. */
export function nameOther(sample: Sample): FileRefusal | null {
  const hint = findHint(sample);
  if (hint === undefined) return null;
  return { code: 'unknown-format', what: `It is ${hint[0]}, which is not supported.`, fix: hint[1] };
}

function findHint({ shape, root, keys, records, text }: Sample): Hint | undefined {
  if (shape === 'xml') {
    if (root === 'report' && isJacoco(text)) return jacoco;
    if (/^<(?:section class="suite"|dt)>/.test(text)) return mochaDoc;
    if (root === 'TestRun' && /<(?:Failed|Successful)Tests[\s/>]/.test(text)) return cppUnit;
    return root !== null && Object.hasOwn(byRoot, root) ? byRoot[root] : undefined;
  }
  if (shape === 'text') {
    const plain = stripTerminalCodes(text);
    return byText.find(([sign]) => sign.test(plain))?.[1];
  }
  const [first = {}] = records;
  if (isCodexSession(first)) return codexSession;
  if (isCucumberMessage(first)) return cucumberMessages;
  if (text.startsWith('["start",{"total":')) return mochaStream;
  if (isVitestBlob(text)) return vitestBlob;
  if (/^\{\s*"builds":\s*\[\s*\{[^}]{0,500}"startTimeMs":/.test(text)) return ownExport;
  const hasKey = (key: string): boolean =>
    keys.includes(key) || (shape !== 'object' && Object.hasOwn(first, key));
  return byKeys.find(([wanted]) => wanted.every(hasKey))?.[1];
}
