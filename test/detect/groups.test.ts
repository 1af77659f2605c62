import { describe, expect, it } from 'vitest';
import type { Build } from '../../src/model/build.ts';
import type { Change } from '../../src/model/change.ts';
import { judgeInTurn, noisy, type Step, stepOf } from './judge-in-turn.ts';

const files = [
  'packages/cart/a.test.ts',
  'packages/cart/b.test.ts',
  'packages/search/c.test.ts',
  'packages/web/d.test.ts',
];
const perFile = 60;
const usualMs = 25;

/** Builds of 240 tests of about 25 ms, each with its own noise: no test alone can reach the minimum of 100 ms. */
function builds(count: number, factor: (file: string, build: number, test: number) => number): Build[] {
  return Array.from({ length: count }, (_, index) => {
    // All are alike until then, and converted into rows once.
    const known = index < slowFrom ? usual[index] : undefined;
    if (known !== undefined) return known;
    const tasks: NonNullable<Step['tasks']>[number][] = files.flatMap((file, at) =>
      noisy(perFile, usualMs, 0.15, 1 + index * files.length + at).map((durationMs, test) => ({
        ...{ name: `${file} › case ${test}`, kind: 'test' },
        durationMs: durationMs * factor(file, index, test),
      })),
    );
    return stepOf(index, 10_000, { tasks });
  });
}

const slowFrom = 30;
const usual: Build[] = [];
usual.push(...builds(slowFrom, () => 1));
const slow =
  (by: number, isSlow: (file: string, test: number) => boolean) =>
  (file: string, build: number, test: number) =>
    build >= slowFrom && isSlow(file, test) ? by : 1;

function groupsOf(changes: readonly Change<unknown>[]): string[] {
  return changes
    .filter(({ series }) => series.scope === 'group')
    .map(({ series, verdict, state }) => `${series.task} ${verdict} ${state}`);
}

function playAll(all: readonly Build[]) {
  return judgeInTurn(all.slice(0, slowFrom), all.slice(slowFrom));
}

describe('groups of tasks', () => {
  it('shows a change of many short tests immediately and as one', () => {
    const all = playAll(
      builds(
        36,
        slow(1.8, (file) => file.includes('search')),
      ),
    );
    const name = 'packages/search/c.test.ts';
    expect(groupsOf(all[0]?.changes ?? [])).toEqual([`${name} suspect new`]);
    const news = all
      .flatMap(({ changes }) => groupsOf(changes))
      .filter((each) => each.endsWith('confirmed new'));
    expect(news).toEqual([`${name} confirmed new`]);
    expect(groupsOf(all.at(-1)?.changes ?? [])).toEqual([`${name} confirmed open`]);
    const [group] = all[0]?.changes ?? [];
    expect(group?.ratio).toBeGreaterThan(0.6);
    expect(group?.ratio).toBeLessThan(0.9);
    expect((group?.from ?? 0) / (perFile * usualMs)).toBeCloseTo(1, 1);
    expect(all[0]?.changes.every(({ series, level }) => series.scope === 'group' || level === null)).toBe(
      true,
    );
  });

  it('is the package if all of its files moved', () => {
    const all = playAll(
      builds(
        31,
        slow(1.8, (file) => file.includes('cart')),
      ),
    );
    expect(groupsOf(all[0]?.changes ?? [])).toEqual(['packages/cart suspect new']);
  });

  it('reports no group for a few of its tests', () => {
    const all = playAll(
      builds(
        36,
        slow(12, (file, test) => file.includes('search') && test < 6),
      ),
    );
    expect(all.flatMap(({ changes }) => groupsOf(changes))).toEqual([]);
  });

  it('reports no group if all tests are slower', () => {
    const all = playAll(
      builds(
        36,
        slow(1.8, () => true),
      ),
    );
    expect(all.flatMap(({ changes }) => groupsOf(changes))).toEqual([]);
  });

  it('ends when the tests are fast again', () => {
    const isOver = (build: number): boolean => build >= slowFrom + 8;
    const all = playAll(
      builds(44, (file, build) => (build >= slowFrom && !isOver(build) && file.includes('search') ? 1.8 : 1)),
    );
    const states = all
      .flatMap(({ changes }) => groupsOf(changes))
      .filter((each) => each.endsWith('recovered'));
    expect(states).toEqual(['packages/search/c.test.ts confirmed recovered']);
  });

  it('does not move without a change', () => {
    const all = playAll(builds(45, () => 1));
    expect(all.flatMap(({ changes }) => groupsOf(changes))).toEqual([]);
  });
});
