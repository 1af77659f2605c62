/** A slow rise that no single build caused. */
import { describe, expect, it } from 'vitest';
import { findDrift } from '../../src/detect/judge/find-drift.ts';
import type { Build } from '../../src/model/build.ts';
import type { Task } from '../../src/model/task.ts';
import {
  changeOf,
  type DetectedBuild,
  judgeInTurn,
  judgeOne,
  listChanges,
  noisy,
  startMs,
  stepOf,
} from './judge-in-turn.ts';

const dayMs = 86_400_000;
const noise = noisy(4_000, 1, 0.02, 4);
/** Builds `perDay` times a day, at the level of each day. */
function builds(days: number, perDay: number, levelAt: (day: number) => number): Build[] {
  return Array.from({ length: days * perDay }, (_, i) => {
    const day = i / perDay;
    const durationMs = 10_000 * levelAt(day) * (noise[i % noise.length] as number);
    return stepOf(i, durationMs, { startTimeMs: startMs + day * dayMs });
  });
}
const last = (all: readonly Build[]): DetectedBuild => judgeOne(all.slice(0, -1), all.at(-1) as Build);
const creeping = (day: number): number => 1 + 0.005 * Math.max(0, day - 10);
const drifts = ({ changes }: DetectedBuild): string[] =>
  listChanges(changes).filter((each) => each.startsWith('drift'));

describe('a series that drifts', () => {
  it.each([1, 2, 5, 20])('by 15 % over a month is a drift, with %i builds a day', (perDay) => {
    const found = last(builds(40, perDay, creeping));
    expect(drifts(found)).toEqual(['drift new build duration', 'drift new compile duration']);
    const change = changeOf(found, 'build');
    expect(change.level).toBe('warning');
    expect(change.ratio).toBeGreaterThan(0.1);
    expect(change.ratio).toBeLessThan(0.15);
    expect(change.since).toBeNull();
  });

  it('names the builds of both weeks', () => {
    const change = changeOf(last(builds(40, 2, creeping)), 'build');
    const [first, final] = (change.baselineSpan ?? []).map((id) => Number(id.slice(1)) / 2);
    // The week around the day 30 days ago.
    expect(first).toBeGreaterThanOrEqual(6);
    expect(final).toBeLessThanOrEqual(13.5);
    expect(change.baselineBuilds).toBe(14);
    expect(change.newest).toBe(14);
    expect(change.sparkBuilds.slice(-change.newest)).toHaveLength(change.newest);
    expect(change.newestAbove).toBe(14);
  });

  it('is reported once in a month', () => {
    const all = builds(44, 1, creeping);
    const drifted = judgeInTurn(all.slice(0, 38), all.slice(38)).map(drifts);
    const first = drifted.findIndex((each) => each.includes('drift new build duration'));
    expect(first).toBeGreaterThanOrEqual(0);
    for (const each of drifted.slice(first + 1)) expect(each).toContain('drift open build duration');
  });

  it('by less than a tenth is not a drift', () => {
    expect(drifts(last(builds(40, 2, (day) => 1 + 0.0025 * Math.max(0, day - 10))))).toEqual([]);
  });

  it('is no drift on a pull request', () => {
    const all = builds(40, 2, creeping);
    const pull = all.at(-1) as Build;
    const found = judgeOne(all.slice(0, -1), {
      ...pull,
      context: { ...pull.context, branch: 'x', pullRequest: 3 },
    });
    expect(drifts(found)).toEqual([]);
  });

  it.each([2, 20])('as a whole, with %i builds a day, is reported once and not for each task', (perDay) => {
    const all = builds(40, perDay, creeping).map((build, i) => {
      const [compile] = build.tasks as [Task];
      const level = creeping(i / perDay) * 1_000;
      const tasks = Array.from({ length: 30 }, (_, t) => {
        const own = t === 3 ? creeping(i / perDay) : 1;
        const durationMs = own * level * (noise[(i * 31 + t * 17) % noise.length] as number);
        return { ...compile, id: `t${t}`, name: `t${t}`, durationMs };
      });
      return { ...build, tasks };
    });
    expect(drifts(last(all))).toEqual(['drift new build duration', 'drift new t3 duration']);
  });

  it('is one despite a gap of a week', () => {
    const all = builds(40, 3, creeping).filter((_, i) => i < 54 || i >= 75);
    expect(drifts(last(all))).toContain('drift new build duration');
  });
});

describe('findDrift', () => {
  const times = Array.from({ length: 40 }, (_, i) => startMs + i * dayMs);
  const rise = (levelAt: (day: number) => number): ReturnType<typeof findDrift> =>
    findDrift(
      Float64Array.from(times, (_, i) => Math.log(levelAt(i) * (noise[i] as number))),
      times,
    );

  it('does not treat a step as a drift', () => {
    expect(rise((day) => (day < 20 ? 1 : 1.2))).toBeNull();
    expect(rise(creeping)).not.toBeNull();
  });

  it('needs five builds in both weeks', () => {
    const scaled = Float64Array.from(times, (_, i) => Math.log(creeping(i)));
    const without = (days: readonly number[]): ReturnType<typeof findDrift> => {
      const kept = times.map((_, i) => i).filter((i) => !days.includes(i));
      return findDrift(
        Float64Array.from(kept, (i) => scaled[i] as number),
        kept.map((i) => times[i] as number),
      );
    };
    expect(without([7, 8])).not.toBeNull();
    expect(without([7, 8, 9])).toBeNull();
    expect(without([34, 35])).not.toBeNull();
    expect(without([34, 35, 36])).toBeNull();
  });

  it('returns nothing for a history shorter than a month', () => {
    const short = times.slice(0, 24);
    expect(
      findDrift(
        Float64Array.from(short, (_, i) => Math.log(1 + i / 20)),
        short,
      ),
    ).toBeNull();
  });
});
