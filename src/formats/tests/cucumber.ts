/** Cucumber's JSON report, in nanoseconds. Reference: https://github.com/cucumber/cucumber-json-schema */
import type { Format } from '../../ingest/format.ts';
import {
  type Fields,
  isFields,
  readFields,
  readList,
  readNumber,
  readText,
  readTime,
} from '../../ingest/read-fields.ts';
import { readRecords } from '../../ingest/read-records.ts';
import type { Result } from '../../model/task.ts';
import { collectTests, type Tests, type Try } from './collect-tests.ts';

export const cucumber: Format = {
  id: 'cucumber',
  title: 'Cucumber JSON',
  versions: 'Cucumber.js 12.9',
  family: 'tests',
  reference: 'https://github.com/cucumber/cucumber-json-schema',
  howTo: '`cucumber-js --format json:tests.json`, `cucumber --format json --out tests.json`',
  claims: ({ shape, records }) =>
    shape === 'array' &&
    records.length > 0 &&
    records.every((record) => 'keyword' in record && 'uri' in record && 'elements' in record),
  read: async (input, draft) => {
    const tests = collectTests(draft);
    await readRecords(input, draft, [], (feature) => addFeature(feature, tests));
  },
};

/** A line contains one scenario: earlier entries of the same line are earlier attempts. */
function addFeature(feature: Fields, tests: Tests): void {
  const uri = readText(feature, 'uri');
  const scenarios = new Map<string, { readonly element: Fields; readonly tries: Try[] }>();
  let background: readonly Fields[] = [];
  for (const element of readList(feature, 'elements').filter(isFields)) {
    const steps = [...background, ...stepsOf(element)];
    const isBackground = readText(element, 'type') === 'background';
    background = isBackground ? steps : [];
    if (isBackground) continue;
    const key = `${readNumber(element, 'line')} ${readText(element, 'name')}`;
    const found = scenarios.get(key) ?? { element, tries: [] };
    found.tries.push(readTry(steps, element, uri));
    scenarios.set(key, found);
  }
  const browser = browserOf(readFields(feature, 'metadata'));
  const examples = examplesOf([...scenarios.values()].map(({ element }) => element));
  for (const { element, tries } of scenarios.values()) {
    const path = [uri, readText(element, 'name') ?? readText(element, 'keyword')];
    const project = [browser, examples.get(element)].filter(Boolean).join(', ') || null;
    tests.add({ path, project, tries, file: uri, line: readNumber(element, 'line') });
  }
}

/** Examples of an outline share its name: the differences in their steps distinguish them, in any order. */
function examplesOf(elements: readonly Fields[]): ReadonlyMap<Fields, string> {
  const found = new Map<Fields, string>();
  const stepNames = (element: Fields): readonly string[] =>
    readList(element, 'steps')
      .filter(isFields)
      .flatMap((step) => readText(step, 'name') ?? []);
  for (const sameNames of Map.groupBy(elements, (element) => readText(element, 'name')).values()) {
    const counts = new Map<string, number>();
    for (const element of sameNames)
      for (const name of new Set(stepNames(element))) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const element of sameNames) {
      const own = stepNames(element).filter((name) => counts.get(name) !== sameNames.length);
      if (own.length > 0) found.set(element, own.join('; ').slice(0, 100));
    }
  }
  return found;
}

/** WebdriverIO and others rerun a feature. */
function browserOf(metadata: Fields): string | null {
  const names = [readText(readFields(metadata, 'browser'), 'name'), readText(metadata, 'device')];
  return names.filter((name) => name !== null).join(', ') || null;
}

/** Hooks before and after the scenario and its steps are part of its work. */
function stepsOf(element: Fields): readonly Fields[] {
  const hooks = (of: Fields, key: string): readonly Fields[] => readList(of, key).filter(isFields);
  const steps = hooks(element, 'steps');
  const all = steps.flatMap((step) => [...hooks(step, 'before'), step, ...hooks(step, 'after')]);
  return [...hooks(element, 'before'), ...all, ...hooks(element, 'after')];
}

function readTry(steps: readonly Fields[], element: Fields, uri: string | null): Try {
  const outcomes = steps.map((step) => ({ step, result: readFields(step, 'result') }));
  const durations = outcomes.flatMap(({ result }) => readNumber(result, 'duration') ?? []);
  const bad = outcomes.find(({ result }) => failing.has(readText(result, 'status') ?? ''));
  const status = bad && readText(bad.result, 'status');
  const message =
    bad && (readText(bad.result, 'error_message') ?? `${readText(bad.step, 'name')}: ${status}`);
  return {
    result: judge(outcomes.map(({ result }) => readText(result, 'status'))),
    durationMs: sumSteps(durations),
    startTimeMs: readTime(element, 'start_timestamp'),
    errorType: status === 'failed' ? null : (status ?? null),
    failure: bad
      ? { message: message ?? null, text: message ?? null, ...placeOf(bad.step, uri, message ?? '') }
      : null,
  };
}

/** A negative step time makes the whole unknown, which the draft reports. */
function sumSteps(durations: readonly number[]): number | null {
  if (durations.length === 0) return null;
  return (durations.find((each) => each < 0) ?? durations.reduce((sum, each) => sum + each, 0)) / 1e6;
}

/** Stacks contain the code of a step, everything else the step itself. */
function placeOf(
  step: Fields,
  uri: string | null,
  message: string,
): { file?: string | null; line?: number | null } {
  return /:\d+/.test(message) ? {} : { file: uri, line: readNumber(step, 'line') };
}

/** Cucumber fails for undefined or pending steps, unless it is not strict. */
const failing = new Set(['failed', 'undefined', 'ambiguous', 'pending']);

function judge(statuses: readonly (string | null)[]): Result {
  if (statuses.some((status) => failing.has(status ?? ''))) return 'failure';
  if (statuses.includes('skipped')) return 'skip';
  return statuses.length > 0 && statuses.every((status) => status === 'passed') ? 'success' : 'unknown';
}
