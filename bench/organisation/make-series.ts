/** A simulated organisation: repositories with a series of CI and a nightly one, deterministic and skewed. */

import type { Build } from '../../src/model/build.ts';
import type { LogSpan, Task } from '../../src/model/task.ts';
import { measureRun } from '../../src/points/measure-run.ts';
import { hourMs, makeBuild, openRandom, startMs } from '../builds.ts';

export interface OrganisationSize {
  readonly repositories: number;
  /** Of each repository: a fifth of them are nightly ones. */
  readonly builds: number;
  readonly tasks: number;
}

export interface MadeSeries {
  /** All series of the repository. */
  readonly repositories: readonly string[];
  readonly series: string;
  /** Made on demand. */
  readonly builds: () => Build[];
}

const kinds = ['CI/test', 'Nightly/e2e'] as const;
const models = ['claude-sonnet-4-5', 'claude-haiku-4-5', 'gpt-5'];
const changed = 'task:duration:task:';

/**
 * This many are made; others have the same builds under another name: nothing else in a file names its repository.
 */
const distinct = 20;

export function* listOrganisation({ repositories, builds, tasks }: OrganisationSize): Generator<MadeSeries> {
  for (let number = 0; number < Math.min(distinct, repositories); number++)
    for (const [at, series] of kinds.entries()) {
      const nightly = Math.floor(builds / 5);
      const count = at === 0 ? builds - nightly : nightly;
      const names: string[] = [];
      for (let copy = number; copy < repositories; copy += distinct)
        names.push(`acme/service-${String(copy).padStart(4, '0')}`);
      yield {
        ...{ repositories: names, series },
        builds: () =>
          Array.from({ length: count }, (_, build) => makeOne(number, series, build, count, tasks)),
      };
    }
}

function makeOne(repository: number, series: string, number: number, count: number, tasks: number): Build {
  const seed =
    (repository * kinds.length + kinds.indexOf(series as (typeof kinds)[number])) * 10_000 + number;
  const random = openRandom(seed + 1);
  const base = makeBuild(seed, tasks);
  const [workflow = '', job = ''] = series.split('/');
  const startTimeMs = startMs + number * (series === kinds[0] ? 9 : 36) * hourMs + (repository % 60) * 60_000;
  // A repository in three becomes permanently slower in its last third.
  const isSlower = repository % 3 === 0 && number >= Math.floor((2 * count) / 3);
  const own = base.tasks.map((task, at) => change(task, at, repository, isSlower, random));
  const waitMs = Math.round(3000 / (random() + 0.01));
  const build: Build = {
    ...base,
    ...{ id: `gh-${9_000_000_000 + seed}-1-${job}`, name: series, startTimeMs, tasks: own },
    durationMs: own.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0) / 4,
    result: own.some(({ result }) => result === 'failure') ? 'failure' : 'success',
    spans: [waitFor(job, startTimeMs, waitMs)],
    opened: isSlower && number === Math.floor((2 * count) / 3) + 3 ? [`${changed}${own[7]?.name}`] : [],
    context: {
      ...base.context,
      ...{
        workflow,
        job,
        runId: String(9_000_000_000 + seed),
        event: number % 3 === 0 ? 'push' : 'pull_request',
      },
      branch: number % 3 === 0 ? 'main' : `feature-${number % 17}`,
      // Every tenth commit is built twice.
      commit: (seed - (number % 10 === 9 ? 1 : 0)).toString(16).padStart(40, '0'),
      runnerImage: `ubuntu24/2026${String(1 + Math.floor((12 * number) / count)).padStart(2, '0')}01.1.0`,
    },
  };
  return { ...build, amounts: measureRun(build, { alerts: [], changes: [] }, { isMeasured: () => false }) };
}

/** Seven of ten are tests, some of which fail now and then; a repository in ten has agents among its tasks. */
function change(task: Task, at: number, repository: number, isSlower: boolean, random: () => number): Task {
  const durationMs = (task.durationMs ?? 0) * (isSlower && at === 7 ? 1.5 : 1);
  const result = random() < (at % 25 === 3 ? 0.02 : 0.0005) ? 'failure' : 'success';
  const errorType = result === 'failure' ? 'AssertionError' : null;
  if (at < 48 || repository % 10 !== 0)
    return { ...task, kind: at % 10 < 7 ? 'test' : 'task', durationMs, result, errorType };
  const input = Math.floor(20_000 * random());
  const tokens = { input, output: input >> 3, cacheRead: input * 4, cacheCreation: input >> 2 };
  const model = models[at % models.length] as string;
  return { ...task, kind: 'agent', durationMs, result, errorType, model, tokens, costUsd: input * 4e-6 };
}

function waitFor(job: string, startTimeMs: number, durationMs: number): LogSpan {
  return {
    ...{ id: `${job}/queue`, parentId: null, name: 'queue', result: 'success' },
    ...{ startTimeMs: startTimeMs - durationMs, durationMs },
  };
}
