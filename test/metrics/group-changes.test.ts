import { describe, expect, it } from 'vitest';
import { findGroups } from '../../src/metrics/find-groups.ts';
import { namePath } from '../../src/metrics/name-path.ts';
import { zoo } from '../render/zoo.ts';

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

  it('names the largest part of which most moved, as exactly as it can', () => {
    expect(findGroups(members(names, () => true))).toEqual([
      { name: 'lib', moved: [0, 1, 2, 3, 4, 5, 6, 7], size: 8 },
    ]);
    const wide = [...names, ...[1, 2].map((n) => `lib/c/t${n}`)];
    expect(findGroups(members(wide, (name) => name.startsWith('lib/a')))).toEqual([
      { name: 'lib/a', moved: [0, 1, 2, 3], size: 4 },
    ]);
  });

  it('leaves alone what moved here and there', () => {
    expect(findGroups(members(names, (name) => name.endsWith('1')))).toEqual([]);
    expect(findGroups(members(['x', 'y', 'z'], () => true))).toEqual([]);
  });
});

describe('a report of 10,000 tests, of which 400 got slower', () => {
  it('says so in one group', () => {
    const [group, ...others] = zoo.grouped.groups;
    expect(others).toEqual([]);
    expect(group).toMatchObject({ name: 'packages/billing/src', kind: 'test', tasks: 410, by: 'place' });
    expect(group?.changes).toHaveLength(402);
    expect((group?.toMs ?? 0) / (group?.fromMs ?? 1)).toBeCloseTo(1.9, 1);
    expect(group?.allMs).toBeGreaterThan((group?.toMs ?? 0) - (group?.fromMs ?? 0));
  });
});
