import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compactSegments } from '../../src/history/compact.ts';
import { encodeBuild } from '../../src/history/encode-build.ts';
import { readSegments } from '../../src/history/read-segments.ts';
import { formatVersion } from '../../src/history/schema.ts';
import { nameSegment, type SegmentFile } from '../../src/history/segment.ts';
import { toStoredBuild } from '../../src/history/stored-build.ts';
import type { Build } from '../../src/model/build.ts';
import type { TaskSeries } from '../../src/model/history.ts';
import type { Task } from '../../src/model/task.ts';
import { hourMs, makeNthBuild, startMs, wideLimits } from './make-history-build.ts';

const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url));

/** The segment of a build with some text of its file changed into another of the same length. */
function forge(number: number, from: string, to: string): SegmentFile {
  const { bytes } = encodeBuild(makeNthBuild(number), startMs);
  const text = Buffer.from(bytes).toString('latin1');
  const changed = Buffer.from(text.replaceAll(from, to), 'latin1');
  return { name: nameSegment(0, startMs, 1, changed), bytes: changed };
}

/** The builds that each version's fixtures were made from: everything that the version can hold. */
function makeFixtureBuild(version: string, number: number): Build {
  const build = makeNthBuild(number);
  if (version === '1.0') return { ...build, context: { ...build.context, runnerImage: null } };
  const event = { id: 'e', timeMs: null, taskId: null, message: null, attributes: {} };
  const session = {
    maxParallelism: 4,
    environment: {
      ...{ os: 'linux', osRelease: '6.8.0', arch: 'x64', cpuModel: 'AMD EPYC 7763', cpuCount: 4 },
      ...{ totalMemoryBytes: 16_766_414_848, nodeVersion: 'v24.11.0', tools: { go: '1.25.3' } },
      variables: { CI: 'true' },
    },
  };
  const amounts = [
    { name: 'build_telemetry.alerts', labels: { level: 'warning' }, amount: number },
    {
      name: 'cicd.pipeline.run.duration',
      labels: { 'cicd.pipeline.run.state': 'pending' },
      amount: { count: 1, sum: number, bounds: [5, 10], counts: [1, 0, 0] },
    },
  ];
  return {
    ...build,
    ...(version === '1.1' ? {} : { session }),
    ...(version === '1.1' || version === '1.2' ? {} : { amounts }),
    ...(['1.1', '1.2', '1.3'].includes(version) ? {} : addUsage(build, number)),
    events: [{ ...event, type: 'OUT_OF_DISK', severity: 'error' }],
    metrics: [{ name: 'size', value: 1000 + number, unit: 'By', better: 'lower', samples: null }],
  };
}

/** Queue time and the parts of tokens, which version 1.4 added. */
function addUsage({ tasks: [first, ...rest] }: Build, number: number): Pick<Build, 'tasks' | 'spans'> {
  const tokens = { input: 100, output: 20, cacheRead: 3000 + number, cacheCreation: 400 };
  const wait = { id: '1/queue', parentId: '1', name: 'task-1 / queue', startTimeMs: null };
  return {
    tasks: [{ ...(first as Task), model: 'sonnet', tokens }, ...rest],
    spans: [{ ...wait, durationMs: 1500 + number, result: 'unknown' }],
  };
}

const good = (count: number): SegmentFile[] =>
  Array.from({ length: count }, (_, number) => encodeBuild(makeNthBuild(number), startMs));

