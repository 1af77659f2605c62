/** NUnit 3's results. Reference: https://docs.nunit.org/articles/nunit/technical-notes/usage/Test-Result-XML-Format.html */
import type { FailureDraft } from '../../ingest/describe-failure.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import type { XmlAttributes } from '../../ingest/parse-xml.ts';
import { lookUp, parseTime } from '../../ingest/read-fields.ts';
import type { Result } from '../../model/task.ts';
import { addRuns, collectTests, type Tests } from './collect-tests.ts';
import { nameAssembly, parseWithTexts, readSecondsOf } from './element-texts.ts';

export const nunit: Format = {
  id: 'nunit',
  title: 'NUnit 3',
  versions: 'NUnit 3.13 (engine 3.12)',
  family: 'tests',
  reference: 'https://docs.nunit.org/articles/nunit/technical-notes/usage/Test-Result-XML-Format.html',
  howTo: '`nunit3-console tests.dll --result=TestResult.xml`, `dotnet test --logger nunit`',
  claims: ({ shape, root, text }) =>
    shape === 'xml' &&
    root === 'test-run' &&
    /<(?:[\w.-]+:)?test-run\s[^<>]*\b(testcasecount|engine-version|start-time)\s*=/.test(text),
  read: async (input, draft) => {
    const reader: Reader = {
      draft,
      tests: collectTests(draft),
      addTimes: addRuns(draft),
      suites: [],
      test: null,
      run: { startTimeMs: null, durationMs: null },
      total: 0,
      hasFailed: false,
    };
    await parseWithTexts(input, draft, ['message', 'stack-trace'], {
      openTag: (name, attributes) => openTag(reader, name, attributes),
      closeTag: (name, text) => closeTag(reader, name, text),
    });
    // The file may be cut off in the last run, inside a failed test.
    if (reader.test?.attributes['result'] === 'Failed') addCase(reader, reader.test);
    reader.tests.stamp(reader.run.startTimeMs, reader.run.durationMs);
    // Inconclusive tests count as run, and warnings as neither passed nor failed.
    reader.tests.conclude({ ...draft.facts, tests: reader.total });
    if (reader.hasFailed && reader.tests.listed().failed === 0) draft.facts.result = 'failure';
  },
};

interface Node {
  readonly attributes: XmlAttributes;
  failure: { message?: string; text?: string } | null;
  /** Failures before the first test. */
  readonly failedBefore: number;
}

interface Reader {
  readonly draft: Draft;
  readonly tests: Tests;
  readonly suites: Node[];
  test: Node | null;
  readonly addTimes: ReturnType<typeof addRuns>;
  /** The current run. */
  run: { readonly startTimeMs: number | null; readonly durationMs: number | null };
  /** Tests that the runs count. */
  total: number;
  hasFailed: boolean;
}

function openTag(reader: Reader, name: string, attributes: XmlAttributes): void {
  const node = { attributes, failure: null, failedBefore: reader.tests.listed().failed };
  if (name === 'test-suite') reader.suites.push(node);
  else if (name === 'test-case') reader.test = node;
  else if (name === 'test-run') {
    reader.total += Number(attributes['total']) || 0;
    reader.hasFailed ||= attributes['result'] === 'Failed';
    reader.run = {
      startTimeMs: parseTime(attributes['start-time'] ?? ''),
      durationMs: readSecondsOf(reader.draft, attributes['duration']),
    };
    reader.addTimes(reader.run);
  }
}

function closeTag(reader: Reader, name: string, text: string | null): void {
  if (name === 'test-run') reader.tests.stamp(reader.run.startTimeMs, reader.run.durationMs);
  const node = reader.test ?? reader.suites.at(-1);
  if (node === undefined) return;
  // Further assertions of a test come after the failure itself.
  if (name === 'message' && text !== null) node.failure ??= { message: text };
  else if (name === 'stack-trace' && text !== null && node.failure) node.failure.text ??= text;
  else if (name === 'test-case' && reader.test) {
    addCase(reader, reader.test);
    reader.test = null;
  } else if (name === 'test-suite') {
    reader.suites.pop();
    addSuite(reader, node);
  }
}

const results: Readonly<Record<string, Result>> = {
  Passed: 'success',
  Warning: 'success',
  Failed: 'failure',
  Skipped: 'skip',
  Inconclusive: 'unknown',
};

function judge({ result = '', label = '' }: XmlAttributes): Result {
  if (result !== 'Failed') return lookUp(results, result) ?? 'unknown';
  return label === 'Cancelled' ? 'cancellation' : label === 'Error' ? 'error' : 'failure';
}

function assemblyOf({ suites }: Reader): string {
  const assembly = suites.find(({ attributes }) => attributes['type'] === 'Assembly');
  return nameAssembly(assembly?.attributes['name'] ?? '');
}

function addCase(reader: Reader, { attributes, failure }: Node): void {
  const { name = 'test', classname = '' } = attributes;
  const result = judge(attributes);
  reader.tests.add({
    path: [assemblyOf(reader), classname, name],
    id: attributes['id'],
    tries: [
      {
        result,
        durationMs: readSecondsOf(reader.draft, attributes['duration']),
        startTimeMs: result === 'skip' ? null : parseTime(attributes['start-time'] ?? ''),
        failure: failure as FailureDraft | null,
      },
    ],
  });
}

/** A suite that failed outside of its tests, for example in set-up, tear-down or loading. */
function addSuite(reader: Reader, { attributes, failure, failedBefore }: Node): void {
  const { result = '', site = '', fullname = '', name = '' } = attributes;
  if (result !== 'Failed') return;
  const isOwn = site === 'SetUp' || site === 'TearDown';
  if (reader.tests.listed().failed > failedBefore && !isOwn) return;
  const isAssembly = attributes['type'] === 'Assembly';
  reader.tests.add({
    path: isAssembly ? [nameAssembly(name)] : [assemblyOf(reader), fullname || name, isOwn ? site : ''],
    kind: 'suite',
    tries: [{ result: judge(attributes), failure: failure as FailureDraft | null }],
  });
}
