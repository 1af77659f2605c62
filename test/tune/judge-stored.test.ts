/** `alerts` judges stored builds again, and finds what the check of each build found. */
import { expect, it } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { listOpened } from '../../src/detect/conclude/conclude-series.ts';
import type { Build } from '../../src/model/build.ts';
import { readConfig } from '../../src/settings/config.ts';
import { judgeStored } from '../../src/tune/judge-stored.ts';
import { noisy, stepOf, toHistory } from '../detect/judge-in-turn.ts';

const { config } = readConfig(
  'acknowledge:\n  - { series: task-1, reason: more work, owner: ann, expires: 2027-01-01 }\n',
  'config',
);
const options = {
  failOn: 'critical',
  failOnTests: 'never',
  gateOn: 'lasting',
  onMissingBaseline: 'pass',
} as const;
const count = 70;
/** Levels of each task, from a build on. */
const levels = [
  [1, 1, 1.6, 1.6, 1, 1.6, 1.6],
  [1, 1, 1, 1.4, 1.4, 2.2, 2.2],
  [1, 0.7, 0.7, 1, 1, 1, 1],
  [1, 1, 1, 1, 1, 1, 1],
];

function play(seed: number): Build[] {
  const noise = levels.map((_, task) => noisy(count, 1, 0.02, seed * 10 + task));
  return Array.from({ length: count }, (_, i) => {
    const isSlow = i % 4 === seed % 4;
    const tasks = levels.map((steps, task) => ({
      name: `task-${task}`,
      durationMs: Math.round(
        4000 * (steps[Math.floor(i / 10)] ?? 1) * (noise[task]?.[i] ?? 1) * (isSlow ? 1.2 : 1),
      ),
      result: i % 13 === 5 && task === 2 ? ('failure' as const) : ('success' as const),
    }));
    const sum = tasks.reduce((total, { durationMs }) => total + durationMs, 0);
    const ofPull = i % 9 === 7 ? { pullRequest: 1 + (i % 2), branch: 'feature' } : {};
    return stepOf(i, sum, { tasks, context: { cpuModel: isSlow ? 'slow' : 'fast', ...ofPull } });
  });
}

it('finds the alerts of the checks of all builds again', () => {
  let alerts = 0;
  for (const seed of [1, 2]) {
    const stored: Build[] = [];
    const checked = play(seed).map((build) => {
      const loaded = { status: 'found', history: toHistory(stored), problems: [] } as const;
      const report = analyze({ build, loaded, config, options, baselineBranch: 'main', problems: [] });
      stored.push({ ...build, opened: listOpened(report.changes) });
      alerts += report.alerts.length;
      return { id: build.id, alerts: report.alerts.map(({ id, level }) => `${level} ${id}`) };
    });
    const again = judgeStored(
      toHistory(stored),
      config,
      { baselineBranch: 'main', gateOn: 'lasting' },
      count,
    ).map((build) => ({ id: build.id, alerts: build.alerts.map(({ id, level }) => `${level} ${id}`) }));
    expect(again.reverse()).toEqual(checked);
  }
  expect(alerts).toBeGreaterThan(10);
});
