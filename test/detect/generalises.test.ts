import { describe, expect, it } from 'vitest';
import { type ReplayedValue, replaySeries, type WrittenSeries } from '../../src/detect/replay-series.ts';

const newest = (series: Omit<WrittenSeries, 'name'>): ReplayedValue | undefined =>
  replaySeries([{ name: 'a', ...series }], null)[0]?.[0];
const replay = (series: Omit<WrittenSeries, 'name'>, from: number): string[] =>
  (replaySeries([{ name: 'a', ...series }], from)[0] ?? []).map(({ verdict }) => verdict);
/** About 1 % around 100, the same on every run. */
const quiet = (count: number, level = 100): number[] =>
  Array.from({ length: count }, (_, i) => level * (1 + 0.01 * Math.sin(i * 12.9898)));

describe('noise', () => {
  // Thirty values spread evenly over ±15 %: no value is far from the middle.
  const wide = Array.from({ length: 30 }, (_, i) => 85 + ((i * 7) % 30));

  it('requires more than three builds at the top of the usual range', () => {
    expect(newest({ values: [...wide, 116, 117, 116] })?.verdict).toBe('none');
    expect(newest({ values: [...wide, 116, 117, 116, 118] })?.verdict).toBe('confirmed');
  });

  it('accepts three that are clearly outside', () => {
    expect(newest({ values: [...wide, 150, 152, 149] })?.verdict).toBe('confirmed');
  });
});

describe('runners with many names', () => {
  const names = (count: number): string[] =>
    Array.from({ length: count }, (_, i) => (i % 3 === 0 ? `${3240 + (i % 7)} MHz` : '3244 MHz'));
  const rare = ['3241 MHz', '3243 MHz', '3245 MHz'];

  it('attributes nothing to a runner name that was as fast as the others', () => {
    const hardware = [...names(40), ...rare];
    expect(newest({ values: [...quiet(40), 150, 151, 149], hardware })?.verdict).toBe('confirmed');
  });

  it('attributes changes to unknown runner names, or to slow ones', () => {
    const unknown = [...names(40), 'another', 'another', 'another'];
    expect(newest({ values: [...quiet(40), 150, 151, 149], hardware: unknown })?.verdict).toBe('environment');
    const hardware = [...names(70), 'slow', 'slow', 'slow'];
    const values = [...quiet(70), 150, 151, 149];
    hardware[50] = 'slow';
    values[50] = 150;
    expect(newest({ values, hardware })?.verdict).toBe('environment');
  });

  it('finds a step that stays, whatever the names are', () => {
    const hardware = names(60);
    const verdicts = replay({ values: [...quiet(45), ...quiet(15, 140)], hardware }, 45);
    expect(verdicts.indexOf('confirmed')).toBe(2);
  });
});

describe('a slow runner now and then', () => {
  it('does not hide a step of 10 %', () => {
    const hardware = Array.from({ length: 63 }, (_, i) => (i % 5 === 1 ? 'slow' : 'fast'));
    const values = quiet(63).map(
      (usual, i) => usual * (hardware[i] === 'slow' ? 1.3 : 1) * (i >= 60 ? 1.1 : 1),
    );
    expect(newest({ values, hardware })?.verdict).toBe('confirmed');
    expect(newest({ values: values.slice(0, 60), hardware: hardware.slice(0, 60) })?.verdict).toBe('none');
  });
});

describe('a build of many series', () => {
  const buildOf = (place: number, value: (build: number) => number): WrittenSeries => ({
    name: `${place}`,
    group: 'g',
    keys: Array.from({ length: 63 }, (_, i) => `b${i}`),
    hardware: Array.from({ length: 63 }, (_, i) => (i % 3 === 0 ? 'slow' : 'fast')),
    // Every third build is on a runner that is 25 % slower.
    values: quiet(63, 50 + place).map(
      (usual, i) => usual * (1 + 0.002 * ((i * place) % 7)) * (i % 3 === 0 ? 1.25 : 1) * value(i),
    ),
  });
  const judge = (of: (place: number, build: number) => number): (string | undefined)[] =>
    replaySeries(
      Array.from({ length: 25 }, (_, place) => buildOf(place, (build) => of(place, build))),
      null,
    ).map(([last]) => last?.verdict);

  it('confirms the one series that moved, on runners of two kinds', () => {
    const verdicts = judge((place, build) => (place === 3 && build >= 57 ? 1.2 : 1));
    expect(verdicts[3]).toBe('confirmed');
    expect(verdicts.filter((verdict) => verdict === 'none')).toHaveLength(24);
  });

  it('reports no single series if all moved together', () => {
    const verdicts = judge((_, build) => (build >= 58 ? 1.4 : 1));
    expect(new Set(verdicts)).toEqual(new Set(['environment']));
  });
});

describe('a new runner', () => {
  it('is the cause from its first slow builds on', () => {
    const hardware = Array.from({ length: 46 }, (_, i) => (i < 40 ? 'A' : 'B'));
    const verdicts = replay({ values: [...quiet(40), ...quiet(6, 140)], hardware }, 40);
    expect(verdicts).not.toContain('confirmed');
    expect(verdicts.slice(0, 4)).toEqual(['environment', 'environment', 'environment', 'environment']);
  });

  it('is not the cause if the runners of earlier builds are unknown', () => {
    const hardware = Array.from({ length: 43 }, (_, i) => (i < 40 ? '' : 'B'));
    expect(newest({ values: [...quiet(40), ...quiet(3, 140)], hardware })?.verdict).toBe('confirmed');
  });
});

describe('values that were not measured', () => {
  const gaps = (values: readonly number[]): number[] =>
    values.flatMap((value, i) => (i % 7 === 3 ? [Number.NaN, value] : [value]));

  it('are skipped, and the others keep their index', () => {
    const values = [...quiet(40), 150, 151, 149];
    const full = replaySeries([{ name: 'a', values }], 20)[0] ?? [];
    const written = gaps(values);
    const reported = replaySeries([{ name: 'a', values: written }], 0)[0] ?? [];
    expect(reported).toHaveLength(43);
    expect(reported.slice(20).map(({ verdict }) => verdict)).toEqual(full.map(({ verdict }) => verdict));
    expect(reported.map(({ index }) => written[index])).toEqual(values);
  });

  it('do not shift the runners and builds of the others', () => {
    const values = [...quiet(40), 150, 151, 149];
    const hardware = values.map((_, i) => (i < 40 ? 'A' : 'B'));
    const withGap = { values: [Number.NaN, ...values, Number.NaN], hardware: ['B', ...hardware, 'A'] };
    expect(newest(withGap)).toMatchObject({ index: 43, verdict: 'environment' });
    expect(newest({ values: [Number.NaN] })).toBeUndefined();
  });
});
