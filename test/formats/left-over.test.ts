/** A log that an earlier build left is not this build's. */
import { describe, expect, it } from 'vitest';
import { readBuild } from '../../src/formats/read-build.ts';
import { context, sourceOf } from '../source-of.ts';

const startMs = Date.UTC(2026, 2, 3, 10);
const trace = JSON.stringify([
  { name: 'run-webpack', duration: 5e6, timestamp: 1, id: 2, parentId: 1, startTime: startMs, traceId: 'a' },
  { name: 'next-build', duration: 9e6, timestamp: 1, id: 1, startTime: startMs, traceId: 'a', tags: {} },
]);

async function read(jobStartMs: number | null) {
  const options = { name: 'ci', format: 'auto', id: 'b', context, jobStartMs };
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
