import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isExact, isMachineSpeed, keyOfMetric, makeSeriesKey } from '../../src/detect/series-key.ts';
import type { SeriesKey } from '../../src/model/series.ts';
import { seriesId } from '../../src/model/series.ts';

describe('seriesId', () => {
  it('distinguishes measures, scopes, kinds and names', () => {
    const keys: SeriesKey[] = [
      makeSeriesKey('duration', null),
      makeSeriesKey('cost', null),
      makeSeriesKey('duration', { name: 'compile', kind: 'task' }),
      makeSeriesKey('duration', { name: 'compile', kind: 'test' }),
      makeSeriesKey('success_rate', { name: 'compile', kind: 'test' }),
      { ...makeSeriesKey('value', { name: 'compile', kind: 'metric' }), scope: 'metric' },
    ];
    expect(new Set(keys.map(seriesId)).size).toBe(keys.length);
  });

  it('is unique for a task, whatever characters its name has', () => {
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(text, text, (name, other) => {
        const id = seriesId(makeSeriesKey('duration', { name, kind: 'task' }));
        expect(id === seriesId(makeSeriesKey('duration', { name: other, kind: 'task' }))).toBe(
          name === other,
        );
      }),
    );
  });
});

describe('makeSeriesKey', () => {
  it('has the direction and the unit', () => {
    const shown = (
      ['duration', 'cost', 'tokens', 'cache_hit_rate', 'success_rate', 'flake_rate'] as const
    ).map((measure) => {
      const { unit, better } = makeSeriesKey(measure, null);
      return `${measure} ${unit} ${better}`;
    });
    expect(shown).toEqual([
      'duration ms lower',
      'cost usd lower',
      'tokens tokens lower',
      'cache_hit_rate ratio higher',
      'success_rate ratio higher',
      'flake_rate ratio lower',
    ]);
  });
});

describe('isExact', () => {
  it('trusts sizes and counts to stay constant, and no times', () => {
    const measured = (unit: string): SeriesKey => ({
      ...makeSeriesKey('value', null),
      scope: 'metric',
      unit,
    });
    expect(['By', '1', '{allocation}'].map((unit) => isExact(measured(unit)))).toEqual([true, true, true]);
    expect(['ns', 'ms', 's'].map((unit) => isExact(measured(unit)))).toEqual([false, false, false]);
    expect(isExact(makeSeriesKey('duration', null))).toBe(false);
    expect(isExact(makeSeriesKey('tokens', null))).toBe(true);
  });
});

it.each([
  ['ns', true],
  ['ops/s', true],
  ['/s', true],
  ['MBy/ms', true],
  ['By', false],
  ['1', false],
  ['requests/user', false],
  ['toString', false],
])('a measurement in %s depends on the speed of the machine: %s', (unit, depends) =>
  expect(isMachineSpeed(keyOfMetric({ name: 'x', unit, better: 'higher' }))).toBe(depends),
);
