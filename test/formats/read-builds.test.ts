/** All builds of a file that grows from build to build. */
import { describe, expect, it } from 'vitest';
import { type Limits, readBuilds } from '../../src/formats/read-build.ts';
import type { Build } from '../../src/model/build.ts';
import type { Problem } from '../../src/model/problem.ts';
import { buildOf, codesOf, lines, logContext, sourceOf } from '../source-of.ts';

const minute = (at: number): string => new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString();
const event = (event_type: string, at: number, rest: object = {}): object => ({
  event_type,
  event_id: `${event_type}-${at}`,
  timestamp: minute(at),
  ...rest,
});
const run = (at: number, build_id: string, session_id = 's'): object[] => [
  event('BUILD_STARTED', at, { build_id, session_id }),
  event('TASK_STARTED', at, { task_id: 't', task_name: `task of ${build_id}`, session_id }),
  event('TASK_COMPLETED', at + 1, { task_id: 't', session_id }),
  event('BUILD_COMPLETED', at + 2, { build_id, session_id }),
];

async function readAllBuilds(
  text: string,
  limits: Partial<Limits> = {},
): Promise<{ readonly builds: readonly Build[]; readonly problems: readonly Problem[] }> {
  return await readBuilds(sourceOf(text), { name: 'ci', format: 'auto', context: logContext, limits });
}

describe('all builds of a file', () => {
  it('are separated like the newest one', async () => {
    const text = lines(...run(0, 'b1'), ...run(10, 'b2'), ...run(20, 'b3'));
    const { builds, problems } = await readAllBuilds(text);
    expect(problems).toEqual([]);
    expect(
      builds.map(({ id, durationMs, complete, result, tasks }) => [
        id,
        durationMs,
        complete,
        result,
        tasks.map(({ name, durationMs: ms }) => [name, ms]),
      ]),
    ).toEqual(['b1', 'b2', 'b3'].map((id) => [id, 120_000, true, 'success', [[`task of ${id}`, 60_000]]]));
    const newest = await buildOf(text);
    expect({ ...newest, id: 'b3', problems: [] }).toEqual(builds[2]);
  });

  it('are those of our own log too', async () => {
    const own = (build_id: string, at: number): object[] => [
      {
        v: 1,
        type: 'build',
        build_id,
        name: 'ci',
        start_time: minute(at),
        duration_ms: 5,
        result: 'success',
      },
      { v: 1, type: 'task', build_id, name: build_id, result: 'success' },
    ];
    const { builds } = await readAllBuilds(lines(...own('b2', 9), ...own('b1', 0)));
    expect(
      builds.map(({ id, durationMs, tasks }) => [id, durationMs, tasks.map(({ name }) => name)]),
    ).toEqual([
      ['b1', 5, ['b1']],
      ['b2', 5, ['b2']],
    ]);
  });

  it('are sorted by their start, and ones without an id have a place', async () => {
    const nameless = (at: number): object[] => [
      event('BUILD_STARTED', at),
      event('TASK_COMPLETED', at + 1, { task_id: 't', duration_ms: 5 }),
      event('BUILD_FAILED', at + 2),
    ];
    const { builds } = await readAllBuilds(lines(...nameless(20), ...nameless(0)));
    expect(builds.map(({ id, result }) => [id, result])).toEqual([
      ['buildrunner-2', 'failure'],
      ['buildrunner-1', 'failure'],
    ]);
  });

  it('of one id that started again are two', async () => {
    const { builds } = await readAllBuilds(lines(...run(0, 'b1'), ...run(10, 'b1')));
    expect(builds.map(({ id, durationMs }) => [id, durationMs])).toEqual([
      ['b1', 120_000],
      ['b1#2', 120_000],
    ]);
  });

  it('may be mixed, by their ids', async () => {
    const [a, b] = [run(0, 'b1', 's1'), run(1, 'b2', 's2')];
    const mixed = a.flatMap((each, i) => [each, b[i] as object]);
    const { builds } = await readAllBuilds(lines(...mixed));
    expect(builds.map(({ id, durationMs, tasks }) => [id, durationMs, tasks.length])).toEqual([
      ['b1', 120_000, 1],
      ['b2', 120_000, 1],
    ]);
  });

  it('that never ended are incomplete, and the last is when the file is cut', async () => {
    const killed = run(0, 'b1').slice(0, 2);
    const text = lines(...killed, ...run(10, 'b2'));
    expect((await readAllBuilds(text)).builds.map(({ complete }) => complete)).toEqual([false, true]);
    const cut = await readAllBuilds(`${lines(...run(0, 'b1'), ...run(10, 'b2'))}{"event_ty`);
    expect(cut.builds.map(({ complete }) => complete)).toEqual([true, false]);
    expect(codesOf(cut)).toEqual(['truncated']);
  });

  it('of a format with one build per file are that build', async () => {
    const junit = '<testsuite timestamp="2026-01-01T00:00:00Z" time="1"><testcase name="a"/></testsuite>';
    const { builds } = await readAllBuilds(junit);
    expect(builds.map(({ id, durationMs }) => [id, durationMs])).toEqual([
      ['junit-2026-01-01T00:00:00.000Z', 1000],
    ]);
  });

  it('are none for a refused file or one without work', async () => {
    const refused = await readAllBuilds('nonsense');
    expect([refused.builds, codesOf(refused)]).toEqual([[], ['unknown-format']]);
    expect((await readAllBuilds(lines(event('HEALTH_CHECK', 0)))).builds).toEqual([]);
  });

  it('are read up to a limit, with a warning', async () => {
    const text = lines(
      ...Array.from({ length: 10_001 }, (_, i) =>
        event('TASK_COMPLETED', 0, { task_id: 't', build_id: `b${i}` }),
      ),
    );
    const { builds, problems } = await readAllBuilds(text, { tasks: 10 });
    expect([builds.length, codesOf({ problems })]).toEqual([10_000, ['too-many-builds']]);
  });
});
