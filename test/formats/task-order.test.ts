/** Order and place of tasks in logs: what each task waited for, the critical path, workers and threads. */
import { describe, expect, it } from 'vitest';
import { findCriticalPath } from '../../src/metrics/critical-path.ts';
import type { Build } from '../../src/model/build.ts';
import { buildOf } from '../source-of.ts';
import { openFixture } from './fixtures.ts';

const read = (path: string): Promise<Build> => buildOf(openFixture(path));
const pathOf = ({ tasks, criticalPath }: Build): string[] =>
  findCriticalPath(tasks, criticalPath)?.steps.map(({ task }) => task.name) ?? [];
const lanesOf = ({ tasks }: Build): string[] => [...new Set(tasks.flatMap(({ lane }) => lane ?? []))].sort();

/**
 * A step of the path that names what it waited for waited for the previous step, or for something that took no time.
 */
function expectDependencies({ tasks, criticalPath }: Build): number {
  const steps = findCriticalPath(tasks, criticalPath)?.steps.map(({ task }) => task) ?? [];
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const reaches = (from: string, wanted: string, seen = new Set<string>()): boolean => {
    if (seen.has(from)) return false;
    seen.add(from);
    const ids = byId.get(from)?.dependsOn ?? [];
    return ids.includes(wanted) || ids.some((id) => reaches(id, wanted, seen));
  };
  const dependent = steps.slice(1).filter(({ dependsOn }) => dependsOn !== undefined);
  for (const step of dependent) {
    const before = steps[steps.indexOf(step) - 1];
    expect(reaches(step.id, before?.id ?? ''), `${step.name} waited for ${before?.name}`).toBe(true);
  }
  return dependent.length;
}

describe('the critical path', () => {
  it("follows Turborepo's graph of tasks", async () => {
    const build = await read('turborepo/turbo-2.11.11-cold.json');
    expect(pathOf(build)).toEqual(['simple-statistics#build', 'cicd-action#build', 'cicd-action#test']);
  });

  it("follows Cargo's units, in its page and in its log", async () => {
    for (const path of ['cargo-timings/cargo-1.95.0-cargo-timing.html', 'cargo-timings/fresh.jsonl']) {
      const build = await read(path);
      expect(build.tasks.every(({ cache, dependsOn }) => cache === 'hit' || dependsOn !== undefined)).toBe(
        true,
      );
      expectDependencies(build);
    }
    expect(expectDependencies(await read('cargo-timings/cargo-1.95.0-cargo-timing.html'))).toBe(2);
  });

  it("follows Go's graph of actions", async () => {
    expect(
      expectDependencies(await read('go-actiongraph/go-1.19.8-cached-actiongraph.json')),
    ).toBeGreaterThan(0);
  });

  it('follows the inputs of the steps of a Dockerfile', async () => {
    expect(expectDependencies(await read('buildkit/cold.jsonl'))).toBeGreaterThan(0);
  });

  it("is the one in Bazel's log", async () => {
    const path = pathOf(await read('bazel-profile/tiny.json.gz'));
    expect(path).toEqual(['Executing genrule //src:target_c', 'Executing genrule //src:target_a']);
  });

  it('goes through `needs` of jobs, and through our own `depends_on`', async () => {
    const job = (id: number, from: number, to: number, needs: number[]) => ({
      ...{ id, name: `job ${id}`, status: 'completed', conclusion: 'success', needs, steps: [] },
      started_at: new Date(1_700_000_000_000 + from * 1000).toISOString(),
      completed_at: new Date(1_700_000_000_000 + to * 1000).toISOString(),
    });
    const jobs = [job(1, 0, 60, []), job(2, 0, 98, []), job(3, 100, 200, [1])];
    expect(pathOf(await buildOf(JSON.stringify({ total_count: 3, jobs })))).toEqual(['job 1', 'job 3']);
    const task = (task_id: string, start: number, duration_ms: number, depends_on: string[]) =>
      JSON.stringify({
        ...{ v: 1, type: 'task', task_id, name: task_id, duration_ms, depends_on, worker: `w${start}` },
        start_time: new Date(1_700_000_000_000 + start).toISOString(),
      });
    const lines = [task('a', 0, 60, []), task('b', 0, 98, []), task('c', 100, 10, ['a'])];
    const build = await buildOf(lines.join('\n'));
    expect(pathOf(build)).toEqual(['a', 'c']);
    expect(lanesOf(build)).toEqual(['w0', 'w100']);
  });
});

describe('workers and threads', () => {
  it.each([
    ['playwright/playwright-1.65.1-passed.json', ['worker 1', 'worker 2']],
    ['ctrf/spec-comprehensive.json', ['worker-1', 'worker-2']],
    ['nx-profile/nx-24.0.6-fail.json', ['Group #1', 'Group #2', 'Group #3']],
  ])('are named in %s', async (path, lanes) => {
    expect(lanesOf(await read(path))).toEqual(lanes);
  });

  it('are the threads of Bazel', async () => {
    const lanes = lanesOf(await read('bazel-profile/local-jobs-4.json.gz'));
    expect(lanes).toHaveLength(4);
    expect(lanes.every((lane) => /^skyframe-evaluator \d$/.test(lane))).toBe(true);
  });

  it('are the threads of a trace, by name or number, if work stayed on one', async () => {
    const span = (tid: number, name: string, ts: number) => ({ ph: 'X', pid: 1, tid, name, ts, dur: 10 });
    const named = { ph: 'M', pid: 1, tid: 1, name: 'thread_name', args: { name: 'main' } };
    const events = [named, span(1, 'a', 0), span(2, 'b', 0), span(1, 'both', 20), span(2, 'both', 20)];
    const { tasks } = await buildOf(JSON.stringify(events));
    expect(tasks.map(({ name, lane }) => [name, lane])).toEqual([
      ['a', 'main'],
      ['b', 'thread 2'],
      ['both', undefined],
    ]);
  });
});
