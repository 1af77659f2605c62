import { expect, it } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import { alertEnvironment } from '../../src/words/change-alerts.ts';
import { listSteps } from '../../src/words/list-steps.ts';
import { zoo } from '../render/zoo.ts';

const { alerts, changes } = zoo.confirmed;
const commits = expect.stringMatching(/^Check the commits after /);
const acknowledge = expect.stringMatching(/^If the change is intended/);

it('begins with the commits where tasks are to blame', () =>
  expect(listSteps(alerts, changes)).toEqual([commits, acknowledge]));

it('re-runs before it looks through commits when the whole build is slower', () => {
  const environment = { by: 'build', ratio: 0.8, series: 20, fromRunner: null, toRunner: null } as const;
  const all = [...alerts, ...alertEnvironment(environment)];
  expect(listSteps(all, changes)).toEqual([expect.stringMatching(/^Re-run the job/), commits, acknowledge]);
});

it.each(['image', 'runner'] as const)('re-runs first when another %s came with it', (kind) => {
  const moved = changes.map(
    (change): Change => ({ ...change, causes: [{ kind, text: 'a → b', share: null }, ...change.causes] }),
  );
  expect(listSteps(alerts, moved)).toEqual([
    'Re-run the job. If it stays slow, check the new runner before the commits.',
    commits,
    acknowledge,
  ]);
  // Nothing to do about what was not reported.
  expect(
    listSteps(
      [],
      moved.map((change) => ({ ...change, level: null })),
    ),
  ).toEqual([]);
});

it('fixes failed tests first', () => {
  const failed = zoo['failed-tests'];
  const [first] = listSteps([...failed.alerts, ...alerts], [...failed.changes, ...changes]);
  expect(first).toMatch(/^Fix /);
});
