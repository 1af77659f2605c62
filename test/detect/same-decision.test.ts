/** A replayed history gives the same decisions as its builds did when each was checked. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStoredGroup } from '../../src/detect/collect/stored-group.ts';
import { addReports, readStoredSeries } from '../../src/detect/collect/stored-series.ts';
import { listOpened } from '../../src/detect/conclude/conclude-series.ts';
import { detect } from '../../src/detect/detect.ts';
import { replaySeries } from '../../src/detect/replay-series.ts';
import type { Build } from '../../src/model/build.ts';
import { seriesId } from '../../src/model/series.ts';
import { runs } from '../property-runs.ts';
import { noisy, onMain, stepOf, toHistory } from './judge-in-turn.ts';

const from = 12;
type Verdicts = Map<string, string>;

/** `index series` → what was reported, build by build, each with the history at that time. */
function check(builds: readonly Build[]): Verdicts {
  const verdicts: Verdicts = new Map();
  const stored: Build[] = [];
  builds.forEach((build, index) => {
    const { changes } = detect(build, toHistory(stored), onMain);
    stored.push({ ...build, opened: listOpened(changes) });
    for (const { verdict, state, series } of changes) {
      if (verdict === 'improvement' || verdict === 'drift' || state === 'open') continue;
      verdicts.set(`${index} ${seriesId(series)}`, verdict === 'suspect' ? verdict : state);
    }
  });
  return verdicts;
}

function replay(builds: readonly Build[]): Verdicts {
  const series = readStoredSeries(toHistory(builds), 'main', []);
  const found: Verdicts = new Map();
  replaySeries(series, from).forEach((verdicts, place) => {
    const { key } = series[place] as (typeof series)[number];
    for (const { index, verdict, state } of verdicts) {
      const decision = verdict === 'suspect' ? verdict : state === 'opened' ? 'new' : state;
      if (decision !== null && decision !== 'open') found.set(`${index} ${seriesId(key)}`, decision);
    }
  });
  return found;
}

const level = fc.constantFrom(1, 1, 1, 1.15, 1.6, 0.8);
const task = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.array(level, { minLength: 6, maxLength: 6 }));

describe('a replay', () => {
  it('decides every build and series as the check of that build did', () => {
    let decision = 0;
    fc.assert(
      fc.property(fc.array(task, { minLength: 1, maxLength: 4 }), fc.boolean(), (tasks, hasRunners) => {
        const durations = tasks.map(([seed, levels]) =>
          noisy(72, 10_000, 0.03, seed).map((value, i) => value * (levels[Math.floor(i / 12)] as number)),
        );
        const builds = Array.from({ length: 72 }, (_, i) => {
          const isSlow = hasRunners && i % 5 === 1;
          const list = durations.map((values, place) => ({
            name: `task-${place}`,
            durationMs: Math.round((values[i] as number) * (isSlow ? 1.3 : 1)),
          }));
          const sum = list.reduce((total, { durationMs }) => total + durationMs, 0);
          const context = { cpuModel: isSlow ? 'slow' : 'fast' };
          return stepOf(i, sum, { tasks: list, ...(hasRunners ? { context } : {}) });
        });
        const checked = check(builds);
        decision += checked.size;
        expect(replay(builds)).toEqual(checked);
      }),
      { numRuns: runs(2), seed: 7 },
    );
    expect(decision).toBeGreaterThan(20);
  });
});

it('replays a slowly growing group with the reports that its builds made', () => {
  const name = 'search/x.test.ts';
  const stored: Build[] = [];
  const checked = Array.from({ length: 36 }, (_, i) => {
    const tasks = Array.from({ length: 30 }, (_each, test) => ({
      name: `${test < 12 ? name : 'web/y.test.ts'} › t${test}`,
      kind: 'test',
      durationMs:
        (noisy(36, 2_000, 0.01, test + 1)[i] as number) * (test < 12 ? 1.012 ** Math.max(0, i - 14) : 1),
    }));
    const total = tasks.reduce((sum, { durationMs }) => sum + durationMs, 0);
    const build = stepOf(i, total, { tasks });
    const { changes } = detect(build, toHistory(stored), onMain);
    stored.push({ ...build, opened: listOpened(changes) });
    const state = changes.find(({ series }) => series.scope === 'group')?.state;
    return state === 'new' ? 'opened' : state;
  });
  const group = readStoredGroup(toHistory(stored), 'main', [], name);
  const replayed = group && replaySeries([addReports(group, toHistory(stored))], from)[0];
  expect(replayed?.map(({ state }) => state)).toEqual(checked.slice(from).map((state) => state ?? null));
  expect(checked).toContain('open');
});

it('replays a task that was reported with its group as reported', () => {
  const stored: Build[] = [];
  const values = Array.from({ length: 30 }, (_, test) => noisy(44, 2_000, 0.03, test + 1));
  const checked = Array.from({ length: 44 }, (_, i) => {
    const tasks = values.map((own, test) => ({
      name: `web/${test < 12 ? 'a' : 'b'}.test.ts › t${test}`,
      kind: 'test',
      durationMs: (own[i] as number) * (test > 0 && test < 12 && i >= 30 ? 1.5 : 1),
    }));
    const build = stepOf(i, 200_000, { tasks });
    const { changes } = detect(build, toHistory(stored), onMain);
    stored.push({ ...build, opened: listOpened(changes) });
    return changes;
  });
  const history = toHistory(stored);
  expect(stored.flatMap(({ opened }) => opened ?? [])).toContain('group:duration:test:web/a.test.ts');
  expect(stored.flatMap(({ opened }) => opened ?? []).filter((id) => id.startsWith('task:'))).toEqual([]);
  const replayed = (name: string) => {
    const all = readStoredSeries(history, 'main', []).map((each) =>
      each.key.task === name ? addReports(each, history) : each,
    );
    const place = all.findIndex(({ key }) => key.task === name);
    return replaySeries(all, from)
      [place]?.slice(-11)
      .map(({ state }) => state);
  };
  expect(replayed('web/a.test.ts › t5')).toEqual(Array(11).fill('open'));
  // As in the report: it did not change.
  expect(replayed('web/a.test.ts › t0')).toEqual(Array(11).fill(null));
  expect(checked.at(-1)?.map(({ series }) => series.task)).toContain('web/a.test.ts › t5');
});
