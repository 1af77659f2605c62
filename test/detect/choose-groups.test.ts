/** Which changes of tasks are still reported next to their group that moved. */
import { expect, it } from 'vitest';
import { foldTasks } from '../../src/detect/conclude/choose-groups.ts';
import type { Change } from '../../src/model/change.ts';

const change = (scope: 'group' | 'task', task: string, ratio: number): Change<unknown> =>
  ({
    series: { scope, measure: 'duration', task, kind: 'test', unit: 'ms', better: 'lower' },
    state: 'new',
    level: 'warning',
    ratio,
    openedBy: null,
    acknowledgement: null,
  }) as unknown as Change<unknown>;
const foldedAt = (group: number, task: number): boolean => {
  const [folded] = foldTasks(
    [change('task', 'packages/cart/a.test.ts › adds', task)],
    [change('group', 'packages/cart/a.test.ts', group)],
  );
  return folded?.level === null;
};

it('folds a task that changed about as much as its group', () => {
  expect(foldedAt(0.8, 0.7)).toBe(true);
  expect(foldedAt(0.8, 2)).toBe(true);
  expect(foldedAt(0.06, 0.1)).toBe(true);
});

it('hides no regression of a task in a group that is a little slower', () => {
  expect(foldedAt(0.06, 0.4)).toBe(false);
  expect(foldedAt(0.8, 3)).toBe(false);
  expect(foldedAt(0.8, -0.3)).toBe(false);
});
