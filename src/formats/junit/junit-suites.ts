/** Suites of a JUnit report: compares their numbers with their entries, and determines their times. */

import type { XmlAttributes } from '../../ingest/parse-xml.ts';
import { plural } from '../../model/counts.ts';
import type { CaseList, JUnitCase, JUnitReader, JUnitSuite } from './junit-reader.ts';

export function createSuite(
  attributes: XmlAttributes,
  timeMs: number | null,
  startTimeMs: number | null,
): JUnitSuite {
  const count = (key: string): number => Number.parseInt(attributes[key] ?? '', 10) || 0;
  return {
    name: attributes['name'] ?? '',
    file: attributes['file'] || attributes['filepath'] || null,
    attributes,
    list: null,
    projects: [],
    names: null,
    timeMs,
    startTimeMs,
    innerMs: 0,
    hasInner: false,
    stated: { tests: count('tests'), failures: count('failures'), errors: count('errors') },
    cases: 0,
    failing: 0,
    hasWork: false,
  };
}

/** The properties that distinguish the cases of a suite from others with equal names, judged by the first of them. */
export function listCases(
  { suites, repeatsNames }: JUnitReader,
  suite: JUnitSuite,
  first: JUnitCase,
): CaseList {
  if (suite.list !== null) return suite.list;
  const { attributes, stated } = suite;
  const { hostname = '' } = attributes;
  const isPytest = suite.name === 'pytest' || pytestKeys.has(Object.keys(attributes).join());
  const listsRows = repeatsNames || attributes[schemaKey]?.includes('surefire') === true;
  const isProjectNamed = isPlaywright(suites[0]?.attributes ?? {}, attributes);
  suite.list = {
    stated: 'tests' in attributes ? stated.tests : null,
    repeats: isPytest ? 'reruns' : !listsRows && namesCode(suite, first) ? 'never' : 'maybe',
    // Otherwise it is a machine's name, and most of those have numbers.
    project: isProjectNamed || (hostname && !/[\d.]|local/i.test(hostname)) ? hostname : projectOf(suites),
    module: attributes['package'] || null,
    id: attributes['id'] || null,
    isProjectNamed,
  };
  return suite.list;
}

/** Surefire names the rows of a data provider like their method, and writes attempts as inner elements. */
const schemaKey = 'xsi:noNamespaceSchemaLocation';

/** The environment of tests that run in several. */
const projectKeys =
  /^(?:device|browser|browser[_-]?name|platform|project|target|variant|framework|configuration)$/i;

export function noteProject(suite: JUnitSuite, { name = '', value = '' }: XmlAttributes): void {
  if (projectKeys.test(name) && value !== '' && value.length <= 100)
    suite.projects = [...suite.projects, value].slice(0, 4);
}

function projectOf(suites: readonly JUnitSuite[]): string | null {
  return suites.findLast(({ projects }) => projects.length > 0)?.projects.join(', ') ?? null;
}

/** Python sorted attributes before 3.8. */
const pytestKeys: ReadonlySet<string> = new Set([
  'name,errors,failures,skipped,tests,time,timestamp,hostname',
  'errors,failures,hostname,name,skipped,tests,time,timestamp',
]);

/**
 * Its reporter writes the project into the host attribute. Reference:
 * https://github.com/microsoft/playwright/blob/main/packages/playwright/src/reporters/junit.ts
 */
function isPlaywright(root: XmlAttributes, suite: XmlAttributes): boolean {
  const own = playwrightKeys.every((key) => key in suite);
  return own && Object.keys(root).sort().join() === 'errors,failures,id,name,skipped,tests,time';
}

/** In any order: programs that merge reports sort them. */
const playwrightKeys = ['name', 'timestamp', 'hostname', 'tests', 'failures', 'skipped', 'time', 'errors'];

const identifier = /^[\p{L}_$][\p{L}\p{N}_$]*(?:(?:[./\\:]{1,2}|-)[\p{L}\p{N}_$]+)*$/u;

