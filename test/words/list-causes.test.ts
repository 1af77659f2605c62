import { expect, it } from 'vitest';
import type { Cause } from '../../src/model/cause.ts';
import { listCauses } from '../../src/words/list-causes.ts';
import { sampleReports } from '../render/sample-reports.ts';

const { confirmed } = sampleReports;
/** The causes of the build's change as reported. */
function textOf(causes: readonly Cause[]): string[] {
  const changes = confirmed.changes.map((change) => ({
    ...change,
    causes: change.series.scope === 'build' ? causes : [],
  }));
  return listCauses({ ...confirmed, changes, alerts: [] }).map(({ value }) => value);
}
const part = (share: number | null, text = `task ${share}`): Cause => ({ kind: 'slower-task', text, share });

it.each([[[0.805, 0.195]], [[0.335, 0.335, 0.335]], [[0.995, 0.005]], [[0.255, 0.255, 0.255, 0.235]]])(
  'never adds up to more than the whole change for %j',
  (shares) => {
    const percents = textOf(shares.map((share, at) => part(share, `task ${at}`))).map((text) =>
      text.includes('(all ') ? 100 : Number(/\((\d+)%/.exec(text)?.[1]),
    );
    expect(percents.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(100);
    expect(percents).toHaveLength(shares.length);
  },
);

it('lists another image before the work that moved with it', () => {
  const image: Cause = { kind: 'image', text: 'runner image changed: a → b', share: null };
  expect(textOf([part(1), image])).toEqual([image.text, 'task 1 (all of the change)']);
});

it('states once, and before the tasks, that several use another model', () => {
  const [build, task] = confirmed.changes;
  if (build === undefined || task === undefined) throw new Error('the build and a task are slower');
  const model = (share: number): Cause => ({ kind: 'model', text: 'model small → large', share });
  const tasks = [0.97, 0.98].map((share, at) => ({
    ...{ ...task, series: { ...task.series, task: `agent ${at}` } },
    causes: [model(share)],
  }));
  const changes = [{ ...build, causes: [part(1)] }, ...tasks];
  const listed = listCauses({ ...confirmed, groups: [], changes, alerts: [] });
  expect(listed.map(({ value }) => value)).toEqual(['model small → large', 'task 1 (all of the change)']);
});

it('summarises many tasks without a cause, and lists a few one by one', () => {
  const [, task] = confirmed.changes;
  if (task === undefined) throw new Error('a task is slower');
  const of = (count: number, every: number) =>
    Array.from({ length: count }, (_, at) => ({
      ...{ ...task, series: { ...task.series, task: `t${at}` } },
      causes: [
        {
          ...{ kind: 'critical-path' as const, share: null },
          text:
            at % every === 0
              ? 'on the critical path'
              : 'not on the critical path (no effect on total duration)',
        },
      ],
    }));
  const listed = (count: number, every = 2) =>
    listCauses({ ...confirmed, groups: [], changes: of(count, every), alerts: [] });
  expect(listed(3)).toHaveLength(2);
  expect(listed(200)).toEqual([
    {
      label: '200 tests',
      value: 'no cause found in the logs; 100 of 200 tests on the critical path, so the build waits for them',
    },
  ]);
  expect(listed(200, 1)[0]?.value).toMatch(
    /; all 200 tests on the critical path, so the build waits for them$/,
  );
});

it('lists no single tasks if most moved together', () => {
  const [build, ...others] = confirmed.changes;
  if (build === undefined) throw new Error('the build is slower');
  const image: Cause = { kind: 'image', text: 'runner image changed: a → b', share: null };
  const changes = [{ ...build, causes: [image, part(0.7), part(0.25)] }, ...others];
  const environment = { by: 'build', ratio: 0.3, series: 20, fromRunner: null, toRunner: null } as const;
  const listed = listCauses({ ...confirmed, changes, environment, alerts: [] }).map(({ value }) => value);
  expect(listed.slice(0, 2)).toEqual([image.text, 'most tasks together (95% of the change)']);
});
