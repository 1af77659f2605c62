/** Jobs of a GitLab pipeline as a build. */
import { expect, it } from 'vitest';
import type { Result } from '../../src/model/task.ts';
import { buildOf } from '../source-of.ts';

const resultOf = async (...jobs: readonly object[]): Promise<Result> => {
  const list = jobs.map((job, id) => ({
    ...{ id, stage: 'test', name: `job ${id}`, pipeline: { id: 1 }, allow_failure: false },
    ...{ started_at: '2026-01-01T10:00:00Z', finished_at: '2026-01-01T10:01:00Z' },
    ...job,
  }));
  return (await buildOf(JSON.stringify(list))).result;
};
const failed = { status: 'failed' };
const allowed = { ...failed, allow_failure: true };
const manual = { status: 'manual', started_at: null, finished_at: null };

it('an allowed failure does not fail the pipeline', async () => {
  expect(await resultOf(allowed)).toBe('success');
  expect(await resultOf(allowed, manual)).toBe('success');
  expect(await resultOf(allowed, { status: 'success' })).toBe('success');
  expect(await resultOf(allowed, failed)).toBe('failure');
});

it('jobs of one name are attempts in one pipeline, and several jobs in several', async () => {
  const success = { status: 'success', name: 'a' };
  expect(await resultOf({ ...failed, name: 'a' }, success)).toBe('success');
  expect(await resultOf({ ...failed, name: 'a' }, { ...success, pipeline: { id: 2 } })).toBe('failure');
});

/** A file with one job. */
const page = (job: object): string =>
  JSON.stringify([
    {
      ...{ status: 'success', stage: 'test', name: 'a', pipeline: { id: 1 }, allow_failure: false },
      ...{ started_at: '2026-01-01T10:00:00Z', finished_at: '2026-01-01T10:01:00Z' },
      ...job,
    },
  ]);

it('attempts of a job may be in several files', async () => {
  const build = await buildOf(page({ id: 2 }), page({ id: 1, status: 'failed' }));
  expect(build.result).toBe('success');
  expect(build.tasks.map(({ attempt }) => attempt)).toEqual([2, 1]);
  expect(build.problems).toEqual([]);
});

it('jobs of several pipelines keep their names in files of their own', async () => {
  const build = await buildOf(page({ id: 1 }), page({ id: 2, pipeline: { id: 2 } }));
  expect(build.tasks.map(({ name, attempt }) => `${name} ${attempt}`)).toEqual(['a 1', 'a 1']);
});

it('a pipeline that only waits for people did no work', async () => {
  expect(await resultOf(manual)).toBe('skip');
  expect(await resultOf(manual, { status: 'success' })).toBe('success');
  expect(await resultOf({ status: 'canceled', allow_failure: true }, { status: 'success' })).toBe('success');
});
