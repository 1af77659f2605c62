import { describe, expect, it } from 'vitest';
import type { StoredBuild } from '../../src/model/history.ts';
import { limitHistory } from '../../src/settings/history-limits.ts';
import { describeLimited } from '../../src/words/describe-limited.ts';
import { makeBuild, storeBuild } from '../make.ts';

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 0, 1);
const builds = (count: number, days: number, change: Partial<StoredBuild> = {}): StoredBuild[] =>
  Array.from({ length: count }, (_, i) =>
    storeBuild({
      id: `b${i}`,
      runId: `r${i}`,
      branch: 'main',
      startTimeMs: startMs + i * days * dayMs,
      ...change,
    }),
  );
const textOf = (
  stored: readonly StoredBuild[],
  options: Partial<Parameters<typeof limitHistory>[0]>,
  sizeBytes = 0,
): string[] => {
  const last = stored.at(-1)?.startTimeMs ?? startMs;
  const gap = last - (stored.at(-2)?.startTimeMs ?? last - dayMs);
  const build = makeBuild({
    id: 'now',
    name: stored[0]?.name ?? '',
    startTimeMs: last + gap,
    context: { ...makeBuild().context, runId: 'now', branch: 'main', pullRequest: null },
  });
  const limits = limitHistory({
    historyMaxBuilds: 1000,
    historyMaxAgeDays: 365,
    historyMaxSizeMb: 100,
    ...options,
  });
  return describeLimited(build, { history: { builds: stored, series: [] }, sizeBytes }, 'main', limits).map(
    ({ level, where, what, fix }) => `${level} ${where}: ${what} | ${fix}`,
  );
};

describe('a limit that leaves too few builds to compare with', () => {
  it('by number is reported with a sufficient number', () => {
    for (const limit of [12, 13])
      expect(textOf(builds(limit, 1), { historyMaxBuilds: limit })).toEqual([
        `warning option \`history-max-builds\`: \`history-max-builds: ${limit}\` keeps ${limit} builds to compare with: a regression is found late or never. | Set \`history-max-builds\` to 22 or more.`,
      ]);
  });

  it('counts the builds of pull requests and other branches that take the places', () => {
    const stored = [...builds(10, 1), ...builds(40, 1, { pullRequest: 7, branch: 'fix' })].map((each, i) => ({
      ...each,
      id: `x${i}`,
      runId: `x${i}`,
    }));
    expect(textOf(stored, { historyMaxBuilds: 50 })).toEqual([
      'warning option `history-max-builds`: `history-max-builds: 50` keeps 10 builds to compare with, of 50 that are stored: regression detection never starts. | Set `history-max-builds` to 110 or more.',
    ]);
  });

  it('by age is reported if weekly builds expire as fast as they come', () => {
    expect(textOf(builds(4, 7), { historyMaxAgeDays: 30 })).toEqual([
      'warning option `history-max-age-days`: `history-max-age-days: 30` keeps 4 builds to compare with: regression detection never starts. | Leave `history-max-age-days` out: the newest 100 builds of a branch are then kept however old they are.',
    ]);
  });

  it('by size is reported', () => {
    expect(textOf(builds(5, 1), { historyMaxSizeMb: 2 }, 1.9e6)).toEqual([
      'warning option `history-max-size-mb`: `history-max-size-mb: 2` keeps 5 builds to compare with: regression detection never starts. | Set `history-max-size-mb` to 9 or more.',
    ]);
  });
});

describe('no warning', () => {
  it('for a growing history, or a sufficient one', () => {
    expect(textOf(builds(3, 7), { historyMaxAgeDays: 60 })).toEqual([]);
    expect(textOf(builds(11, 1), { historyMaxBuilds: 24 })).toEqual([]);
    expect(textOf(builds(24, 1), { historyMaxBuilds: 24 })).toEqual([]);
    expect(textOf([], { historyMaxBuilds: 12 })).toEqual([]);
  });

  it('for monthly builds at the default age, which keeps the newest of a branch', () => {
    expect(textOf(builds(13, 30), {})).toEqual([]);
  });
});
