/** Visual Studio's test results, as `dotnet test` writes them. Reference: https://github.com/microsoft/vstest/blob/main/docs/report.md */
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import type { XmlAttributes } from '../../ingest/parse-xml.ts';
import { lookUp, parseTime } from '../../ingest/read-fields.ts';
import { hasFailed } from '../../metrics/final-tasks.ts';
import type { Result } from '../../model/task.ts';
import { addRuns, collectTests, type Tests, type Try } from './collect-tests.ts';
import { parseWithTexts, readTimeBy } from './element-texts.ts';

export const trx: Format = {
  id: 'trx',
  title: 'TRX',
  versions: 'files of VSTest 16 (xUnit.net, MSTest)',
  family: 'tests',
  reference: 'https://github.com/microsoft/vstest/blob/main/docs/report.md',
  howTo: '`dotnet test --logger trx --results-directory results`',
  claims: ({ shape, root, text }) =>
    shape === 'xml' && root === 'TestRun' && /xmlns(?::[\w.-]+)?="[^"]*\/TeamTest\/\d+"/.test(text),
  read: async (input, draft) => {
    const reader: Reader = {
      draft,
      open: [],
      results: [],
      failures: [],
      classes: new Map(),
      programs: new Map(),
      definition: null,
      infos: [],
      outcome: null,
      addTimes: addRuns(draft),
      stated: 0,
      listed: 0,
    };
    await parseWithTexts(input, draft, ['Message', 'StackTrace', 'Text'], {
      openTag: (name, attributes) => openTag(reader, name, attributes),
      closeTag: (name, text) => closeTag(reader, name, text),
    });
    finish(reader);
  },
};

interface TestResult {
  readonly id: string;
  readonly name: string;
  readonly tried: { -readonly [Key in keyof Try]: Try[Key] };
  failure: { message?: string; text?: string } | null;
  hasInner: boolean;
  /** One of its inner results failed. */
  hasFailedInner: boolean;
}

interface Reader {
  readonly draft: Draft;
  /** A data-driven test contains the results of its rows. */
  readonly open: TestResult[];
  /** The definitions with the names of the classes follow the results. */
  readonly results: TestResult[];
  readonly classes: Map<string, string>;
  /** The programs of tests, with their target version of .NET. */
  readonly programs: Map<string, string>;
  definition: string | null;
  /** Errors of the run besides its tests. */
  readonly infos: string[];
  /** Of the first run that did not pass. */
  outcome: string | null;
  readonly addTimes: ReturnType<typeof addRuns>;
  /** In the runs' own counts, with data-driven tests counted by row. */
  stated: number;
  listed: number;
  /** In the counts of each run. */
  readonly failures: number[];
}

const results: Readonly<Record<string, Result>> = {
  Passed: 'success',
  Warning: 'success',
  Completed: 'success',
  Failed: 'failure',
  Error: 'error',
  Timeout: 'timeout',
  Aborted: 'cancellation',
  PassedButRunAborted: 'cancellation',
  NotExecuted: 'skip',
  NotRunnable: 'error',
};

function openTag(reader: Reader, name: string, attributes: XmlAttributes): void {
  const { draft, open, classes } = reader;
  if (name === 'UnitTestResult' || name === 'TestResult') {
    for (const outer of open) outer.hasInner = true;
    open.push(readResult(draft, attributes));
  } else if (name === 'UnitTest') reader.definition = attributes['id'] ?? null;
  else if (name === 'TestMethod' && reader.definition !== null && classes.size <= draft.limits.tasks) {
    classes.set(reader.definition, (attributes['className'] ?? '').split(',', 1)[0] ?? '');
    reader.programs.set(reader.definition, nameProgram(attributes['codeBase'] ?? ''));
  } else if (name === 'Times') readTimes(attributes, reader);
  else if (name === 'ResultSummary' && hasPassed(reader.outcome))
    reader.outcome = attributes['outcome'] ?? null;
  else if (name === 'Counters') takeCounters(reader, attributes);
}

function takeCounters(reader: Reader, { total, failed, error, timeout }: XmlAttributes): void {
  const [tests = 0, ...failures] = [total, failed, error, timeout].map((count) => Number(count) || 0);
  reader.stated += tests;
  reader.failures.push(failures.reduce((sum, count) => sum + count, 0));
}

/** `net8.0/Shop.Tests.dll` from `C:\\w\\bin\\Release\\net8.0\\Shop.Tests.dll`. */
function nameProgram(path: string): string {
  const [file = '', folder = ''] = path.split(/[\\/]/).reverse();
  return file !== '' && /^net[\w.-]+$/.test(folder) ? `${folder}/${file}` : file;
}

