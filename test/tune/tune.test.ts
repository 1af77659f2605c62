/**
 * How often thresholds would have been exceeded over a stored history, and which limits would be exceeded less often.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricUnit } from '../../src/model/alert.ts';
import type { Build } from '../../src/model/build.ts';
import { parseLimit, writeLimit } from '../../src/settings/amounts.ts';
import { type Config, readConfig } from '../../src/settings/config.ts';
import { type TunedThreshold, tuneThresholds } from '../../src/tune/tune-thresholds.ts';
import { noisy, type Step, stepsOf, toHistory } from '../detect/judge-in-turn.ts';
import { runs } from '../property-runs.ts';

const configOf = (text: string): Config => {
  const { config, problems } = readConfig(text, 'config');
  expect(problems).toEqual([]);
  return config;
};
const tune = (builds: readonly Build[], text: string, rate: number): TunedThreshold[] =>
  tuneThresholds(toHistory(builds), configOf(text), rate);
const find = (tuned: readonly TunedThreshold[], id: string): TunedThreshold | undefined =>
  tuned.find((each) => each.id === id);

const builds = stepsOf(noisy(100, 10_000, 0.1));

describe('tuneThresholds', () => {
  it('counts the builds in which a limit would have fired', () => {
    const over = builds.filter(({ durationMs }) => (durationMs as number) > 11_000).length;
    expect(over).toBeGreaterThan(3);
    const found = find(tune(builds, 'thresholds: {duration: {above: 11s}}', 1), 'duration');
    expect(found).toMatchObject({ fired: over, builds: 100 });
    expect(find(tune(builds, 'thresholds: {duration: {above: 1h}}', 1), 'duration')).toEqual({
      id: 'duration',
      fired: 0,
      builds: 100,
      suggestion: null,
    });
  });

  it('suggests a limit that fires as rarely as requested in the configuration', () => {
    const flaky = (i: number): Step => ({
      result: i % 7 === 0 ? 'failure' : 'success',
      tasks: Array.from({ length: 10 }, (_, t) => ({
        name: `t${t}`,
        durationMs: 1_234.5 * (t + 1) * (1 + (i % 13) / 20),
        result: t < (i % 7 === 0 ? i % 5 : 0) ? 'failure' : 'success',
        costUsd: 0.001 * (i % 11),
      })),
    });
    const all = stepsOf(noisy(90, 10_000, 0.1), flaky);
    const rules = [
      'duration: {above: 9s}',
      'success_rate: {below: 99%}',
      'p95_duration: {above: 1s}',
      'cost: {above: $0.01}',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...rules), fc.integer({ min: 0, max: 60 }), (rule, rate) => {
        const id = rule.split(':')[0] as string;
        const before = find(tune(all, `thresholds: {${rule}}`, rate), id) as TunedThreshold;
        const allowed = (rate * before.builds) / 100;
        if (before.suggestion === null) {
          expect(before.fired).toBeLessThanOrEqual(allowed);
          return;
        }
        const after = find(
          tune(all, `thresholds: {${id}: {${before.suggestion}}}`, rate),
          id,
        ) as TunedThreshold;
        expect(after.fired).toBeLessThanOrEqual(allowed);
        expect(after.suggestion).toBeNull();
      }),
      { numRuns: runs(6) },
    );
  });

  it('leaves out limits over a baseline, incomplete builds, and missing values', () => {
    const text = 'thresholds: {duration: {above: +10% of baseline}, cost: {above: $1}}';
    const cut = stepsOf(noisy(20, 10_000), (i) => ({ complete: i % 2 === 0 }));
    const tuned = tune(cut, text, 1);
    expect(find(tuned, 'duration')).toBeUndefined();
    expect(find(tuned, 'cost')).toBeUndefined();
    expect(find(tuned, 'low_success_rate')).toMatchObject({ fired: 0, builds: 10 });
  });

  it('suggests nothing for an empty history', () => {
    expect(tune([], '', 1)).toEqual([]);
  });
});

describe('writeLimit', () => {
  const units: readonly MetricUnit[] = ['ratio', 'ms', 'usd', 'count', 'tokens', 'bytes'];

  it('writes a limit that can be read again, on the side that does not fire', () => {
    const value = fc.double({ min: 0, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(value, fc.constantFrom(...units), fc.boolean(), (any, unit, above) => {
        const measured = unit === 'ratio' ? any / 1e7 : any;
        const limit = parseLimit(writeLimit(measured, unit, above), unit, false);
        expect(limit).toHaveProperty('fixed');
        const { fixed } = limit as { fixed: number };

        if (above) expect(fixed).toBeGreaterThanOrEqual(measured);
        else expect(fixed).toBeLessThanOrEqual(measured);
      }),
    );
  });

  it.each([
    [0.07, 'ratio', true, '7%'],
    [0.8123, 'ratio', true, '81.3%'],
    [0.8123, 'ratio', false, '81.2%'],
    [412.3, 'ms', true, '413ms'],
    [10_040, 'ms', true, '10.1s'],
    [10_040, 'ms', false, '10s'],
    [1.5, 'usd', true, '$1.50'],
    [0.00123, 'usd', true, '$0.0013'],
    [17, 'count', true, '17'],
  ] as const)('%d as %s, above %s, is %s', (value, unit, above, text) => {
    expect(writeLimit(value, unit, above)).toBe(text);
  });
});
