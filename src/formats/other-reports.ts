/** Reports of well-known tools that are not read, recognised by their content, and what to produce instead. */
import type { Refusal, Sample } from '../ingest/format.ts';

/** What a report is, and what to do. */
type Hint = readonly [what: string, fix: string];

const junit = (how: string): string => `Let it write JUnit XML: ${how}.`;
const noTimes = 'It says nothing of how long anything took; read the log of the build or of the tests.';
const custom = 'Write its numbers as the JSON of `custom-benchmark`: a list of `name`, `unit` and `value`.';

const byRoot: Readonly<Record<string, Hint>> = {
  'test-suite': ['a part of a report of NUnit', junit('`--result "junit.xml;transform=nunit3-junit.xslt"`')],
  'test-results': ['a report of NUnit 2', junit('`dotnet test --logger junit` (JunitXml.TestLogger)')],
  robot: ['an output of Robot Framework', junit('`robot --xunit junit.xml`')],
  'testng-results': ['a report of TestNG', junit('its `JUnitReportReporter`, or Surefire')],
  Site: ['a report of CTest for CDash', junit('`ctest --output-junit junit.xml`')],
  coverage: ['a report of code coverage', noTimes],
  checkstyle: ['a list of findings (Checkstyle)', noTimes],
};

/** The keys that tell a JSON document: all of them are at its root, or in its first record. */
const byKeys: readonly (readonly [keys: readonly string[], hint: Hint])[] = [
  [
    ['protocolVersion', 'runnerVersion'],
    ['the JSON of Dart or Flutter tests', junit('through `tojunit`')],
  ],
  [
    ['exitcode', 'collectors', 'tests'],
    ['the JSON of pytest-json-report', junit('`pytest --junitxml=junit.xml`')],
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
    ['uuid', 'historyId', 'stage'],
    ['a result of Allure', 'Read what the test tool writes, not what Allure keeps.'],
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

const byText: readonly (readonly [start: RegExp, hint: Hint])[] = [
  [
    /^benchmark name {9,}samples +iterations/m,
    ['what Catch2 prints', 'Let it write XML: `./tests --reporter xml --durations yes --out tests.xml`.'],
  ],
  [
    /^(=== RUN |ok {2}\t|\? {3}\t|--- FAIL: |FAIL\t)/,
    ['what `go test` prints', 'Keep what `go test -json` prints: `go test -json ./... > test.json`.'],
  ],
  [
    /^(scenario,.*\r?\nversion,|Scenario,Tool,Tasks,Phase,)/,
    ['the CSV of gradle-profiler', 'Read the `benchmark.json` in the same folder.'],
  ],
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
];

/** A refusal that names what the file is; null when it is not one of these. */
export function nameOther(sample: Sample): Refusal | null {
  const hint = findHint(sample);
  if (hint === undefined) return null;
  return { code: 'unknown-format', what: `It is ${hint[0]}, which is not read.`, fix: hint[1] };
}

function findHint({ shape, root, keys, records, text }: Sample): Hint | undefined {
  if (shape === 'xml') {
    if (root === 'report' && isJacoco(text)) return jacoco;
    return root !== null && Object.hasOwn(byRoot, root) ? byRoot[root] : undefined;
  }
  if (shape === 'text') return byText.find(([start]) => start.test(text))?.[1];
  const [first = {}] = records;
  const hasKey = (key: string): boolean =>
    keys.includes(key) || (shape !== 'object' && Object.hasOwn(first, key));
  return byKeys.find(([wanted]) => wanted.every(hasKey))?.[1];
}