/** Go's functions, whose package may be a single word. */
const goFunction = /^(?:Test|Example|Fuzz|Benchmark)[\p{Lu}\p{N}_][\p{L}\p{N}_]*(?:\/|$)/u;

/**
 * Methods of a class and functions of a module have unique names; titles in words, as in JavaScript, may be equal.
 */
function namesCode(
  { name }: JUnitSuite,
  { suites: [, classname = ''], name: test, file }: JUnitCase,
): boolean {
  if (/\.(?:[cm]?[jt]sx?|vue|svelte|rb|feature)$/.test(file ?? classname)) return false;
  if (goFunction.test(test)) return true;
  if (!identifier.test(classname) || !/[./\\:_$]|^\p{Lu}/u.test(classname)) return false;
  // Kotlin's and Spock's methods are in words, but end like methods.
  if (/\s/.test(test.replace(/[([{].*$/s, '').trim()) && !test.endsWith(')')) return false;
  return classname === name || identifier.test(test.replace(/[([{].*$/s, ''));
}

/** The time that a suite states. A suite with tests that took time did not take 0 s: its tool does not measure it. */
export function statedMs({ timeMs, hasWork }: JUnitSuite): number | null {
  return timeMs === 0 && hasWork ? null : timeMs;
}

/** The time of a suite, or else of its inner suites. */
export function measureSuite(suite: JUnitSuite): number | null {
  return statedMs(suite) ?? (suite.hasInner ? suite.innerMs : null);
}

/**
 * A suite that states a failure and lists no failed case crashed outside of its cases (a lost browser in Karma,
 * errors in set-up or loading), or does not list the failures (subtests in CPython's runner): it is not a success. A
 * suite that does not list its tests is incomplete. Fewer cases than `tests` are common: pytest and unittest count
 * subtests, others skipped tests.
 */
export function checkSuite(reader: JUnitReader, suite: JUnitSuite): void {
  const { draft } = reader;
  const { stated } = suite;
  if (suite.failing === 0 && stated.failures + stated.errors > 0)
    noteCrash(reader, suite, stated.failures > 0 ? 'failure' : 'error');
  if (suite.cases === 0 && stated.tests > 0) {
    suite.cases = stated.tests;
    draft.facts.complete = false;
    const what = `${nameSuite(suite)} says that it ran ${plural(stated.tests, 'test')} and lists none.`;
    draft.report('warning', 'unlisted-tests', what);
  }
}

export function noteCrash(
  { draft, crashes }: JUnitReader,
  suite: JUnitSuite,
  how: 'failure' | 'error',
): void {
  crashes.add(how);
  // Suites around this one count it too, and need not report it again.
  suite.failing += 1;
  const what = `${nameSuite(suite)} reports a failure outside its test cases.`;
  draft.report('warning', 'unlisted-failure', what, 'Check its output for a crash outside the tests.');
}

export function nameSuite({ name }: JUnitSuite): string {
  return name === '' ? 'The report' : `The suite \`${name.slice(0, 100)}\``;
}

export function closeSuite(reader: JUnitReader): void {
  const { suites, span } = reader;
  const suite = suites.pop();
  const outer = suites.at(-1);
  if (suite === undefined || outer === undefined) return;
  checkSuite(reader, suite);
  outer.cases += suite.cases;
  outer.failing += suite.failing;
  outer.hasWork ||= suite.hasWork;
  const timeMs = measureSuite(suite);
  outer.innerMs = outer.innerMs === null || timeMs === null ? null : outer.innerMs + timeMs;
  outer.hasInner = true;
  if (suites.length > 1) return;
  reader.draft.addPeriod({ startTimeMs: suite.startTimeMs, durationMs: timeMs, taskIds: reader.taskIds });
  if (suite.startTimeMs === null || timeMs === null) span.isWhole = false;
  if (suite.startTimeMs !== null) {
    span.start = Math.min(span.start, suite.startTimeMs);
    span.end = Math.max(span.end, suite.startTimeMs + (timeMs ?? 0));
  }
}
