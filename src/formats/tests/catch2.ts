/** Catch2's XML, with its benchmarks. Reference: https://github.com/catchorg/Catch2/blob/devel/docs/reporters.md */
import type { FailureDraft } from '../../ingest/describe-failure.ts';
import type { Draft } from '../../ingest/draft.ts';
import type { Format } from '../../ingest/format.ts';
import type { XmlAttributes } from '../../ingest/parse-xml.ts';
import { addMeasure } from '../benchmark/add-measure.ts';
import { collectTests, type Tests } from './collect-tests.ts';
import { parseWithTexts, readSecondsOf } from './element-texts.ts';

export const catch2: Format = {
  id: 'catch2',
  title: 'Catch2 XML',
  versions: 'Catch2 2.13 and 3',
  family: 'tests',
  reference: 'https://github.com/catchorg/Catch2/blob/devel/docs/reporters.md',
  howTo: '`./tests --reporter xml --durations yes --out tests.xml`',
  claims: ({ shape, root, text }) =>
    shape === 'xml' &&
    (root === 'Catch2TestRun' || root === 'Catch') &&
    /<(TestCase|Group|OverallResults)\b|rng-seed=/.test(text),
  read: async (input, draft) => {
    const reader: Reader = {
      draft,
      tests: collectTests(draft),
      test: null,
      expression: null,
      benchmark: null,
      roots: 0,
      total: null,
    };
    await parseWithTexts(
      input,
      draft,
      ['Original', 'Expanded', 'Exception', 'Failure', 'FatalErrorCondition'],
      {
        openTag: (name, attributes, depth) => openTag(reader, name, attributes, depth),
        closeTag: (name, text) => closeTag(reader, name, text),
      },
    );
    reader.tests.conclude({ failed: reader.total });
  },
};

interface Case {
  readonly attributes: XmlAttributes;
  failure: FailureDraft | null;
}

interface Reader {
  readonly draft: Draft;
  readonly tests: Tests;
  test: Case | null;
  /** The current assertion. */
  expression: XmlAttributes | null;
  benchmark: string | null;
  /** Number of programs in the report. */
  roots: number;
  /** Number of failed cases in the run's own count. */
  total: number | null;
}

function openTag(reader: Reader, name: string, attributes: XmlAttributes, depth: number): void {
  const { test, draft } = reader;
  if (depth === 1) reader.roots += 1;
  if (name === 'TestCase') reader.test = { attributes, failure: null };
  else if (name === 'BenchmarkResults') reader.benchmark = attributes['name'] ?? 'benchmark';
  else if (name === 'mean' && test !== null && reader.benchmark !== null)
    addMeasure(draft, {
      name: [test.attributes['name'], reader.benchmark].join(' › '),
      unit: 'ns',
      value: Number(attributes['value'] ?? Number.NaN),
      samples: [],
    });
  else if (name === 'OverallResultsCases' && depth === 2) reader.total = Number(attributes['failures']) || 0;
  else if (name === 'OverallResult' && test !== null) addCase(reader, test, attributes);
  else if (test !== null && /^(Expression|Exception|Failure|FatalErrorCondition)$/.test(name))
    reader.expression = attributes;
}

function closeTag(reader: Reader, name: string, text: string | null): void {
  const { test, expression } = reader;
  if (name === 'BenchmarkResults') reader.benchmark = null;
  if (name === 'TestCase') reader.test = null;
  if (test === null || expression === null || expression['success'] === 'true') return;
  if (text === null || text === '') return;
  // The first assertion is the reason; its expanded values follow.
  if (test.failure === null) {
    const { filename = null, line } = expression;
    test.failure = { message: text, file: filename, line: Number(line) || null };
  } else if (name === 'Expanded' && !test.failure.message?.includes('\n') && text !== test.failure.message)
    test.failure = { ...test.failure, message: `${test.failure.message}\nwith expansion: ${text}` };
}

/** Durations are present only if requested. A test that should fail, and does, is a success. */
function addCase(
  { draft, tests, roots }: Reader,
  { attributes, failure }: Case,
  outcome: XmlAttributes,
): void {
  const { success, skips = '0', durationInSeconds } = outcome;
  const isSkipped = success === 'true' && Number(skips) > 0;
  tests.add({
    // Names are unique in a program, and a file may contain the reports of several.
    id: `${roots} ${attributes['name']}`,
    path: [attributes['name'] ?? 'test'],
    tries: [
      {
        result: isSkipped
          ? 'skip'
          : success === 'true'
            ? 'success'
            : success === 'false'
              ? 'failure'
              : 'unknown',
        durationMs: readSecondsOf(draft, durationInSeconds),
        failure,
      },
    ],
    file: attributes['filename'] ?? null,
    line: Number(attributes['line']) || null,
  });
}
