import { describe, expect, it } from 'vitest';
import { findGroups } from '../../src/metrics/find-groups.ts';
import { groupChanges } from '../../src/metrics/group-changes.ts';
import { namePath } from '../../src/metrics/name-path.ts';
import type { Change } from '../../src/model/change.ts';
import { alertChanges } from '../../src/words/change-alerts.ts';
import {
  describeGroupEnds,
  describeGroupMove,
  describeGroupShare,
  nameGroup,
  qualifyGroup,
} from '../../src/words/describe-group.ts';
import { joinPhrase } from '../../src/words/phrases.ts';
import { sampleReports } from '../render/sample-reports.ts';

describe('namePath', () => {
  it.each([
    [
      'packages/billing/src/a.test.ts › total › adds',
      [
        'packages',
        'packages/billing',
        'packages/billing/src',
        'packages/billing/src/a.test.ts',
        'packages/billing/src/a.test.ts › total',
      ],
    ],
    ['com.shop.Cart › adds', ['com', 'com.shop', 'com.shop.Cart']],
    ['//src/net:lib', ['//src', '//src/net']],
    ['tests/test_a.py::TestCart::test_total', ['tests', 'tests/test_a.py', 'tests/test_a.py::TestCart']],
    ['example.com/shop/cart › TestTotal', ['example.com', 'example.com/shop', 'example.com/shop/cart']],
    [':app:compileJava', [':app']],
    ['web#build', ['web']],
    ['Install dependencies', []],
    ['build', []],
    ['', []],
  ])('%s', (name, path) => expect(namePath(name)).toEqual(path));
});

describe('findGroups', () => {
  const members = (names: readonly string[], moved: (name: string) => boolean) =>
    names.map((name) => ({ name, moved: moved(name) }));
  const names = ['a', 'b'].flatMap((part) => [1, 2, 3, 4].map((n) => `lib/${part}/t${n}`));

  it('names the largest group in which most tasks moved, as exactly as possible', () => {
    expect(findGroups(members(names, () => true))).toEqual([
      { name: 'lib', moved: [0, 1, 2, 3, 4, 5, 6, 7], size: 8 },
    ]);
    const wide = [...names, ...[1, 2].map((n) => `lib/c/t${n}`)];
    expect(findGroups(members(wide, (name) => name.startsWith('lib/a')))).toEqual([
      { name: 'lib/a', moved: [0, 1, 2, 3], size: 4 },
    ]);
  });

  it('ignores scattered changes', () => {
    expect(findGroups(members(names, (name) => name.endsWith('1')))).toEqual([]);
    expect(findGroups(members(['x', 'y', 'z'], () => true))).toEqual([]);
  });
});

describe('a report of 10,000 tests, of which 400 got slower', () => {
  it('reports it in one group', () => {
    const [group, ...others] = sampleReports.grouped.groups;
    expect(others).toEqual([]);
    expect(group).toMatchObject({ name: 'packages/billing/src', kind: 'test', tasks: 410, by: 'place' });
    expect(group?.changes).toHaveLength(402);
    expect((group?.to ?? 0) / (group?.from ?? 1)).toBeCloseTo(1.9, 1);
    expect(group?.all).toBeGreaterThan((group?.to ?? 0) - (group?.from ?? 0));
  });
});

describe('tasks of one model that need more tokens, and cost more', () => {
  const { grouped } = sampleReports;
  const [sample] = grouped.changes;
  const [task] = grouped.tasks;
  if (sample === undefined || task === undefined) throw new Error('The sample has no change.');
  const names = ['Plan', 'Code', 'Review', 'Test', 'Release'];
  const tasks = names.map((name, at) => ({
    ...task,
    ...{ name, kind: 'agent', model: at < 4 ? 'sonnet' : 'opus', costUsd: 0.2, tokens: 40_000 },
  }));
  const change = (measure: 'cost' | 'tokens', name: string | null, from: number, to: number): Change => {
    const unit = measure === 'cost' ? 'usd' : 'tokens';
    const scope = name === null ? 'build' : 'task';
    const series = { ...sample.series, scope, measure, unit, kind: name && 'agent', task: name } as const;
    return { ...sample, series, from, to, ratio: to / from - 1, verdict: 'suspect', state: 'new' };
  };
  const changes = [
    change('cost', null, 1, 1.5),
    ...names.map((name) => change('cost', name, 0.1, 0.2)),
    ...names.map((name) => change('tokens', name, 20_000, 32_000)),
  ];

  it('are one row for each measure, and tasks of another model stay alone', () => {
    const groups = groupChanges(changes, tasks);
    expect(
      groups.map((group) => [
        joinPhrase(nameGroup(group)),
        describeGroupMove(group),
        describeGroupShare(group),
        ...describeGroupEnds(group),
      ]),
    ).toEqual([
      ['model `sonnet`: cost of 4 tasks', '≈ 2× higher', '+$0.40 of +$0.50', '$0.40', '$0.80'],
      ['model `sonnet`: tokens of 4 tasks', '≈ 1.6× higher', '+48k', '80k', '128k'],
    ]);
    expect(groups.flatMap(({ changes: own }) => own).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
  });
});

describe('changes that began together', () => {
  const { grouped } = sampleReports;
  const of = (change: (at: number) => Partial<Change>): readonly Change[] =>
    grouped.changes.map((each, at) => (each.series.scope === 'task' ? { ...each, ...change(at) } : each));
  const sizes = (changes: readonly Change[]): number[] =>
    groupChanges(changes, grouped.tasks).map((group) => group.changes.length);

  it('are one group while only some of them are confirmed, or were reported by the previous build', () => {
    const parts: Partial<Change>[] = [{}, { verdict: 'suspect' }, { state: 'open' }];
    const changes = of((at) => parts[at % 3] ?? {});
    expect(sizes(changes)).toEqual([402]);
    const [group] = groupChanges(changes, grouped.tasks);
    const members = group?.changes.map((at) => changes[at] as Change) ?? [];
    expect([members[0]?.state, members[0]?.verdict, members.at(-1)?.verdict]).toEqual([
      'new',
      'confirmed',
      'suspect',
    ]);
    expect(qualifyGroup(members)).toBe('268 of 402 confirmed');
  });

  it('are separate from changes that are open for longer, expected, or faster', () => {
    const since = grouped.changes.find(({ series }) => series.scope === 'task')?.since;
    const earlier = since ? { ...since, buildId: 'earlier' } : null;
    const apart: Partial<Change>[] = [
      { state: 'open', since: earlier },
      { state: 'acknowledged' },
      { ratio: -0.4 },
    ];
    for (const part of apart) {
      const changes = of((at) => (at % 3 === 0 ? part : {}));
      const sorts = groupChanges(changes, grouped.tasks).map(
        (group) =>
          new Set(group.changes.map((at) => `${changes[at]?.state} ${(changes[at]?.ratio ?? 0) > 0}`)),
      );
      expect(sorts.map(({ size }) => size)).toEqual(sorts.map(() => 1));
      expect(sorts.length).toBeGreaterThan(0);
    }
  });

  it('have one piece of advice, whatever is known of their start', () => {
    const changes = of(() => ({ since: null }));
    const alerts = alertChanges(changes, {
      groups: groupChanges(changes, grouped.tasks),
      ...{ isPullRequest: false, waitsForLasting: false },
    });
    const actions = new Set(alerts.filter(({ id }) => id.includes('part0')).map(({ action }) => action));
    expect([...actions]).toEqual(['Check what changed when `packages/billing/src` first got worse.']);
  });
});