function readResult(draft: Draft, attributes: XmlAttributes): TestResult {
  const { testId = '', testName = 'test', outcome = '', duration, startTime = '', endTime = '' } = attributes;
  const durationMs = readTimeBy(draft, duration, readSpan);
  const start = parseTime(startTime);
  const end = parseTime(endTime);
  // Adapters that report a test after its end use the time of the report.
  const isMeasured =
    start !== null && end !== null && durationMs !== null && end - start >= durationMs * 0.8 - 1;
  return {
    id: testId,
    name: testName,
    tried: {
      result: lookUp(results, outcome) ?? 'unknown',
      durationMs,
      startTimeMs: isMeasured && start > 0 && durationMs >= 1 ? start : null,
    },
    failure: null,
    hasInner: false,
    hasFailedInner: false,
  };
}

/** `[d.]hh:mm:ss.fffffff`. */
function readSpan(text: string): number | null {
  const [, days = '0', hours, minutes, seconds] =
    /^(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (hours === undefined) return null;
  const whole = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
  return Math.round((whole * 60 + Number(seconds)) * 1e7) / 1e4;
}

function hasPassed(outcome: string | null): boolean {
  return outcome === null || outcome === 'Completed' || outcome === 'Passed';
}

function readTimes({ start, finish }: XmlAttributes, { addTimes }: Reader): void {
  const begin = parseTime(start ?? '');
  const end = parseTime(finish ?? '');
  if (begin === null || begin <= 0) addTimes({});
  else addTimes({ startTimeMs: begin, durationMs: end !== null && end >= begin ? end - begin : null });
}

function closeTag(reader: Reader, name: string, text: string | null): void {
  const { open, infos, draft } = reader;
  const result = open.at(-1);
  if (name === 'Text' && text !== null && infos.length < 5) infos.push(text);
  else if (name === 'UnitTest') reader.definition = null;
  else if (result === undefined) return;
  else if (name === 'Message' && text !== null) result.failure = { ...result.failure, message: text };
  else if (name === 'StackTrace' && text !== null) result.failure = { ...result.failure, text };
  else if (name === 'UnitTestResult' || name === 'TestResult') {
    open.pop();
    reader.listed += 1;
    const outer = open.at(-1);
    if (outer) outer.hasFailedInner ||= result.hasFailedInner || hasFailed(result.tried);
    // The rows replace a data-driven test.
    if (result.hasInner && (!hasFailed(result.tried) || result.hasFailedInner)) return;
    if (reader.results.length <= draft.limits.tasks) reader.results.push(result);
    else draft.facts.complete = false;
  }
}

function finish(reader: Reader): void {
  const { draft, outcome, infos } = reader;
  const tests = collectTests(draft);
  // The file may be cut off inside a failed test.
  const cut = reader.open.at(-1);
  if (cut !== undefined && hasFailed(cut.tried)) reader.results.push(cut);
  for (const tries of groupTries(reader)) addTest(tries, reader, tests);
  tests.stamp(draft.facts.startTimeMs, draft.facts.durationMs);
  if (reader.stated > reader.listed) tests.conclude({ ...draft.facts, tests: reader.stated });
  if (outcome === null || hasPassed(outcome)) return;
  if (outcome !== 'Failed' && outcome !== 'Warning') {
    draft.facts.complete = false;
    draft.report('warning', 'unfinished', `The run ended as \`${outcome.slice(0, 40)}\`.`, '');
  }
  if (outcome === 'Warning' || tests.listed().failed > 0) return;
  tests.add({
    path: ['the run'],
    kind: 'suite',
    tries: [{ result: 'failure', failure: { message: infos[0] ?? `The run ended as ${outcome}.` } }],
  });
}

/**
 * A repeated test and name is another attempt, as with `--retry-failed-tests`; rows have separate names, or a run
 * counts more failures than last attempts.
 */
function groupTries({ results: all, failures }: Reader): readonly (readonly TestResult[])[] {
  const groups = new Map<string, TestResult[]>();
  for (const result of all) {
    const key = `${result.id}\0${result.name}`;
    const group = groups.get(key);
    if (group && result.id !== '') group.push(result);
    else groups.set(result.id === '' ? `${key}\0${groups.size}` : key, [result]);
  }
  const tests = [...groups.values()];
  const failed = tests.filter((tries) => hasFailed((tries.at(-1) as TestResult).tried)).length;
  // Several runs in a file are attempts, each with its own counts.
  const areRows = failures.length === 1 && (failures[0] as number) > failed;
  return areRows ? all.map((result) => [result]) : tests;
}

function addTest(tries: readonly TestResult[], { classes, programs }: Reader, tests: Tests): void {
  const [{ id, name }] = tries as [TestResult];
  const className = classes.get(id) ?? '';
  tests.add({
    path: [className, name.startsWith(`${className}.`) ? name.slice(className.length + 1) : name],
    project: programs.get(id) ?? null,
    tries: tries.map(({ tried, failure }) => ({ ...tried, failure })),
  });
}
