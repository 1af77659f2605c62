/** JUnit XML of any test tool. Reference: https://github.com/testmoapp/junitxml, https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd */
import sax from 'sax';
import type { Result } from '../model.ts';
import type { Draft } from './draft.ts';
import type { Format, Input } from './format.ts';
import { parseTime } from './read-fields.ts';

export const junit: Format = {
  id: 'junit',
  title: 'JUnit XML',
  reference: 'https://github.com/testmoapp/junitxml',
  howTo: 'any test tool: `pytest --junitxml=report.xml`, `vitest --reporter=junit`, `ctest --output-junit`',
  claims: ({ shape, root, text }) =>
    shape === 'xml' && (root === 'testsuites' || root === 'testsuite') && isJUnit(text),
  read: readJUnit,
};

/** NUnit 2 and others also use <testsuite>; JUnit's hold <testcase>, or nothing at all. */
function isJUnit(text: string): boolean {
  return /<testcase[\s/>]/.test(text) || !/<(test-case|test-suite|test|results)[\s/>]/.test(text);
}

interface Suite {
  readonly name: string;
  readonly startTimeMs: number | null;
}

interface Case {
  readonly name: string;
  readonly durationMs: number | null;
  readonly startTimeMs: number | null;
  result: Result;
  errorType: string | null;
  /** Tries that failed before the last one, as Surefire reports them. */
  readonly retries: { readonly errorType: string | null; readonly durationMs: number | null }[];
}

interface Reader {
  readonly draft: Draft;
  readonly suites: Suite[];
  readonly seen: Map<string, number>;
  current: Case | null;
  /** Sum of the outermost suites' times; null as soon as one has none. */
  suitesMs: number | null;
  rootMs: number | null;
  depth: number;
  root: string;
}

async function readJUnit(input: Input, draft: Draft): Promise<void> {
  const reader: Reader = {
    draft,
    suites: [],
    seen: new Map(),
    current: null,
    suitesMs: 0,
    rootMs: null,
    depth: 0,
    root: '',
  };
  // Failure messages stand in attributes and can be long.
  Object.assign(sax, { MAX_BUFFER_LENGTH: draft.limits.recordBytes });
  const parser = sax.parser(true, { position: false });
  let broken: string | null = null;
  parser.onerror = (error) => {
    const [message = ''] = error.message.split('\n');
    // An entity that the file declares itself is never expanded, and its text is not needed.
    if (message.startsWith('Invalid character entity'))
      draft.report('info', 'entity', 'An XML entity is not expanded.');
    else broken ??= message;
    parser.error = null as unknown as Error;
  };
  parser.onopentag = (tag) => openTag(reader, tag.name, tag.attributes as Record<string, string>);
  parser.onclosetag = (name) => closeTag(reader, name);
  const decoder = new TextDecoder();
  for await (const chunk of input.chunks()) {
    parser.write(decoder.decode(chunk, { stream: true }));
    if (broken !== null) break;
  }
  if (broken === null && reader.depth > 0) draft.markTruncated();
  if (broken !== null) endBroken(reader, broken);
  draft.countRecord();
  finishFacts(reader);
}

/** A cut file holds whole cases up to the cut; what follows an error is not trusted. */
function endBroken(reader: Reader, message: string): void {
  reader.draft.facts.complete = false;
  reader.draft.report(
    'warning',
    'malformed-xml',
    `The XML is broken (${message}); what stands before is kept.`,
    'Let the test tool write its report to the end.',
  );
}

function openTag(reader: Reader, name: string, attributes: Readonly<Record<string, string>>): void {
  reader.depth += 1;
  if (reader.depth === 1) reader.root = name;
  if (name === 'testsuites') reader.rootMs = seconds(attributes['time'], reader.draft);
  else if (name === 'testsuite') openSuite(reader, attributes);
  else if (name === 'testcase') openCase(reader, attributes);
  else if (reader.current) openOutcome(reader, reader.current, name, attributes);
}

