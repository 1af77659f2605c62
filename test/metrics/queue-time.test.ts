import { describe, expect, it } from 'vitest';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import { measureQueue } from '../../src/metrics/queue-time.ts';
import type { LogSpan } from '../../src/model/task.ts';
import { makeHistoryBuild, makeHistoryTask, startMs, wideLimits } from '../history/make-history-build.ts';

const wait = (id: string, durationMs: number | null, parentId: string | null = id): LogSpan => ({
  id: `${id}/queue`,
  parentId,
  name: `${id} / queue`,
  startTimeMs: startMs,
  durationMs,
  result: 'unknown',
});

describe('queue time', () => {
  it('is the longest wait of a job, and unknown without one', () => {
    const other = { ...wait('c', 9000), id: 'c/upload' };
    expect(measureQueue({ spans: [wait('a', 10), wait('b', 2500), other] })).toBe(2500);
    expect(measureQueue({ spans: [other] })).toBeNull();
    expect(measureQueue({ spans: [] })).toBeNull();
  });

  it('is stored for the build and for each job, and for no job that did not wait', () => {
    const tasks = ['a', 'b', 'c'].map((id) => makeHistoryTask({ id, name: id, kind: 'job' }));
    const spans = [wait('a', 10.5), wait('b', 2500), wait('open', 7000, null)];
    const { history } = readSegments(
      [encodeBuild(makeHistoryBuild('x', { tasks, spans }), startMs)],
      wideLimits,
    );
    expect(history.builds[0]?.queueMs).toBe(7000);
    expect([...history.series].map(({ queueMs }) => queueMs && [...queueMs])).toEqual([[10.5], [2500], null]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300, null])('of %s is not known', (durationMs) => {
    const build = makeHistoryBuild('x', {
      tasks: [makeHistoryTask({ id: 'a' })],
      spans: [wait('a', durationMs)],
    });
    const { history, problems } = readSegments([encodeBuild(build, startMs)], wideLimits);
    expect(problems).toEqual([]);
    expect(history.builds[0]).not.toHaveProperty('queueMs');
    expect([...history.series].map(({ queueMs }) => queueMs)).toEqual([null]);
  });
});
