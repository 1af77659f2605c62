/** A log left by an earlier build is not part of this build. */
import { describe, expect, it } from 'vitest';
import { readBuild } from '../../src/formats/read-build.ts';
import { logContext, sourceOf } from '../source-of.ts';
import { fixtures, readFixture } from './fixtures.ts';

const startMs = Date.UTC(2026, 2, 3, 10);
const trace = JSON.stringify([
  { name: 'run-webpack', duration: 5e6, timestamp: 1, id: 2, parentId: 1, startTime: startMs, traceId: 'a' },
  { name: 'next-build', duration: 9e6, timestamp: 1, id: 1, startTime: startMs, traceId: 'a', tags: {} },
]);

async function read(jobStartMs: number | null) {
  const options = { name: 'ci', format: 'auto', id: 'b', context: logContext, jobStartMs };
  return (await readBuild([sourceOf(trace)], options)).build;
}

describe('a Next.js trace', () => {
  it('that ended before the job began is not judged', async () => {
    const build = await read(startMs + 3_600_000);
    expect(build?.complete).toBe(false);
    expect(build?.problems.map(({ code }) => code)).toContain('left-over');
  });

  it('of this job is', async () => {
    const codes = (await read(startMs - 5000))?.problems.map(({ code }) => code);
    expect(codes).not.toContain('left-over');
    expect((await read(null))?.problems.map(({ code }) => code)).not.toContain('left-over');
  });
});

describe('a log of every format', () => {
  const day = 86_400_000;
  const logs = fixtures.filter(({ format }) => format !== null);
  const readAt = async (path: string, jobStartMs: number | null, modifiedMs: number) => {
    const options = { name: 'ci', format: 'auto', id: 'b', context: logContext, jobStartMs };
    return (await readBuild([{ ...sourceOf(readFixture(path), path), modifiedMs }], options)).build;
  };

  /** Read without a job. */
  const plain = new Map<string, ReturnType<typeof readAt>>();
  const readPlain = (path: string): ReturnType<typeof readAt> => {
    const build = plain.get(path) ?? readAt(path, null, 0);
    plain.set(path, build);
    return build;
  };

  it.each(logs)('$path of an earlier build is reported with its time, and not judged', async ({ path }) => {
    const build = await readPlain(path);
    if (build === null) return;
    const isDated = build.startTimeMs !== null;
    const jobStartMs = (build.startTimeMs ?? startMs) + (build.durationMs ?? 0) + 3 * day;
    const old = await readAt(path, jobStartMs, jobStartMs - 2 * day);
    expect(old?.complete).toBe(false);
    const found = old?.problems.find(({ code }) => code === 'left-over');
    const when = isDated ? 'The newest time in this file is' : 'This file was last written at';
    expect(found?.what).toMatch(new RegExp(`^${when} \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC`));
  });

  it('most contain their time', async () => {
    const builds = await Promise.all(logs.map(({ path }) => readPlain(path)));
    const dated = new Set(
      logs.filter((_, place) => builds[place]?.startTimeMs != null).map(({ format }) => format),
    );
    expect(dated.size).toBeGreaterThan(20);
  });
});

describe('reports of tests', () => {
  const report = (hoursBefore: number, name: string): string => {
    const stamp = new Date(startMs - hoursBefore * 3_600_000).toISOString();
    return `<testsuite name="${name}" timestamp="${stamp}" time="9"><testcase classname="${name}" name="t" time="9"/></testsuite>`;
  };
  const written = (hoursBefore: number, name: string, fileHoursBefore = hoursBefore) => ({
    ...sourceOf(report(hoursBefore, name), `${name}.xml`),
    modifiedMs: startMs - fileHoursBefore * 3_600_000,
  });
  const codesOf = async (...sources: ReturnType<typeof written>[]) => {
    const options = { name: 'ci', format: 'auto', id: 'b', context: logContext, jobStartMs: startMs };
    const { build } = await readBuild(sources, options);
    return [build?.complete, build?.problems.map(({ code }) => code)];
  };

  it('of an earlier build are not judged', async () => {
    expect(await codesOf(written(2, 'a'))).toEqual([false, ['left-over']]);
    expect(await codesOf(written(50, 'a'), written(51, 'b'))).toEqual([
      false,
      expect.arrayContaining(['left-over']),
    ]);
  });

  it('that this job fetched from an earlier job, or restored with new ones, belong to this build', async () => {
    expect(await codesOf(written(2, 'a', 0))).toEqual([true, []]);
    expect(await codesOf(written(50, 'a'), written(-0.01, 'b'))).toEqual([true, ['cached-results']]);
  });
});