function openSuite(reader: Reader, attributes: Readonly<Record<string, string>>): void {
  const stamp = attributes['timestamp'];
  const startTimeMs = stamp === undefined ? null : parseTime(stamp);
  if (reader.suites.length === 0) {
    const time = seconds(attributes['time'], reader.draft);
    reader.suitesMs = reader.suitesMs === null || time === null ? null : reader.suitesMs + time;
  }
  const { facts } = reader.draft;
  if (startTimeMs !== null) facts.startTimeMs = Math.min(facts.startTimeMs ?? startTimeMs, startTimeMs);
  reader.suites.push({ name: attributes['name'] ?? '', startTimeMs });
}

function openCase(reader: Reader, attributes: Readonly<Record<string, string>>): void {
  const { name = '', classname = '', time, status, result } = attributes;
  const suite = reader.suites.at(-1)?.name ?? '';
  const written = (status ?? result ?? '').toLowerCase();
  reader.current = {
    name: nameCase(suite, classname, name),
    durationMs: seconds(time, reader.draft),
    startTimeMs: null,
    result: written === 'disabled' || written === 'notrun' || written === 'skipped' ? 'skip' : 'success',
    errorType: null,
    retries: [],
  };
}

/** Suite, class and test, without saying anything twice. */
function nameCase(suite: string, classname: string, name: string): string {
  const parts = [suite, classname, name].filter((part) => part !== '');
  return parts
    .filter((part, index) => parts[index + 1] !== part && !parts[index + 1]?.startsWith(`${part}.`))
    .join(' › ');
}

function openOutcome(
  reader: Reader,
  test: Case,
  name: string,
  attributes: Readonly<Record<string, string>>,
): void {
  const errorType = attributes['type'] || null;
  switch (name) {
    case 'failure':
      if (test.result !== 'error') test.result = 'failure';
      test.errorType ??= errorType;
      return;
    case 'error':
      test.result = 'error';
      test.errorType ??= errorType;
      return;
    case 'skipped':
      test.result = 'skip';
      return;
    case 'flakyFailure':
    case 'flakyError':
    case 'rerunFailure':
    case 'rerunError':
      test.retries.push({ errorType, durationMs: seconds(attributes['time'], reader.draft) });
      return;
  }
}

function closeTag(reader: Reader, name: string): void {
  reader.depth -= 1;
  if (name === 'testsuite') reader.suites.pop();
  if (name !== 'testcase' || reader.current === null) return;
  addCase(reader, reader.current);
  reader.current = null;
}

function addCase(reader: Reader, test: Case): void {
  const count = (reader.seen.get(test.name) ?? 0) + 1;
  reader.seen.set(test.name, count);
  // The same test again in the same suite: parameters that the tool does not name.
  const name = count === 1 ? test.name : `${test.name} #${count}`;
  test.retries.forEach((retry, index) => {
    const { errorType, durationMs } = retry;
    reader.draft.addTask({
      name,
      kind: 'test',
      attempt: index + 1,
      result: 'failure',
      errorType,
      durationMs,
    });
  });
  const { result, errorType, durationMs } = test;
  const attempt = test.retries.length + 1;
  reader.draft.addTask({
    name,
    kind: 'test',
    attempt,
    result,
    errorType,
    durationMs: result === 'skip' ? null : durationMs,
  });
}

function finishFacts(reader: Reader): void {
  const { facts } = reader.draft;
  // Tests without any clock: the tool's own total is the nearest thing to a duration.
  facts.durationMs = reader.rootMs ?? (reader.depth === 0 && reader.suitesMs !== 0 ? reader.suitesMs : null);
}

/** `1,024.12` is a thousand, `0,03` a fraction; null for what is no number or below zero. */
function seconds(text: string | undefined, draft: Draft): number | null {
  if (text === undefined || text.trim() === '') return null;
  const plain = text.trim();
  const isFraction = /^-?\d+,\d+$/.test(plain) && !/^-?[1-9]\d{0,2},\d{3}$/.test(plain);
  const number = Number(isFraction ? plain.replace(',', '.') : plain.replaceAll(',', ''));
  if (Number.isFinite(number) && number >= 0) return number * 1000;
  draft.report(
    'warning',
    'invalid-duration',
    `\`time="${plain.slice(0, 40)}"\` is not a duration; it is taken as not known.`,
  );
  return null;
}
