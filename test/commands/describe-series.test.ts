/** What `explain` states of a stored series. */
import { expect, it } from 'vitest';
import { describeSeries } from '../../src/commands/describe-series.ts';
import { readStoredSeries } from '../../src/detect/collect/stored-series.ts';
import { replaySeries } from '../../src/detect/replay-series.ts';
import { readConfig } from '../../src/settings/config.ts';
import { noisy, stepsOf, toHistory } from '../detect/judge-in-turn.ts';

it('compares a regression that was fixed and is back with the builds before it, as its report does', () => {
  const fast = noisy(40, 10_000);
  const durationsMs = [...fast, ...noisy(10, 16_000), ...noisy(6, 10_000, 0.02, 2), ...noisy(8, 16_000)];
  const [build] = readStoredSeries(toHistory(stepsOf(durationsMs)), 'main', []);
  if (build === undefined) throw new Error('The duration of the build is not followed.');
  const [verdicts = []] = replaySeries([build], 12);
  const { json } = describeSeries(build, verdicts, readConfig('', '').config);
  expect(json).toMatchObject({ verdict: 'confirmed', baselineBuilds: 56 });
  expect(json.regressions.map(({ end }) => end)).toEqual(['recovered', 'open']);
  expect((json.level ?? 0) / 10_000).toBeCloseTo(1, 1);
  expect(json.noise).toBeLessThan(0.04);
});

it.each([0, 1])(
  'compares with the builds before a fixed regression before it is confirmed to be back, %i builds in',
  (back) => {
    const fast = [...noisy(40, 10_000), ...noisy(10, 16_000), ...noisy(6, 10_000, 0.02, 2)];
    const [build] = readStoredSeries(toHistory(stepsOf([...fast, ...noisy(back, 16_000)])), 'main', []);
    if (build === undefined) throw new Error('The duration of the build is not followed.');
    const [verdicts = []] = replaySeries([build], 12);
    const { json } = describeSeries(build, verdicts, readConfig('', '').config);
    expect(json.verdict).toBe(back === 0 ? 'none' : 'suspect');
    expect((json.level ?? 0) / 10_000).toBeCloseTo(1, 1);
    expect(json.noise).toBeLessThan(0.04);
  },
);

it('shows a regression that is back at the old level for one build as its report does, which does not list it', () => {
  const durationsMs = [...noisy(40, 10_000), ...noisy(8, 16_000), ...noisy(2, 10_000, 0.02, 2)];
  const [build] = readStoredSeries(toHistory(stepsOf(durationsMs)), 'main', []);
  if (build === undefined) throw new Error('The duration of the build is not followed.');
  const [verdicts = []] = replaySeries([build], 12);
  expect(verdicts.slice(-3).map(({ verdict, state }) => `${verdict} ${state}`)).toEqual([
    ...['confirmed open', 'confirmed open', 'none open'],
  ]);
  const { text, json } = describeSeries(build, verdicts, readConfig('', '').config);
  expect(json.verdict).toBe('none');
  expect(text).toContain(
    'no significant change (reported before; three builds in a row like this one end it).',
  );
  expect((json.level ?? 0) / 10_000).toBeCloseTo(1, 1);
});
