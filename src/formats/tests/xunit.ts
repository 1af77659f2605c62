/** xUnit.net's results, of its versions 1 to 3. Reference: https://xunit.net/docs/format-xml-v2 */
import type { FailureDraft } from '../../ingest/describe-failure.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import type { XmlAttributes } from '../../ingest/parse-xml.ts';
import { lookUp, parseTime } from '../../ingest/read-fields.ts';
import type { Result } from '../../model/task.ts';
import { collectTests, type Tests } from './collect-tests.ts';
import { nameAssembly, parseWithTexts, readSecondsOf } from './element-texts.ts';

export const xunit: Format = {
  id: 'xunit',
  title: 'xUnit.net',
  versions: 'xUnit.net 1.9; the documentation of 2 and 3',
  family: 'tests',
  reference: 'https://xunit.net/docs/format-xml-v2',
  howTo: '`dotnet test --logger xunit`, `xunit.console tests.dll -xml tests.xml`',
  claims: ({ shape, root, text }) =>
    shape === 'xml' &&
    (root === 'assemblies' || root === 'assembly') &&
    /<(?:[\w.-]+:)?assembly\s[^<>]*\b(test-framework|run-date|total|start-rtf)\s*=|<(?:[\w.-]+:)?assemblies\b[^<>]*\b(timestamp|schema-version)\s*=/.test(
      text,
    ),
  read: async (input, draft) => {
    const reader: Reader = {
      draft,
      tests: collectTests(draft),
      assembly: {},
      assemblies: 0,
      node: null,
      total: 0,
      failed: 0,
      span: { start: Infinity, end: -Infinity },
    };
    await parseWithTexts(input, draft, ['message', 'stack-trace'], {
      openTag: (name, attributes) => openTag(reader, name, attributes),
      closeTag: (name, text) => closeTag(reader, name, text),
    });
    // The file may be cut off inside a failed test.
    if (reader.node?.isTest && reader.node.attributes['result'] === 'Fail') addTest(reader, reader.node);
    reader.tests.conclude({ tests: reader.total, failed: reader.failed });
    const { start, end } = reader.span;
    if (start <= end) Object.assign(draft.facts, { startTimeMs: start, durationMs: end - start });
  },
};

/** A test, or an error outside of tests. */
interface Node {
  readonly isTest: boolean;
  readonly attributes: XmlAttributes;
  errorType: string | null;
  failure: { message?: string; text?: string } | null;
}

interface Reader {
  readonly draft: Draft;
  readonly tests: Tests;
  assembly: XmlAttributes;
  /** Number of started tests. */
  assemblies: number;
  node: Node | null;
  /** Number of tests in the assemblies' own counts. */
  total: number;
  failed: number;
  /** From the first start of an assembly to the last end, if both are present. */
  readonly span: { start: number; end: number };
}

function openTag(reader: Reader, name: string, attributes: XmlAttributes): void {
  if (name === 'assemblies' || name === 'assembly') readSpan(reader, attributes);
  if (name === 'assembly') {
    reader.assembly = attributes;
    reader.assemblies += 1;
    reader.total += Number(attributes['total']) || 0;
    reader.failed += Number(attributes['failed']) || 0;
  } else if (name === 'test' || name === 'error')
    reader.node = { isTest: name === 'test', attributes, errorType: null, failure: null };
  else if (name === 'failure' && reader.node) reader.node.errorType = attributes['exception-type'] ?? null;
}

/** In version 3. In earlier versions `time` is the sum of parallel tests, which is not a duration. */
function readSpan({ span, draft }: Reader, attributes: XmlAttributes): void {
  const start = parseTime(attributes['start-rtf'] ?? '');
  const end = parseTime(attributes['finish-rtf'] ?? '');
  if (start !== null && end !== null) {
    span.start = Math.min(span.start, start);
    span.end = Math.max(span.end, end);
  }
  const began = readClock(attributes);
  if (span.start < Number.POSITIVE_INFINITY || draft.facts.startTimeMs !== null || began === null) return;
  draft.facts.startTimeMs = began;
  draft.facts.zoneless = true;
}

/** Start of an assembly, in the zone of the machine. */
function readClock({ 'run-date': date = '', 'run-time': time = '' }: XmlAttributes): number | null {
  return date === '' ? null : parseTime(`${date}T${time}`);
}

function stampAssembly({ draft, tests, assembly }: Reader): void {
  const start = parseTime(assembly['start-rtf'] ?? '');
  const end = parseTime(assembly['finish-rtf'] ?? '');
  tests.sum(readSecondsOf(draft, assembly['time']));
  if (start !== null && end !== null) tests.stamp(start, Math.max(0, end - start));
  else tests.stamp(readClock(assembly), null);
}

function closeTag(reader: Reader, name: string, text: string | null): void {
  const { node } = reader;
  if (name === 'assembly') stampAssembly(reader);
  if (node === null) return;
  if (name === 'message' && text !== null) node.failure = { message: text, ...node.failure };
  else if (name === 'stack-trace' && text !== null) node.failure = { ...node.failure, text };
  else if (name === 'test' || name === 'error') {
    reader.node = null;
    if (node.isTest) addTest(reader, node);
    else addError(reader, node);
  }
}

const results: Readonly<Record<string, Result>> = {
  Pass: 'success',
  Fail: 'failure',
  Skip: 'skip',
  NotRun: 'skip',
};

/** `.NETCoreApp,Version=v8.0` is a target of the same assembly. */
function frameworkOf({ 'target-framework': framework = '' }: XmlAttributes): string | null {
  return framework.replace(',Version=v', ' ') || null;
}

/** The display name begins with the class, unless the test has its own. */
function addTest(
  { draft, tests, assembly, assemblies }: Reader,
  { attributes, errorType, failure }: Node,
): void {
  const { name = 'test', type = '', result = '' } = attributes;
  tests.add({
    // Method names are unique; rows of data may look the same.
    id: name.includes('(') ? undefined : `${assemblies} ${type} ${name}`,
    project: frameworkOf(assembly),
    path: [
      nameAssembly(assembly['name'] ?? ''),
      type,
      name.startsWith(`${type}.`) ? name.slice(type.length + 1) : name,
    ],
    tries: [
      {
        result: lookUp(results, result) ?? 'unknown',
        // Version 4 may write the time as a clock value alone.
        durationMs: readSecondsOf(draft, attributes['time'] ?? attributes['time-rtf']),
        startTimeMs: parseTime(attributes['start-rtf'] ?? ''),
        errorType,
        failure: failure as FailureDraft | null,
      },
    ],
    file: attributes['source-file'] ?? null,
    line: Number(attributes['source-line']) || null,
  });
}

/** The clean-up of a class, a collection or the assembly failed, or it crashed. */
function addError({ tests, assembly }: Reader, { attributes, errorType, failure }: Node): void {
  const { type = 'error', name = '' } = attributes;
  tests.add({
    path: [nameAssembly(assembly['name'] ?? ''), name, type],
    kind: 'suite',
    tries: [{ result: 'error', errorType, failure: failure as FailureDraft | null }],
  });
}
