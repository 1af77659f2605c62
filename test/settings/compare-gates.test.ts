/**
 * What a pull request's configuration changes about its own check: everything that decides about failing comes from
 * the base.
 */
import { describe, expect, it } from 'vitest';
import { compareGates, type FileSettings, mergeGates } from '../../src/settings/compare-gates.ts';
import { configKeys, readConfig } from '../../src/settings/config.ts';
import { optionFields } from '../../src/settings/option-fields.ts';

const shown = [
  ...['failure-messages', 'comment', 'summary', 'annotations', 'trace-ids'],
  ...['artifacts', 'artifact-name', 'artifact-retention-days'],
];
const read = (text: string) => readConfig(text, 'build-telemetry.yml');
const withOption = (name: string, value: string) => ({
  ...read(''),
  options: { where: 'config' as const, texts: { [name]: value } },
});

describe('an option that a pull request changes', () => {
  it.each(Object.keys(optionFields))('%s', (name) => {
    const [base, head] = [withOption(name, 'before'), withOption(name, 'after')];
    const merged = mergeGates(base, head).options.texts[name];
    if (shown.includes(name)) {
      expect([compareGates(base, head), merged]).toEqual([[], 'after']);
      return;
    }
    expect(compareGates(base, head).map(({ text }) => text)).toEqual([`${name}: before → after`]);
    // The head's logs are where the head's build writes them.
    expect(merged).toBe(['events', 'format'].includes(name) ? 'after' : 'before');
  });

  it('is weaker if it fails less, or if this is unknown', () => {
    const isWeaker = (name: string, before: string, after: string): boolean | undefined =>
      compareGates(withOption(name, before), withOption(name, after))[0]?.isWeaker;
    expect(isWeaker('gate-on', 'confirmed', 'lasting')).toBe(true);
    expect(isWeaker('gate-on', 'lasting', 'confirmed')).toBe(false);
    expect(isWeaker('fail-on-tests', 'new', 'any')).toBe(false);
    expect(isWeaker('compare-head', '', 'true')).toBe(true);
    expect(isWeaker('events', 'a.xml', 'b.xml')).toBe(true);
  });
});

it('a base without a comparison is not judged by one', () => {
  const head = read("compare-base: 'true'\ncompare-head: 'true'\nfail-on: never\n");
  expect(mergeGates(read('fail-on: warning\n'), head).options.texts).toEqual({ 'fail-on': 'warning' });
});

/** A value of each key of the file that decides about failing, and a weaker one. */
const weaker: Readonly<Record<string, readonly [string, string]>> = {
  preset: ['buildrunner', 'agent'],
  thresholds: ['{ duration: { above: 2m } }', '{ duration: { above: 3m } }'],
  regressions: ['[{ series: build, error: +5% }]', '[{ series: build, error: +9% }]'],
  acknowledge: ['[]', '[{ series: build, reason: r, owner: "@o", expires: 2027-01-31 }]'],
  quarantine: ['[]', '[{ test: t, reason: r, owner: "@o", expires: 2027-01-31 }]'],
  limits: ['{ tasks: 9 }', '{ tasks: 8 }'],
  prices: [
    '{ date: 2026-11-01, models: { a: { input: 3, output: 15 } } }',
    '{ date: 2026-11-01, models: { a: { input: 3, output: 0 } } }',
  ],
};
/** Where metrics and traces are sent, and how long a database keeps them. */
const decideNothing = ['metric-tasks', 'trace-tasks', 'exporters', 'retention'];

describe('a key of the file', () => {
  it.each(Object.keys(configKeys).filter((name) => !decideNothing.includes(name)))('%s', (name) => {
    const [before, after] = (weaker[name] as readonly string[]).map((text) => read(`${name}: ${text}\n`));
    for (const { problems } of [before, after] as ReturnType<typeof read>[]) expect(problems).toEqual([]);
    const changes = compareGates(before as FileSettings, after as FileSettings);
    expect(changes).toEqual([{ text: expect.any(String), isWeaker: true }]);
    expect(compareGates(before as FileSettings, before as FileSettings)).toEqual([]);
  });
});

it.each([
  ['a rule before another', '[{ series: "*", error: +15% }, { series: build, error: +5% }]', true],
  ['a rule behind it', '[{ series: build, error: +5% }, { series: "*", error: +15% }]', false],
  ['the same rules', '[{ series: build, error: +5% }]', null],
])('%s: hides the rule of the base', (_, rules, isWeaker) => {
  const base = read('regressions: [{ series: build, error: +5% }]\n');
  const changes = compareGates(base, read(`regressions: ${rules}\n`));
  expect(changes.map((one) => one.isWeaker)).toEqual(isWeaker === null ? [] : [isWeaker]);
});

it.each([
  ['a level that it leaves out, as before', 'series: build, error: +60%', '', 'critical: +60%', false],
  ['a level of a task that was not reported', 'series: e2e, error: +50%', '', 'critical: +70%', false],
  ['a level of a task as by default', 'series: e2e', 'error: +40%', 'error: +50%, critical: off', true],
  ['a higher level of a task', 'series: e2e', 'error: +10%', 'error: +20%', true],
])('%s', (_, common, before, after, isWeaker) => {
  const rules = (own: string) => read(`regressions: [{ ${[common, own].filter(Boolean).join(', ')} }]\n`);
  for (const { problems } of [rules(before), rules(after)]) expect(problems).toEqual([]);
  expect(compareGates(rules(before), rules(after)).map((one) => one.isWeaker)).toEqual([isWeaker]);
});

it.each([
  ['series: e2e, error: +20%', true],
  ['series: e2e, error: +60%', false],
  ['series: build, error: +20%', false],
  ['series: build, critical: +10%', true],
])('a rule of the base that is gone: %s', (rule, isWeaker) => {
  const changes = compareGates(read(`regressions: [{ ${rule} }]\n`), read(''));
  expect(changes.map((one) => one.isWeaker)).toEqual([isWeaker]);
});

it('rules in another order are weaker, whatever else changes', () => {
  const base = read('regressions: [{ series: build, error: +5% }, { series: "*", error: +15% }]\n');
  const head = read('regressions: [{ series: "*", error: +10% }, { series: build, error: +5% }]\n');
  expect(compareGates(base, head).map((one) => one.isWeaker)).toEqual([false, true]);
});

it.each([
  ['a model is gone', '{ b: { input: 1, output: 1 } }', [true]],
  ['one is not lower', '{ a: { input: 4, output: 15 }, b: { input: 1, output: 1 } }', [false]],
  [
    'a new one may hide it',
    '{ "*": { input: 0, output: 0 }, a: { input: 3, output: 15 }, b: { input: 1, output: 1 } }',
    [true],
  ],
  ['they have another order', '{ b: { input: 1, output: 1 }, a: { input: 3, output: 15 } }', [true]],
])('prices that a pull request changes: %s', (_, models, isWeaker) => {
  const prices = (text: string) => read(`prices: { date: 2026-11-01, models: ${text} }\n`);
  const base = prices('{ a: { input: 3, output: 15 }, b: { input: 1, output: 1 } }');
  expect(compareGates(base, prices(models)).map((one) => one.isWeaker)).toEqual(isWeaker);
  // Costs that were not counted before are stricter.
  expect(compareGates(read(''), base).map((one) => one.isWeaker)).toEqual([false, false]);
});
