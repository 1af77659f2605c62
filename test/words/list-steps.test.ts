import { expect, it } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import { alertChanges, alertEnvironment } from '../../src/words/change-alerts.ts';
import { listSteps } from '../../src/words/list-steps.ts';
import { sampleReports } from '../render/sample-reports.ts';

const { alerts, changes } = sampleReports.confirmed;
const commits = expect.stringMatching(/^Check the commits after /);
const acknowledge = expect.stringMatching(/^If the change is intended/);

it('begins with the commits if tasks are the cause', () =>
  expect(listSteps(alerts, changes)).toEqual([commits, acknowledge]));

it('advises a re-run before a search through commits if the whole build is slower', () => {
  const environment = { by: 'build', ratio: 0.8, series: 20, fromRunner: null, toRunner: null } as const;
  const all = [...alerts, ...alertEnvironment(environment, sampleReports.confirmed)];
  expect(listSteps(all, changes)).toEqual([expect.stringMatching(/^Re-run the job/), commits, acknowledge]);
});

it.each(['image', 'runner'] as const)('advises a re-run first if another %s came with it', (kind) => {
  const moved = changes.map(
    (change): Change => ({ ...change, causes: [{ kind, text: 'a → b', share: null }, ...change.causes] }),
  );
  expect(listSteps(alerts, moved)).toEqual([
    'Re-run the job. If it stays slow, check the new runner before the commits.',
    commits,
    acknowledge,
  ]);
  // No steps for what was not reported.
  expect(
    listSteps(
      [],
      moved.map((change) => ({ ...change, level: null })),
    ),
  ).toEqual([]);
});

it('fixes failed tests first', () => {
  const failed = sampleReports['failed-tests'];
  const [first] = listSteps([...failed.alerts, ...alerts], [...failed.changes, ...changes]);
  expect(first).toMatch(/^Fix /);
});

const [buildSlower, taskSlower] = sampleReports.confirmed.changes;
if (!buildSlower || !taskSlower) throw new Error('two changes are confirmed');

/** The actions of these changes in a report of their own. */
function adviseOn(changes: readonly Change[], isPullRequest = true): string[] {
  const alerts = alertChanges(changes, { groups: [], isPullRequest, waitsForLasting: false });
  return listSteps(alerts, changes).filter((step) => !step.startsWith('If the change'));
}

it('gives one piece of advice for several commits, with what began where', () => {
  const since = { ...buildSlower.since, commit: 'a'.repeat(40), lastGoodCommit: 'b'.repeat(40) };
  const other = { ...taskSlower, since } as Change;
  expect(adviseOn([buildSlower, taskSlower])).toEqual([
    expect.stringMatching(/^Check the commits after \w+ up to \w+\.$/),
  ]);
  expect(adviseOn([buildSlower, other])).toEqual([
    expect.stringMatching(
      /^Check the commits after \w{7} up to \w{7} \(Build time\), the commits after bbbbbbb up to aaaaaaa \(`parser:browser` \(`test`\)\)\.$/,
    ),
  ]);
});

it('counts the starts that do not fit', () => {
  const many = Array.from('abcdef', (digit): Change => {
    const since = { ...buildSlower.since, commit: digit.repeat(40), lastGoodCommit: '0'.repeat(40) };
    return { ...taskSlower, since } as Change;
  });
  expect(adviseOn(many)).toEqual([expect.stringMatching(/\), and 3 more\.$/)]);
});

it('advises one re-run, with the largest number of runs needed', () => {
  const doubt = (change: Change, slowBuilds: number, buildsNeeded: number): Change => ({
    ...change,
    ...{ verdict: 'suspect', level: 'warning', slowBuilds, buildsNeeded },
  });
  expect(adviseOn([doubt(buildSlower, 2, 1), doubt(taskSlower, 1, 2)])).toEqual([
    '2 possible regressions are not confirmed yet (1 of 3 slow builds seen). Re-run the job 2 times to confirm or clear them.',
  ]);
  const environment = { by: 'build', ratio: 0.8, series: 20, fromRunner: null, toRunner: null } as const;
  const alerts = [
    ...alertChanges([doubt(buildSlower, 1, 1)], { groups: [], isPullRequest: true, waitsForLasting: false }),
    ...alertEnvironment(environment, sampleReports.confirmed),
  ];
  expect(listSteps(alerts, []).filter((step) => step.includes('Re-run'))).toHaveLength(1);
});
