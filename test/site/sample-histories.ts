/** A team's quarter as histories in a folder: a suite with everything that may happen to it, and an agent's job. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../../src/analyze.ts';
import { listOpened } from '../../src/detect/conclude/conclude-series.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { noLimits } from '../../src/history/segment.ts';
import type { Build } from '../../src/model/build.ts';
import type { HistoryStore } from '../../src/model/history.ts';
import type { Task } from '../../src/model/task.ts';
import { readConfig } from '../../src/settings/config.ts';
import { compactFolder, folderStore, nameSeriesFolder } from '../../src/stores/folder-store.ts';
import { makeBuild, makeContext, makeTask } from '../make.ts';

const hourMs = 3_600_000;
const firstMs = Date.UTC(2026, 8, 1, 6);

/** The same numbers every time, approximately normal. */
function openNoise(seed: number): () => number {
  let state = seed;
  return () => {
    let sum = 0;
    for (let i = 0; i < 6; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      sum += state / 4_294_967_296;
    }
    return (sum - 3) * Math.SQRT2;
  };
}

export function commitOfBuild(number: number): string {
  return createHash('sha1').update(String(number)).digest('hex');
}

const areas = ['cart', 'checkout', 'login', 'search', 'parser', 'profile'];
const checks = [
  'renders',
  'keeps its state',
  'rejects bad input',
  'survives a reload',
  'handles 1,000 items',
];

function testBuild(number: number): Build {
  const noise = openNoise(number + 1);
  const tasks = areas.flatMap((area, a) =>
    checks.map((check, c): Task => {
      const name = `tests/${area}.spec.ts › ${area} › ${check}`;
      let durationMs = 180 * (a + 1) * (c + 1) * Math.exp(0.05 * noise());
      if (area === 'parser' && number >= 109) durationMs *= 1.45;
      if (area === 'search' && c === 4) durationMs *= 1 + number / 150;
      if (area === 'cart' && c === 1 && number >= 70) durationMs *= 0.6;
      const isFailing = area === 'profile' && c === 2 && number >= 117;
      const isFlaky = area === 'login' && c === 3 && number % 17 === 5;
      const result = isFailing || isFlaky ? 'failure' : 'success';
      return makeTask({ id: `${a}-${c}`, name, kind: 'test', durationMs, result });
    }),
  );
  const durationMs = tasks.reduce((sum, task) => sum + (task.durationMs ?? 0), 4_000);
  return makeBuild({
    id: `gh-${9_100_000_000 + number}-1-4be1f0aa`,
    name: 'CI/test',
    startTimeMs: firstMs + number * 17 * hourMs,
    durationMs,
    result: tasks.some(({ result }) => result === 'failure') ? 'failure' : 'success',
    tasks,
    metrics: [
      { name: 'bundle size', value: 412_000 + 900 * number, unit: 'By', better: 'lower', samples: null },
    ],
    spans: [
      {
        ...{ id: 'test/queue', parentId: null, name: 'test / queue', startTimeMs: null, result: 'unknown' },
        durationMs: 9_000 * Math.exp(0.3 * noise()) * (number >= 90 ? 3 : 1),
      },
    ],
    context: makeContext({
      commit: commitOfBuild(number),
      runId: String(9_100_000_000 + number),
      workflow: 'CI',
    }),
  });
}

/** A second attempt of a build in which only the flaky test had failed. */
function rerun(build: Build, number: number): Build[] {
  if (number % 17 !== 5) return [];
  const tasks = build.tasks.map((task) =>
    task.name.includes('login') && task.result === 'failure' ? { ...task, result: 'success' as const } : task,
  );
  const isFine = tasks.every(({ result }) => result === 'success');
  return [
    {
      ...build,
      id: build.id.replace('-1-', '-2-'),
      startTimeMs: (build.startTimeMs ?? 0) + hourMs,
      result: isFine ? 'success' : 'failure',
      tasks,
      context: { ...build.context, runAttempt: 2 },
    },
  ];
}

function agentBuild(number: number): Build {
  const noise = openNoise(number + 500);
  const models = [
    ['review', 'claude-sonnet-5', 0.11],
    ['plan', 'claude-opus-5', 0.42],
    ['summarize', 'claude-haiku-5', 0.01],
  ] as const;
  const tasks = models.map(([name, model, usd], at): Task => {
    const factor = Math.exp(0.06 * noise()) * (name === 'plan' && number >= 52 ? 1.8 : 1);
    return makeTask({
      id: `a${at}`,
      name,
      kind: 'agent',
      durationMs: 20_000 * factor,
      model,
      costUsd: usd * factor,
      tokens: {
        input: Math.round(10_000 * factor),
        output: 2_000,
        cacheRead: Math.round(30_000 * factor),
        cacheCreation: 0,
      },
      cache: (number + at) % 3 === 0 ? 'hit' : 'miss',
    });
  });
  return makeBuild({
    id: `gh-${9_200_000_000 + number}-1-77aa00bb`,
    name: 'agents/nightly',
    startTimeMs: firstMs + number * 24 * hourMs,
    durationMs: tasks.reduce((sum, task) => sum + (task.durationMs ?? 0), 0),
    tasks,
    context: makeContext({
      commit: commitOfBuild(number + 300),
      runId: String(9_200_000_000 + number),
      workflow: 'agents',
      event: 'schedule',
    }),
  });
}

export const sampleBuildCounts = { tests: 120, agents: 70 };

/**
 * Stores each build; from the build of this number on, judged by those before it, as its own run did.
 * @param judgedFrom judging takes most of the time
 */
export async function writeSampleHistories(folder: string, judgedFrom = 0): Promise<void> {
  const tests = Array.from({ length: sampleBuildCounts.tests }, (_, n) => testBuild(n)).flatMap(
    (build, n) => [build, ...rerun(build, n)],
  );
  const agents = Array.from({ length: sampleBuildCounts.agents }, (_, n) => agentBuild(n));
  for (const builds of [tests, agents]) {
    await storeAll(folder, builds.slice(0, judgedFrom));
    for (const build of builds.slice(judgedFrom)) await storeJudged(folder, build);
  }
}

/** Stores builds of one series without waiting for the disk after each; they are merged at the end. */
export async function storeAll(folder: string, builds: readonly Build[]): Promise<void> {
  const [first] = builds;
  if (first === undefined) return;
  const own = join(folder, nameSeriesFolder(first.name));
  mkdirSync(own, { recursive: true });
  for (const build of builds) {
    const { name, bytes } = encodeBuild(build, build.startTimeMs ?? 0);
    writeFileSync(join(own, name), bytes);
  }
  await compactFolder(own, { ...noLimits, now: 0 });
}

async function store(folder: string, build: Build): Promise<void> {
  const { saved, problems } = await openStory(folder, build).append(build);
  if (!saved) throw new Error(JSON.stringify(problems));
}

function openStory(folder: string, { name, startTimeMs }: Build): HistoryStore {
  return folderStore(folder, { ...noLimits, series: name, now: startTimeMs ?? 0 });
}

export async function storeJudged(folder: string, build: Build): Promise<void> {
  const { config } = readConfig('', 'build-telemetry.yml');
  const loaded = await openStory(folder, build).load();
  const { changes } = analyze({
    build,
    loaded,
    config,
    options: { failOn: 'never', failOnTests: 'never', gateOn: 'lasting', onMissingBaseline: 'pass' },
    baselineBranch: 'main',
    problems: [],
  });
  await store(folder, { ...build, opened: listOpened(changes) });
}

/** The build after those of the story. */
export function nextTestBuild(): Build {
  return testBuild(sampleBuildCounts.tests);
}