describe('every released version', () => {
  for (const version of readdirSync(fixtures)) {
    it(`is read: ${version}`, () => {
      const files = readdirSync(`${fixtures}/${version}`).map((name) => ({
        name,
        bytes: readFileSync(`${fixtures}/${version}/${name}`),
      }));
      const { history, problems } = readSegments(files, wideLimits);
      const builds = Array.from({ length: 20 }, (_, number) => makeFixtureBuild(version, number));
      expect(problems).toEqual([]);
      expect(history.builds).toEqual(builds.map((build) => toStoredBuild(build, startMs)));
      const series = [...history.series];
      const durations = series.filter(({ kind }) => kind === 'task').map(({ durationMs }) => [...durationMs]);
      expect(durations).toEqual([0, 1, 2].map((at) => builds.map((_, number) => number + at / 1000)));
      const sums = (read: (one: TaskSeries) => Float64Array | null | undefined): (number[] | null)[] =>
        series.map((one) => (read(one) ? [...(read(one) as Float64Array)] : null));
      const hasUsage = !['1.0', '1.1', '1.2', '1.3'].includes(version);
      const none = series.map(() => null);
      // By name: size, task-0, task-1, task-2.
      const numbersAt = (place: number, first: number): (number[] | null)[] =>
        none.map((_, at) => (at === place ? builds.map((__, number) => first + number) : null));
      expect(sums(({ cacheReadTokens }) => cacheReadTokens)).toEqual(hasUsage ? numbersAt(1, 3000) : none);
      expect(sums(({ tokens }) => tokens)).toEqual(hasUsage ? numbersAt(1, 3520) : none);
      expect(sums(({ queueMs }) => queueMs)).toEqual(hasUsage ? numbersAt(2, 1500) : none);
      expect(history.builds[3]?.queueMs).toBe(hasUsage ? 1503 : undefined);
      const values = series.flatMap(({ value, unit }) => (value === null ? [] : [{ unit, of: [...value] }]));
      const sizes = builds.flatMap(({ metrics }) => metrics.map(({ value }) => value));
      expect(values).toEqual(sizes.length === 0 ? [] : [{ unit: 'By', of: sizes }]);
    });
  }
});

describe('a segment of a newer version', () => {
  const newer = forge(99, formatVersion, '3.0');

  it('is kept, reported and skipped', () => {
    const { history, problems, corrupt, kept } = readSegments([...good(2), newer], wideLimits);
    expect(history.builds.map(({ id }) => id)).toEqual(['build-0', 'build-1']);
    expect(problems).toMatchObject([{ code: 'history-newer', where: newer.name }]);
    expect([corrupt, kept]).toEqual([[], [newer.name]]);
  });

  it('is not part of a merge', () => {
    const { add, remove } = compactSegments([...good(16), newer], wideLimits);
    expect(add).toHaveLength(1);
    expect(remove).not.toContain(newer.name);
  });
});

describe('a segment with unknown columns', () => {
  const foreign = forge(0, 'memory_bytes', 'memory_bites');

  it('is read', () => {
    const { history, problems } = readSegments([foreign], wideLimits);
    expect(problems).toEqual([]);
    expect(history.builds).toHaveLength(1);
    expect([...history.series]).toHaveLength(3);
  });

  it('is never rewritten, and makes copies of its builds redundant', () => {
    const { add, remove } = compactSegments([...good(20), foreign], wideLimits);
    expect(add).toHaveLength(1);
    expect(remove).not.toContain(foreign.name);
    const [copy] = good(1);
    expect(remove).toContain(copy?.name);
  });

  it('is dropped when all of it is expired', () => {
    const later = encodeBuild(makeNthBuild(100), startMs);
    const now = startMs + 100 * hourMs;
    const { add, remove } = compactSegments([foreign, later], { ...wideLimits, now, maxAgeDays: 1 });
    // The other one is written again, with its additions.
    expect([...remove].sort()).toEqual([foreign.name, later.name].sort());
    expect(readSegments(add, wideLimits).history.past?.amounts).toMatchObject([
      { name: 'cicd.pipeline.run.duration' },
    ]);
  });
});

it('compares a file with the CRC-32 of its name, or with the SHA-256 where that is all', () => {
  const { name, bytes } = encodeBuild(makeNthBuild(1), startMs);
  expect(name).toMatch(/^L0-[0-9a-z]+-1-[0-9a-f]{16}-[0-9a-f]{8}\.parquet$/);
  const old = name.replace(/-[0-9a-f]{8}\./, '.');
  const changed = bytes.slice();
  changed[100]! ^= 1;
  for (const each of [name, old]) {
    expect(readSegments([{ name: each, bytes }], wideLimits).good).toEqual([each]);
    expect(readSegments([{ name: each, bytes: changed }], wideLimits).corrupt).toEqual([each]);
  }
});

it('leaves a file alone if its checksum is right and its content is not a history', () => {
  const bytes = Buffer.from('PAR1 something else PAR1');
  const name = nameSegment(0, startMs, 1, bytes);
  const { corrupt, kept, problems } = readSegments([{ name, bytes }], wideLimits);
  expect([corrupt, kept]).toEqual([[], [name]]);
  expect(problems).toMatchObject([{ code: 'history-unreadable' }]);
});
